"""Naming and ending relations and exclusions. Whether somebody may is the caller's question."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guitu.domain.access import Exclusion, Relation
from guitu.foundation.authorization.models import Bar, BreakGlass, Tie
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder


def tie(
    person: UUID,
    *,
    held_by: int,
    kind: Relation,
    at: datetime,
    account: UUID | None = None,
    unit: int | None = None,
    until: datetime | None = None,
    basis: str = "",
    by: UUID | None = None,
) -> UUID:
    """Name a relation of one account, or of one unit's staff, to a person; returns its id.

    One that holds already is not named twice: its id is returned, its end moved to ``until``. Referrals on
    different bases stand apart, so that each ends with its own.
    """
    held = Tie.objects.filter(_open(at), person_id=person, kind=kind.value, account=account, unit=unit)
    if kind is Relation.REFERRED:
        held = held.filter(basis=basis)
    known = held.values_list("id", flat=True).first()
    if known is not None:
        Tie.objects.filter(person_id=person, id=known).update(until=until)
        return known
    made = Tie(
        id=new_id(),
        person_id=person,
        held_by=held_by,
        account=account,
        unit=unit,
        kind=kind.value,
        since=at,
        until=until,
        basis=basis,
        made_by=by,
    )
    made.save(force_insert=True)
    return made.id


def untie(
    person: UUID,
    *,
    kind: Relation,
    at: datetime,
    account: UUID | None = None,
    unit: int | None = None,
    basis: str | None = None,
    by: UUID | None = None,
) -> int:
    """End a relation now: of one account, of one unit, or (neither given) of everybody; returns how many.

    ``basis``: only those that stand on it.
    """
    held = Tie.objects.filter(_open(at), person_id=person, kind=kind.value)
    if basis is not None:
        held = held.filter(basis=basis)
    if account is not None:
        held = held.filter(account=account)
    if unit is not None:
        held = held.filter(unit=unit)
    return held.update(until=at, ended_by=by)


def end_all(persons: Iterable[UUID], *, at: datetime) -> int:
    """End every relation to these persons now: their files close. Exclusions stay. Returns how many ended."""
    return Tie.objects.filter(_open(at), person_id__in=list(persons)).update(until=at)


def bar(
    person: UUID,
    *,
    held_by: int,
    account: UUID,
    kind: Exclusion,
    at: datetime,
    until: datetime | None = None,
    by: UUID | None = None,
) -> UUID:
    """Exclude an account from a person's record, from now on; returns the exclusion's id.

    One of the same kind that holds already is not made twice: its id is returned, its end moved to ``until``.
    """
    held = Bar.objects.filter(_open(at), person_id=person, account=account, kind=kind.value)
    known = held.values_list("id", flat=True).first()
    if known is not None:
        Bar.objects.filter(person_id=person, id=known).update(until=until)
        return known
    made = Bar(
        id=new_id(),
        person_id=person,
        held_by=held_by,
        account=account,
        kind=kind.value,
        since=at,
        until=until,
        made_by=by,
    )
    made.save(force_insert=True)
    return made.id


def unbar(person: UUID, *, account: UUID, kind: Exclusion, at: datetime) -> int:
    """End an exclusion now; returns how many ended."""
    held = Bar.objects.filter(_open(at), person_id=person, account=account, kind=kind.value)
    return held.update(until=at)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person on the rows of relations, exclusions and emergencies."""
    rewrite_holder((Tie, Bar, BreakGlass), person_id, to_held_by=to_held_by)


def _open(at: datetime) -> Q:
    return Q(until__isnull=True) | Q(until__gt=at)
