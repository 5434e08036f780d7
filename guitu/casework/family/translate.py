"""From rows to what pages and decisions read of families. What is not open to the reader is "" here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.family import models
from guitu.domain.family.apart import Hold, Known
from guitu.domain.family.relative import About
from guitu.foundation.crypto.keys import Ring

FAMILY = "family"  # whose key seals every word of this room
RELATIVE, CHILD = b"family_relative.note", b"family_child.note"
CARE, HOLD = b"family_care.note", b"family_hold.note"


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """Somebody of the family. ``about`` has no name where they were erased; ``said`` their last words."""

    id: UUID
    person_id: UUID
    about: About = field(repr=False)
    said: Mapping[str, bool]
    withdrew_on: date | None
    is_erased: bool

    @property
    def known(self) -> Known:
        """As other rooms could meet them."""
        return Known(self.about.relation, self.about.name, self.about.phone)


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child."""

    id: UUID
    name: str = field(repr=False)
    words: str = field(repr=False)
    schooling: str
    aid: str
    aid_on: date | None
    carer: str
    carer_relative: UUID | None
    ask_school: bool


@dataclass(frozen=True, slots=True)
class CareRow:
    """Who cares for whom."""

    id: UUID
    whom: str = field(repr=False)
    words: str = field(repr=False)
    carer: str
    carer_relative: UUID | None
    relief: str


@dataclass(frozen=True, slots=True)
class HoldRow:
    """Who is kept apart, why, and what is asked about it."""

    id: UUID
    person_id: UUID
    relative: UUID
    side: str
    reason: str
    words: str = field(repr=False)
    lift_words: str = field(repr=False)
    set_at: datetime
    asked_at: datetime | None
    lifted_at: datetime | None
    machine: Hold


def opened(row: Any, place: bytes, ring: Ring) -> dict[str, str]:
    """The sealed words of a row by name; none where it is empty or not open."""
    text = ring.open(row.person_id, FAMILY, place, row.id, row.note) if row.note else None
    found: dict[str, str] = json.loads(text) if text else {}
    return found


def relative_row(row: models.Relative, said: Mapping[str, bool], ring: Ring) -> RelativeRow:
    """The frozen relative."""
    words = opened(row, RELATIVE, ring)
    about = About(row.relation, words.get("name", ""), words.get("phone", ""), words.get("address", ""),
                  words.get("words", ""))  # fmt: skip
    return RelativeRow(row.id, row.person_id, about, said, row.withdrew_on, row.erased_at is not None)


def child_row(row: models.Child, ring: Ring) -> ChildRow:
    """The frozen child."""
    words = opened(row, CHILD, ring)
    return ChildRow(
        row.id, words.get("name", ""), words.get("words", ""), row.schooling, row.aid, row.aid_on, row.carer,
        row.carer_relative, row.ask_school,
    )  # fmt: skip


def care_row(row: models.Care, ring: Ring) -> CareRow:
    """The frozen care."""
    words = opened(row, CARE, ring)
    return CareRow(
        row.id, words.get("whom", ""), words.get("words", ""), row.carer, row.carer_relative, row.relief
    )


def hold_row(row: models.Hold, ring: Ring) -> HoldRow:
    """The frozen hold."""
    words = opened(row, HOLD, ring)
    return HoldRow(
        row.id, row.person_id, row.relative, row.side, row.reason, words.get("words", ""),
        words.get("lift", ""), row.set_at, row.asked_at, row.lifted_at,
        Hold(row.set_by, row.asked_by, row.lifted_by),
    )  # fmt: skip
