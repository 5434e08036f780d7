"""How the addresses of needs and referrals are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

REFERRALS: dict[str, Try] = {
    "referrals:needs": of(
        "person", body=lambda _prey: {"entry_id": str(new_id()), "needs": "work", "said_on": "2026-03-01"}
    ),
    "referrals:answer-need": of(
        "person",
        "entry",
        body=lambda _prey: {"entry_id": str(new_id()), "how": "helped_at_once", "on": "2026-03-02"},
    ),
    "referrals:new": of("person", body=lambda _prey: {"act": "send", "purpose": "越权", "partner": "某处"}),
    "referrals:one": of("person", "row"),
    "referrals:draft": of("person", "row", body=lambda _prey: {"act": "send", "purpose": "越权"}),
    "referrals:told": of("person", "row", body=lambda _prey: {"act": "accept"}),
    "referrals:end": of("person", "row", body=lambda _prey: {"reason": "other"}),
    "referrals:reopen": of("person", "row"),
    "referrals:settle": of("person", "row"),
    "referrals:give-link": of("person", "row"),
    "referrals:board": OPEN,
    "referrals:reply": of("person", "row", body=lambda _prey: {"act": "accept"}),
    "referrals:link": Try(args=lambda _prey: ["x" * 43], body=lambda _prey: {"code": "123456"}),
    "help:desk": OPEN,
    "help:promise": OPEN,
}
