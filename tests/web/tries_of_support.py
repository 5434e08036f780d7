"""How the addresses of applications and gifts are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Prey, Try, of


def part(prey: Prey) -> list[object]:
    """A part of a gift."""
    return [prey.person, prey.row, prey.entry]


SUPPORT: dict[str, Try] = {
    "month:month": of("person"),
    "support:board": OPEN,
    "support:givers": OPEN,
    "support:giver": Try(args=lambda _prey: [new_id()]),
    "support:applications": of("person"),
    "support:new-application": of(
        "person", body=lambda _prey: {"application": str(new_id()), "kind": "identity_card"}
    ),
    "support:application": of("person", "row", body=lambda _prey: {"state": "withdrawn"}),
    "support:reopen": of("person", "row"),
    "support:gifts": of("person"),
    "support:new-gift": of(
        "person",
        body=lambda _prey: {
            "gift": str(new_id()),
            "form": "money",
            "amount": "1",
            "purpose": "living",
            "words": "越权",
            "giver_kind": "donor",
            "is_anonymous": "on",
        },
    ),
    "support:gift": of("person", "row"),
    "support:decide": of("person", "row", body=lambda _prey: {"decision": "approve"}),
    "support:receive": of(
        "person", "row", body=lambda _prey: {"receiver": "person", "received_on": "2026-03-02"}
    ),
    "support:take-back": of("person", "row"),
    "support:receipt": of("person", "row"),
    "support:agree": of(
        "person", "row", body=lambda _prey: {"anew-parts": "1", "anew-first_on": "2026-03-02"}
    ),
    "support:paid": Try(args=part, by_id=True, body=lambda _prey: {"paid_on": "2026-03-02"}),
}
