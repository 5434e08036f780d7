"""How the addresses of tests and draws are tried."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

TESTING: dict[str, Try] = {
    "testing:week": OPEN,
    "testing:draws": Try(body=lambda _prey: {"pick": "1"}),
    "testing:draw": Try(args=lambda prey: [prey.row], by_id=True, body=lambda _prey: {"salt": "1"}),
    "testing:log": of("row"),
    "testing:person": of("person"),
    "testing:book": of(
        "person",
        query=lambda prey: {"appointment": prey.row},
        body=lambda _prey: {"id": str(new_id()), "day": "2026-03-02", "time": "10:00", "mode": "scheduled"},
    ),
    "testing:cancel": of("person", "row", body=lambda _prey: {"reason": "not_needed"}),
    "testing:hours": of("person", body=lambda _prey: {"days": "1", "starts": "08:00", "ends": "18:00"}),
    "testing:collect": of("person", body=lambda _prey: {"id": str(new_id()), "outcome": "negative"}),
    "testing:remote": of("person", body=lambda _prey: {"id": str(new_id()), "outcome": "negative"}),
    "testing:review": of("person", "row", body=lambda _prey: {"accepted": "yes"}),
    "testing:custody": of("person", "row", body=lambda _prey: {"step": "stored", "on": "2026-03-02"}),
    "testing:step": Try(
        args=lambda prey: [prey.person, prey.entry, "test_challenged"],
        by_id=True,
        body=lambda _prey: {"id": str(new_id()), "happened_on": "2026-03-02"},
    ),
}
