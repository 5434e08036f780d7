"""When a test may be: in its window, before the order ends, and not while somebody works (D-06, PR-42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from guitu.domain.kernel.errors import DomainError

WINDOW = 7  # days; vendor practice (D-06), where the book of the place says nothing
DAY_STARTS, DAY_ENDS = time(7), time(21)  # nobody is called in at night. Proposed


@dataclass(frozen=True, slots=True)
class Busy:
    """When somebody works or learns. ``days`` ISO weekdays; ``ends`` before ``starts``: over midnight."""

    days: frozenset[int]
    starts: time
    ends: time

    def holds(self, day: date, at: time) -> bool:
        """Whether they are at work then.

        >>> night = Busy(frozenset({1}), time(22), time(6))
        >>> monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
        >>> night.holds(monday, time(23)), night.holds(tuesday, time(5)), night.holds(monday, time(5))
        (True, True, False)
        """
        if self.starts <= self.ends:
            return day.isoweekday() in self.days and self.starts <= at < self.ends
        before = day - timedelta(days=1)
        late = day.isoweekday() in self.days and at >= self.starts
        return late or (before.isoweekday() in self.days and at < self.ends)


def window_days(parameters: Mapping[str, object]) -> int:
    """How many days a test may be taken before its day."""
    return int(str(parameters.get("test.window_days", WINDOW)))


def check(
    day: date,
    at: time,
    *,
    opens_on: date,
    due_on: date,
    last: date | None,
    busy: Busy | None,
    wished: bool,
) -> None:
    """Refuse a time that may not be agreed on.

    Args:
        day: the day of the appointment.
        at: its time in China.
        opens_on: the first day of the window.
        due_on: its last day.
        last: the last day on which anything may be asked of the person; None: nothing may.
        busy: when the person works; None: they said nothing, or do not.
        wished: the person asked for this time themselves.

    Raises:
        DomainError: "appointment.after-the-end", "appointment.outside-window", "appointment.at-night",
            "appointment.at-work"; each with ``field``.
    """
    if last is None or day > last:
        raise DomainError("appointment.after-the-end", field="day", last=last.isoformat() if last else "–")
    if not opens_on <= day <= due_on:
        raise DomainError(
            "appointment.outside-window", field="day", first=opens_on.isoformat(), last=due_on.isoformat()
        )
    if not DAY_STARTS <= at <= DAY_ENDS:
        raise DomainError("appointment.at-night", field="time", first="07:00", last="21:00")
    if busy is not None and not wished and busy.holds(day, at):
        raise DomainError(
            "appointment.at-work",
            field="time",
            starts=f"{busy.starts:%H:%M}",
            ends=f"{busy.ends:%H:%M}",
        )
