"""How the addresses of health, counselling and crises are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

HEALTH: dict[str, Try] = {
    "health:start": OPEN,
    "health:health": of("person"),
    "health:add-line": of("person", body=lambda _prey: {"line-code": "condition:heart"}),
    "health:end-line": of("person", "row"),
    "health:plan": of("person", body=lambda _prey: {"seen": "0", "conditions": "越权", "doctor": "越权"}),
    "health:add-checkup": of("person", body=lambda _prey: {"checkup-kind": "general"}),
    "health:checkup": of("person", "row", body=lambda _prey: {"outcome": "done", "done_on": "2026-03-02"}),
    "health:insurance": of("person", body=lambda _prey: {"insurance-state": "never"}),
    "health:agree": of("person", body=lambda _prey: {"purpose": "hospital_referral", "agreed": "yes"}),
    "health:refer": of("person", body=lambda _prey: {"hospital": "越权", "reason": "越权"}),
    "health:step": of("person", "row", body=lambda _prey: {"to": "sent"}),
    "health:slip": of("person", "row"),
    "counselling:start": OPEN,
    "counselling:counselling": of("person", body=lambda _prey: {"kind": "individual", "goals": "越权"}),
    "counselling:agree": of("person", body=lambda _prey: {"agreed": "yes"}),
    "counselling:shared": of("person"),
    "counselling:case": of("person", "row"),
    "counselling:open": of("person", "row"),
    "counselling:end": of("person", "row", body=lambda _prey: {"end-ending": "other"}),
    "counselling:plan-session": of("person", "row", body=lambda _prey: {"plan-on": "2026-03-02"}),
    "counselling:hand-over": of("person", "row", body=lambda _prey: {"over-summary": "越权"}),
    "counselling:session": of("person", "row", body=lambda _prey: {"attendance": "came", "words": "越权"}),
    "crisis:crisis": of(
        "person", body=lambda _prey: {"crisis": "overdose", "words": "越权", "entry_id": str(new_id())}
    ),
    "crisis:look-back": of("person", body=lambda _prey: {"entry_id": str(new_id())}),
}
