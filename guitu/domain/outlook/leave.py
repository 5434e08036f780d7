"""Leave as it was told, and what became of it: a report, never a permission (E-01, E-02)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guitu.domain.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave: days as ordinals. ``to`` the day of return as last agreed, ``back`` that of the return."""

    entry: str
    first: int
    to: int
    back: int | None
    extended: bool

    @property
    def days(self) -> int:
        """Days away; the day of leaving is not counted (rule book 9, question 12)."""
        return max(0, (self.to if self.back is None else self.back) - self.first)

    def is_away(self, today: int) -> bool:
        """Whether the person is away as agreed."""
        return self.back is None and self.first <= today <= self.to

    def should_be_back(self, today: int) -> bool:
        """Whether the return was not written down yet. It says nothing about the person: somebody asks."""
        return self.back is None and today > self.to


def leaves(events: Mapping[str, Sequence[Entry]]) -> tuple[Leave, ...]:
    """Every leave that was reported, in order of leaving, with its extensions and its return.

    A return ends the leave that began last before it.
    """
    told = [e for e in events.get("leave_report", ()) if e.details.get("from") and e.details.get("to")]
    made = [Leave(e.id, _day(e, "from"), _day(e, "to"), None, extended=False) for e in told]
    made.sort(key=lambda leave: leave.first)
    for entry in events.get("leave_extend", ()):
        _apply(made, entry, extend=True)
    for entry in events.get("leave_return", ()):
        _apply(made, entry, extend=False)
    return tuple(made)


def _day(entry: Entry, name: str) -> int:
    return date.fromisoformat(str(entry.details[name])).toordinal()


def _apply(made: list[Leave], entry: Entry, *, extend: bool) -> None:
    """Change the last leave that had begun (to extend: was told) by then and is not over."""
    for place in range(len(made) - 1, -1, -1):
        leave = made[place]
        if leave.back is not None or (not extend and leave.first > entry.day):
            continue
        if extend:
            made[place] = Leave(leave.entry, leave.first, _day(entry, "to"), None, extended=True)
        else:
            made[place] = Leave(leave.entry, leave.first, leave.to, entry.day, leave.extended)
        return


def current(events: Mapping[str, Sequence[Entry]]) -> Leave | None:
    """The last leave told whose return is not written down."""
    return next((leave for leave in reversed(leaves(events)) if leave.back is None), None)
