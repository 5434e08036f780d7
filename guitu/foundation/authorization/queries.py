"""Who stands in which relation to whom today."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guitu.domain.access import Relation, Viewer
from guitu.foundation.authorization import door
from guitu.foundation.authorization.models import Bar, Tie


def with_relations(viewer: Viewer, *, at: datetime) -> Viewer:
    """The viewer with the relations and exclusions that hold at ``at``. Inside a transaction; two queries."""
    with door.even_sealed("relations of the asker", to_the_end=True):
        bars = Bar.objects.filter(_holds(at), account=viewer.id).values_list("person_id", flat=True)
        barred = frozenset(bars)
        ties = Tie.objects.filter(_holds(at), Q(account=viewer.id) | Q(unit=viewer.unit))
        near: dict[UUID, set[Relation]] = defaultdict(set)
        for person, kind in ties.values_list("person_id", "kind"):
            near[person].add(Relation(kind))
    return replace(viewer, barred=barred, relations={p: frozenset(kinds) for p, kinds in near.items()})


def _holds(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
