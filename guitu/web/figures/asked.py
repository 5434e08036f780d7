"""What a page of figures was asked for, read from the address and written back into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from guitu.analytics.asking import MONTHS, question
from guitu.analytics.figures import Part
from guitu.analytics.places import Place, place_for
from guitu.domain.access import Viewer
from guitu.domain.measures import Question

_USUAL_MONTHS = 6
PARTS: tuple[Part, ...] = ("all", "counted", "missing")


@dataclass(frozen=True)
class Asked:
    """Of which place, over how many months up to which day."""

    place: Place
    months: int
    as_of: date

    @cached_property
    def question(self) -> Question:
        """The question in the domain's words."""
        return question(self.place, months=self.months, as_of=self.as_of)

    @property
    def query(self) -> str:
        """What to put behind an address to ask the same."""
        return urlencode({"place": self.place.number, "months": self.months})


def asked(viewer: Viewer, query: Mapping[str, str], today: date) -> Asked:
    """What a query asks; an unreadable period is the usual one.

    Raises:
        DomainError: "place.unknown".
    """
    place = _number(query.get("place", ""))
    months = _number(query.get("months", ""))
    return Asked(place_for(viewer, place), months if months in MONTHS else _USUAL_MONTHS, today)


def part(text: str) -> Part:
    """The list asked for; all of it where that is unreadable."""
    return next((known for known in PARTS if known == text), "all")


def page(text: str) -> int:
    """The page asked for, from 1."""
    return max(1, min(_number(text) or 1, 100_000))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
