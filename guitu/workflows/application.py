"""Something is applied for with the person, followed step by step, and granted, refused or left."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import line_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.support import commands as support
from guitu.casework.support.queries import (
    ApplicationRow,
    StepRow,
    application_for,
    applications_of,
    has_open,
    steps_of,
)
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.support.applications import (
    KINDS,
    OPEN,
    Change,
    Next,
    State,
    check,
    check_new,
    check_next,
    remedy_until,
)
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.family_apart import apart_of
from guitu.workflows.plan import admitted
from guitu.workflows.record import withdraw, write
from guitu.workflows.refresh import lock_files


@transaction.atomic
def begin(
    *,
    person: UUID,
    application: UUID,
    kind: str,
    words: str,
    due_on: date | None,
    step: Next,
    by: Viewer,
    at: datetime,
) -> UUID:
    """Begin an application; returns its id. Sending the same ``application`` twice is harmless.

    Args:
        person: whose.
        application: made by the form.
        kind: a code of ``guitu.domain.support.applications.KINDS``.
        words: what exactly, at which office.
        due_on: the last day to hand it in or to pay; None where there is none.
        step: what comes next.
        by: who writes it down.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "application.twice": one of that kind is open; "application.…";
            "family.kept-apart" where the family does the next step.
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    today = day_of(at)
    check_new(kind, words, due_on, today=today)
    check_next(step, today=today)
    _check_owner(step)
    _check_apart(who, step)
    lock_files(who.ids)
    if any(row.id == application for row in applications_of(who)):
        return application
    if kind != "other" and has_open(who, kind):
        raise DomainError("application.twice", field="kind")
    try:
        with transaction.atomic():
            support.begin(
                who, application=application, kind=kind, words=words, due_on=due_on, step=step, on=today,
                by=by.id, at=at,
            )  # fmt: skip
    except IntegrityError:  # somebody else's row has that id
        raise DomainError("application.unknown") from None
    note("application.begun", subject=who.id, by=by, at=at, application=application, kind=kind)
    return application


@transaction.atomic
def move_on(*, person: UUID, application: UUID, change: Change, by: Viewer, at: datetime) -> UUID | None:
    """Write one line of the status log; what was granted becomes help given, whose entry is returned.

    A refusal gets the last day of its remedy from the book of the place. The line that stands on top already
    is not written again.

    Raises:
        DomainError: "person.unknown", "application.unknown", "application.…", "journal.…",
            "family.kept-apart".
    """
    who, row = _locked(by, person, application)
    if _stands(steps_of(who, row), change):
        return row.entry
    check(row.state, change, begun_on=row.begun_on, today=day_of(at))
    _check_owner(change.next)
    _check_apart(who, change.next)
    refused = change.state is State.REFUSED
    until = _until(who, change) if refused else None
    entry = _help_given(who, row, change, by=by, at=at) if change.state is State.GRANTED else None
    support.move_on(who, row, change, remedy_until=until, entry=entry, by=by.id, at=at)
    note("application.moved-on", subject=who.id, by=by, at=at, application=row.id, state=change.state.value)
    return entry


@transaction.atomic
def reopen(*, person: UUID, application: UUID, step: Next, words: str, by: Viewer, at: datetime) -> None:
    """It was not granted after all: the help is taken back in the journal, and the application is open again.

    Raises:
        DomainError: "person.unknown", "application.unknown", "application.not-now", "application.…",
            "family.kept-apart".
    """
    who, row = _locked(by, person, application)
    if row.state is not State.GRANTED or row.entry is None:
        raise DomainError("application.not-now")
    check_next(step, today=day_of(at))
    _check_owner(step)
    _check_apart(who, step)
    take_back_help(who, row.entry, by=by, at=at)
    change = Change(State.HANDED_IN, day_of(at), words=words, next=step)
    support.move_on(who, row, change, remedy_until=None, entry=None, by=by.id, at=at)
    note("application.reopened", subject=who.id, by=by, at=at, application=row.id)


def take_back_help(who: AdmittedPerson, entry: UUID, *, by: Viewer, at: datetime) -> None:
    """Say in the journal that a help did not happen, in the caller's transaction, which holds the lock."""
    withdraw(who, line_of(by, who, entry), by=by, at=at)


def _stands(steps: tuple[StepRow, ...], change: Change) -> bool:
    """Whether the latest line of an open application says just this."""
    if not steps or change.state not in OPEN or change.next is None:
        return False
    last, step = steps[0], change.next
    return (last.state, last.happened_on, last.words) == (
        change.state, change.happened_on, change.words.strip(),
    ) and (last.next_words, last.next_on, last.actor, last.owner) == (
        step.words.strip(), step.on, step.actor, step.owner,
    )  # fmt: skip


def _locked(by: Viewer, person: UUID, application: UUID) -> tuple[AdmittedPerson, ApplicationRow]:
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    return who, application_for(who, application)


def _until(who: AdmittedPerson, change: Change) -> date | None:
    return remedy_until(change.remedy, change.happened_on, book_for(who.held_by).parameters)


def _help_given(
    who: AdmittedPerson, row: ApplicationRow, change: Change, *, by: Viewer, at: datetime
) -> UUID:
    draft = Draft(
        kind="service",
        outcome="done",
        happened_on=change.happened_on,
        details={"service": KINDS[row.kind].service},
        note="：".join(filter(None, (KINDS[row.kind].word.zh, change.words.strip()))),
    )
    return write(who, draft, episode=None, by=by, at=at).entry_id


def _check_owner(step: Next | None) -> None:
    """Whether the colleague who does the next step is still here.

    Raises:
        DomainError: "account.unknown", "application.owner".
    """
    if step is not None and step.owner is not None and not account(step.owner).is_active:
        raise DomainError("application.owner", field="owner")


def _check_apart(who: AdmittedPerson, step: Next | None) -> None:
    """The next step leads to nobody who is kept apart; through the family, unnamed, it might be them.

    Raises:
        DomainError: "family.kept-apart".
    """
    if step is None:
        return
    apart = apart_of(who.ids)
    if step.actor == "family":
        apart.check_unnamed(place="actor")
    apart.check_words(step.words, place="next_words")
