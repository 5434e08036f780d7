"""The person and a relative are kept apart: at once by one colleague, and lifted by two."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.family import commands as family
from guitu.casework.family import queries
from guitu.casework.family.commands import NewHold
from guitu.casework.family.queries import HoldRow
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans.commands import NewMember
from guitu.casework.plans.queries import MemberRow
from guitu.domain.access import Viewer
from guitu.domain.family.apart import Apart
from guitu.domain.family.relative import check_words
from guitu.domain.family.words import SIDES, WHY_APART
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows import working_group
from guitu.workflows.family import admitted
from guitu.workflows.family_apart import apart_of
from guitu.workflows.refresh import lock_files

# Why the family's place in the group is empty from then on: a word that tells nobody anything.
_GAP = "being_appointed"
_FAMILY = "family_member"


@transaction.atomic
def keep_apart(*, person: UUID, new: NewHold, by: Viewer, at: datetime) -> None:
    """From now on nothing goes between the person and a relative; who sat in the group for them leaves it.

    Set twice, it stands as it was set first.

    Raises:
        DomainError: "person.unknown", "family.unknown", "family.choose", "family.words", "family.erased".
    """
    who = admitted(by, person)
    if new.side not in SIDES:
        raise DomainError("family.choose", field="side")
    if new.reason not in WHY_APART:
        raise DomainError("family.choose", field="reason")
    check_words(new.words)
    lock_files(who.ids)
    of = queries.relative_for(who, new.relative)
    if of.is_erased:
        raise DomainError("family.erased")
    if queries.standing_hold(who, of.id) is not None:
        return
    hold = family.keep_apart(who, of, new, by=by.id, at=at)
    note("family.kept-apart", subject=who.id, by=by, at=at, hold=hold)
    _leave_the_group(who, by=by, at=at)


@transaction.atomic
def ask_to_lift(*, person: UUID, hold: UUID, words: str, by: Viewer, at: datetime) -> None:
    """Somebody asks to lift it, with the reason; nothing changes yet.

    Raises:
        DomainError: "person.unknown", "family.unknown", "family.not-apart", "family.lift-asked",
            "family.lift-why", "family.words".
    """
    who = admitted(by, person)
    if not words.strip():
        raise DomainError("family.lift-why", field="words")
    check_words(words)
    lock_files(who.ids)
    row = _hold(who, hold)
    family.stamp_hold(who, replace(row, machine=row.machine.ask(by.id)), at=at, lift_words=words)
    note("family.lift-asked", subject=who.id, by=by, at=at, hold=hold)


@transaction.atomic
def decide_lift(*, person: UUID, hold: UUID, lift: bool, by: Viewer, at: datetime) -> None:
    """A second colleague lifts it, or anybody on the case keeps it as it is.

    Raises:
        DomainError: "person.unknown", "family.unknown", "family.lift-not-asked", "family.lift-own".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    row = _hold(who, hold)
    then = row.machine.lift(by.id) if lift else row.machine.keep()
    family.stamp_hold(who, replace(row, machine=then), at=at)
    note("family.lifted" if lift else "family.lift-declined", subject=who.id, by=by, at=at, hold=hold)


def _hold(who: AdmittedPerson, hold: UUID) -> HoldRow:
    found = next((row for row in queries.holds_of(who) if row.id == hold), None)
    if found is None:
        raise DomainError("family.unknown")
    return found


def _leave_the_group(who: AdmittedPerson, *, by: Viewer, at: datetime) -> None:
    """Whoever sits in the working group for the family, and may not any more, sits there no longer."""
    with door.whole_files(who.ids):
        there = working_group.group_of(who)
    apart = apart_of(who.ids)
    if not any(_is_closed(member, apart) for member in there):
        return
    gaps = {member.kind: member.gap for member in there if member.gap} | {_FAMILY: _GAP}
    members = [
        NewMember(member.kind, member.account, member.words)
        for member in there
        if not member.gap and member.kind != _FAMILY
    ]
    working_group.set_up(
        person=who.id, members=members, gaps=gaps, family_is_safe=False, on=day_of(at), by=by, at=at
    )


def _is_closed(member: MemberRow, apart: Apart) -> bool:
    if member.gap or member.kind != _FAMILY:
        return False
    try:
        apart.check_member(member.words, place=_FAMILY)
    except DomainError:
        return True
    return False
