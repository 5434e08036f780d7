"""Rows of services as frozen values, and the words a service is found by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guitu.casework.directory.models import Service
from guitu.domain.directory.catalogue import ServiceKind
from guitu.domain.directory.hours import Span, read
from guitu.foundation.pinyin import place_key
from guitu.foundation.service_files import catalogue


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service.

    ``unit`` the unit that gives it, None for an organisation outside; ``provider`` the name of either.
    ``place`` and ``area`` are regions: where it stands, whom it serves. ``cost`` in fen, 0 is free.
    ``kept_by`` the unit that answers for what is written here; ``closed_on`` closed to new referrals since.
    """

    id: UUID
    kind: str
    name: str
    unit: int | None
    provider: str
    contact: str
    phone: str
    address: str
    place: int
    area: int
    capacity: int | None
    free_places: int | None
    free_on: date | None
    hours: tuple[Span, ...]
    on_holidays: bool
    cost: int
    cost_words: str
    referrers: tuple[str, ...]
    documents: tuple[str, ...]
    terms: str
    kept_by: int
    verified_on: date
    verified_by: UUID
    closed_on: date | None
    closed_words: str
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it takes new referrals."""
        return self.closed_on is None


def service_row(row: Service, unit_names: dict[int, str]) -> ServiceRow:
    """One row; ``unit_names`` holds at least the unit that gives it."""
    return ServiceRow(
        id=row.id,
        kind=row.kind,
        name=row.name,
        unit=row.unit,
        provider=row.organisation or unit_names.get(row.unit or 0, ""),
        contact=row.contact,
        phone=row.phone,
        address=row.address,
        place=row.place,
        area=row.area,
        capacity=row.capacity,
        free_places=row.free_places,
        free_on=row.free_on,
        hours=read(row.hours),
        on_holidays=row.on_holidays,
        cost=row.cost,
        cost_words=row.cost_words,
        referrers=tuple(row.referrers),
        documents=tuple(row.documents),
        terms=row.terms,
        kept_by=row.kept_by,
        verified_on=row.verified_on,
        verified_by=row.verified_by,
        closed_on=row.closed_on,
        closed_words=row.closed_words,
        changed_at=row.changed_at,
    )


def found_by(*, kind: str, name: str, provider: str, address: str) -> str:
    """What one service is found by: its words, their pinyin and initials, its kind in both languages."""
    of_kind = _kind_words(catalogue().get(kind))
    said = [name, provider, *of_kind]
    spoken = [text for word in said for text in _spoken(word)]
    return " ".join(part.lower() for part in (*said, address, *spoken) if part)


def _kind_words(kind: ServiceKind | None) -> Iterable[str]:
    return () if kind is None else (kind.zh, kind.en, *kind.also)


def _spoken(text: str) -> tuple[str, str]:
    """Pinyin without tones, whole and as initials: 康复指导 → kangfuzhidao, kfzd."""
    syllables = ["".join(c for c in part if c.isascii() and c.isalpha()) for part in place_key(text).split()]
    return "".join(syllables), "".join(part[:1] for part in syllables)
