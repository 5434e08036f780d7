"""Who stands in which relation to whom today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from guitu.domain.access import Exclusion, Relation, Viewer
from guitu.foundation.accounts.stand_ins import standing_in_for
from guitu.foundation.authorization import door
from guitu.foundation.authorization.models import Bar, Tie
from guitu.foundation.clock import day_of

# what a stand-in takes over from who is on leave; exclusions, supervision and emergencies are personal
_TAKEN_OVER = (Relation.ASSIGNED.value, Relation.TEAM.value)


# every page asks this: one statement, written out
_BETWEEN = """
select person_id, null from authorization_bar
where account = %(account)s and since <= %(at)s and (until is null or until > %(at)s)
union all
select person_id, kind from authorization_tie
where since <= %(at)s and (until is null or until > %(at)s)
  and (account = %(account)s or unit = %(unit)s
       or account = any(%(away)s::uuid[]) and kind = any(%(taken_over)s))
"""


@dataclass(frozen=True, slots=True)
class TieRow:
    """A relation that holds: of one account or one unit. ``until`` None: until somebody ends it.

    ``basis`` the code of what it stands on, such as a consent.
    """

    id: UUID
    account: UUID | None
    unit: int | None
    kind: Relation
    since: datetime
    until: datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """An exclusion that holds."""

    id: UUID
    account: UUID
    kind: Exclusion
    since: datetime
    until: datetime | None


def with_relations(viewer: Viewer, *, at: datetime) -> Viewer:
    """The viewer with the relations and exclusions that hold at ``at``.

    Whoever stands in for others has their people too, but never somebody they are themselves excluded from.
    Inside a transaction; two queries.
    """
    asked: dict[str, Any] = {
        "at": at,
        "account": viewer.id,
        "unit": viewer.unit,
        "away": list(standing_in_for(viewer.id, day_of(at))),
        "taken_over": list(_TAKEN_OVER),
    }
    barred: set[UUID] = set()
    near: dict[UUID, set[Relation]] = defaultdict(set)
    with door.even_sealed("relations of the asker", to_the_end=True), connection.cursor() as cursor:
        cursor.execute(_BETWEEN, asked)
        for person, kind in cursor.fetchall():
            if kind is None:
                barred.add(person)
            else:
                near[person].add(Relation(kind))
    relations = {person: frozenset(kinds) for person, kinds in near.items()}
    return replace(viewer, barred=frozenset(barred), relations=relations)


def ties_of(persons: Iterable[UUID], *, at: datetime) -> tuple[TieRow, ...]:
    """The relations that hold to one person's files, the oldest first."""
    found = Tie.objects.filter(_holds(at), person_id__in=tuple(persons)).order_by("since", "id")
    return tuple(TieRow(t.id, t.account, t.unit, Relation(t.kind), t.since, t.until, t.basis) for t in found)


def bars_of(persons: Iterable[UUID], *, at: datetime) -> tuple[BarRow, ...]:
    """The exclusions that hold from one person's files, the oldest first."""
    found = Bar.objects.filter(_holds(at), person_id__in=tuple(persons)).order_by("since", "id")
    return tuple(BarRow(b.id, b.account, Exclusion(b.kind), b.since, b.until) for b in found)


def is_barred(account: UUID, persons: Iterable[UUID], *, at: datetime) -> bool:
    """Whether an account is excluded from one of these files."""
    return Bar.objects.filter(_holds(at), account=account, person_id__in=tuple(persons)).exists()


def _holds(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
