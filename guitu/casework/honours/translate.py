"""From rows to what pages and decisions read of honours, opened as far as the keys reach."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.honours import models
from guitu.domain.honours.course import Level, State
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Tier
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals the words
HONOUR, TITLE, GIVER = b"honours_honour.note", b"honours_honour.title", b"honours_honour.giver"
REVIEW, ALIAS, STORY = b"honours_review.note", b"honours_story.alias", b"honours_story.note"
PUBLICATION = b"honours_publication.note"


@dataclass(frozen=True, slots=True)
class HonourRow:
    """A nomination, or an honour that others gave (``tier`` None)."""

    id: UUID
    person_id: UUID
    held_by: int
    tier: Tier | None
    state: State
    merits: tuple[str, ...]
    by_self: bool
    year: int | None
    words: str = field(repr=False)
    title: str = field(repr=False)
    giver: str = field(repr=False)
    made_at: datetime
    made_by: UUID
    granted_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What one colleague said."""

    honour: UUID
    agrees: bool
    words: str = field(repr=False)
    reviewed_at: datetime
    reviewed_by: UUID


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award of a year."""

    honour: UUID
    year: int
    level: Level


@dataclass(frozen=True, slots=True)
class StoryRow:
    """What somebody tells."""

    id: UUID
    person_id: UUID
    held_by: int
    alias: str
    words: str = field(repr=False)
    picture: Picture
    face_agreed: bool
    written_at: datetime


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One use of a story that holds, paused or not."""

    id: UUID
    person_id: UUID
    use: Use
    year: int
    where: str = field(repr=False)
    agreed_on: date
    stands_on: date
    is_paused: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What everybody may read of a story: nothing else of the person or the file."""

    alias: str
    words: str
    picture: Picture


def _open(row: Any, place: bytes, ring: Ring, column: str = "note") -> str:
    sealed = getattr(row, column)
    return (ring.open(row.person_id, CASEWORK, place, row.id, sealed) or "") if sealed else ""


def honour_row(row: models.Honour, ring: Ring) -> HonourRow:
    """The frozen nomination."""
    return HonourRow(
        row.id, row.person_id, row.held_by, Tier(row.code) if row.code else None, State(row.state),
        tuple(row.details), row.by_self, row.year, _open(row, HONOUR, ring), _open(row, TITLE, ring, "title"),
        _open(row, GIVER, ring, "giver"), row.made_at, row.made_by, row.granted_at,
    )  # fmt: skip


def review_row(row: models.Review, ring: Ring) -> ReviewRow:
    """The frozen review."""
    return ReviewRow(row.honour, row.agrees, _open(row, REVIEW, ring), row.reviewed_at, row.reviewed_by)


def award_row(row: models.Award) -> AwardRow:
    """The frozen award."""
    return AwardRow(row.honour, row.year, Level(row.level))


def story_row(row: models.Story, ring: Ring) -> StoryRow:
    """The frozen story."""
    return StoryRow(
        row.id, row.person_id, row.held_by, _open(row, ALIAS, ring, "alias"), _open(row, STORY, ring),
        Picture(row.picture), row.face_agreed, row.written_at,
    )  # fmt: skip


def publication_row(row: models.Publication, ring: Ring) -> PublicationRow:
    """The frozen use."""
    return PublicationRow(
        row.id, row.person_id, Use(row.sort), row.year, _open(row, PUBLICATION, ring), row.agreed_on,
        row.stands_on, row.is_paused,
    )  # fmt: skip


def told(row: models.Story, ring: Ring) -> Told:
    """What leaves the file of a story."""
    return Told(_open(row, ALIAS, ring, "alias"), _open(row, STORY, ring), Picture(row.picture))
