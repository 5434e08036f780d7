"""The time a dashboard, a list or a report is about: the last months, one calendar month, or one year."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from guitu.analytics.trends import MONTHS, in_month
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric, Question
from guitu.domain.measures.handoff import MEANINGS as HANDOFF
from guitu.domain.measures.registry import Entries, Slots

Sort = Literal["last", "month", "year"]
LAST: Final = "last"
FIRST_YEAR: Final = 2008  # the law that orders aftercare
_SHAPE = re.compile(r"(?P<year>[12][0-9]{3})(-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` to ``last``, both inside; ``last`` never later than today. ``code`` as addresses write it."""

    code: str
    sort: Sort
    first: date
    last: date

    def question(self, metric: Metric, asked: Question) -> Question:
        """What the registry is asked for this period.

        What fell due or happened is asked about the period. How files stand is known of today only, so that
        ``asked.as_of`` stays.
        """
        if self.sort == "month" and isinstance(metric.made, Slots | Entries):
            return in_month(metric, asked, self.first)
        if metric.id in HANDOFF or isinstance(metric.made, Slots | Entries):
            return replace(asked, first=self.first, as_of=self.last)
        return replace(asked, first=self.first)


def last_months(today: date, months: int = MONTHS) -> Period:
    """The ``months`` up to and including today."""
    return Period(LAST, LAST, add_months(today, -months) + timedelta(days=1), today)


def period(code: str, *, today: date) -> Period:
    """The period of that code: "" or "last", "2026-10", "2025".

    Raises:
        DomainError: "period.unreadable", "period.not-begun", "period.too-old".
    """
    if code in ("", LAST):
        return last_months(today)
    found = _SHAPE.fullmatch(code)
    if found is None:
        raise DomainError("period.unreadable")
    year, month = int(found["year"]), int(found["month"] or 0)
    first = date(year, month or 1, 1)
    if first > today:
        raise DomainError("period.not-begun", period=code)
    if year < FIRST_YEAR:
        raise DomainError("period.too-old", year=FIRST_YEAR)
    last = add_months(first, 1 if month else 12) - timedelta(days=1)
    return Period(code, "month" if month else "year", first, min(last, today))


def choices(today: date) -> tuple[str, ...]:
    """The codes a page offers: the months of the last year and the last three years, the latest first."""
    start = today.replace(day=1)
    months = [add_months(start, -back).strftime("%Y-%m") for back in range(MONTHS + 1)]
    return (LAST, *months, *(str(today.year - back) for back in range(3)))
