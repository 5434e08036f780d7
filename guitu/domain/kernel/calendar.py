"""Working days: weekends, the public holidays announced each year, and the weekends worked in exchange.

The table is a value: foundation reads the file and hands it in. Outside the years it knows, Monday to Friday
are taken as working days and ``covers`` says False, so that whoever shows such a date adds the warning.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

_SATURDAY = 5  # date.weekday()
_CYCLE = 7


def _is_weekday(ordinal: int) -> bool:
    return (ordinal - 1) % _CYCLE < _SATURDAY  # ordinal 1 was a Monday


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. Two calendars with the same revision count as the same calendar.

    Attributes:
        holidays: days off, whether or not they fall on a weekend.
        workdays: Saturdays and Sundays that are worked.
        first_year: first year the table knows.
        last_year: last year it knows; smaller than ``first_year`` when it knows none.
        revision: changes whenever a day changes; stamps what was computed with it.
    """

    holidays: frozenset[date] = field(compare=False, repr=False)
    workdays: frozenset[date] = field(compare=False, repr=False)
    first_year: int = field(compare=False)
    last_year: int = field(compare=False)
    revision: str
    _exceptions: dict[int, bool] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # workdays last: where a table names a day twice, the announcement to work stands
        days = dict.fromkeys((day.toordinal() for day in self.holidays), False)
        days.update((day.toordinal(), True) for day in self.workdays)
        object.__setattr__(self, "_exceptions", days)

    @classmethod
    def build(
        cls, *, holidays: Iterable[date], workdays: Iterable[date], years: tuple[int, int], revision: str
    ) -> "WorkCalendar":
        """A calendar from any collections; ``years`` are the first and last known year, both inside."""
        return cls(frozenset(holidays), frozenset(workdays), years[0], years[1], revision)

    @classmethod
    def weekend_only(cls) -> "WorkCalendar":
        """Monday to Friday, no public holidays, no year known: the convention of worked examples."""
        return cls(frozenset(), frozenset(), 1, 0, "weekend-only")

    def covers(self, day: date) -> bool:
        """Whether the holidays of this day's year are known; if not, a date shown needs a warning."""
        return self.first_year <= day.year <= self.last_year

    def is_working_ordinal(self, ordinal: int) -> bool:
        """``is_working_day`` for a day given as its ordinal."""
        known = self._exceptions.get(ordinal)
        return _is_weekday(ordinal) if known is None else known

    def roll_forward_ordinal(self, ordinal: int) -> int:
        """``roll_forward`` for a day given as its ordinal."""
        while not self.is_working_ordinal(ordinal):
            ordinal += 1
        return ordinal

    def add_working_ordinal(self, ordinal: int, count: int) -> int:
        """``add_working_days`` for a day given as its ordinal."""
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            ordinal += step
            while not self.is_working_ordinal(ordinal):
                ordinal += step
        return ordinal

    def is_working_day(self, day: date) -> bool:
        """Whether offices work that day.

        >>> WorkCalendar.weekend_only().is_working_day(date(2026, 5, 23))
        False
        """
        return self.is_working_ordinal(day.toordinal())

    def next_working_day(self, day: date) -> date:
        """That day if it is worked, else the first one after it that is."""
        return date.fromordinal(self.roll_forward_ordinal(day.toordinal()))

    def roll_forward(self, day: date) -> date:
        """The day a period really ends that would end on ``day``: rest days push it to the next working day.

        For deadlines to report or submit only; slots, terms and time deprived of liberty never roll.
        Source: Civil Code, article 203; rule B-06.

        >>> WorkCalendar.weekend_only().roll_forward(date(2026, 3, 21)).isoformat()
        '2026-03-23'
        """
        return self.next_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which is not counted; negative counts back.

        A ``count`` of 0 gives ``day`` itself, worked or not.

        >>> calendar = WorkCalendar.weekend_only()
        >>> calendar.add_working_days(date(2026, 5, 20), 3).isoformat()
        '2026-05-25'
        >>> calendar.add_working_days(date(2026, 5, 20), -7).isoformat()
        '2026-05-11'
        """
        return date.fromordinal(self.add_working_ordinal(day.toordinal(), count))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not later.

        >>> WorkCalendar.weekend_only().working_days_between(date(2026, 5, 20), date(2026, 5, 25))
        3
        """
        return sum(map(self.is_working_ordinal, range(start.toordinal() + 1, end.toordinal() + 1)))
