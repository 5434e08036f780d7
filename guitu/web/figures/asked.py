"""What a page of figures was asked for, read from the address and written back into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.analytics.asking import MONTHS, question
from guitu.analytics.figures import Part
from guitu.analytics.periods import Period, period
from guitu.analytics.places import Place, place_for
from guitu.domain.access import Viewer
from guitu.domain.measures import Metric, Question

Text = str | Promise

THEMES: Mapping[str, Text] = MappingProxyType(
    {
        "care": _("照管"),
        "handoff": _("出所衔接"),
        "help": _("帮扶"),
        "orders": _("决定与职责"),
        "tests": _("检测"),
        "outcomes": _("结果"),
        "surveys": _("调查"),
    }
)
"""The themes whose figures are made from files or asked in surveys, in the order of the page."""

_USUAL_MONTHS = 6
PARTS: tuple[Part, ...] = ("all", "counted", "missing", "unknown")


@dataclass(frozen=True)
class Asked:
    """Of which place, about which theme of the registry, over how many months up to which day.

    ``period`` what a list was opened from where that was a dashboard: it stands in place of the months.
    """

    place: Place
    theme: str
    months: int
    as_of: date
    period: Period | None = None

    @cached_property
    def question(self) -> Question:
        """The question in the domain's words."""
        return question(self.place, months=self.months, as_of=self.as_of)

    def question_of(self, metric: Metric) -> Question:
        """The question as one metric is asked it."""
        return self.period.question(metric, self.question) if self.period else self.question

    @property
    def query(self) -> str:
        """What to put behind an address to ask the same."""
        if self.period:
            return urlencode({"place": self.place.number, "period": self.period.code})
        return urlencode({"place": self.place.number, "months": self.months, "theme": self.theme})

    @property
    def elsewhere(self) -> str:
        """The same for another theme, which the address then names."""
        return urlencode({"place": self.place.number, "months": self.months})


def asked(viewer: Viewer, query: Mapping[str, str], today: date) -> Asked:
    """What a query asks; an unreadable period is the usual one, an unknown theme the first.

    Raises:
        DomainError: "place.unknown", "period.unreadable", "period.not-begun", "period.too-old".
    """
    place = _number(query.get("place", ""))
    months = _number(query.get("months", ""))
    theme = query.get("theme", "")
    return Asked(
        place=place_for(viewer, place),
        theme=theme if theme in THEMES else next(iter(THEMES)),
        months=months if months in MONTHS else _USUAL_MONTHS,
        as_of=today,
        period=period(query["period"], today=today) if query.get("period") else None,
    )


def part(text: str) -> Part:
    """The list asked for; all of it where that is unreadable."""
    return next((known for known in PARTS if known == text), "all")


def page(text: str) -> int:
    """The page asked for, from 1."""
    return max(1, min(_number(text) or 1, 100_000))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
