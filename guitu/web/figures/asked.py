"""What a page of figures was asked for, read from the address and written back into addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.analytics import overview
from guitu.analytics.asking import MONTHS, question, readings
from guitu.analytics.figures import Part
from guitu.analytics.periods import Period, period
from guitu.analytics.places import Place, place_for
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric, Question
from guitu.domain.measures.readings import Reading
from guitu.foundation.metrics import metrics

Text = str | Promise

THEMES: Mapping[str, Text] = MappingProxyType(
    {
        "care": _("照管"),
        "handoff": _("出所衔接"),
        "help": _("帮扶"),
        "orders": _("决定与职责"),
        "tests": _("检测"),
        "outcomes": _("结果"),
        "retention": _("操守保持"),
        "areas": _("地区"),
        "surveys": _("调查"),
    }
)
"""The themes whose figures are made from files or asked in surveys, in the order of the page."""

_USUAL_MONTHS = 6
_UNIT_DIGITS = 15
PARTS: tuple[Part, ...] = ("all", "counted", "missing", "unknown")


@dataclass(frozen=True)
class Asked:
    """Of which place, about which theme of the registry, over how many months up to which day.

    ``period`` stands in place of the months. ``is_named``: the address names a theme, as those of a
    dashboard do not.
    """

    place: Place
    theme: str
    months: int
    as_of: date
    period: Period | None = None
    is_named: bool = False

    @cached_property
    def question(self) -> Question:
        """The question in the domain's words."""
        return question(self.place, months=self.months, as_of=self.as_of)

    def question_of(self, metric: Metric) -> Question:
        """The question as one metric is asked it."""
        return self.period.question(metric, self.question) if self.period else self.question

    def numbers(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, Reading]:
        """What is answered, each metric asked as it has to be.

        Raises:
            DomainError: "place.unknown".
        """
        if self.period:
            return overview.numbers(viewer, self.place, self.period, self.question, ids)
        return readings(viewer, self.place, self.question, ids)

    @property
    def ids(self) -> list[str]:
        """The metrics of the theme, in the registry's order."""
        return [metric.id for metric in metrics().values() if metric.theme == self.theme]

    @property
    def has_facts(self) -> bool:
        """Whether anything can be entered about the place: about regions, not about units."""
        return len(str(self.place.number)) < _UNIT_DIGITS

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.period.first if self.period else self.question.first

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.period.last if self.period else self.as_of

    @property
    def fields(self) -> dict[str, str]:
        """What asks the same, by name."""
        when = {"period": self.period.code} if self.period else {"months": str(self.months)}
        return {"place": str(self.place.number), **when}

    @property
    def query(self) -> str:
        """What to put behind an address to ask the same."""
        is_of_a_theme = self.is_named or not self.period
        return urlencode({**self.fields, "theme": self.theme} if is_of_a_theme else self.fields)

    @property
    def elsewhere(self) -> str:
        """The same for another theme, which the address then names."""
        return urlencode(self.fields)


def asked(viewer: Viewer, query: Mapping[str, str], today: date) -> Asked:
    """What a query asks; where it names none, the viewer's own place, the first theme, the usual months.

    Raises:
        DomainError: "place.unknown", "figure.no-theme", "period.months", "period.unreadable",
            "period.not-begun", "period.too-old".
    """
    theme = query.get("theme", "")
    if theme and theme not in THEMES:
        raise DomainError("figure.no-theme")
    return Asked(
        place=place_for(viewer, number(query.get("place", ""))),
        theme=theme or next(iter(THEMES)),
        months=_months(query.get("months", "")),
        as_of=today,
        period=period(query["period"], today=today) if query.get("period") else None,
        is_named=bool(theme),
    )


def _months(text: str) -> int:
    months = number(text) if text else _USUAL_MONTHS
    if months not in MONTHS:
        raise DomainError("period.months", months="、".join(map(str, MONTHS)))
    return months


def part(text: str) -> Part | None:
    """The list asked for; None where there is no such list."""
    return next((known for known in PARTS if known == text), None)


def page(text: str) -> int:
    """The page asked for, from 1."""
    return max(1, min(number(text) or 1, 100_000))


def number(text: str) -> int | None:
    """The whole number written there; None where there is none, or one too long to be a place."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
