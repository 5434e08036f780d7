"""Each need has a clock of its own, and an answer stops the clock of the need it names.

An answer that names none (written by hand, or before answers named their need) goes to the earliest open
need of its code, and without a code to the earliest open of all. What was answered before it was raised
answers nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from guitu.domain.journal.entry import Entry

from .slots import DONE, OPEN, UNRECORDED, Duty
from .windows import Window

URGENT: Final = "urgent"
URGENT_NEED, ORDINARY_NEED = "urgent_need", "ordinary_need"
NEEDS: Final = frozenset({URGENT_NEED, ORDINARY_NEED})

Events = Mapping[str, Sequence[Entry]]


def is_urgent(need: Entry) -> bool:
    """Whether a need is to be dealt with at once."""
    return need.details.get("urgency") == URGENT


def answered(raised: Sequence[Entry], answers: Sequence[Entry]) -> dict[str, Entry]:
    """The answer to each need that has one, by the need's id; both in their order.

    Answers that name a need go first, so that no other answer takes its place.
    """
    known = {need.id: need for need in raised}
    found: dict[str, Entry] = {}
    loose = []
    for answer in answers:
        need = known.get(str(answer.details.get("answers")))
        if need is None:
            loose.append(answer)
        elif need.day <= answer.day:
            found.setdefault(need.id, answer)
    for answer in loose:
        fitting = next((n for n in raised if n.id not in found and _fits(n, answer)), None)
        if fitting is not None:
            found[fitting.id] = answer
    return found


def _fits(need: Entry, answer: Entry) -> bool:
    code = answer.details.get("need")
    return need.day <= answer.day and (code is None or code == need.details.get("need"))


def days(events: Events) -> dict[str, tuple[int, ...]]:
    """The days needs were raised on, one for each need, by how urgent they are."""
    raised = events.get("need_raised", ())
    return {
        URGENT_NEED: tuple(need.day for need in raised if is_urgent(need)),
        ORDINARY_NEED: tuple(need.day for need in raised if not is_urgent(need)),
    }


def answers_of(anchor: str, events: Events, first: int, last: int) -> list[Entry | None]:
    """What answered the needs of one urgency that were raised from ``first`` to ``last``, in their order."""
    raised = events.get("need_raised", ())
    found = answered(raised, events.get("need_answered", ()))
    wanted = anchor == URGENT_NEED
    return [found.get(need.id) for need in raised if is_urgent(need) is wanted and first <= need.day <= last]


def each(windows: Sequence[Window], answers: Sequence[Entry | None], kept_since: int) -> list[Duty]:
    """One duty for each need; ``kept_since`` as in ``slots.duties``."""
    made = []
    for window, answer in zip(windows, answers, strict=True):
        if answer is not None:
            made.append(Duty(window, DONE, answer))
        else:
            made.append(Duty(window, UNRECORDED if window.due < kept_since else OPEN))
    return made
