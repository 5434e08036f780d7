"""The family file is kept: who is there, what each of them said, and what they took back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from guitu.casework.family import commands as family
from guitu.casework.family import queries
from guitu.casework.family.queries import CareRow, ChildRow, HoldRow, RelativeRow
from guitu.casework.people import commands as people
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.family.relative import About, Said, check_about, check_said
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.refresh import lock_files


@dataclass(frozen=True, slots=True)
class Household:
    """One person's family file as its page shows it."""

    who: AdmittedPerson
    relatives: tuple[RelativeRow, ...]
    children: tuple[ChildRow, ...]
    cares: tuple[CareRow, ...]
    holds: tuple[HoldRow, ...]

    @property
    def apart(self) -> Mapping[UUID, HoldRow]:
        """What keeps a relative apart now, by relative."""
        return {hold.relative: hold for hold in self.holds if hold.machine.stands}


def admitted(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass to a family file: for who is assigned or on the team, and works in care.

    Raises:
        DomainError: "person.unknown".
    """
    return person_for(viewer, person, Permission.FAMILY_RECORD)


def household(viewer: Viewer, person: UUID) -> Household:
    """The whole family file.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(viewer, person)
    sightings.saw({who.id: who.held_by}, "family")
    return Household(
        who,
        queries.relatives_of(who),
        queries.children_of(who),
        queries.cares_of(who),
        queries.holds_of(who),
    )


@transaction.atomic
def write_down(
    *,
    person: UUID,
    about: About,
    relative: UUID | None = None,
    made: UUID | None = None,
    by: Viewer,
    at: datetime,
) -> UUID:
    """A relative is written down, or what is known of one is changed (``relative``); returns the id.

    Args:
        person: whose relative.
        about: who it is.
        relative: the one who is changed; None: a new one.
        made: the new one's id, made by the form, so that sending twice is harmless.
        by: who writes.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "family.…".
    """
    who = admitted(by, person)
    checked = check_about(about, allow_demo=bool(settings.GUITU_DEMO))
    lock_files(who.ids)
    of = queries.relative_for(who, relative) if relative else None
    if of is not None:
        _check_change(who, of)
    elif made is not None and family.is_there(who, made):
        return made
    row = family.write_relative(who, checked, of=of, id_=made, by=by.id, at=at)
    note("family.relative-written", subject=who.id, by=by, at=at, relative=row)
    return row


@transaction.atomic
def say(
    *,
    person: UUID,
    relative: UUID,
    purpose: str,
    given: bool,
    on: date,
    speaker: str,
    by: Viewer,
    at: datetime,
) -> None:
    """What a relative says to one purpose is written down.

    Raises:
        DomainError: "person.unknown", "family.…".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    of = queries.relative_for(who, relative)
    said = Said(purpose, given, on)
    check_said(said, speaker, today=day_of(at), withdrew=of.withdrew_on is not None)
    family.say(who, of, said, speaker=speaker, by=by.id, at=at)
    note("family.said", subject=who.id, by=by, at=at, relative=of.id, purpose=purpose, given=given)


@transaction.atomic
def withdraw(*, person: UUID, relative: UUID, by: Viewer, at: datetime) -> None:
    """A relative takes everything back: from now on nothing of them is shown, and nothing reaches them.

    Raises:
        DomainError: "person.unknown", "family.unknown".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    of = queries.relative_for(who, relative)
    if of.withdrew_on is not None:
        return
    on = day_of(at)
    for purpose, given in of.said.items():
        if given:
            family.say(who, of, Said(purpose, given=False, on=on), speaker="relative", by=by.id, at=at)
    family.withdraw(of, on=on)
    note("family.withdrew", subject=who.id, by=by, at=at, relative=of.id)


@transaction.atomic
def come_back(*, person: UUID, relative: UUID, by: Viewer, at: datetime) -> None:
    """A relative who took everything back may be asked again; each purpose anew.

    Raises:
        DomainError: "person.unknown", "family.unknown", "family.erased".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    of = queries.relative_for(who, relative)
    if of.is_erased:
        raise DomainError("family.erased")
    family.withdraw(of, on=None)
    note("family.came-back", subject=who.id, by=by, at=at, relative=of.id)


@transaction.atomic
def erase(*, person: UUID, relative: UUID, by: Viewer, at: datetime) -> None:
    """Who a relative is is taken away, on their own wish; that somebody withdrew stays as a fact.

    Not while they are kept apart: what keeps two people apart is found by it, and safety comes first.

    Raises:
        DomainError: "person.unknown", "family.unknown", "family.withdraw-first", "family.apart-first".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    of = queries.relative_for(who, relative)
    if of.withdrew_on is None:
        raise DomainError("family.withdraw-first")
    if queries.standing_hold(who, relative) is not None:
        raise DomainError("family.apart-first")
    number = of.about.phone
    family.erase(of, at=at)
    if number:
        with door.whole_files(who.ids):
            people.forget_relative(who.ids, number)
    note("family.erased", subject=who.id, by=by, at=at, relative=of.id)


def _check_change(who: AdmittedPerson, of: RelativeRow) -> None:
    """Nobody is changed who took their word back, or is kept apart: they are found by what stands there."""
    if of.withdrew_on is not None:
        raise DomainError("family.withdrew", field="name")
    if queries.standing_hold(who, of.id) is not None:
        raise DomainError("family.apart-unchanged", field="name")


def check_open(who: AdmittedPerson, of: RelativeRow) -> None:
    """Whether anything may be done with a relative: nothing was taken back, nobody is kept apart.

    Raises:
        DomainError: "family.withdrew", "family.kept-apart".
    """
    if of.withdrew_on is not None:
        raise DomainError("family.withdrew")
    if queries.standing_hold(who, of.id) is not None:
        raise DomainError("family.kept-apart")
