"""Filling slots with what happened: one entry fills at most one slot of a rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from guitu.domain.journal.entry import Entry
from guitu.domain.rules.model import Nature, Satisfies

from .windows import Window

OPEN = "open"
DONE = "done"
EXCUSED = "excused"
UNRECORDED = "unrecorded"


Status = Literal["upcoming", "due", "late", "lapsed", "done", "excused", "unrecorded"]
Day = TypeVar("Day", int, date)  # ordinals inside the domain, dates where rows are stored


def status_on(today: Day, *, state: str, opens: Day, late_after: Day, lapses: Day | None) -> Status:
    """What a slot is on a day: the one definition of lateness, for pages, lists and files alike.

    Args:
        today: the day it is asked for.
        state: open, done, excused or unrecorded; the last three stand whatever the day.
        opens: the first day it can be filled.
        late_after: the last day it is not late.
        lapses: the first day it can no longer be filled; None: never.
    """
    if state != OPEN:
        return state  # type: ignore[return-value] # the other states are named alike
    if today < opens:
        return "upcoming"
    if today <= late_after:
        return "due"
    if lapses is None or today < lapses:
        return "late"
    return "lapsed"


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """One slot and what became of it. ``state`` knows no today: open, done, excused or unrecorded."""

    window: Window
    state: str
    by: Entry | None = None

    def status(self, today: int) -> Status:
        """How the duty stands on a day (ordinal): upcoming, due, late, lapsed, or its final state."""
        window = self.window
        return status_on(
            today,
            state=self.state,
            opens=window.opens,
            late_after=window.late_after,
            lapses=window.lapses,
        )

    @property
    def done_on(self) -> date | None:
        """The day it was done; None while it is not (an excuse is not a deed)."""
        return self.by.happened_on if self.by is not None and self.state == DONE else None


def until_the_end(duty: Duty, last: int | None) -> Duty:
    """What burdens the person is asked for no longer once the measure is over, also where it was never done.

    ``last`` the last day (ordinal) on which anything may be asked; None while no end is known.
    """
    window = duty.window
    if last is None or window.rule.nature is not Nature.CONTROL or window.lapses <= last + 1:
        return duty
    return replace(duty, window=replace(window, late_after=min(window.late_after, last), lapses=last + 1))


def agrees(asked: Satisfies, event: Entry) -> bool:
    """Whether the details a rule asks for stand in the entry."""
    return asked.details.items() <= event.details.items()


def fill(windows: Sequence[Window], asked: Satisfies, events: Sequence[Entry]) -> list[Entry | None]:
    """Which event filled each slot, or None; events must be in their order.

    An event goes to the earliest slot that is open on its day and empty. Where none is empty, a deed
    takes the place of an excuse: the test that was missed with good reason was made up.
    """
    filled: list[Entry | None] = [None] * len(windows)
    first = 0
    for event in events:
        if event.outcome not in asked.outcomes and event.outcome not in asked.excuses:
            continue
        if asked.details and not agrees(asked, event):
            continue
        while first < len(windows) and windows[first].lapses <= event.day:
            first += 1
        place = _place(windows, filled, asked, event, first)
        if place is not None:
            filled[place] = event
    return filled


def _place(
    windows: Sequence[Window], filled: Sequence[Entry | None], asked: Satisfies, event: Entry, first: int
) -> int | None:
    """The earliest empty slot open on the event's day, from ``first`` on; for a deed else an excused one."""
    spare = None
    for k in range(first, len(windows)):
        if windows[k].opens > event.day:
            break
        holder = filled[k]
        if holder is None:
            return k
        if spare is None and holder.outcome not in asked.outcomes:
            spare = k
    return spare if event.outcome in asked.outcomes else None


def settle(
    windows: Sequence[Window],
    asked: Satisfies,
    events: Sequence[Entry],
    *,
    from_anchor: bool,
    kept_since: int,
) -> list[Duty]:
    """The duties of one deadline rule: each answered by the first entry not used before.

    ``from_anchor`` False: an entry before the event counts too (consent given before the file was
    opened; a notice sent ahead of release). ``kept_since`` as in ``duties``.
    """
    if not events:
        return [Duty(w, UNRECORDED if w.due < kept_since else OPEN) for w in windows]
    left = [e for e in events if e.outcome in asked.outcomes and (not asked.details or agrees(asked, e))]
    made = []
    for window in windows:
        answer = next((e for e in left if not from_anchor or e.day >= window.opens), None)
        if answer is not None:
            left.remove(answer)
            made.append(Duty(window, DONE, answer))
        else:
            made.append(Duty(window, UNRECORDED if window.due < kept_since else OPEN))
    return made


def duties(
    windows: Sequence[Window],
    asked: Satisfies,
    events: Sequence[Entry],
    *,
    kept_since: int,
    excused: Sequence[tuple[int, int]],
) -> list[Duty]:
    """The duties of one rule.

    Args:
        windows: its slots in order.
        asked: what fills or excuses them.
        events: entries of the right kind, in order.
        kept_since: ordinal; empty slots due before it are unrecorded (0: none).
        excused: stretches (first day inclusive, last day exclusive) in which nothing was asked:
            suspension by a decision, a pause the person wished.
    """
    if not events and not kept_since and not excused:
        return [Duty(window, OPEN) for window in windows]
    made = []
    for window, event in zip(windows, fill(windows, asked, events), strict=True):
        if event is not None:
            made.append(Duty(window, DONE if event.outcome in asked.outcomes else EXCUSED, event))
        elif window.due < kept_since:
            made.append(Duty(window, UNRECORDED))
        elif any(first <= window.due < last for first, last in excused):
            made.append(Duty(window, EXCUSED))
        else:
            made.append(Duty(window, OPEN))
    return made
