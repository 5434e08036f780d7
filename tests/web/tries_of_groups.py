"""How the addresses of groups and peers are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

_GROUP = {
    "made": str(new_id()), "sort": "group", "theme": "law", "title": "越权", "capacity": "3",
    "starts_on": "2026-03-01",
}  # fmt: skip

GROUPS: dict[str, Try] = {
    "groups:groups": OPEN,
    "groups:new": Try(body=lambda prey: {**_GROUP, "leader": str(prey.account)}),
    "groups:group": of("row"),
    "groups:plan": of("row", body=lambda _prey: {"theme": "law", "on": "2026-03-01"}),
    "groups:sign-in": of("row", "row", body=lambda prey: {"there": str(prey.person)}),
    "groups:close": of("row"),
    "groups:person": of("person", body=lambda _prey: {"q": "ouyangbukejian"}),
    "groups:seat": of("person", "row"),
    "groups:leave": of("person", "row"),
    "groups:become": of("person", body=lambda _prey: {"mode": "both"}),
    "groups:rest": of("person", body=lambda _prey: {"rest-helped_by": "other"}),
    "groups:supervise": of("person", body=lambda _prey: {"talk-on": "2026-03-01"}),
    "groups:match": of("person", query=lambda _prey: {"mode": "both"}),
    "groups:pair": of("person", "row"),
    "groups:part": of("person", body=lambda _prey: {"end-reason": "done"}),
    "groups:met": of("person", body=lambda _prey: {"met-on": "2026-03-01"}),
    "groups:keep-from": of(
        "person", body=lambda prey: {"apart-other": str(prey.row), "apart-reason": "wish"}
    ),
}
