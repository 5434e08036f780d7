"""Reading work: of one person, who looks for work, and how many an employer took on."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery

from guitu.casework.people.queries import AdmittedPerson, within
from guitu.casework.work.models import Business, Placement, Refusal, Sheet, Status, Step
from guitu.casework.work.translate import (
    BusinessRow,
    PlacementRow,
    RefusalRow,
    SheetRow,
    StatusRow,
    StepRow,
    business_row,
    placement_row,
    refusal_row,
    sheet_row,
    slip_opened,
    status_row,
    step_row,
)
from guitu.domain.access import Compartment, Permission, Viewer, compartments, scope
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.placement import WAITING, State
from guitu.domain.work.slip import CandidateSlip
from guitu.domain.work.words import SEEKING
from guitu.foundation.audit import sightings

__all__ = ["BusinessRow", "PlacementRow", "RefusalRow", "SheetRow", "StatusRow", "StepRow"]


def _of(viewer: Viewer, who: AdmittedPerson) -> Q:
    """The rows of one person that open to the viewer: all, or what they wrote themselves."""
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    whole = Compartment.CASEWORK in opened.whole
    own = Compartment.CASEWORK in opened.own
    if not whole and not own:
        return Q(pk__in=())
    sightings.saw([who.id], Compartment.CASEWORK)
    return Q(person_id__in=who.ids) if whole else Q(person_id__in=who.ids, recorded_by=viewer.id)


def sheet_of(viewer: Viewer, who: AdmittedPerson) -> SheetRow | None:
    """The work file as it is now, None where nobody wrote one that opens to the viewer."""
    row = Sheet.objects.filter(_of(viewer, who)).order_by("-recorded_at", "-id").first()
    return sheet_row(row, who.ring) if row else None


def statuses_of(viewer: Viewer, who: AdmittedPerson) -> tuple[StatusRow, ...]:
    """Where somebody stood, the latest first."""
    found = Status.objects.filter(_of(viewer, who)).order_by("-since_on", "-recorded_at", "-id")
    return tuple(status_row(row, who.ring) for row in found)


def refusals_of(viewer: Viewer, who: AdmittedPerson) -> tuple[RefusalRow, ...]:
    """Jobs that came to nothing, the latest first."""
    found = Refusal.objects.filter(_of(viewer, who)).order_by("-happened_on", "-id")
    return tuple(refusal_row(row, who.ring) for row in found)


def businesses_of(viewer: Viewer, who: AdmittedPerson) -> tuple[BusinessRow, ...]:
    """What somebody does on their own account, with its steps in order."""
    theirs = _of(viewer, who)
    steps: dict[UUID, list[StepRow]] = {}
    for row in Step.objects.filter(theirs).order_by("done_on", "id"):
        steps.setdefault(row.business, []).append(step_row(row, who.ring))
    found = Business.objects.filter(theirs).order_by("-recorded_at", "-id")
    return tuple(business_row(row, tuple(steps.get(row.id, ())), who.ring) for row in found)


def business_for(viewer: Viewer, who: AdmittedPerson, business: UUID) -> BusinessRow:
    """One of them, without its steps.

    Raises:
        DomainError: "business.unknown".
    """
    row = Business.objects.filter(_of(viewer, who), id=business).first()
    if row is None:
        raise DomainError("business.unknown")
    return business_row(row, (), who.ring)


def placements_of(viewer: Viewer, who: AdmittedPerson) -> tuple[PlacementRow, ...]:
    """Every way to a job, the latest first."""
    found = Placement.objects.filter(_of(viewer, who)).order_by("-proposed_on", "-id")
    return tuple(placement_row(row, who.ring) for row in found)


def placement_for(viewer: Viewer, who: AdmittedPerson, placement: UUID) -> PlacementRow:
    """One of them.

    Raises:
        DomainError: "placement.unknown".
    """
    row = Placement.objects.filter(_of(viewer, who), id=placement).first()
    if row is None:
        raise DomainError("placement.unknown")
    return placement_row(row, who.ring)


def slip_of(who: AdmittedPerson, row: PlacementRow) -> CandidateSlip | None:
    """The slip that was given, for whoever was let in to the placement."""
    return slip_opened(row, who.ring)


def is_open_for(who: AdmittedPerson, vacancy: UUID) -> bool:
    """Whether this vacancy is on its way already, whoever proposed it. In a context that sees whole files."""
    waiting = [*(state.value for state in WAITING), State.HIRED.value]
    return Placement.objects.filter(person_id__in=who.ids, vacancy=vacancy, state__in=waiting).exists()


def seekers_of(viewer: Viewer, *, today: date, limit: int = 2000) -> tuple[SheetRow, ...]:
    """The work files of those within reach whose last status says they look, the latest written first.

    No words and no names: for matching. What opens is what row-level security lets through.
    """
    last = Status.objects.filter(person_id=OuterRef("person_id"), since_on__lte=today)
    newest = last.order_by("-since_on", "-recorded_at", "-id")
    latest = Sheet.objects.filter(person_id=OuterRef("person_id")).order_by("-recorded_at", "-id")
    found = (
        Sheet.objects.filter(within(scope(viewer, Permission.SERVICE_RECORD)))
        .annotate(last=Subquery(latest.values("id")[:1]), now=Subquery(newest.values("status")[:1]))
        .filter(id=F("last"), now__in=sorted(SEEKING))
        .order_by("-recorded_at", "-id")[:limit]
    )
    rows = list(found)
    sightings.saw({row.person_id: row.held_by for row in rows}, Compartment.CASEWORK)
    return tuple(sheet_row(row, None) for row in rows)


def statuses_in(viewer: Viewer, *, today: date) -> Counter[str]:
    """How many people within reach stand where, by their last status; no names."""
    last = Status.objects.filter(person_id=OuterRef("person_id"), since_on__lte=today)
    newest = last.order_by("-since_on", "-recorded_at", "-id")
    found = (
        Status.objects.filter(within(scope(viewer, Permission.SERVICE_RECORD)))
        .annotate(last=Subquery(newest.values("id")[:1]))
        .filter(id=F("last"))
        .values_list("status", flat=True)
    )
    return Counter(found)


def hired_by(employers: Iterable[UUID]) -> Counter[UUID]:
    """How many people each employer took on, whoever stayed or not; nobody twice. Numbers only.

    In a context that sees everybody: ``guitu.workflows.hires`` opens it.
    """
    found = Placement.objects.filter(
        employer__in=set(employers), hired_on__isnull=False, state__in=[State.HIRED, State.ENDED]
    )
    pairs = set(found.values_list("employer", "person_id"))
    return Counter(employer for employer, _person in pairs if employer is not None)
