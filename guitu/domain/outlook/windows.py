"""Slots: when each repetition of a rule opens, is due, becomes late and lapses.

Windows depend on the rule and a few days only, never on a person, so they are made once and shared by
everybody with the same dates. Days are proleptic ordinals: arithmetic on them is plain addition.
"""

from dataclasses import dataclass
from functools import lru_cache

from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.dates import add_months_ordinal, month_marks
from guitu.domain.rules.model import Deadline, Nature, Recurring, Rule

from .facts import FAR, Stay

HALF_MONTH = 15  # days between the two slots of a half-monthly rule
NEVER = FAR


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One slot of a rule: open from ``opens`` to ``due``, late after ``late_after``, lapsed from ``lapses``.

    All are ordinals. ``n`` counts the slots of a rule from 1. ``lapses`` is the first day on which the
    slot can no longer be filled; ``NEVER`` for what stays owed until done.
    """

    rule: Rule
    n: int
    opens: int
    due: int
    late_after: int
    lapses: int


def _due_days(body: Recurring, anchor: int) -> list[int]:
    """Due days of a recurring rule, ascending, for its whole length."""
    marks = month_marks(anchor, max(phase.to_month for phase in body.phases))
    days: list[int] = []
    for phase in body.phases:
        for month in range(phase.after_month + phase.every_months, phase.to_month + 1, phase.every_months):
            days.extend(marks[month - 1] + HALF_MONTH * k for k in range(1, phase.per_month))
            days.append(marks[month])
    return days


@lru_cache(maxsize=1 << 15)
def recurring(rule: Rule, anchor: int, first: int, last: int) -> tuple[Window, ...]:
    """The slots of a recurring rule that lie within a term.

    Args:
        rule: a recurring rule; slots that open outside its days in force are left out.
        anchor: the day months are counted from.
        first: first day of the term; slots due before it do not exist.
        last: last day of the term, inclusive; slots due after it do not exist.
    """
    body = rule.body
    assert isinstance(body, Recurring)  # noqa: S101 - narrows the type; callers select by primitive
    found: list[tuple[int, int]] = []
    previous = anchor - 1
    for due in _due_days(body, anchor):
        opens = previous + 1 if body.window_days is None else due - body.window_days
        previous = due
        if first <= due <= last:
            found.append((max(opens, first), due))
    kept = [(o, d) for o, d in found if rule.from_ordinal <= o <= rule.to_ordinal]
    return _closed(rule, kept, last)


def _closed(rule: Rule, slots: list[tuple[int, int]], last: int) -> tuple[Window, ...]:
    """Add lateness and lapse: at the next slot's day, and for the last slot at the end."""
    body = rule.body
    assert isinstance(body, Recurring)  # noqa: S101 - as above
    made = []
    for n, (opens, due) in enumerate(slots, start=1):
        late_after = due + body.grace_days
        if n < len(slots):
            lapses = slots[n][1]
        elif rule.nature is Nature.CONTROL:
            lapses = last + 1  # nothing of control exists outside the term
        else:
            lapses = max(late_after, last) + 1
        made.append(Window(rule, n, opens, due, min(late_after, lapses - 1), lapses))
    return tuple(made)


def across_stays(per_stay: list[tuple[Stay, Rule]], anchor: int, first: int, last: int) -> tuple[Window, ...]:
    """The slots of one rule when it changed on the way: each opens under the version in force that day.

    Args:
        per_stay: stays in order, each with the version of the rule its book had; the same rule may come
            in several versions for one stay.
        anchor: the day months are counted from.
        first: first day of the term.
        last: last day of the term, inclusive.
    """
    taken: list[Window] = []
    for stay, rule in per_stay:
        taken.extend(w for w in recurring(rule, anchor, first, last) if stay.first <= w.opens <= stay.last)
    taken.sort(key=lambda w: w.due)
    made = []
    for i, w in enumerate(taken):
        lapses = taken[i + 1].due if i + 1 < len(taken) else w.lapses
        made.append(Window(w.rule, i + 1, w.opens, w.due, min(w.late_after, lapses - 1), lapses))
    return tuple(made)


@lru_cache(maxsize=1 << 15)
def deadline(rule: Rule, anchor: int, n: int, calendar: WorkCalendar) -> Window:
    """The one slot of a deadline after one event. It stays owed until done."""
    body = rule.body
    assert isinstance(body, Deadline)  # noqa: S101 - as above
    if body.days is not None:
        due = anchor + body.days
    elif body.working_days is not None:
        due = calendar.add_working_ordinal(anchor, body.working_days)
    else:
        due = add_months_ordinal(anchor, body.months or 0)
    if body.roll_forward:
        due = calendar.roll_forward_ordinal(due)
    return Window(rule, n, min(anchor, due), due, due, NEVER)
