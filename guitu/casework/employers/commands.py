"""Writing employers, bases and single offers. Whether somebody may is the callers' question."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.employers.models import Base, Course, Employer, Vacancy
from guitu.domain.employers.drafts import CourseDraft, EmployerDraft, VacancyDraft
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id


def employers_for(
    drafts: Iterable[EmployerDraft],
    *,
    source: str = "",
    kept_by: int | None = None,
    batch: UUID | None = None,
    by: UUID | None,
    at: datetime,
) -> tuple[dict[tuple[str, int], UUID], int]:
    """The employers these are, by key: known ones, opened again where they were closed, or new ones.

    Returns:
        The ids by name and county, and how many are new.
    """
    wanted = {draft.key: draft for draft in drafts}
    known = _known_employers(wanted)
    closed = [row.id for row in known.values() if row.closed_on is not None]
    Employer.objects.filter(id__in=closed).update(closed_on=None, changed_at=at)
    new = [key for key in wanted if key not in known]
    Employer.objects.bulk_create(
        [
            Employer(
                id=new_id(), key=key[0], region=key[1], name=wanted[key].name, address=wanted[key].address,
                phone=wanted[key].phone, contact=wanted[key].contact, source=source, kept_by=kept_by,
                batch=batch, made_at=at, made_by=by, changed_at=at,
            )
            for key in new
        ],
        ignore_conflicts=True,  # somebody else may bring the same one at the same time
    )  # fmt: skip
    found = known | (_known_employers(new) if new else {})
    return {key: row.id for key, row in found.items()}, len(new)


def _known_employers(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Employer]:
    wanted = set(keys)
    rows = Employer.objects.filter(key__in={name for name, _ in wanted})
    return {(row.key, row.region): row for row in rows if (row.key, row.region) in wanted}


def vacancy_columns(draft: VacancyDraft) -> dict[str, Any]:
    """What a draft says, as the table's columns. Its last day must be there."""
    if draft.open_until is None:
        raise DomainError("vacancy.no-day", field="open_until")
    wage = draft.wage
    return {
        "key": draft.key,
        "title": draft.title,
        "region": draft.region,
        "skills": sorted(draft.skills),
        "wants": draft.wants,
        "schedule": draft.schedule,
        "hours_week": draft.hours_week,
        "night_work": draft.night_work,
        "wage_least": wage.least if wage else None,
        "wage_most": wage.most if wage else None,
        "wage_per": wage.per if wage else "",
        "places": draft.places,
        "open_until": draft.open_until,
        "contact": draft.contact,
        "note": draft.note,
    }


def course_columns(draft: CourseDraft) -> dict[str, Any]:
    """What a draft says, as the table's columns."""
    return {
        "key": draft.key,
        "title": draft.title,
        "kind": draft.kind,
        "provider": draft.provider,
        "region": draft.region,
        "skills": sorted(draft.skills),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "open_until": draft.last_day,
        "hours": draft.hours,
        "cost": draft.cost,
        "subsidy": draft.subsidy,
        "places": draft.places,
        "contact": draft.contact,
        "note": draft.note,
    }


def add_vacancy(
    draft: VacancyDraft, *, vacancy_id: UUID, employer: UUID, kept_by: int, by: UUID, at: datetime
) -> bool:
    """Keep a post that somebody entered; False where this very one was kept before.

    Raises:
        DomainError: "vacancy.there-already".
    """
    if Vacancy.objects.filter(id=vacancy_id).exists():
        return False
    made = Vacancy(
        id=vacancy_id, employer_id=employer, kept_by=kept_by, made_at=at, made_by=by, changed_at=at,
        **vacancy_columns(draft),
    )  # fmt: skip
    _insert(made, DomainError("vacancy.there-already", field="title"))
    return True


def change_vacancy(vacancy_id: UUID, draft: VacancyDraft, *, employer: UUID, at: datetime) -> None:
    """Say something else of a post. What a feed brought is changed by its feed alone.

    Raises:
        DomainError: "vacancy.unknown", "offer.closed", "offer.of-a-feed", "vacancy.there-already".
    """
    row = _row(Vacancy, vacancy_id, "vacancy.unknown")
    try:
        with transaction.atomic():
            Vacancy.objects.filter(id=row.id).update(
                employer_id=employer, changed_at=at, **vacancy_columns(draft)
            )
    except IntegrityError:
        raise DomainError("vacancy.there-already", field="title") from None


def close_vacancy(vacancy_id: UUID, *, reason: str, on: date, at: datetime) -> None:
    """A post is filled or withdrawn; it stays readable. Closing twice changes nothing.

    Raises:
        DomainError: "vacancy.unknown".
    """
    if not Vacancy.objects.filter(id=vacancy_id).exists():
        raise DomainError("vacancy.unknown")
    still = Vacancy.objects.filter(id=vacancy_id, closed_on__isnull=True)
    still.update(closed_on=on, close_reason=reason, changed_at=at)


def add_course(draft: CourseDraft, *, course_id: UUID, kept_by: int, by: UUID, at: datetime) -> bool:
    """Keep a course that somebody entered; False where this very one was kept before.

    Raises:
        DomainError: "course.there-already".
    """
    if Course.objects.filter(id=course_id).exists():
        return False
    made = Course(
        id=course_id, kept_by=kept_by, made_at=at, made_by=by, changed_at=at, **course_columns(draft)
    )
    _insert(made, DomainError("course.there-already", field="title"))
    return True


def change_course(course_id: UUID, draft: CourseDraft, *, at: datetime) -> None:
    """Say something else of a course.

    Raises:
        DomainError: "course.unknown", "offer.closed", "offer.of-a-feed", "course.there-already".
    """
    row = _row(Course, course_id, "course.unknown")
    try:
        with transaction.atomic():
            Course.objects.filter(id=row.id).update(changed_at=at, **course_columns(draft))
    except IntegrityError:
        raise DomainError("course.there-already", field="title") from None


def close_course(course_id: UUID, *, reason: str, on: date, at: datetime) -> None:
    """A course is full or will not be held; it stays readable. Closing twice changes nothing.

    Raises:
        DomainError: "course.unknown".
    """
    if not Course.objects.filter(id=course_id).exists():
        raise DomainError("course.unknown")
    still = Course.objects.filter(id=course_id, closed_on__isnull=True)
    still.update(closed_on=on, close_reason=reason, changed_at=at)


def change_employer(employer_id: UUID, draft: EmployerDraft, *, note: str, at: datetime) -> None:
    """Say something else of an employer.

    Raises:
        DomainError: "employer.unknown", "employer.there-already".
    """
    key, county = draft.key
    try:
        with transaction.atomic():
            changed = Employer.objects.filter(id=employer_id).update(
                key=key, region=county, name=draft.name, address=draft.address, phone=draft.phone,
                contact=draft.contact, note=note, changed_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise DomainError("employer.there-already", field="employer") from None
    if not changed:
        raise DomainError("employer.unknown")


def close_employer(employer_id: UUID, *, on: date, at: datetime) -> int:
    """An employer takes part no more: its open posts close with it; how many.

    Raises:
        DomainError: "employer.unknown"; "employer.has-base", while an agreement holds.
    """
    if not Employer.objects.filter(id=employer_id).exists():
        raise DomainError("employer.unknown")
    if Base.objects.filter(employer_id=employer_id, ended_on__isnull=True, to_on__gte=on).exists():
        raise DomainError("employer.has-base")
    Employer.objects.filter(id=employer_id, closed_on__isnull=True).update(closed_on=on, changed_at=at)
    still = Vacancy.objects.filter(employer_id=employer_id, closed_on__isnull=True)
    return still.update(closed_on=on, close_reason="withdrawn", changed_at=at)


def add_base(
    *,
    base_id: UUID,
    employer: UUID,
    document: str,
    seats: int,
    from_on: date,
    to_on: date,
    note: str,
    kept_by: int,
    by: UUID,
    at: datetime,
) -> bool:
    """Keep an agreement about a job base; False where this very one was kept before.

    Raises:
        DomainError: "base.document-taken".
    """
    if Base.objects.filter(id=base_id).exists():
        return False
    made = Base(
        id=base_id, employer_id=employer, document=document, seats=seats, from_on=from_on, to_on=to_on,
        note=note, kept_by=kept_by, made_at=at, made_by=by,
    )  # fmt: skip
    _insert(made, DomainError("base.document-taken", field="document"))
    return True


def end_base(base_id: UUID, *, on: date) -> None:
    """An agreement ends before its time, from a day on. Ending it twice changes nothing.

    Raises:
        DomainError: "base.unknown".
    """
    if not Base.objects.filter(id=base_id).exists():
        raise DomainError("base.unknown")
    Base.objects.filter(id=base_id, ended_on__isnull=True).update(ended_on=on)


def _row(table: Any, row_id: UUID, unknown: str) -> Any:
    row = table.objects.select_for_update().filter(id=row_id).first()
    if row is None:
        raise DomainError(unknown)
    if row.source:
        raise DomainError("offer.of-a-feed")
    if row.closed_on is not None:
        raise DomainError("offer.closed")
    return row


def _insert(made: Any, taken: DomainError) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise taken from None
