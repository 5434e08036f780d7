"""From a row of the table to the frozen row that leaves the room."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.episodes.models import Episode
from guitu.domain.episode import EpisodeKind


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """One episode; units are place numbers, ``worker`` an account.

    ``phase`` to ``revision`` are caches: "" and None before the first derivation. ``turns_on`` is the next
    day on which the clock alone changes the phase.
    """

    id: UUID
    person_id: UUID
    held_by: int
    kind: EpisodeKind
    region: int
    released_on: date | None
    opened_on: date
    kept_since: date | None
    order_document: str
    decided_on: date | None
    executing_unit: int | None
    facility_unit: int | None
    centre_unit: int | None
    station_unit: int | None
    worker: UUID | None
    batch: UUID | None
    phase: str
    term_from: date | None
    term_to: date | None
    turns_on: date | None
    revision: str


def episode_row(row: Episode) -> EpisodeRow:
    """The frozen row."""
    return EpisodeRow(
        id=row.id,
        person_id=row.person_id,
        held_by=row.held_by,
        kind=EpisodeKind(row.kind),
        region=row.region,
        released_on=row.released_on,
        opened_on=row.opened_on,
        kept_since=row.kept_since,
        order_document=row.order_document,
        decided_on=row.decided_on,
        executing_unit=row.executing_unit,
        facility_unit=row.facility_unit,
        centre_unit=row.centre_unit,
        station_unit=row.station_unit,
        worker=row.worker,
        batch=row.batch,
        phase=row.phase,
        term_from=row.term_from,
        term_to=row.term_to,
        turns_on=row.turns_on,
        revision=row.revision,
    )
