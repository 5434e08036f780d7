"""Releases that were received and after which the first contact came in time, read plainly.

Who stays in the centre after all is not counted, as on the board of hand-offs. In time is within the
first span of the region's own book (``handoff.first_contact_days``); a book without it has no figure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from guitu.domain.handoff.machine import State
from guitu.domain.measures.files import Case, File, Question


def _count_handed(files: Sequence[File], asked: Question) -> list[Case]:
    """Releases whose span ended in the period; counted those accepted and reached."""
    found: list[Case] = []
    if not asked.contact_days:
        return found
    for file in files:
        for line in file.handoffs:
            due = line.released_on + timedelta(days=asked.contact_days[0])
            if line.state != State.STAYED and asked.first <= due < asked.as_of:
                met = line.contact_on is not None and line.contact_on <= due
                found.append(Case(file.canonical, met and line.state == State.ACCEPTED, on=due))
    return found


MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {"handoff_rate": _count_handed}
)
