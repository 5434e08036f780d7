"""How the addresses of the directory are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

DIRECTORY: dict[str, Try] = {
    "directory:services": Try(query=lambda _prey: {"q": "ouyangbukejian", "area": "430102000000"}),
    "directory:new": Try(body=lambda _prey: {"service_id": str(new_id()), "name": "越权"}),
    "directory:stale": OPEN,
    "directory:entitlements": of("person", body=lambda _prey: {"employment": "unemployed"}),
    "directory:service": Try(args=lambda _prey: [new_id()]),
    "directory:edit": Try(args=lambda _prey: [new_id()], body=lambda _prey: {"name": "越权"}),
    "directory:verify": Try(args=lambda _prey: [new_id()]),
    "directory:free": Try(args=lambda _prey: [new_id()], body=lambda _prey: {"free-free_places": "1"}),
    "directory:close": Try(args=lambda _prey: [new_id()], body=lambda _prey: {"closing-words": "越权"}),
    "directory:reopen": Try(args=lambda _prey: [new_id()]),
    "directory:remove": Try(args=lambda _prey: [new_id()]),
}
