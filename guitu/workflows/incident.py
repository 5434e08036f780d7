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
    advice_of,
    asked_about,
    incident_for,
    incidents_of,
)
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Viewer
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
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.plan import admitted
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files

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
def move_on(*, person: UUID, incident: UUID, change: Change, by: Viewer, at: datetime) -> None:
    """One step: brought to an authority (help that was given), taken up there, closed with its outcome.

    Raises:
        DomainError: "person.unknown", "incident.unknown", "incident.…".
    """
    who, row = _locked(by, person, incident)
    check(row.state, change, told_on=row.told_on, today=day_of(at))
    incidents.move_on(row, change, by=by.id, at=at)
    if change.state is State.SENT:
        draft = Draft(
            kind="service",
            outcome="done",
            happened_on=change.happened_on,
            details={"service": SERVICE},
            note=f"受到不公对待，本人同意后一起反映：{ROUTES[change.route].zh}",
        )
        write(who, draft, episode=None, by=by, at=at)
    note("incident.moved-on", subject=who.id, by=by, at=at, incident=row.id, state=change.state.value)


@transaction.atomic
def ask_lawyer(*, person: UUID, incident: UUID, words: str, agreed: bool, by: Viewer, at: datetime) -> None:
    """Put a question to the lawyers named to the person; only they and the person read it.

    Raises:
        DomainError: "person.unknown", "incident.unknown", "incident.send-not-agreed", "incident.advice".
    """
    who, row = _locked(by, person, incident)
    if not agreed:
        raise DomainError("incident.send-not-agreed", field="agreed")
    check_question(words)
    with door.whole_files(who.ids):  # it is written for others: what was asked is not opened to the asker
        incidents.write_legal(
            person=row.person_id, held_by=row.held_by, incident=row.id, sort="question", words=words,
            by=by.id, at=at,
        )  # fmt: skip
    note("incident.lawyer-asked", subject=who.id, by=by, at=at, incident=row.id)


def asked(viewer: Viewer, person: UUID) -> tuple[AdmittedPerson, tuple[AdviceRow, ...]]:
    """What lawyers were asked about somebody and said, for one of them.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.ADVICE_RECORD)
    return who, advice_of(who)


@transaction.atomic
def advise(*, person: UUID, incident: UUID, words: str, by: Viewer, at: datetime) -> None:
    """A lawyer named to the person gives advice.

    Raises:
        DomainError: "person.unknown", "incident.unknown": nobody asked; "incident.advice".
    """
    who = person_for(by, person, Permission.ADVICE_RECORD)
    check_question(words)
    lock_files(who.ids)
    found = asked_about(who).get(incident)
    if found is None:
        raise DomainError("incident.unknown")
    file, held_by = found
    incidents.write_legal(
        person=file, held_by=held_by, incident=incident, sort="advice", words=words, by=by.id, at=at
    )
    note("incident.advised", subject=who.id, by=by, at=at, incident=incident)


def _locked(by: Viewer, person: UUID, incident: UUID) -> tuple[AdmittedPerson, IncidentRow]:
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    return who, incident_for(who, incident)
