"""How the addresses of incidents are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

INCIDENTS: dict[str, Try] = {
    "incidents:board": OPEN,
    "incidents:questions": OPEN,
    "incidents:take-back": of("person", "row", "row", body=lambda _prey: {}),
    "incidents:incidents": of("person"),
    "incidents:new": of(
        "person",
        query=lambda _prey: {"from": "job"},
        body=lambda _prey: {
            "incident": str(new_id()), "area": "job", "kind": "refused", "happened_on": "2026-03-02",
            "words": "越权", "wish": "heard", "agreed": "on",
        },
    ),
    "incidents:incident": of("person", "row", body=lambda _prey: {"state": "closed", "outcome": "heard"}),
    "incidents:ask": of("person", "row", body=lambda _prey: {"words": "越权", "agreed": "on"}),
    "incidents:advice": of("person"),
    "incidents:advise": of("person", "row", body=lambda _prey: {"words": "越权"}),
}  # fmt: skip
