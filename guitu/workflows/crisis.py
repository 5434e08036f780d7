"""Somebody is in a crisis: help was given first, and afterwards whoever helped writes it down.

The team learns which need there was and owes two follow-ups (rules GP-40). What happened is for the doctor
and the psychologist alone. Nothing here is counted against anybody, and no report comes of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.counselling import commands as counselling
from guitu.casework.health import commands as health
from guitu.casework.health.queries import has_crisis
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of_kinds
from guitu.casework.outreach import commands as outreach
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Role, Viewer, may
from guitu.domain.health.crisis import NEED_OF, check
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.counselling import named_to
from guitu.workflows.record import write

_CARE = (Permission.CONTACT_RECORD, Permission.HEALTH_RECORD, Permission.MIND_RECORD)
_TOLD = "please_review"


@dataclass(frozen=True, slots=True)
class Written:
    """The entry, whether it was new, and who was told of it."""

    entry_id: UUID
    was_new: bool
    told: tuple[AccountRow, ...]


def admitted(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass of anybody who cares for the person: case staff, doctor, psychologist.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    if not any(may(viewer, act, held_by=who.held_by, person=who.id) for act in _CARE):
        raise DomainError("person.unknown")
    return who


@transaction.atomic
def record(*, person: UUID, crisis: str, words: str, entry_id: UUID, by: Viewer, at: datetime) -> Written:
    """Write down that somebody was helped in a crisis; sending it twice is harmless.

    Args:
        person: who.
        crisis: one of ``CRISES``.
        words: what happened; for the doctor and the psychologist, "" where nobody can say it yet.
        entry_id: made by the form.
        by: who helped.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "crisis.kind", "crisis.words", "journal.…".
    """
    who = admitted(by, person)
    check(crisis, words)
    told = helpers_of(who, at=at)
    details = {"need": NEED_OF[crisis]}
    draft = Draft(kind="crisis", outcome="helped", happened_on=day_of(at), details=details, id=entry_id)
    with door.whole_files(who.ids):  # whoever helps writes where they otherwise read nothing
        done = write(who, draft, episode=None, by=by, at=at)
        if done.was_new and not has_crisis(who.ids, done.entry_id):
            health.keep_crisis(who, entry=done.entry_id, crisis=crisis, words=words, by=by.id, at=at)
            _tell(who, done.entry_id, crisis, words, told, by=by, at=at)
    return Written(done.entry_id, done.was_new, told)


def _tell(
    who: AdmittedPerson,
    entry: UUID,
    crisis: str,
    words: str,
    told: tuple[AccountRow, ...],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """The words to each psychologist, for their eyes; a neutral word to everybody named."""
    for one in told:
        if one.role is Role.PSYCHOLOGIST:
            counselling.release(
                who, sort="crisis", of=entry, reader=one.id, words=words, crisis=crisis, by=by.id, at=at
            )
        outreach.queue(
            person=who.id,
            held_by=who.held_by,
            to=one.id,
            template=_TOLD,
            facts={"due": day_of(at) + timedelta(days=1)},
            due_on=day_of(at),
            by=by,
            at=at,
            key=f"crisis:{entry}:{one.id}",
        )
    note("crisis.told", subject=who.id, by=by, at=at, entry=entry, accounts=len(told))


def helpers_of(who: AdmittedPerson, *, at: datetime) -> tuple[AccountRow, ...]:
    """The doctors and psychologists named to the person."""
    return (*named_to(who, Role.DOCTOR, at=at), *named_to(who, Role.PSYCHOLOGIST, at=at))


@transaction.atomic
def look_back(*, person: UUID, entry_id: UUID, by: Viewer, at: datetime) -> UUID:
    """Say that somebody sat down with the person some days after a crisis; returns the entry.

    Raises:
        DomainError: "person.unknown"; "crisis.none": there was none; "crisis.too-early": it was today.
    """
    who = admitted(by, person)
    last = last_crisis(who)
    if last is None:
        raise DomainError("crisis.none")
    day, need = last
    if day >= day_of(at).toordinal():
        raise DomainError("crisis.too-early")
    draft = Draft(
        kind="crisis", outcome="looked_back", happened_on=day_of(at), details={"need": need}, id=entry_id
    )
    with door.whole_files(who.ids):
        return write(who, draft, episode=None, by=by, at=at).entry_id


def last_crisis(who: AdmittedPerson) -> tuple[int, str] | None:
    """The ordinal day and the need of the latest crisis; None where there was none."""
    with door.whole_files(who.ids):
        counted = effective(entries_of_kinds(who.ids, ("crisis",))).entries
    helped = [entry for entry in counted if entry.outcome == "helped"]
    return (helped[-1].day, str(helped[-1].details["need"])) if helped else None
