"""How the addresses of plans are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

PLANS: dict[str, Try] = {
    "plans:waiting": OPEN,
    "plans:plan": of("person"),
    "plans:begin": of("person"),
    "plans:version": of("person", "row"),
    "plans:add-line": of("person", "row", body=lambda _prey: {"sort": "strength", "words": "越权"}),
    "plans:drop-line": of("person", "row"),
    "plans:progress": of("person", "row", body=lambda _prey: {"progress": "met"}),
    "plans:propose": of("person", "row"),
    "plans:decide": of("person", "row", body=lambda _prey: {"decision": "approve"}),
    "plans:review": of("person", "row", body=lambda _prey: {"view": "越权", "held_on": "2026-03-02"}),
    "plans:rights": of("person", body=lambda _prey: {"reading": "read_alone", "entry_id": str(new_id())}),
    "plans:papers": of("person"),
    "plans:sign": Try(
        args=lambda prey: [prey.person, "pledge"], by_id=True, body=lambda _prey: {"outcome": "done"}
    ),
    "plans:group": of("person", body=lambda _prey: {"volunteer-words": "越权"}),
    "plans:support": of("person", body=lambda _prey: {"sort": "call", "words": "越权"}),
    "plans:drop-support": of("person", "row"),
    "plans:safety": of("person"),
    "plans:wishes": of("person", body=lambda _prey: {"wish_place": "home"}),
    "plans:opinions": of("person", body=lambda _prey: {"speaker": "person", "words": "越权"}),
    "plans:answer": of("person", "row", body=lambda _prey: {"answer": "越权"}),
}
