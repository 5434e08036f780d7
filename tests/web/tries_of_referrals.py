"""How the addresses of needs and referrals are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import Try, of

REFERRALS: dict[str, Try] = {
    "referrals:needs": of(
        "person", body=lambda _prey: {"entry_id": str(new_id()), "needs": "work", "said_on": "2026-03-01"}
    ),
    "referrals:answer-need": of(
        "person",
        "entry",
        body=lambda _prey: {"entry_id": str(new_id()), "how": "helped_at_once", "on": "2026-03-02"},
    ),
}
