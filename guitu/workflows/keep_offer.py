"""Somebody keeps an employer, a base, a post or a course: new, changed, closed. It concerns nobody's file.

Colleagues of a county keep what their county entered; what a feed brought its feed keeps, and anybody in
whose county the work lies may close it once it is filled.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.employers import commands
from guitu.casework.employers.queries import NEEDED, base, course, employer, may_keep, vacancy
from guitu.domain.access import Viewer, holds
from guitu.domain.employers import Vacancy
from guitu.domain.employers.drafts import CourseDraft, EmployerDraft, VacancyDraft, county_of
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import region
from guitu.workflows.offer_terms import last_day

SEATS_MOST = 9999
_YEARS_MOST = 10


def _check(by: Viewer) -> None:
    if not holds(by, NEEDED):
        raise DomainError("access.refused")


def _check_keeper(by: Viewer, kept_by: int | None) -> None:
    if not may_keep(by, kept_by):
        raise DomainError("offer.not-yours")


def _check_region(number: int) -> None:
    if region(number) is None:
        raise DomainError("region.not-there", field="region")


@transaction.atomic
def add_vacancy(vacancy_id: UUID, draft: VacancyDraft, *, by: Viewer, at: datetime) -> None:
    """Offer a post; its employer is found by name and county, or made. The same id twice writes once.

    Raises:
        DomainError: "access.refused"; those of ``VacancyDraft.check``; "region.not-there",
            "vacancy.there-already".
    """
    _check(by)
    draft = _ready(draft, at)
    where = _employer(draft.employer, by=by, at=at)
    if commands.add_vacancy(draft, vacancy_id=vacancy_id, employer=where, kept_by=by.unit, by=by.id, at=at):
        note("vacancy.added", by=by, at=at, vacancy=vacancy_id)


@transaction.atomic
def change_vacancy(vacancy_id: UUID, draft: VacancyDraft, *, by: Viewer, at: datetime) -> None:
    """Say something else of a post.

    Raises:
        DomainError: as of adding; "vacancy.unknown", "offer.not-yours", "offer.closed", "offer.of-a-feed".
    """
    row = vacancy(by, vacancy_id)
    if row.source:
        raise DomainError("offer.of-a-feed")
    _check_keeper(by, row.kept_by)
    draft = _ready(draft, at)
    where = _employer(draft.employer, by=by, at=at)
    commands.change_vacancy(vacancy_id, draft, employer=where, at=at)
    note("vacancy.changed", by=by, at=at, vacancy=vacancy_id)


def may_close(by: Viewer, row: Vacancy) -> bool:
    """Whether ``by`` may close a post: its keeper, or for a feed's whoever works in its county."""
    if may_keep(by, row.kept_by):
        return True
    here = county_of(regions.region_of(by.unit))
    return bool(row.source) and holds(by, NEEDED) and regions.contains(here, row.region)


@transaction.atomic
def close_vacancy(vacancy_id: UUID, *, reason: str, by: Viewer, at: datetime) -> None:
    """A post is filled or withdrawn.

    Raises:
        DomainError: "access.refused", "vacancy.unknown", "offer.not-yours", "offer.close-reason".
    """
    row = vacancy(by, vacancy_id)
    if not may_close(by, row):
        raise DomainError("offer.not-yours")
    commands.close_vacancy(vacancy_id, reason=_reason(reason), on=day_of(at), at=at)
    note("vacancy.closed", by=by, at=at, vacancy=vacancy_id, reason=reason)


@transaction.atomic
def add_course(course_id: UUID, draft: CourseDraft, *, by: Viewer, at: datetime) -> None:
    """Offer a course. The same id twice writes once.

    Raises:
        DomainError: "access.refused"; those of ``CourseDraft.check``; "course.there-already".
    """
    _check(by)
    draft.check(today=day_of(at))
    _check_region(draft.region)
    if commands.add_course(draft, course_id=course_id, kept_by=by.unit, by=by.id, at=at):
        note("course.added", by=by, at=at, course=course_id, kind=draft.kind)


@transaction.atomic
def change_course(course_id: UUID, draft: CourseDraft, *, by: Viewer, at: datetime) -> None:
    """Say something else of a course.

    Raises:
        DomainError: as of adding; "course.unknown", "offer.not-yours", "offer.closed".
    """
    _check_keeper(by, course(by, course_id).kept_by)
    draft.check(today=day_of(at))
    _check_region(draft.region)
    commands.change_course(course_id, draft, at=at)
    note("course.changed", by=by, at=at, course=course_id)


@transaction.atomic
def close_course(course_id: UUID, *, reason: str, by: Viewer, at: datetime) -> None:
    """A course is full or will not be held.

    Raises:
        DomainError: "access.refused", "course.unknown", "offer.not-yours", "offer.close-reason".
    """
    _check_keeper(by, course(by, course_id).kept_by)
    commands.close_course(course_id, reason=_reason(reason), on=day_of(at), at=at)
    note("course.closed", by=by, at=at, course=course_id, reason=reason)


@transaction.atomic
def change_employer(employer_id: UUID, draft: EmployerDraft, *, words: str, by: Viewer, at: datetime) -> None:
    """Say something else of an employer.

    Raises:
        DomainError: those of ``EmployerDraft.check``; "employer.unknown", "offer.not-yours",
            "employer.there-already".
    """
    row = employer(by, employer_id)
    if not may_keep_employer(by, employer_id):
        raise DomainError("offer.not-yours")
    draft.check()
    _check_region(draft.region)
    commands.change_employer(row.id, draft, note=words, at=at)
    note("employer.changed", by=by, at=at, employer=row.id)


def may_keep_employer(by: Viewer, employer_id: UUID) -> bool:
    """Whether ``by`` may change an employer: colleagues of its county, whoever brought it."""
    row = employer(by, employer_id)
    here = county_of(regions.region_of(by.unit))
    return may_keep(by, row.kept_by) or (holds(by, NEEDED) and regions.contains(here, row.region))


@transaction.atomic
def close_employer(employer_id: UUID, *, by: Viewer, at: datetime) -> int:
    """An employer takes part no more; its open posts close with it. How many.

    Raises:
        DomainError: "employer.unknown", "offer.not-yours", "employer.has-base".
    """
    if not may_keep_employer(by, employer_id):
        raise DomainError("offer.not-yours")
    closed = commands.close_employer(employer_id, on=day_of(at), at=at)
    note("employer.closed", by=by, at=at, employer=employer_id, vacancies=closed)
    return closed


@transaction.atomic
def add_base(
    base_id: UUID,
    *,
    employer_id: UUID,
    document: str,
    seats: int,
    from_on: date,
    to_on: date,
    words: str,
    by: Viewer,
    at: datetime,
) -> None:
    """An employer becomes a job base, by an agreement. The same id twice writes once.

    Raises:
        DomainError: "employer.unknown", "offer.not-yours"; "base.document-missing", "base.seats",
            "base.backwards", "base.too-long", "base.document-taken".
    """
    if not may_keep_employer(by, employer_id):
        raise DomainError("offer.not-yours")
    if not document.strip():
        raise DomainError("base.document-missing", field="document")
    if not 1 <= seats <= SEATS_MOST:
        raise DomainError("base.seats", field="seats", least=1, most=SEATS_MOST)
    if to_on < from_on:
        raise DomainError("base.backwards", field="to_on")
    if to_on.year - from_on.year > _YEARS_MOST:
        raise DomainError("base.too-long", field="to_on")
    made = commands.add_base(
        base_id=base_id, employer=employer_id, document=document.strip(), seats=seats, from_on=from_on,
        to_on=to_on, note=words, kept_by=by.unit, by=by.id, at=at,
    )  # fmt: skip
    if made:
        note("base.added", by=by, at=at, base=base_id, employer=employer_id, seats=seats)


@transaction.atomic
def end_base(base_id: UUID, *, by: Viewer, at: datetime) -> None:
    """An agreement ends today, before its time.

    Raises:
        DomainError: "base.unknown", "offer.not-yours".
    """
    _check_keeper(by, base(by, base_id).kept_by)
    commands.end_base(base_id, on=day_of(at))
    note("base.ended", by=by, at=at, base=base_id)


def _ready(draft: VacancyDraft, at: datetime) -> VacancyDraft:
    today = day_of(at)
    draft.check(today=today)
    _check_region(draft.region)
    return draft.until(last_day(today, draft.region))


def _employer(draft: EmployerDraft, *, by: Viewer, at: datetime) -> UUID:
    found, _new = commands.employers_for([draft], kept_by=by.unit, by=by.id, at=at)
    return found[draft.key]


def _reason(reason: str) -> str:
    if reason not in {"filled", "withdrawn"}:
        raise DomainError("offer.close-reason", field="reason")
    return reason
