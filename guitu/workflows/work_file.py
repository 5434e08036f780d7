"""Somebody's work file is written with them: what they can and wish, where they stand, what was tried."""

from collections.abc import Container
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.work import commands as work
from guitu.casework.work.queries import business_for, statuses_of
from guitu.domain.access import Compartment, Permission, Viewer, compartments
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.file import LONGEST, WorkFile, check
from guitu.domain.work.words import (
    BUSINESS_STATES,
    BUSINESS_STEPS,
    EMPLOYER_REASONS,
    PERSON_REASONS,
    STATUSES,
)
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.workflows.refresh import lock_files


def admitted(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass, for who records help and reads casework, whole or what they wrote themselves.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.SERVICE_RECORD)
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    if Compartment.CASEWORK not in opened.whole | opened.own:
        raise DomainError("person.unknown")
    return who


@transaction.atomic
def write_sheet(*, person: UUID, file: WorkFile, by: Viewer, at: datetime) -> UUID:
    """The work file as it is from now on.

    Raises:
        DomainError: "person.unknown", what ``guitu.domain.work.file.check`` refuses.
    """
    who = admitted(by, person)
    check(file)
    lock_files(who.ids)
    made = work.write_sheet(who, file, by=by.id, at=at)
    note("work.file-written", subject=who.id, by=by, at=at, sheet=made)
    return made


@transaction.atomic
def write_status(
    *, person: UUID, status: str, since_on: date, words: str = "", by: Viewer, at: datetime
) -> UUID:
    """Where somebody stands from a day on; nothing is asked of them because of it. Said twice is once.

    Raises:
        DomainError: "person.unknown", "work.code", "work.day", "work.words".
    """
    who = admitted(by, person)
    _check_code("status", status, STATUSES)
    _check_said("since_on", since_on, words, at)
    lock_files(who.ids)
    for row in statuses_of(by, who)[:1]:
        if (row.status, row.since_on, row.words) == (status, since_on, words.strip()):
            return row.id
    made = work.write_status(who, status=status, since_on=since_on, words=words, by=by.id, at=at)
    note("work.status-written", subject=who.id, by=by, at=at, status=status)
    return made


@transaction.atomic
def write_refusal(
    *,
    person: UUID,
    refused_by: str,
    reason: str,
    happened_on: date,
    vacancy: UUID | None = None,
    words: str = "",
    by: Viewer,
    at: datetime,
) -> UUID:
    """A job that came to nothing. If the person did not take it, that has no consequence whatever.

    Raises:
        DomainError: "person.unknown", "work.code", "work.day", "work.words".
    """
    who = admitted(by, person)
    reasons = {"person": PERSON_REASONS, "employer": EMPLOYER_REASONS}.get(refused_by)
    if reasons is None:
        raise DomainError("work.code", field="refused_by")
    _check_code("reason", reason, reasons)
    _check_said("happened_on", happened_on, words, at)
    lock_files(who.ids)
    made = work.write_refusal(
        who, refused_by=refused_by, reason=reason, vacancy=vacancy, happened_on=happened_on, words=words,
        by=by.id, at=at,
    )  # fmt: skip
    note("work.refusal-written", subject=who.id, by=by, at=at, refusal=made)
    return made


@transaction.atomic
def begin_business(*, person: UUID, words: str, by: Viewer, at: datetime) -> UUID:
    """Something somebody wants to do on their own account.

    Raises:
        DomainError: "person.unknown", "business.words".
    """
    who = admitted(by, person)
    if not words.strip() or len(words) > LONGEST:
        raise DomainError("business.words", field="words", most=LONGEST)
    lock_files(who.ids)
    made = work.begin_business(who, words=words, by=by.id, at=at)
    note("work.business-begun", subject=who.id, by=by, at=at, business=made)
    return made


@transaction.atomic
def add_step(
    *, person: UUID, business: UUID, step: str, done_on: date, words: str = "", by: Viewer, at: datetime
) -> UUID:
    """One step that was taken.

    Raises:
        DomainError: "person.unknown", "business.unknown", "work.code", "work.day", "work.words".
    """
    who = admitted(by, person)
    of = business_for(by, who, business)
    _check_code("step", step, BUSINESS_STEPS)
    _check_said("done_on", done_on, words, at)
    lock_files(who.ids)
    made = work.add_step(who, of, step=step, done_on=done_on, words=words, by=by.id, at=at)
    note("work.business-step", subject=who.id, by=by, at=at, business=of.id, step=step)
    return made


@transaction.atomic
def move_business(
    *, person: UUID, business: UUID, state: str, on: date, outcome: str = "", by: Viewer, at: datetime
) -> None:
    """How far it has come; giving up is no failure and may be taken up again.

    Raises:
        DomainError: "person.unknown", "business.unknown", "work.code", "work.day", "work.words".
    """
    who = admitted(by, person)
    of = business_for(by, who, business)
    _check_code("state", state, BUSINESS_STATES)
    _check_said("on", on, outcome, at, words_field="outcome")
    lock_files(who.ids)
    work.move_business(who, of, state=state, on=on, outcome=outcome)
    note("work.business-moved", subject=who.id, by=by, at=at, business=of.id, state=state)


def _check_code(field: str, code: str, codes: Container[str]) -> None:
    if code not in codes:
        raise DomainError("work.code", field=field)


def _check_said(field: str, day: date, words: str, at: datetime, *, words_field: str = "words") -> None:
    if day > day_of(at):
        raise DomainError("work.day", field=field)
    if len(words) > LONGEST:
        raise DomainError("work.words", field=words_field, most=LONGEST)
