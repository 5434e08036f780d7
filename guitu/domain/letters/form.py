"""What a letter or form is: for whom, what somebody fills in, what stands in it, and who may issue it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guitu.domain.access import Permission

Word = tuple[str, str]  # Chinese, English

CONTACT: Final = Permission.CONTACT_RECORD
SERVICE: Final = Permission.SERVICE_RECORD
TEST: Final = Permission.TEST_RECORD
LEGAL: Final = Permission.LEGAL_FACT_RECORD


class Recipient(StrEnum):
    """Who gets it. ``OUTSIDE``: anybody beyond the offices that carry the case."""

    PERSON = "person"
    FILE = "file"
    OFFICE = "office"
    POLICE = "police"
    OUTSIDE = "outside"


class Shape(StrEnum):
    """What a field takes."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"


LONGEST: Final[Mapping[Shape, int]] = MappingProxyType({Shape.LINE: 80, Shape.TEXT: 1500, Shape.DAY: 10})
"""Characters of a field; a sheet of paper ends."""


class Digits(StrEnum):
    """How much of the identity number stands in a letter."""

    WHOLE = "whole"
    TAIL = "tail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing somebody fills in. ``code`` is the placeholder's name."""

    code: str
    label: Word
    shape: Shape
    required: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One of the forms of rule book 4.5.

    ``need`` what issuing it takes; ``body`` its paragraphs, "# " before a heading, "_ " before a line to
    sign; ``source`` what it rests on; ``digits`` how much of the number its recipient needs; ``burdens`` it
    carries the remedies (rule F-10); ``neutral`` no word in it tells what the office is about (PR-18).
    """

    code: str
    title: Word
    recipient: Recipient
    need: Permission
    fields: tuple[Field, ...]
    body: tuple[str, ...]
    source: str
    digits: Digits
    burdens: bool = False
    neutral: bool = False

    @property
    def large(self) -> bool:
        """Whether it is printed in large type: the person takes it home."""
        return self.recipient is Recipient.PERSON

    @property
    def placeholders(self) -> frozenset[str]:
        """Every name that may stand in its template."""
        kept = NEUTRAL if self.neutral else COMMON
        if self.digits is Digits.NONE:
            kept -= {"id_number"}
        return kept | {field.code for field in self.fields}

    @property
    def blocks(self) -> frozenset[str]:
        """The names that take a paragraph of their own: a letter has none."""
        return frozenset()

    @property
    def required(self) -> frozenset[str]:
        """The names its template must hold: without them it says less than it has to."""
        filled = {field.code for field in self.fields if field.required}
        always = {"number", "issued_on", "unit", "name"} | ({"appeal"} if self.burdens else set())
        return frozenset(filled | always)


NEUTRAL: Final = frozenset({"number", "issued_on", "unit", "unit_phone", "unit_address", "worker", "name"})
COMMON: Final = NEUTRAL | {"id_number", "birth", "course", "order_document", "term", "source", "appeal"}


def line(code: str, zh: str, en: str, *, required: bool = True) -> Field:
    """A field of one line."""
    return Field(code, (zh, en), Shape.LINE, required)


def text(code: str, zh: str, en: str, *, required: bool = True) -> Field:
    """A field of several lines."""
    return Field(code, (zh, en), Shape.TEXT, required)


def day(code: str, zh: str, en: str, *, required: bool = True) -> Field:
    """A field that takes a day."""
    return Field(code, (zh, en), Shape.DAY, required)
