"""Reading what is offered. Whoever may help somebody may read all of it, wherever it lies: it is public."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from guitu.casework.employers import models, translate
from guitu.casework.employers.translate import BatchInfo, FeedInfo, RowInfo, RunInfo
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.employers import Base, Course, Employer, Vacancy
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.clock import today

__all__ = ["NEEDED", "BatchInfo", "FeedInfo", "RowInfo", "RunInfo"]

NEEDED = Permission.SERVICE_RECORD
"""Who helps somebody to work reads and keeps what is offered."""

_COUNTY = 10**6
_Offer = TypeVar("_Offer", models.Vacancy, models.Course)


def _check(viewer: Viewer | None) -> None:
    if viewer is not None and not holds(viewer, NEEDED):
        raise DomainError("access.refused")


def may_keep(viewer: Viewer, kept_by: int | None) -> bool:
    """Whether ``viewer`` may change what the unit ``kept_by`` entered: colleagues of the same county.

    What came from a feed belongs to nobody here and is changed by its feed alone (None).
    """
    if kept_by is None or not holds(viewer, NEEDED):
        return False
    mine, theirs = regions.region_of(viewer.unit), regions.region_of(kept_by)
    return viewer.lo <= kept_by <= viewer.hi or mine // _COUNTY == theirs // _COUNTY


# Vacancies


def open_vacancies(
    viewer: Viewer | None,
    *,
    on: date | None = None,
    region: int | None = None,
    skill: str = "",
    text: str = "",
    employer: UUID | None = None,
    limit: int | None = None,
) -> tuple[Vacancy, ...]:
    """Posts one can apply for on a day, those that close first at the top.

    Args:
        viewer: who asks; None for the system itself.
        on: None is today.
        region: only posts inside it (12 digits); None asks the whole country.
        skill: a code of ``SKILLS``.
        text: words that must all stand in what the employer wrote or in its name.
        employer: only its posts.
        limit: at most so many.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    day = on or today()
    found = models.Vacancy.objects.filter(closed_on__isnull=True, open_until__gte=day)
    found = _narrowed(found, region=region, skill=skill)
    if employer is not None:
        found = found.filter(employer_id=employer)
    for word in text.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(wants__icontains=word)
            | Q(note__icontains=word)
            | Q(employer__name__icontains=word)
        )
    rows = found.select_related("employer").order_by("open_until", "id")
    return tuple(map(translate.vacancy, rows[:limit] if limit else rows))


def _narrowed(found: QuerySet[_Offer], *, region: int | None, skill: str) -> QuerySet[_Offer]:
    if region:
        low, high = regions.interval(region)
        found = found.filter(region__gte=low, region__lte=high)
    if skill:
        found = found.filter(skills__contains=[skill])
    return found


def vacancy(viewer: Viewer | None, vacancy_id: UUID) -> Vacancy:
    """One post, open or not.

    Raises:
        DomainError: "access.refused", "vacancy.unknown".
    """
    _check(viewer)
    found = models.Vacancy.objects.select_related("employer").filter(id=vacancy_id).first()
    if found is None:
        raise DomainError("vacancy.unknown")
    return translate.vacancy(found)


def vacancies_named(viewer: Viewer | None, ids: Iterable[UUID]) -> dict[UUID, Vacancy]:
    """These posts by id, open or not; one query."""
    _check(viewer)
    found = models.Vacancy.objects.select_related("employer").filter(id__in=set(ids))
    return {row.id: translate.vacancy(row) for row in found}


def demand_by_skill(
    viewer: Viewer | None, *, on: date | None = None, region: int | None = None
) -> Counter[str]:
    """Places in open posts by skill: what training could lead to. A post with two skills counts for both."""
    _check(viewer)
    day = on or today()
    found = models.Vacancy.objects.filter(closed_on__isnull=True, open_until__gte=day)
    places: Counter[str] = Counter()
    for skills, count in _narrowed(found, region=region, skill="").values_list("skills", "places"):
        for code in skills:
            places[code] += count
    return places


# Courses


def courses(
    viewer: Viewer | None,
    *,
    on: date | None = None,
    region: int | None = None,
    skill: str = "",
    text: str = "",
    limit: int | None = None,
) -> tuple[Course, ...]:
    """Courses one can enrol in on a day, those that begin first at the top; arguments as of vacancies.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    found = models.Course.objects.filter(closed_on__isnull=True, open_until__gte=on or today())
    found = _narrowed(found, region=region, skill=skill)
    for word in text.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(provider__icontains=word) | Q(note__icontains=word))
    rows = found.order_by("starts_on", "id")
    return tuple(map(translate.course, rows[:limit] if limit else rows))


def course(viewer: Viewer | None, course_id: UUID) -> Course:
    """One course, open or not.

    Raises:
        DomainError: "access.refused", "course.unknown".
    """
    _check(viewer)
    found = models.Course.objects.filter(id=course_id).first()
    if found is None:
        raise DomainError("course.unknown")
    return translate.course(found)


# Employers and bases


def employers(
    viewer: Viewer | None, *, region: int | None = None, text: str = "", limit: int | None = None
) -> tuple[Employer, ...]:
    """Employers that take part, by name.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    found = models.Employer.objects.filter(closed_on__isnull=True)
    if region:
        low, high = regions.interval(region)
        found = found.filter(region__gte=low, region__lte=high)
    for word in text.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(address__icontains=word))
    rows = found.order_by("key", "id")
    return tuple(map(translate.employer, rows[:limit] if limit else rows))


def employer(viewer: Viewer | None, employer_id: UUID) -> Employer:
    """One employer.

    Raises:
        DomainError: "access.refused", "employer.unknown".
    """
    _check(viewer)
    found = models.Employer.objects.filter(id=employer_id).first()
    if found is None:
        raise DomainError("employer.unknown")
    return translate.employer(found)


def bases(
    viewer: Viewer | None, *, region: int | None = None, employer: UUID | None = None
) -> tuple[Base, ...]:
    """Agreements about job bases, also past ones, the latest first.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    found = models.Base.objects.select_related("employer")
    if region:
        low, high = regions.interval(region)
        found = found.filter(employer__region__gte=low, employer__region__lte=high)
    if employer is not None:
        found = found.filter(employer_id=employer)
    return tuple(map(translate.base, found.order_by("-from_on", "id")))


def base(viewer: Viewer | None, base_id: UUID) -> Base:
    """One agreement.

    Raises:
        DomainError: "access.refused", "base.unknown".
    """
    _check(viewer)
    found = models.Base.objects.select_related("employer").filter(id=base_id).first()
    if found is None:
        raise DomainError("base.unknown")
    return translate.base(found)


# Imports and feeds


def batches(viewer: Viewer, *, limit: int = 50) -> tuple[BatchInfo, ...]:
    """Lists that the viewer's county imported, the latest first.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    return tuple(map(translate.batch_info, _in_reach(viewer).order_by("-made_at", "-id")[:limit]))


def _in_reach(viewer: Viewer) -> QuerySet[models.Batch]:
    county = regions.region_of(viewer.unit) // _COUNTY * _COUNTY
    low, high = regions.place_interval(county)
    return models.Batch.objects.filter(
        Q(unit__gte=min(low, viewer.lo), unit__lte=max(high, viewer.hi)) | Q(made_by=viewer.id)
    )


def batch(viewer: Viewer | None, batch_id: UUID) -> BatchInfo:
    """One import; ``viewer`` None is the command line.

    Raises:
        DomainError: "access.refused"; "import.unknown", alike for absent and not yours.
    """
    _check(viewer)
    reach = models.Batch.objects.all() if viewer is None else _in_reach(viewer)
    found = reach.filter(id=batch_id).first()
    if found is None:
        raise DomainError("import.unknown")
    return translate.batch_info(found)


def rows_of(
    batch: BatchInfo, *, states: Iterable[str] = (), after: tuple[int, int] | None = None, limit: int = 200
) -> tuple[RowInfo, ...]:
    """Rows of an import in the file's order; ``after`` the last sheet and row of the page before."""
    found = models.BatchRow.objects.filter(batch_id=batch.id)
    if wanted := tuple(states):
        found = found.filter(state__in=wanted)
    if after is not None:
        found = found.filter(Q(sheet__gt=after[0]) | Q(sheet=after[0], row__gt=after[1]))
    return tuple(map(translate.row_info, found.order_by("sheet", "row")[:limit]))


def feeds(viewer: Viewer | None) -> tuple[FeedInfo, ...]:
    """Every feed that was ever asked.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    return tuple(map(translate.feed_info, models.Feed.objects.order_by("source")))


def feed_runs(viewer: Viewer | None, source: str, *, limit: int = 20) -> tuple[RunInfo, ...]:
    """How asking a feed went, the latest first.

    Raises:
        DomainError: "access.refused".
    """
    _check(viewer)
    found = models.FeedRun.objects.filter(source=source).order_by("-at", "-id")
    return tuple(map(translate.run_info, found[:limit]))
