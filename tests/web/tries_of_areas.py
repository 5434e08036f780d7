"""How the addresses of areas are tried by somebody they are not for: they are about another county."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try

_ELSEWHERE = 430103000000
_FACT = {
    "kind": "existing_users", "on": "2026-03-01", "basis": "register_all", "value": "1",
    "publisher": "越权", "document": "越权",
}  # fmt: skip

AREAS: dict[str, Try] = {
    "areas:counties": Try(query=lambda _prey: {"place": _ELSEWHERE}, by_id=True),
    "areas:criteria": OPEN,
    "areas:import": OPEN,
    "areas:batch": Try(args=lambda _prey: [new_id()], by_id=True),
    "areas:area": Try(args=lambda _prey: [_ELSEWHERE], by_id=True),
    "areas:enter": Try(args=lambda _prey: [_ELSEWHERE], by_id=True, body=lambda _prey: _FACT),
    "areas:propose": Try(
        args=lambda _prey: [_ELSEWHERE], by_id=True, body=lambda _prey: {"to": "notified", "words": "越权"}
    ),
    "areas:caseload": Try(args=lambda _prey: [_ELSEWHERE], by_id=True),
    "areas:units": Try(args=lambda _prey: [_ELSEWHERE], by_id=True, query=lambda _prey: {"type": "facility"}),
    "areas:behind": Try(args=lambda _prey: [_ELSEWHERE, "coverage_districts", "all"], by_id=True),
    "areas:correct": Try(args=lambda _prey: [new_id()], by_id=True, body=lambda _prey: {"value": "1"}),
    "areas:proposal": Try(args=lambda _prey: [new_id()], by_id=True),
    "areas:decide": Try(args=lambda _prey: [new_id()], by_id=True, body=lambda _prey: {"agrees": "yes"}),
    "areas:withdraw": Try(args=lambda _prey: [new_id()], by_id=True),
}
