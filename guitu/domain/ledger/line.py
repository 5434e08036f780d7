"""One line of the access log, and the bytes of it that are sealed."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter
from uuid import UUID

_SHAPE = 1  # of the bytes; a later shape has another number, and old lines keep theirs


class Act(StrEnum):
    """What was done. A reading that changed something as well is a ``CHANGE``."""

    LIST = "list"
    OPEN = "open"
    CHANGE = "change"
    SEARCH = "search"
    SEARCH_MISS = "search_miss"
    EXPORT = "export"
    PRINT = "print"
    API = "api"
    ANSWER = "answer"  # a request of the person was read by whoever answers it, who may not see the file
    DENIAL = "denial"
    REASON = "reason"  # somebody said why they open a file outside their own cases
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    SIGN_IN_REFUSED = "sign_in_refused"
    BREAK_GLASS = "break_glass"
    UNSEAL = "unseal"


@dataclass(frozen=True, slots=True)
class Line:
    """Who saw what of whom, when, why and where. Never what was seen.

    ``seq`` the number the database gave it; 0 before that.
    ``actor`` None: nobody known (a refused sign-in) or the system itself. ``subject`` the person's pseudonym;
    None for what concerns nobody. ``near`` how the person stands to the actor: "own", "unit", "outside", "".
    ``compartments`` joined by commas. ``results`` how many persons the same answer showed.
    """

    seq: int
    id: UUID
    at: datetime
    actor: UUID | None
    role: str
    unit: int | None
    subject: UUID | None
    act: str
    purpose: str
    near: str
    screen: str
    compartments: str
    request: UUID | None
    device: str
    results: int | None


_values = attrgetter(*(field.name for field in fields(Line)))


def to_bytes(line: Line) -> bytes:
    """The same bytes for the same line, wherever and whenever it is read."""
    return json.dumps(
        [_SHAPE, *map(_plain, _values(line))], ensure_ascii=False, separators=(",", ":")
    ).encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
