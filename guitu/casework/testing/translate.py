"""From rows to the frozen rows that leave the room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.testing import models
from guitu.domain.testing.draw import Announcement
from guitu.domain.testing.hours import Busy
from guitu.foundation.crypto.keys import Ring

ORDERS = "orders"  # whose key seals what the person said about medicines
MEDICINES = b"testing_sample.note"


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One appointment. ``starts_at`` None: drawn, and no time agreed on yet."""

    id: UUID
    person_id: UUID
    held_by: int
    episode: UUID
    mode: str
    sample: str
    opens_on: date
    due_on: date
    starts_at: datetime | None
    state: str
    reason: str
    draw: UUID | None
    entry: UUID | None
    moved: int


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One sample. ``medicines`` as the person said, "" where nothing was said or the reader may not read."""

    id: UUID
    person_id: UUID
    held_by: int
    episode: UUID
    appointment: UUID | None
    entry: UUID | None
    mode: str
    sample: str
    outcome: str
    taken_at: datetime
    taken_by: UUID
    second_by: UUID | None
    sex: str
    seal_a: str
    seal_b: str
    is_signed: bool
    medicines: str = field(repr=False)
    kept_until: date | None
    state: str
    reason: str
    reviewed_by: UUID | None
    made_by: UUID


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """One step of the chain of custody."""

    of: UUID
    step: str
    on: date
    document: str
    made_by: UUID


@dataclass(frozen=True, slots=True)
class EntrantRow:
    """Somebody in a draw. ``place`` None: not drawn; ``reason``: drawn, and why not tested."""

    person_id: UUID
    episode: UUID
    draw: UUID
    token: str = field(repr=False)
    place: int | None
    reason: str
    appointment: UUID | None


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One draw of a unit; ``log`` None until it is drawn."""

    id: UUID
    unit: int
    state: str
    announcement: Announcement
    announced_at: datetime
    announced_by: UUID
    log: Mapping[str, Any] | None
    drawn_at: datetime | None
    drawn_by: UUID | None


def appointment_row(row: models.Appointment) -> AppointmentRow:
    """The frozen appointment."""
    return AppointmentRow(
        row.id, row.person_id, row.held_by, row.episode, row.mode, row.sample, row.opens_on, row.due_on,
        row.starts_at, row.state, row.reason, row.draw, row.entry, row.moved,
    )  # fmt: skip


def sample_row(row: models.Sample, ring: Ring) -> SampleRow:
    """The frozen sample, opened as far as the ring reaches."""
    said = ring.open(row.person_id, ORDERS, MEDICINES, row.id, row.note) if row.note else ""
    return SampleRow(
        row.id, row.person_id, row.held_by, row.episode, row.appointment, row.entry, row.mode, row.sample,
        row.outcome, row.taken_at, row.taken_by, row.second_by, row.sex, row.seal_a, row.seal_b,
        row.is_signed, said or "", row.kept_until, row.state, row.reason, row.reviewed_by, row.made_by,
    )  # fmt: skip


def custody_row(row: models.Custody) -> CustodyRow:
    """The frozen step."""
    return CustodyRow(row.of, row.step, row.on, row.order_document, row.made_by)


def entrant_row(row: models.Entrant) -> EntrantRow:
    """The frozen entrant."""
    token = bytes(row.token).hex()
    return EntrantRow(row.person_id, row.episode, row.draw, token, row.place, row.reason, row.appointment)


def draw_row(row: models.Draw) -> DrawRow:
    """The frozen draw."""
    fixed = Announcement(str(row.id), row.commitment, tuple(row.population), row.pick)
    return DrawRow(
        row.id, row.unit, row.state, fixed, row.announced_at, row.announced_by, row.log, row.drawn_at,
        row.drawn_by,
    )  # fmt: skip


def busy(row: models.Hours | None) -> Busy | None:
    """When somebody works; None where nothing is known, or they said that they do not."""
    if row is None or not row.days or row.starts is None or row.ends is None:
        return None
    return Busy(frozenset(map(int, row.days)), row.starts, row.ends)
