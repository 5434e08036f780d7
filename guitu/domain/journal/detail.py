"""The shapes a detail of an entry may have: a code, a number, a civil date. Free text has no shape here.

Every shape says which privacy class its values fall in, so that no name can enter an entry's details: words
about people belong in the entry's note, which this module never sees.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from guitu.domain.kernel.dates import parse_iso
from guitu.domain.kernel.errors import DomainError

Privacy = Literal["code", "number", "date"]
# optional; needed when recorded here (a file written by hand may leave it out); needed always
Need = Literal["optional", "recorded", "always"]
# What a form shows for it.
Sort = Literal["one", "some", "code", "number", "day", "region", "reference", "document", "slots"]

REFUSED: Final = object()  # what ``accept`` answers for a value of another shape

_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")
_DOCUMENT = re.compile(r"[0-9A-Za-z\u3400-\u9fff〔〕\[\]（）()【】<>〈〉、.,/·#_-]{1,60}")
# A citizen id (15 or 18) or a mobile number standing alone is a person, not a document.
_PERSONAL = re.compile(r"(?<![0-9])(?:[0-9]{15}|[0-9]{17}[0-9Xx]|1[0-9]{10})(?![0-9])")
_SLOT = re.compile(r"[A-Za-z0-9_.-]{1,64}:[0-9]{1,4}:[0-9a-f-]{36}")
_MOST_SLOTS = 200
_REGION_LENGTHS = frozenset({2, 4, 6, 9, 12})
_REGION_DIGITS = 12
_UNIT_DIGITS = 15


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Shape:
    """What values a detail may take.

    ``allowed`` the codes in their order, or one word for the form asked for: said to whoever sent another.
    ``accept`` the value as it is stored (JSON), or REFUSED; accepting twice changes nothing.
    ``read`` the stored value as Python works with it; ``write`` the other way round.
    """

    sort: Sort
    privacy: Privacy
    allowed: tuple[str, ...] | str
    accept: Callable[[object], object]
    read: Callable[[Any], Any] = _same
    write: Callable[[Any], Any] = _same


def one_of(codes: Iterable[str]) -> Shape:
    """One code of a closed list."""
    listed = tuple(codes)
    known = frozenset(listed)

    def accept(value: object) -> object:
        return value if isinstance(value, str) and value in known else REFUSED

    return Shape("one", "code", listed, accept)


def some_of(codes: Iterable[str]) -> Shape:
    """One or more codes of a closed list, kept in the list's order and each once."""
    listed = tuple(codes)
    known = frozenset(listed)

    def accept(value: object) -> object:
        if not isinstance(value, list | tuple) or not value:
            return REFUSED
        if not all(isinstance(code, str) and code in known for code in value):
            return REFUSED
        return [code for code in listed if code in value]

    return Shape("some", "code", listed, accept, read=tuple, write=list)


def number(low: int, high: int, *, whole: bool = False) -> Shape:
    """A number from ``low`` to ``high``, both inclusive."""
    types = int if whole else int | float

    def accept(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, types):
            return REFUSED
        return value if low <= value <= high else REFUSED  # NaN is not between them

    return Shape("number", "number", f"{low}..{high}", accept)


def _accept_slug(value: object) -> object:
    return value if isinstance(value, str) and _SLUG.fullmatch(value) else REFUSED


def _accept_version(value: object) -> object:
    return value if isinstance(value, str) and _VERSION.fullmatch(value) else REFUSED


def _accept_day(value: object) -> object:
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str):
        return REFUSED
    try:
        parse_iso(value)
    except DomainError:
        return REFUSED
    return value


def _accept_region(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return REFUSED
    digits = str(value)
    if len(digits) not in _REGION_LENGTHS or not (digits.isascii() and digits.isdigit()):
        return REFUSED
    return int(digits.ljust(_REGION_DIGITS, "0")) if digits[0] != "0" else REFUSED


def _accept_reference(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value > 0 and len(str(value)) == _UNIT_DIGITS else REFUSED
    if not isinstance(value, str):
        return REFUSED
    try:
        return str(UUID(value))
    except ValueError:
        return REFUSED


def _accept_document(value: object) -> object:
    if not isinstance(value, str):
        return REFUSED
    text = "".join(value.split())
    has_digit = any("0" <= char <= "9" for char in text)
    if not has_digit or not _DOCUMENT.fullmatch(text) or _PERSONAL.search(text):
        return REFUSED
    return text


def _accept_slots(value: object) -> object:
    if not isinstance(value, list | tuple) or not 0 < len(value) <= _MOST_SLOTS:
        return REFUSED
    if not all(isinstance(one, str) and _SLOT.fullmatch(one) for one in value):
        return REFUSED
    return list(dict.fromkeys(value))


# A code of an open list (an instrument, a template): lower-case ASCII, 40 characters at most.
CODE: Final = Shape("code", "code", "code", _accept_slug)
# The version of something that has a code: 1.0 or 2026.1, too short for anybody's number.
VERSION: Final = Shape("code", "code", "version", _accept_version)
# A civil date, stored as YYYY-MM-DD.
DAY: Final = Shape(
    "day",
    "date",
    "YYYY-MM-DD",
    _accept_day,
    read=lambda stored: None if stored is None else date.fromisoformat(stored),
    write=lambda day: None if day is None else day.isoformat(),
)
# A region's 12-digit number, stored as an integer; a shorter one is filled up with zeros.
REGION: Final = Shape("region", "code", "region number of 2, 4, 6, 9 or 12 digits", _accept_region)
# A row of ours by its id (UUID text in lower case), or a unit by its 15-digit number.
REFERENCE: Final = Shape("reference", "code", "UUID or 15-digit unit number", _accept_reference)
# The number printed on a decision, such as 演公社康决字〔2026〕0001号; inner spaces are dropped. It holds a
# digit, and neither a citizen id nor a mobile number: those name people.
DOCUMENT: Final = Shape("document", "number", "document number", _accept_document)


# Duties by rule, number and episode ("J-01:3:" and the episode's id): what two offices agreed to drop.
SLOTS: Final = Shape("slots", "code", "rule:number:episode", _accept_slots, read=tuple, write=list)


@dataclass(frozen=True, slots=True)
class Detail:
    """How one detail is declared; kept in the dataclass field's metadata.

    ``aliases`` names that hand-written files use for it. ``past`` a day that cannot lie ahead.
    ``default`` what stands there when nothing was said. ``nullable`` None is an answer (still away).
    """

    shape: Shape
    need: Need = "optional"
    aliases: tuple[str, ...] = ()
    past: bool = False
    default: object = None
    nullable: bool = False


def detail(
    shape: Shape,
    need: Need = "optional",
    *,
    aliases: tuple[str, ...] = (),
    past: bool = False,
    default: object = None,
    nullable: bool = False,
) -> Any:
    """A dataclass field that carries its Detail. What is needed always has no default."""
    metadata = {"detail": Detail(shape, need, aliases, past, default, nullable)}
    return field(metadata=metadata) if need == "always" else field(default=None, metadata=metadata)
