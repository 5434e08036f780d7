"""From rows of the tables to the frozen values of the domain and of this room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from guitu.casework.employers import models
from guitu.domain.employers import Base, Course, Employer, Vacancy, Wage
from guitu.foundation.crypto import installation

_NAME = b"employers_batch.note"


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """One imported list. ``counts``: rows, accepted, changed, duplicate, rejected, employers."""

    id: UUID
    offers: str
    state: str
    made_at: datetime
    made_by: UUID | None
    unit: int | None
    digest: str
    counts: Mapping[str, int]
    columns: tuple[Mapping[str, Any], ...]
    file_name: str = field(repr=False)
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class RowInfo:
    """How one row ended. ``reasons`` as they were kept: code, cell and facts."""

    id: UUID
    sheet: int
    row: int
    state: str
    reasons: tuple[Mapping[str, Any], ...]
    offer: UUID | None
    before: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """How far a feed was read and how it went last."""

    source: str
    cursor: str
    state: str
    reason: str
    tried_at: datetime
    good_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One time a feed was asked."""

    id: UUID
    at: datetime
    by: UUID | None
    state: str
    reason: str
    counts: Mapping[str, int]
    rejected: tuple[Mapping[str, Any], ...]


def employer(found: models.Employer) -> Employer:
    """The frozen value."""
    return Employer(
        id=found.id,
        name=found.name,
        region=found.region,
        address=found.address,
        phone=found.phone,
        contact=found.contact,
        note=found.note,
        source=found.source,
        kept_by=found.kept_by,
        closed_on=found.closed_on,
    )


def base(found: models.Base) -> Base:
    """The frozen value; its employer is fetched along."""
    return Base(
        id=found.id,
        employer=found.employer_id,
        employer_name=found.employer.name,
        region=found.employer.region,
        document=found.document,
        seats=found.seats,
        from_on=found.from_on,
        to_on=found.to_on,
        kept_by=found.kept_by,
        note=found.note,
        ended_on=found.ended_on,
    )


def vacancy(found: models.Vacancy) -> Vacancy:
    """The frozen value; its employer is fetched along."""
    least, most = found.wage_least, found.wage_most
    return Vacancy(
        id=found.id,
        employer=found.employer_id,
        employer_name=found.employer.name,
        title=found.title,
        region=found.region,
        open_until=found.open_until,
        skills=frozenset(found.skills),
        wants=found.wants,
        schedule=found.schedule,
        hours_week=found.hours_week,
        night_work=found.night_work,
        wage=None if least is None or most is None else Wage(least, most, found.wage_per),
        places=found.places,
        contact=found.contact,
        note=found.note,
        source=found.source,
        revision=found.revision,
        kept_by=found.kept_by,
        closed_on=found.closed_on,
        close_reason=found.close_reason,
    )


def course(found: models.Course) -> Course:
    """The frozen value."""
    return Course(
        id=found.id,
        title=found.title,
        kind=found.kind,
        provider=found.provider,
        region=found.region,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        open_until=found.open_until,
        skills=frozenset(found.skills),
        hours=found.hours,
        cost=found.cost,
        subsidy=found.subsidy,
        places=found.places,
        contact=found.contact,
        note=found.note,
        source=found.source,
        kept_by=found.kept_by,
        closed_on=found.closed_on,
        close_reason=found.close_reason,
    )


def seal_name(batch: UUID, file_name: str) -> bytes:
    """The name of a file, as the table keeps it: people put names of people into names of files."""
    return installation.seal(file_name.encode(), _NAME + batch.bytes)


def batch_info(found: models.Batch) -> BatchInfo:
    """The frozen row."""
    name = installation.unseal(found.note, _NAME + found.id.bytes).decode() if found.note else ""
    return BatchInfo(
        id=found.id,
        offers=found.offers,
        state=found.state,
        made_at=found.made_at,
        made_by=found.made_by,
        unit=found.unit,
        digest=found.digest,
        counts=found.counts,
        columns=tuple(found.columns),
        file_name=name,
        undone_at=found.undone_at,
    )


def row_info(found: models.BatchRow) -> RowInfo:
    """The frozen row."""
    return RowInfo(
        id=found.id,
        sheet=found.sheet,
        row=found.row,
        state=found.state,
        reasons=tuple(found.reasons),
        offer=found.offer,
        before=found.before,
    )


def feed_info(found: models.Feed) -> FeedInfo:
    """The frozen row."""
    return FeedInfo(
        source=found.source,
        cursor=found.cursor,
        state=found.state,
        reason=found.reason,
        tried_at=found.tried_at,
        good_at=found.good_at,
    )


def run_info(found: models.FeedRun) -> RunInfo:
    """The frozen row."""
    return RunInfo(
        id=found.id,
        at=found.at,
        by=found.by,
        state=found.state,
        reason=found.reason,
        counts=found.counts,
        rejected=tuple(found.rejected),
    )
