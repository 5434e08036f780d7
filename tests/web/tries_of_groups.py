"""How the addresses of groups and peers are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

_GROUP = {
    "made": str(new_id()), "sort": "group", "theme": "law", "title": "越权", "capacity": "3",
    "starts_on": "2026-03-01",
}  # fmt: skip
_TEAM = {"made": str(new_id()), "title": "越权", "theme": "law", "mode": "both", "whom": "all"}

GROUPS: dict[str, Try] = {
    "groups:groups": OPEN,
    "groups:new": Try(body=lambda prey: {**_GROUP, "leader": str(prey.account)}),
    "groups:teams": OPEN,
    "groups:new-team": Try(body=lambda prey: {**_TEAM, "companion": str(prey.account)}),
    "groups:team": of("row"),
    "groups:meet": of(
        "row", body=lambda prey: {"theme": "law", "on": "2026-03-01", "there": str(prey.person)}
    ),
    "groups:sheet": of("row"),
    "groups:hand-over": of("row", body=lambda prey: {"to-companion": str(prey.account)}),
    "groups:close-team": of("row"),
    "groups:place": of("person", query=lambda _prey: {"mode": "both"}),
    "groups:join": of("person", "row", body=lambda _prey: {"place": "member", "alias": "越权"}),
    "groups:call": of("person", body=lambda _prey: {"call-alias": "越权"}),
    "groups:pause": of("person", body=lambda _prey: {"pause-helped_by": "other"}),
    "groups:again": of("person"),
    "groups:quit": of("person"),
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
