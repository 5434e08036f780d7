"""From rows of the table to entries as decisions see them, and to lines as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.journal import models
from guitu.domain.access import Compartment
from guitu.domain.journal.entry import Entry

VALUES = (
    "id",
    "kind",
    "happened_on",
    "outcome",
    "details",
    "recorded_at",
    "episode_id",
    "supersedes",
    "reason",
)


def entry(
    id_: UUID,
    kind: str,
    happened_on: date,
    outcome: str,
    details: Mapping[str, object],
    recorded_at: datetime,
    episode: UUID | None,
    supersedes: UUID | None,
    reason: str,
) -> Entry:
    """The domain's value, from ``VALUES`` in order."""
    return Entry(
        id=str(id_),
        kind=kind,
        happened_on=happened_on,
        outcome=outcome,
        details=details,
        recorded_at=recorded_at,
        episode=str(episode) if episode else None,
        supersedes=str(supersedes) if supersedes else None,
        reason=reason or None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline. ``superseded_by`` is the entry that corrected or retracted it."""

    id: UUID
    person_id: UUID
    episode_id: UUID | None
    kind: str
    happened_on: date
    recorded_at: datetime
    recorded_by: UUID
    unit: int | None
    region: int | None
    outcome: str
    compartment: Compartment
    supersedes: UUID | None
    superseded_by: UUID | None
    details: Mapping[str, object] = field(repr=False)
    note: str = field(repr=False)
    reason: str


def line(row: models.Entry, *, superseded_by: UUID | None) -> Line:
    """The frozen line."""
    return Line(
        id=row.id,
        person_id=row.person_id,
        episode_id=row.episode_id,
        kind=row.kind,
        happened_on=row.happened_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        unit=row.unit,
        region=row.region,
        outcome=row.outcome,
        compartment=Compartment(row.compartment),
        supersedes=row.supersedes,
        superseded_by=superseded_by,
        details=row.details,
        note=row.note,
        reason=row.reason,
    )
