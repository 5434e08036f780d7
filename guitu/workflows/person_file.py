"""The whole file of one person as a page needs it: who, what is next and why, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.queries import Line, entries_of, timeline
from guitu.casework.people.queries import (
    AdmittedPerson,
    ContactRow,
    FactRow,
    facts,
    missing_groups,
    person_for,
)
from guitu.casework.records.queries import flags_of
from guitu.domain.access import Compartment, Permission, Viewer, compartments
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.engine import EpisodeOutlook, Outlook
from guitu.domain.outlook.explain import Explanation, explain
from guitu.domain.outlook.slots import Duty
from guitu.domain.rights import State
from guitu.foundation.authorization import door
from guitu.workflows.derive import derive
from guitu.workflows.family_apart import shown_contacts


@dataclass(frozen=True, slots=True)
class Course:
    """One episode: its row and what is derived of it."""

    row: EpisodeRow
    seen: EpisodeOutlook


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything one page shows of a person.

    ``seen`` None and ``courses`` empty where no episode is open to the viewer; ``missing`` the record groups
    nothing is known of; ``flags`` the rows that the person says are wrong, by id.
    """

    who: AdmittedPerson
    courses: tuple[Course, ...]
    seen: Outlook | None
    timeline: tuple[Line, ...]
    contacts: tuple[ContactRow, ...]
    facts: tuple[FactRow, ...]
    missing: tuple[str, ...]
    flags: Mapping[UUID, State]


def person_file(viewer: Viewer, person: UUID, *, today: date, lines: int = 50) -> PersonFile:
    """One person's file as this viewer may see it; a fixed number of queries, however long the file is.

    A role that may not read casework gets no aftercare episode, no contacts and no facts: only orders.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    opened = compartments(viewer, held_by=who.held_by, person=who.id).whole
    courses, seen = _courses(who, opened, today)
    casework = Compartment.CASEWORK in opened
    kept = facts(who) if casework else ()
    return PersonFile(
        who=who,
        courses=courses,
        seen=seen,
        timeline=timeline(viewer, who, limit=lines),
        contacts=shown_contacts(who) if casework else (),
        facts=kept,
        missing=missing_groups(kept) if casework else (),
        flags=_flags(who, opened),
    )


def _flags(who: AdmittedPerson, opened: frozenset[Compartment]) -> Mapping[UUID, State]:
    """The rows the person says are wrong: it goes with a row to whoever reads the row, casework or not."""
    if Compartment.CASEWORK in opened:
        return flags_of(who)
    with door.whole_files(who.ids):
        return flags_of(who)


def _courses(
    who: AdmittedPerson, opened: frozenset[Compartment], today: date
) -> tuple[tuple[Course, ...], Outlook | None]:
    if Compartment.ORDERS not in opened:
        return (), None
    with door.whole_files(who.ids):  # the rules need the whole file; what is shown of it is decided below
        rows = episodes_of(who)
        kept = entries_of(who)
    if not rows:
        return (), None
    derived = derive(rows, kept, on=today)
    courses = tuple(
        Course(row, of)
        for row, of in zip(derived.files, derived.seen.episodes, strict=True)
        if Compartment.CASEWORK in opened or row.order_document or row.kind != "aftercare"
    )
    return courses, derived.seen


def why(viewer: Viewer, person: UUID, *, episode: UUID, rule: str, n: int, today: date) -> Explanation:
    """Why one duty is there, for the panel that opens in place.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "duty.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    opened = compartments(viewer, held_by=who.held_by, person=who.id).whole
    courses, _ = _courses(who, opened, today)
    for course in courses:
        if course.row.id == episode:
            return explain(_duty(course.seen, rule, n), course.seen.course)
    raise DomainError("episode.unknown")


def _duty(seen: EpisodeOutlook, rule: str, n: int) -> Duty:
    for duty in seen.duties:
        if duty.window.rule.id == rule and duty.window.n == n:
            return duty
    raise DomainError("duty.unknown", rule=rule)
