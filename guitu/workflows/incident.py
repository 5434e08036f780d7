"""Unfair treatment is told, brought to an authority if the person agrees, asked after, and closed.

Legal words go to lawyers named to the person and are read by nobody else; not even by whoever asked.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.incidents import commands as incidents
from guitu.casework.incidents.queries import (
    AdviceRow,
    IncidentRow,
    Question,
    acts_of,
    advice_of,
    asked_about,
    incident_for,
    incidents_of,
    is_asked,
    last_step,
    waiting_questions,
)
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import is_written, last_of, line_of
from guitu.casework.outreach import commands as outreach
from guitu.casework.people.queries import AdmittedPerson, PersonRow, people_of, person_for
from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.discrimination.incidents import (
    ROUTES,
    SERVICE,
    Change,
    State,
    Told,
    check,
    check_question,
    check_told,
    routes_for,
)
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.foundation.rulebooks import book_for
from guitu.workflows.counselling import named_to
from guitu.workflows.plan import admitted
from guitu.workflows.record import withdraw, write
from guitu.workflows.refresh import lock_files

_MOST = 200  # questions on one page
ORIGINS = ("job", "application")
"""Where somebody may come from to tell: a job that was refused, an application that was."""


def routes_at(place: int, area: str) -> tuple[str, ...]:
    """The ways that the book of a place proposes, the nearest first."""
    return routes_for(area, book_for(place).parameters)


@transaction.atomic
def tell(*, person: UUID, told: Told, incident: UUID, origin: str = "", by: Viewer, at: datetime) -> UUID:
    """Write down what somebody told, because they agreed; returns the id. Sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "incident.…".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    check_told(told, today=day_of(at))
    lock_files(who.ids)
    if any(row.id == incident for row in incidents_of(who)):
        return incident
    try:
        with transaction.atomic():
            kept = origin if origin in ORIGINS else ""
            incidents.tell(who, told, incident=incident, origin=kept, by=by.id, at=at)
    except IntegrityError:  # somebody else's row has that id
        raise DomainError("incident.unknown") from None
    note("incident.told", subject=who.id, by=by, at=at, incident=incident, area=told.area)
    return incident


@transaction.atomic
def move_on(
    *, person: UUID, incident: UUID, change: Change, step: UUID | None = None, by: Viewer, at: datetime
) -> None:
    """One step: brought to an authority (help that was given), taken up there, closed with its outcome.

    ``step`` the id it gets, made with the form, so that sending twice is harmless; None makes one. Help that
    was given is an entry of the same id.

    Raises:
        DomainError: "person.unknown", "incident.unknown", "incident.…".
    """
    who, row = _locked(by, person, incident)
    step = step or new_id()
    if any(one.id == step for one in acts_of(who, row)):
        return
    check(row.state, change, told_on=row.told_on, today=day_of(at))
    try:
        with transaction.atomic():
            incidents.move_on(row, change, step=step, by=by.id, at=at)
    except IntegrityError:  # somebody else's row has that id
        raise DomainError("incident.unknown") from None
    if change.state is State.SENT:
        draft = Draft(
            kind="service",
            outcome="done",
            happened_on=change.happened_on,
            details={"service": SERVICE},
            note=f"受到不公对待，本人同意后一起反映：{ROUTES[change.route].zh}",
            id=step,
        )
        write(who, draft, episode=None, by=by, at=at)
    note("incident.moved-on", subject=who.id, by=by, at=at, incident=row.id, state=change.state.value)


@transaction.atomic
def take_back_step(*, person: UUID, incident: UUID, step: UUID, by: Viewer, at: datetime) -> None:
    """The latest step did not happen; where it was brought to an authority, the journal says so as well.

    Raises:
        DomainError: "person.unknown", "incident.unknown"; "incident.not-now": another step is the latest.
    """
    who, row = _locked(by, person, incident)
    last = last_step(who, row)
    if last is None or last.id != step:
        raise DomainError("incident.not-now")
    if last.state is State.SENT and is_written(who, step):
        withdraw(who, line_of(by, who, last_of(who, step)), by=by, at=at)  # and the incident follows
    else:
        incidents.take_back(row, step, at=at)
    note("incident.step-taken-back", subject=who.id, by=by, at=at, incident=row.id, state=last.state.value)


def lawyers_of(who: AdmittedPerson, *, at: datetime) -> tuple[AccountRow, ...]:
    """The lawyers named to the person: who reads a question that is put to them."""
    return named_to(who, Role.LEGAL_EXPERT, at=at)


@transaction.atomic
def ask_lawyer(
    *,
    person: UUID,
    incident: UUID,
    words: str,
    agreed: bool,
    question: UUID | None = None,
    by: Viewer,
    at: datetime,
) -> tuple[AccountRow, ...]:
    """Put a question to the lawyers named to the person; only they and the person read it. Returns them.

    It stands on the board of each, and a message says that something waits. With none named it waits for
    whoever will be. ``question`` the id it gets, so that sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "incident.unknown", "incident.send-not-agreed", "incident.advice".
    """
    who, row = _locked(by, person, incident)
    if not agreed:
        raise DomainError("incident.send-not-agreed", field="agreed")
    check_question(words)
    question = question or new_id()
    with door.whole_files(who.ids):  # it is written for others: what was asked is not opened to the asker
        told = lawyers_of(who, at=at)
        file = (row.person_id, row.held_by)
        if not _write_legal(who, row.id, question, file=file, sort="question", words=words, by=by, at=at):
            return told
        for one in told:
            outreach.queue(
                person=who.id, held_by=who.held_by, to=one.id, template="question_waits", facts={},
                due_on=day_of(at), by=by, at=at, key=f"question:{question}:{one.id}",
            )  # fmt: skip
    note("incident.lawyer-asked", subject=who.id, by=by, at=at, incident=row.id, accounts=len(told))
    return told


def questions(viewer: Viewer) -> tuple[tuple[PersonRow, Question], ...]:
    """What waits for a lawyer's word, the oldest first; whose it is and since when, without a word of it.

    Raises:
        DomainError("access.refused").
    """
    if not holds(viewer, Permission.ADVICE_RECORD):
        raise DomainError("access.refused")
    waiting = waiting_questions(viewer, limit=_MOST)
    people = people_of(viewer, {one.person_id for one in waiting})
    return tuple((people[one.person_id], one) for one in waiting if one.person_id in people)


def _write_legal(
    who: AdmittedPerson,
    incident: UUID,
    words_id: UUID,
    *,
    file: tuple[UUID, int],
    sort: str,
    words: str,
    by: Viewer,
    at: datetime,
) -> bool:
    """Whether it was new; in a context that opens the compartment.

    Raises:
        DomainError("incident.unknown"): somebody else's row has that id.
    """
    if is_asked(who, incident, words_id):
        return False
    try:
        with transaction.atomic():
            incidents.write_legal(
                person=file[0], held_by=file[1], incident=incident, words_id=words_id, sort=sort, words=words,
                by=by.id, at=at,
            )  # fmt: skip
    except IntegrityError:
        raise DomainError("incident.unknown") from None
    return True


def asked(viewer: Viewer, person: UUID) -> tuple[AdmittedPerson, tuple[AdviceRow, ...]]:
    """What lawyers were asked about somebody and said, for one of them.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.ADVICE_RECORD)
    return who, advice_of(who)


@transaction.atomic
def advise(
    *, person: UUID, incident: UUID, words: str, advice: UUID | None = None, by: Viewer, at: datetime
) -> None:
    """A lawyer named to the person gives advice. ``advice`` the id it gets: sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "incident.unknown": nobody asked; "incident.advice".
    """
    who = person_for(by, person, Permission.ADVICE_RECORD)
    check_question(words)
    lock_files(who.ids)
    found = asked_about(who).get(incident)
    if found is None:
        raise DomainError("incident.unknown")
    made = advice or new_id()
    if _write_legal(who, incident, made, file=found, sort="advice", words=words, by=by, at=at):
        note("incident.advised", subject=who.id, by=by, at=at, incident=incident)


def _locked(by: Viewer, person: UUID, incident: UUID) -> tuple[AdmittedPerson, IncidentRow]:
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    return who, incident_for(who, incident)
