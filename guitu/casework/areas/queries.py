"""Reading what is known of areas: for those who may read figures there, and alike unknown to all others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guitu.casework.areas import models, translate
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.areas.facts import Fact
from guitu.domain.areas.status import Proposal, Step, looks_over
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError


def admit(viewer: Viewer, region: int) -> None:
    """Let in whoever may read figures of all of a region.

    Raises:
        DomainError: "place.unknown".
    """
    if not holds(viewer, Permission.FIGURES_READ) or not looks_over(viewer.lo, viewer.hi, region):
        raise DomainError("place.unknown")


def may_keep(viewer: Viewer, region: int) -> bool:
    """Whether the viewer enters facts of a region and proposes its status."""
    return holds(viewer, Permission.AREAS_KEEP) and looks_over(viewer.lo, viewer.hi, region)


def facts(viewer: Viewer, region: int) -> tuple[Fact, ...]:
    """Every entry about a region itself, those that were corrected among them, the newest first.

    Raises:
        DomainError: "place.unknown".
    """
    admit(viewer, region)
    found = models.Fact.objects.filter(region=region).order_by("-on", "kind", "-entered_at")
    return tuple(map(translate.fact, found))


def fact(viewer: Viewer, id_: UUID) -> Fact:
    """One entry.

    Raises:
        DomainError: "fact.unknown", also for one out of reach.
    """
    row = models.Fact.objects.filter(id=id_).first()
    if row is None or not _reaches(viewer, row.region):
        raise DomainError("fact.unknown")
    return translate.fact(row)


def steps(viewer: Viewer, region: int) -> tuple[Step, ...]:
    """The history of a region's status, the newest first.

    Raises:
        DomainError: "place.unknown".
    """
    admit(viewer, region)
    return tuple(map(translate.step, models.Step.objects.filter(region=region).order_by("-since")))


def steps_within(viewer: Viewer, region: int) -> dict[int, list[Step]]:
    """The histories of all areas inside a region, by area. One query.

    Raises:
        DomainError: "place.unknown".
    """
    admit(viewer, region)
    low, high = regions.interval(region)
    found: dict[int, list[Step]] = {}
    for row in models.Step.objects.filter(region__gte=low, region__lte=high).order_by("-since"):
        found.setdefault(row.region, []).append(translate.step(row))
    return found


def proposals(viewer: Viewer, region: int) -> tuple[Proposal, ...]:
    """What was proposed for a region, the newest first.

    Raises:
        DomainError: "place.unknown".
    """
    admit(viewer, region)
    found = models.Proposal.objects.filter(region=region).order_by("-made_at")
    return tuple(map(translate.proposal, found))


def open_within(viewer: Viewer, region: int) -> dict[int, Proposal]:
    """What waits for a decision inside a region, by area. One query.

    Raises:
        DomainError: "place.unknown".
    """
    admit(viewer, region)
    low, high = regions.interval(region)
    found = models.Proposal.objects.filter(state="open", region__gte=low, region__lte=high)
    return {row.region: translate.proposal(row) for row in found}


def proposal(viewer: Viewer, id_: UUID) -> Proposal:
    """One proposal.

    Raises:
        DomainError: "proposal.unknown", also for one out of reach.
    """
    row = models.Proposal.objects.filter(id=id_).first()
    if row is None or not _reaches(viewer, row.region):
        raise DomainError("proposal.unknown")
    return translate.proposal(row)


def entered(keys: Iterable[tuple[int, str]]) -> list[Fact]:
    """Every entry of these regions and kinds, for those who write more; whether they may is asked before."""
    wanted = set(keys)
    regions_of, kinds = {region for region, _ in wanted}, {kind for _, kind in wanted}
    found = models.Fact.objects.filter(region__in=regions_of, kind__in=kinds)
    return [translate.fact(row) for row in found if (row.region, row.kind) in wanted]


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """One imported list."""

    id: UUID
    made_at: datetime
    counts: dict[str, int]
    columns: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class RowInfo:
    """How one row of a list ended."""

    sheet: int
    row: int
    state: str
    reasons: tuple[dict[str, Any], ...]


def batches(viewer: Viewer, *, limit: int = 20) -> tuple[BatchInfo, ...]:
    """The latest lists that the viewer's unit imported."""
    found = models.Batch.objects.filter(unit=viewer.unit).order_by("-made_at")[:limit]
    return tuple(_batch(row) for row in found)


def batch(viewer: Viewer, id_: UUID) -> BatchInfo:
    """One list that the viewer's unit imported.

    Raises:
        DomainError: "import.unknown".
    """
    row = models.Batch.objects.filter(id=id_, unit=viewer.unit).first()
    if row is None or not holds(viewer, Permission.AREAS_KEEP):
        raise DomainError("import.unknown")
    return _batch(row)


def batch_rows(found: BatchInfo) -> tuple[RowInfo, ...]:
    """Its rows in order."""
    rows = models.BatchRow.objects.filter(batch=found.id).order_by("sheet", "row")
    return tuple(RowInfo(row.sheet, row.row, row.state, tuple(row.reasons)) for row in rows)


def _batch(row: models.Batch) -> BatchInfo:
    return BatchInfo(row.id, row.made_at, row.counts, tuple(row.columns))


def _reaches(viewer: Viewer, region: int) -> bool:
    return holds(viewer, Permission.FIGURES_READ) and looks_over(viewer.lo, viewer.hi, region)
