"""How the addresses of honours are tried by somebody they are not for."""

from tests.web.tries import OPEN, Try, of

HONOURS: dict[str, Try] = {
    "honours:board": Try(query=lambda prey: {"place": prey.station}),
    "honours:book": Try(body=lambda _prey: {"year": "2026"}),
    "honours:stories": OPEN,
    "honours:person": of("person"),
    "honours:nominate": of(
        "person", body=lambda _prey: {"new-tier": "team", "new-merits": "work", "new-words": "越权"}
    ),
    "honours:given": of(
        "person", body=lambda _prey: {"given-title": "越权", "given-giver": "越权", "given-year": "2020"}
    ),
    "honours:leave": of("person"),
    "honours:send": of("person", "row"),
    "honours:drop": of("person", "row"),
    "honours:review": of("person", "row", body=lambda _prey: {"agrees": "yes"}),
    "honours:award": of("person", "row", body=lambda _prey: {"level": "gold", "year": "2026"}),
    "honours:story": of("person", body=lambda _prey: {"alias": "阿远", "words": "越权", "picture": "none"}),
    "honours:agree": of("person", body=lambda _prey: {"use-use": "web", "use-year": "2026"}),
    "honours:end": of("person", "row"),
    "honours:go-on": of("person", "row"),
}
