"""Reading what was published, and what somebody was given before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from guitu.casework.publications.models import Answer, Cell, Issue
from guitu.domain.disclosure import Asked
from guitu.domain.disclosure.quarters import Quarter, quarter_from


@dataclass(frozen=True, slots=True)
class Published:
    """One figure of one region as it was published. None: hidden."""

    metric: str
    version: int
    region: int
    counted: int | None
    rest: int | None


@dataclass(frozen=True, slots=True)
class PublishedIssue:
    """A quarter that was published, and the day that its standing figures show."""

    quarter: Quarter
    as_of: date


def issues() -> tuple[PublishedIssue, ...]:
    """Every quarter that was published, the latest first."""
    rows = Issue.objects.all()
    found = [PublishedIssue(quarter_from(row.quarter), row.as_of) for row in rows]
    return tuple(sorted(found, key=lambda issue: issue.quarter, reverse=True))


def published(quarter: Quarter, regions: Iterable[int]) -> tuple[Published, ...]:
    """What was published of a quarter for some regions."""
    rows = Cell.objects.filter(issue__quarter=quarter.code, region__in=set(regions))
    return tuple(
        Published(row.metric, row.version, row.region, row.counted, row.rest)
        for row in rows.order_by("metric", "region")
    )


def published_regions(quarter: Quarter) -> frozenset[int]:
    """The regions that a quarter's publication speaks of."""
    rows = Cell.objects.filter(issue__quarter=quarter.code)
    return frozenset(rows.values_list("region", flat=True).distinct())


def answers_to(account: UUID, *, metrics: Iterable[str]) -> tuple[Asked, ...]:
    """The true numbers behind what an account knows of some figures: its own answers, and every report's."""
    rows = Answer.objects.filter(Q(account=account) | Q(report__isnull=False), metric__in=set(metrics))
    return tuple(Asked(r.metric, r.lo, r.hi, r.first, r.last, r.counted, r.of) for r in rows)
