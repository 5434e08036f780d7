"""The time a dashboard, a list or a report is about: the last months, one calendar month, or one year."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from guitu.analytics.trends import MONTHS, in_month
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric, Question
from guitu.domain.measures.registry import Asked, Closed, Entries, Quotient, Released, Slots, Standing, Units
from guitu.foundation.metrics import metrics

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

        What fell due or happened is asked about the period, and what has a day of its own (units, surveys)
        about its last day. How files stand is known of today only, so that ``asked.as_of`` stays.
        """
        if self.is_whole_month and isinstance(metric.made, Slots | Entries):
            return in_month(metric, asked, self.first)
        if has_past(metric):
            return replace(asked, first=self.first, as_of=self.last)
        return replace(asked, first=self.first)

    @property
    def is_whole_month(self) -> bool:
        """Whether it is one calendar month; the running one counts as such."""
        return self.sort == "month" and self.code != ""

    @property
    def year_before(self) -> "Period":
        """The same days a year earlier; it has no code, for no address asks for it."""
        whole = (self.last + timedelta(days=1)).day == 1
        last = add_months(self.last, -12)
        if whole:  # a month that ended is held against a month that ended, in leap years too
            last = add_months(self.last + timedelta(days=1), -12) - timedelta(days=1)
        code = f"{self.first.year - 1}-{self.first.month:02}" if self.sort == "month" and whole else ""
        return Period(code, self.sort, add_months(self.first, -12), last)


def has_past(metric: Metric) -> bool:
    """Whether a past period can be asked for: what it counts has a day, and was not how files stood then."""
    match metric.made:
        case Slots() | Entries() | Closed() | Released() | Units() | Asked():
            return True
        case Standing(basis=basis):
            return basis in {"due", "happened"}
        case Quotient(of=of, by=by):
            return has_past(metrics()[of]) and has_past(metrics()[by])
    return False


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
