"""How releases were handed over, read plainly: received, and how soon the first contact came.

Who stays in the centre after all is not counted, as on the board of hand-offs. The spans are the region's
own (parameter ``handoff.first_contact_days``); a book that names fewer has no figure for the others.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

from guitu.domain.handoff.machine import State
from guitu.domain.measures.files import Case, File, Question

SPANS: Final = 3


def _count_handed(files: Sequence[File], asked: Question, *, span: int, received: bool) -> list[Case]:
    """Releases whose span ended in the period; ``received``: the hand-off must be accepted as well."""
    found: list[Case] = []
    if span > len(asked.contact_days):
        return found
    for file in files:
        for line in file.handoffs:
            due = line.released_on + timedelta(days=asked.contact_days[span - 1])
            if line.state == State.STAYED or not asked.first <= due < asked.as_of:
                continue
            met = line.contact_on is not None and line.contact_on <= due
            done = met and (not received or line.state == State.ACCEPTED)
            found.append(Case(file.canonical, done, on=due))
    return found


MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {
        "handoff_rate": partial(_count_handed, span=1, received=True),
        **{f"contact_span_{n}": partial(_count_handed, span=n, received=False) for n in range(1, SPANS + 1)},
    }
)
