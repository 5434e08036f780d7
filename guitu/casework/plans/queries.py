"""Reading plans: of one person, and what waits for the head of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from guitu.casework.people.queries import AdmittedPerson, within
from guitu.casework.plans.models import Line, Member, Opinion, Plan, Support
from guitu.casework.plans.translate import (
    LineRow,
    MemberRow,
    OpinionRow,
    PlanRow,
    SupportRow,
    line_row,
    member_row,
    opinion_row,
    plan_row,
    support_row,
)
from guitu.domain.access import Permission, Viewer, scope
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.plan import Sort, State
from guitu.domain.plans.support import SORTS
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys

__all__ = ["LineRow", "MemberRow", "OpinionRow", "PlanRow", "SupportRow"]

_OPEN = (State.DRAFT.value, State.PROPOSED.value)
_ORDER = {sort.value: n for n, sort in enumerate(Sort)}
_MAP = {sort: n for n, sort in enumerate(SORTS)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: plans to be approved, reviews that are due, opinions without an answer."""

    proposed: tuple[PlanRow, ...]
    reviews: tuple[PlanRow, ...]
    opinions: tuple[OpinionRow, ...]


def plans_of(who: AdmittedPerson) -> tuple[PlanRow, ...]:
    """Every version of somebody's plan, the latest first."""
    found = Plan.objects.filter(person_id__in=who.ids).order_by("-version", "-made_at")
    return tuple(plan_row(row, who.ring) for row in found)


def in_force(plans: Iterable[PlanRow]) -> PlanRow | None:
    """The version that counts now."""
    return next((plan for plan in plans if plan.state is State.APPROVED), None)


def in_the_making(plans: Iterable[PlanRow]) -> PlanRow | None:
    """The version that is written or waits for approval."""
    return next((plan for plan in plans if plan.state.value in _OPEN), None)


def approved_of(ids: Iterable[UUID]) -> tuple[UUID, UUID, datetime, int] | None:
    """Person, id, moment of approval and holder of the version in force, for workflows that hold the lock."""
    found = Plan.objects.filter(person_id__in=tuple(ids), state=State.APPROVED.value)
    row = found.order_by("-approved_at").first()
    if row is None or row.approved_at is None:
        return None
    return row.person_id, row.id, row.approved_at, row.held_by


def plan_for(who: AdmittedPerson, plan: UUID) -> PlanRow:
    """One version.

    Raises:
        DomainError: "plan.unknown".
    """
    row = Plan.objects.filter(person_id__in=who.ids, id=plan).first()
    if row is None:
        raise DomainError("plan.unknown")
    return plan_row(row, who.ring)


def lines_of(who: AdmittedPerson, plan: PlanRow) -> tuple[LineRow, ...]:
    """The lines of a version: goals, strengths, needs, actions, each as they were written."""
    found = Line.objects.filter(person_id=plan.person_id, plan=plan.id).order_by("written_at", "id")
    rows = sorted(found, key=lambda row: _ORDER[row.sort])
    return tuple(line_row(row, who.ring) for row in rows)


def line_for(who: AdmittedPerson, line: UUID) -> tuple[PlanRow, LineRow]:
    """One line and the version it stands in.

    Raises:
        DomainError: "plan.unknown".
    """
    row = Line.objects.filter(person_id__in=who.ids, id=line).first()
    if row is None:
        raise DomainError("plan.unknown")
    return plan_for(who, row.plan), line_row(row, who.ring)


def support_of(who: AdmittedPerson) -> tuple[SupportRow, ...]:
    """The support map and the safety plan, in their order."""
    found = Support.objects.filter(person_id__in=who.ids).order_by("written_at", "id")
    return tuple(support_row(row, who.ring) for row in sorted(found, key=lambda row: _MAP[row.sort]))


def members_of(who: AdmittedPerson) -> tuple[MemberRow, ...]:
    """The working group, and why a kind is missing."""
    found = Member.objects.filter(person_id__in=who.ids).order_by("written_at", "id")
    return tuple(member_row(row, who.ring) for row in found)


def opinions_of(who: AdmittedPerson) -> tuple[OpinionRow, ...]:
    """What was said of our work about this person, the latest first."""
    found = Opinion.objects.filter(person_id__in=who.ids).order_by("-said_on", "-id")
    return tuple(opinion_row(row, who.ring) for row in found)


def waiting(viewer: Viewer, *, today: date, ahead: int, limit: int) -> Waiting:
    """What waits for whoever approves plans, the longest waiting first. Four queries.

    Args:
        viewer: the head.
        today: the day that is asked of.
        ahead: reviews that are due within so many days.
        limit: of each list.
    """
    near = within(scope(viewer, Permission.PLAN_APPROVE))
    plans = Plan.objects.filter(near)
    proposed = list(plans.filter(state=State.PROPOSED.value).order_by("proposed_at", "id")[:limit])
    soon = today + timedelta(days=ahead)
    reviews = list(
        plans.filter(state=State.APPROVED.value, due_on__lte=soon).order_by("due_on", "id")[:limit]
    )
    said = list(Opinion.objects.filter(near, answered_at__isnull=True).order_by("due_on", "id")[:limit])
    rows = [*proposed, *reviews, *said]
    sightings.saw({row.person_id: row.held_by for row in rows}, "casework")
    ring = keys.ring({row.person_id for row in rows}, ("casework",))
    return Waiting(
        tuple(plan_row(row, ring) for row in proposed),
        tuple(plan_row(row, ring) for row in reviews),
        tuple(opinion_row(row, ring) for row in said),
    )


def opinion_for(who: AdmittedPerson, opinion: UUID) -> OpinionRow:
    """One opinion.

    Raises:
        DomainError: "opinion.unknown".
    """
    row = Opinion.objects.filter(person_id__in=who.ids, id=opinion).first()
    if row is None:
        raise DomainError("opinion.unknown")
    return opinion_row(row, who.ring)
