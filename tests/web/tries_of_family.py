"""How the addresses of a family are tried by somebody they are not for."""

from tests.web.tries import Try, of

_HOLD = {"apart-side": "unsaid", "apart-reason": "worry"}

FAMILY: dict[str, Try] = {
    "family:family": of("person"),
    "family:new-relative": of("person", body=lambda _prey: {"relation": "parent", "name": "越权"}),
    "family:relative": of("person", "row", body=lambda _prey: {"relation": "parent", "name": "越权"}),
    "family:say": of("person", "row", body=lambda _prey: {"purpose": "contact", "answer": "yes"}),
    "family:withdraw": of("person", "row"),
    "family:come-back": of("person", "row"),
    "family:erase": of("person", "row"),
    "family:apart": of("person", "row", body=lambda _prey: _HOLD),
    "family:ask-to-lift": of("person", "row", body=lambda _prey: {"lift-words": "越权"}),
    "family:decide-lift": of("person", "row", body=lambda _prey: {"decision": "lift"}),
    "family:child": of("person", "row", body=lambda _prey: {"name": "越权", "schooling": "primary"}),
    "family:school": of("person", "row", body=lambda _prey: {"about": "aid", "way": "phone"}),
    "family:care": of("person", "row", body=lambda _prey: {"whom": "越权", "relief": "none"}),
    "family:drop": of("person", "row"),
    "family:talk": of("person", body=lambda _prey: {"outcome": "done", "on": "2026-03-01"}),
}
