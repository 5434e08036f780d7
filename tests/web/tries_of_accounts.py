"""How each address of an account's own pages is tried."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try

ACCOUNTS: dict[str, Try] = {
    "account:sign-in": OPEN,
    "account:second": OPEN,
    "account:passkey": OPEN,
    "account:agency": OPEN,
    "account:agency-return": Try(query=lambda _prey: {"state": "x", "code": "x"}),
    "account:sign-out": OPEN,
    "account:confirm": OPEN,
    "account:factors": OPEN,
    "account:code": OPEN,
    "account:new-passkey": OPEN,
    "account:recovery": OPEN,
    "account:remove-factor": Try(args=lambda _prey: [1]),
    "account:places": OPEN,
    "account:known": OPEN,
    "account:end": Try(args=lambda _prey: [new_id()]),
    "account:end-all": OPEN,
    "account:waiting": OPEN,
    "account:decide": Try(args=lambda _prey: [new_id()], body=lambda _prey: {"decision": "confirm"}),
    "account:me": OPEN,
    "account:password": OPEN,
    "account:language": OPEN,
    "account:theme": OPEN,
}
