"""The citizen identity number (GB 11643): 18 characters that carry a region, a birth date, a sex and a check.

Old cards have 15 digits: two of the year, no check. They are lengthened on sight, so that one person has one
number. Numbers that begin 99 belong to no region: they are the made-up people of demos and tests. Errors
never carry the number.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from guitu.domain.kernel.errors import DomainError

Sex = Literal["male", "female"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # ISO 7064, MOD 11-2
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_IGNORED = re.compile(r"[\s'’‘`´\-‐‑‒–—−\u200b-\u200f\u202a-\u202e\u2060\ufeff]")  # and what cannot be seen
_AS_X = str.maketrans("x×хХ", "XXXX")  # what fingers and scanners make of the last letter; two are Cyrillic
_EARLIEST_YEAR = 1900
_SPREADSHEET_DIGITS = 15  # a spreadsheet number keeps no more; the rest of an id was replaced by zeros
_MADE_UP = "99"
_OLD, _NEW = 15, 18


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A checked number with what it says. Its repr hides the number, because reprs end up in logs."""

    value: str = field(repr=False)
    birth_on: date = field(repr=False)
    sex: Sex = field(repr=False)

    @property
    def is_made_up(self) -> bool:
        """Whether it belongs to a made-up person."""
        return is_made_up(self.value)


def is_made_up(value: str) -> bool:
    """Whether a normalised number belongs to a made-up person.

    >>> is_made_up("990101199005010032"), is_made_up("440882199102104195")
    (True, False)
    """
    return value.startswith(_MADE_UP)


def check_digit(first17: str) -> str:
    """The 18th character that belongs to the first 17 digits.

    >>> check_digit("44088219910210419")
    '5'
    """
    return _CHECKS[sum(w * int(c) for w, c in zip(_WEIGHTS, first17, strict=True)) % 11]


def normalise(text: str | float) -> str:
    """The number as it would be printed: narrow digits, capital X, no spaces, dashes or quotes; 15 made 18.

    Checks nothing; what is not a number of 15 digits comes back only cleaned.

    >>> normalise("'４４０８８２ 19910210-4195"), normalise("431389760616601")
    ('440882199102104195', '431389197606166012')
    """
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    clean = _IGNORED.sub("", unicodedata.normalize("NFKC", str(text))).translate(_AS_X)
    if len(clean) == _OLD and clean.isascii() and clean.isdigit():
        first17 = f"{clean[:6]}19{clean[6:]}"
        return first17 + check_digit(first17)
    return clean


def parse(text: str | float, *, allow_demo: bool = False, on: date | None = None) -> CitizenId:
    """The number in ``text``, checked.

    Args:
        text: as typed or as a spreadsheet cell gives it.
        allow_demo: accept made-up people.
        on: the day of asking; a birth after it is refused. None does not ask.

    Raises:
        DomainError: "citizen-id.empty", "citizen-id.precision" (a spreadsheet rounded it: 18 digits kept as a
            number), "citizen-id.length", "citizen-id.characters", "citizen-id.region", "citizen-id.birth",
            "citizen-id.check-digit", "citizen-id.made-up".

    >>> card = parse("371001198010082394")
    >>> card.birth_on.isoformat(), card.sex
    ('1980-10-08', 'male')
    """
    if not isinstance(text, str) and abs(text) >= 10**_SPREADSHEET_DIGITS:
        raise DomainError("citizen-id.precision")
    value = normalise(text)
    _check_shape(value)
    birth_on = _birth(value, on)
    if check_digit(value[:17]) != value[17]:
        raise DomainError("citizen-id.check-digit")
    if value.startswith(_MADE_UP) and not allow_demo:
        raise DomainError("citizen-id.made-up")
    return CitizenId(value, birth_on, "male" if int(value[16]) % 2 else "female")


def make(region6: int | str, birth_on: date, serial3: int) -> str:
    """The number of somebody born there and then; an odd ``serial3`` (0 to 999) is a man.

    >>> make(990101, date(1990, 5, 1), 3)
    '990101199005010032'
    """
    first17 = f"{region6:0>6}{birth_on:%Y%m%d}{serial3:03d}"
    return first17 + check_digit(first17)


def _check_shape(value: str) -> None:
    if not value:
        raise DomainError("citizen-id.empty")
    if len(value) != _NEW:
        raise DomainError("citizen-id.length", length=len(value))
    if not _SHAPE.fullmatch(value):
        raise DomainError("citizen-id.characters")
    if value[0] == "0":
        raise DomainError("citizen-id.region")


def _birth(value: str, on: date | None) -> date:
    try:
        birth_on = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError as error:
        raise DomainError("citizen-id.birth") from error
    if birth_on.year < _EARLIEST_YEAR:
        raise DomainError("citizen-id.birth")
    if on is not None and birth_on > on:
        raise DomainError("citizen-id.birth")
    return birth_on
