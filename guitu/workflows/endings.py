"""Who completes soon, and what is still owed before that and by whom.

An order ends on its last day by the clock, with or without a notice: nobody is needed (H-01, H-03).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from guitu.casework.episodes.queries import EpisodeRow, ending_soon, files_of
from guitu.casework.journal.queries import entries_by_person
from guitu.casework.people.queries import PersonRow, people_of
from guitu.domain.access import Viewer
from guitu.domain.episode import CLOSED, ORDERED
from guitu.domain.kernel.dates import add_months
from guitu.domain.outlook.ending import Ending, ending
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.slots import OPEN, Duty
from guitu.foundation.authorization import door
from guitu.workflows.derive import Derived, derive

AHEAD: Final = 60  # days; proposed: time enough for every paper
MOST: Final = 200  # people on one page

_BEFORE_THE_END = frozenset({"letter", "completion_notice"})


@dataclass(frozen=True, slots=True)
class Completing:
    """One order that ends soon, or whose dynamic control may end: its last day and what is owed.

    ``control_on`` the first day on which all conditions hold, None while one does not; the police decide.
    """

    person: UUID
    row: EpisodeRow
    seen: EpisodeOutlook
    ends: Ending
    owed: tuple[Duty, ...]

    @property
    def last(self) -> date | None:
        """The last day of the term."""
        return None if self.ends.last is None else date.fromordinal(self.ends.last)

    @property
    def control_on(self) -> date | None:
        """The candidate day for the end of dynamic control (H-04 to H-06)."""
        return None if self.ends.control_on is None else date.fromordinal(self.ends.control_on)


def completing(viewer: Viewer, *, today: date) -> tuple[tuple[Completing, ...], dict[UUID, PersonRow]]:
    """The orders in the viewer's reach that end within sixty days, the earliest first, and whose they are.

    With them those whose dynamic control may end by then. A fixed number of queries.
    """
    until = today + timedelta(days=AHEAD)
    rows = ending_soon(viewer, first=today, last=until, released_by=add_months(until, -36), limit=MOST)
    people = people_of(viewer, {row.person_id for row in rows})
    wanted = [row.person_id for row in rows if row.person_id in people]
    with door.whole_files(wanted):
        files, entries = files_of(wanted), entries_by_person(wanted)
    found: list[Completing] = []
    for person in dict.fromkeys(wanted):
        derived = derive(files[person], entries.get(person, []), on=today)
        found.extend(one for one in _of(person, derived, today) if _is_near(one, today, until))
    found.sort(key=lambda one: (one.last or date.max, one.row.id))
    return tuple(found), people


def _of(person: UUID, derived: Derived, today: date) -> list[Completing]:
    made = []
    for row, of in zip(derived.files, derived.seen.episodes, strict=True):
        if row.kind not in ORDERED or of.phase in CLOSED:
            continue
        ends = ending(of.course, derived.seen.book, today.toordinal())
        made.append(Completing(person, row, of, ends, _owed(of)))
    return made


def _owed(of: EpisodeOutlook) -> tuple[Duty, ...]:
    """What is open of what the end asks for, in order of its day."""
    found = [
        duty
        for duty in of.duties
        if duty.state == OPEN
        and duty.window.rule.satisfies is not None
        and duty.window.rule.satisfies.kind in _BEFORE_THE_END
        and duty.window.rule.id.startswith("H-")
    ]
    return tuple(sorted(found, key=lambda duty: (duty.window.due, duty.window.rule.id)))


def _is_near(one: Completing, today: date, until: date) -> bool:
    ends = one.last is not None and today <= one.last <= until
    asked = bool(one.seen.course.events.get("dynamic_control_ended"))
    return ends or (one.control_on is not None and one.control_on <= until and not asked)
