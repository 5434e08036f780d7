"""A psychologist keeps cases and private notes; their named supervisor reads them, and nobody else.

A case goes to another psychologist only as a summary its author writes and releases; no note ever does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.counselling import commands as counselling
from guitu.casework.counselling import queries
from guitu.casework.counselling.queries import CaseRow, LetterRow, SessionRow
from guitu.casework.people.queries import AdmittedPerson, PersonRow, people_of, person_for, sorted_by_name
from guitu.domain.access import Compartment, Permission, Relation, Role, Viewer, compartments, scope
from guitu.domain.counselling import cases, sessions
from guitu.domain.counselling.sessions import Attendance, Shared
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import AccountRow, account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import ties_of
from guitu.foundation.clock import day_of
from guitu.workflows.family_apart import apart_of
from guitu.workflows.health import agrees
from guitu.workflows.refresh import lock_files

WEEK = 7  # days that a psychologist's page looks ahead


def admitted(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass of a psychologist who is named to the person, or of the named supervisor.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    if Compartment.PSYCHOLOGICAL not in opened.whole | opened.own:
        raise DomainError("person.unknown")
    return who


def may_write(viewer: Viewer, who: AdmittedPerson) -> bool:
    """Whether somebody counsels this person; a supervisor reads and writes nothing."""
    return bool(viewer.relations.get(who.id, frozenset()) & {Relation.ASSIGNED, Relation.TEAM})


def _to_write(viewer: Viewer, person: UUID) -> AdmittedPerson:
    who = person_for(viewer, person, Permission.MIND_RECORD)
    lock_files(who.ids)
    return who


def _mine(viewer: Viewer, who: AdmittedPerson, case: UUID) -> CaseRow:
    """One's own case: whoever supervises it changes nothing of it.

    Raises:
        DomainError: "mind.unknown".
    """
    row = queries.case_for(viewer, who, case)
    if row.written_by != viewer.id:
        raise DomainError("mind.unknown")
    return row


@dataclass(frozen=True, slots=True)
class Mind:
    """What opens of one person's counselling to whoever reads."""

    who: AdmittedPerson
    cases: tuple[CaseRow, ...]
    letters: tuple[LetterRow, ...]


def mind_of(viewer: Viewer, person: UUID) -> Mind:
    """The cases and the letters, for the page.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(viewer, person)
    return Mind(who, queries.cases_of(viewer, who), queries.letters_of(viewer, who))


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case with its sessions."""

    who: AdmittedPerson
    case: CaseRow
    sessions: tuple[SessionRow, ...]


def case_file(viewer: Viewer, person: UUID, case: UUID) -> CaseFile:
    """One case with its sessions, for the page.

    Raises:
        DomainError: "person.unknown", "mind.unknown".
    """
    who = admitted(viewer, person)
    row = queries.case_for(viewer, who, case)
    return CaseFile(who, row, queries.sessions_of(viewer, who, row.id))


def _check_apart(who: AdmittedPerson, kind: str, with_whom: str) -> None:
    """Nobody sits in one room with somebody they are kept apart from.

    Raises:
        DomainError: "family.kept-apart", "family.withdrew".
    """
    apart = apart_of(who.ids)
    if kind == cases.Kind.FAMILY:
        apart.check_member(with_whom, place="with_whom")
    else:
        apart.check_words(with_whom, place="with_whom")


@transaction.atomic
def begin(*, person: UUID, kind: str, goals: str, with_whom: str, by: Viewer, at: datetime) -> UUID:
    """Put somebody on one's waiting list; returns the case's id. Sending the same twice makes one.

    Raises:
        DomainError: "person.unknown", "mind.kind", "mind.goals", "family.kept-apart", "family.withdrew".
    """
    who = _to_write(by, person)
    cases.check_new(kind, goals)
    _check_apart(who, kind, with_whom)
    lock_files(who.ids)
    said = (cases.State.WAITING, kind, goals.strip(), with_whom.strip(), day_of(at))
    for row in queries.cases_of(by, who):
        if (row.state, row.kind, row.goals, row.with_whom, row.since_on) == said and row.written_by == by.id:
            return row.id
    made = counselling.begin(
        who, kind=kind, goals=goals, with_whom=with_whom, since_on=day_of(at), by=by.id, at=at
    )
    note("mind.begun", subject=who.id, by=by, at=at)
    return made


@transaction.atomic
def open_case(*, person: UUID, case: UUID, by: Viewer, at: datetime) -> None:
    """The waiting is over.

    Raises:
        DomainError: "person.unknown", "mind.unknown", "mind.not-now".
    """
    who = _to_write(by, person)
    row = _mine(by, who, case)
    cases.check_step(row.state, cases.State.OPEN)
    counselling.open_case(row, on=day_of(at))
    note("mind.opened", subject=who.id, by=by, at=at)


@transaction.atomic
def end_case(*, person: UUID, case: UUID, ending: str, on: date, by: Viewer, at: datetime) -> None:
    """End a case. Whoever stops coming has nothing to fear from it.

    Raises:
        DomainError: "person.unknown", "mind.unknown", "mind.not-now", "mind.ending", "mind.day".
    """
    who = _to_write(by, person)
    row = _mine(by, who, case)
    cases.check_end(row.state, ending, on=on, since=row.begun_on or row.since_on, today=day_of(at))
    counselling.end_case(row, ending=ending, on=on)
    note("mind.ended", subject=who.id, by=by, at=at)


@transaction.atomic
def plan_session(*, person: UUID, case: UUID, on: date | None, by: Viewer, at: datetime) -> UUID:
    """Agree on a session; returns its id. A day that is agreed on already stays one session.

    Raises:
        DomainError: "person.unknown", "mind.unknown", "mind.not-now", "mind.session-day",
            "family.kept-apart", "family.withdrew".
    """
    who = _to_write(by, person)
    row = _mine(by, who, case)
    if row.state is not cases.State.OPEN:
        raise DomainError("mind.not-now")
    _check_apart(who, row.kind, row.with_whom)
    sessions.check_planned(on, today=day_of(at))
    assert on is not None  # noqa: S101 - check_planned said so
    lock_files(who.ids)
    for session in queries.sessions_of(by, who, row.id):
        if session.held_on == on and session.attendance is Attendance.PLANNED:
            return session.id
    made = counselling.plan_session(who, row, on=on, by=by.id, at=at)
    note("mind.session-planned", subject=who.id, by=by, at=at)
    return made


@transaction.atomic
def write_session(
    *,
    person: UUID,
    session: UUID,
    attendance: str,
    on: date,
    themes: Collection[str],
    words: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Write down what became of a session; again to put it right.

    Raises:
        DomainError: "person.unknown", "mind.unknown", "mind.attendance", "mind.theme", "mind.words",
            "mind.session-future".
    """
    who = _to_write(by, person)
    row = queries.session_for(by, who, session)
    if row.written_by != by.id:
        raise DomainError("mind.unknown")
    sessions.check_held(attendance, themes, words, on=on, today=day_of(at))
    counselling.write_session(row, attendance=Attendance(attendance), on=on, themes=themes, words=words)
    note("mind.session-written", subject=who.id, by=by, at=at)


@transaction.atomic
def hand_over(*, person: UUID, case: UUID, to: UUID, summary: str, by: Viewer, at: datetime) -> None:
    """Release a summary of a case to another psychologist of the person, who gets nothing else of it.

    Raises:
        DomainError: "person.unknown", "mind.unknown", "mind.summary", "mind.receiver", "mind.released".
    """
    who = _to_write(by, person)
    row = _mine(by, who, case)
    if not summary.strip() or len(summary.strip()) > cases.LONGEST:
        raise DomainError("mind.summary", field="summary", most=cases.LONGEST)
    if to not in {each.id for each in other_psychologists(by, who, at=at)}:
        raise DomainError("mind.receiver", field="to")
    with door.whole_files(who.ids):  # it is for the receiver's eyes: no account writes there for another
        made = counselling.release(who, sort="summary", of=row.id, reader=to, words=summary, by=by.id, at=at)
    if made is None:
        raise DomainError("mind.released", field="to")
    note("mind.released", subject=who.id, by=by, at=at, account=to)


def named_to(who: AdmittedPerson, role: Role, *, at: datetime) -> tuple[AccountRow, ...]:
    """The accounts of one role that are named to the person and still work."""
    ties = ties_of(who.ids, at=at)
    named = {t.account for t in ties if t.account and t.kind in {Relation.ASSIGNED, Relation.TEAM}}
    rows = sorted((account(one) for one in named), key=lambda row: row.username)
    return tuple(row for row in rows if row.role is role and row.is_active)


def other_psychologists(viewer: Viewer, who: AdmittedPerson, *, at: datetime) -> tuple[AccountRow, ...]:
    """Whom a case may be handed to: the person's other psychologists. The head names them first."""
    return tuple(row for row in named_to(who, Role.PSYCHOLOGIST, at=at) if row.id != viewer.id)


def shared_with_team(who: AdmittedPerson) -> tuple[Shared, ...]:
    """What the care team may see of counselling: attendance and themes, and only while the person agrees."""
    agreed = agrees(who, sessions.SHARING)
    if not agreed:
        return ()
    with door.whole_files(who.ids):
        held = queries.held_sessions(who.ids, queries.ring_of(who.ids))
    return sessions.shared(held, agreed=agreed)


@dataclass(frozen=True, slots=True)
class MyWork:
    """A psychologist's own page: the people named to them, what is in hand, and this week's sessions."""

    people: tuple[PersonRow, ...]
    supervised: tuple[PersonRow, ...]
    cases: tuple[CaseRow, ...]
    sessions: tuple[SessionRow, ...]


def my_work(viewer: Viewer, *, today: date) -> MyWork:
    """A fixed number of queries, however many people."""
    named = scope(viewer, Permission.MIND_RECORD).persons
    over = [p for p, near in viewer.relations.items() if Relation.SUPERVISOR in near]
    rows = people_of(viewer, {*named, *over})
    monday = today - timedelta(days=today.weekday())
    return MyWork(
        people=tuple(sorted_by_name(rows[p] for p in named if p in rows)),
        supervised=tuple(sorted_by_name(rows[p] for p in over if p in rows and p not in named)),
        cases=queries.my_cases(viewer, named),
        sessions=queries.my_sessions(viewer, named, since=monday, until=today + timedelta(days=WEEK)),
    )
