"""From rows to the shelf, to drafts and to proposals as pages show them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from guitu.casework.instruments import models
from guitu.domain.access import Compartment
from guitu.domain.instruments.model import Definition, Status
from guitu.foundation.crypto.keys import Ring

DRAFT: Final = b"instruments_draft.note"
PROPOSAL: Final = b"instruments_proposal.note"
CASEWORK: Final = Compartment.CASEWORK.value


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One version of an instrument and how it stands. ``came_with`` it was shipped, not imported."""

    definition: Definition
    state: Status
    came_with: bool

    @property
    def order(self) -> tuple[str, tuple[int, ...]]:
        """Versions of one instrument sort as numbers, part by part."""
        return self.definition.code, tuple(map(int, self.definition.version.split(".")))


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A half-filled form. ``typed`` what was typed, by link id; ``on`` the day, ISO, "" where not said."""

    id: UUID
    instrument: str
    version: str
    typed: Mapping[str, list[str]] = field(repr=False)
    on: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposed level. ``text`` the filled form; "" where the reader may not open it."""

    id: UUID
    person_id: UUID
    version: str
    text: str = field(repr=False)
    made_at: datetime
    made_by: UUID
    confirmed_by: tuple[UUID, ...]


def as_draft(typed: Mapping[str, list[str]], on: str) -> str:
    """What a draft keeps, before it is sealed."""
    return json.dumps({"typed": dict(typed), "on": on}, ensure_ascii=False)


def draft_row(row: models.Draft, ring: Ring) -> DraftRow | None:
    """The frozen draft; None where its key is not open."""
    text = ring.open(row.person_id, row.compartment, DRAFT, row.id, row.note)
    if text is None:
        return None
    kept = json.loads(text)
    return DraftRow(row.id, row.instrument, row.version, kept["typed"], kept["on"], row.changed_at)


def proposal_row(row: models.Proposal, ring: Ring, confirmed_by: tuple[UUID, ...]) -> ProposalRow:
    """The frozen proposal."""
    text = ring.open(row.person_id, CASEWORK, PROPOSAL, row.id, row.note) or ""
    return ProposalRow(row.id, row.person_id, row.version, text, row.made_at, row.made_by, confirmed_by)
