"""Writing imported lists: many rows at once, what was there before, and taking a list back whole."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import F

from guitu.casework.employers.commands import course_columns, vacancy_columns
from guitu.casework.employers.models import Base, Batch, BatchRow, Course, Employer, Vacancy
from guitu.casework.employers.translate import RowInfo, seal_name
from guitu.domain.employers.drafts import CourseDraft, VacancyDraft
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.bulk import insert_rows
from guitu.foundation.ids import new_ids

_IMPORT_LOCK = 7_364_281_931  # one number for "a list is being imported", among the database's locks
_WORDS = ("skills", "wants", "hours_week", "places", "open_until", "contact", "note")
_COURSE_WORDS = (
    "kind",
    "skills",
    "ends_on",
    "open_until",
    "hours",
    "cost",
    "subsidy",
    "places",
    "contact",
    "note",
)
_DAYS = ("open_until", "ends_on")


@dataclass(frozen=True, slots=True)
class Known:
    """An offer that is kept already: what can change of it, and whether it was closed here."""

    id: UUID
    said: Mapping[str, Any]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class NewRow:
    """How a row ended, to be written down. ``reasons`` and ``before`` as JSON."""

    sheet: int
    row: int
    state: str
    reasons: Sequence[Mapping[str, Any]]
    offer: UUID | None = None
    before: Mapping[str, Any] | None = None


def wait_for_other_imports(cursor: CursorWrapper) -> None:
    """Go on when no other list is being imported, and hold the next one back until this transaction ends."""
    cursor.execute("select pg_advisory_xact_lock(%s)", [_IMPORT_LOCK])


def open_batch(
    batch: UUID, *, offers: str, by: UUID | None, unit: int | None, at: datetime, digest: str, file_name: str
) -> None:
    """Begin an import, in the transaction that makes it whole."""
    Batch.objects.create(
        id=batch, offers=offers, made_at=at, made_by=by, unit=unit, digest=digest,
        note=seal_name(batch, file_name[:200]),
    )  # fmt: skip


def close_batch(batch: UUID, *, counts: Mapping[str, int], columns: Sequence[Mapping[str, Any]]) -> None:
    """Write down what the whole list was."""
    Batch.objects.filter(id=batch).update(counts=dict(counts), columns=[dict(c) for c in columns])


def known_vacancies(employers: Iterable[UUID], keys: Iterable[str]) -> dict[tuple[UUID, str], Known]:
    """These posts of these employers, where people entered them before, by employer and key."""
    found = Vacancy.objects.filter(employer_id__in=set(employers), key__in=set(keys), source="").exclude(
        close_reason="taken_back"
    )
    return {(row.employer_id, row.key): _known(row, _WORDS) for row in found}


def known_courses(keys: Iterable[str]) -> dict[str, Known]:
    """The courses that are these, by what makes them the same."""
    found = Course.objects.filter(key__in=set(keys)).exclude(close_reason="taken_back")
    return {row.key: _known(row, _COURSE_WORDS) for row in found}


def _known(row: Vacancy | Course, words: tuple[str, ...]) -> Known:
    return Known(row.id, {name: getattr(row, name) for name in words}, row.closed_on is not None)


def words_of(draft: VacancyDraft | CourseDraft) -> dict[str, Any]:
    """What of a draft can change without making it another offer."""
    if isinstance(draft, VacancyDraft):
        columns = vacancy_columns(draft)
        return {name: columns[name] for name in _WORDS}
    columns = course_columns(draft)
    return {name: columns[name] for name in _COURSE_WORDS}


def add_vacancies(
    cursor: CursorWrapper,
    rows: Iterable[tuple[UUID, UUID, VacancyDraft]],
    *,
    batch: UUID,
    kept_by: int | None,
    by: UUID | None,
    at: datetime,
) -> int:
    """Add posts: each with its id and its employer's; returns how many."""
    listed = [{**vacancy_columns(draft), "id": new, "employer_id": employer} for new, employer, draft in rows]
    return _insert(cursor, Vacancy, listed, batch=batch, kept_by=kept_by, by=by, at=at)


def add_courses(
    cursor: CursorWrapper,
    rows: Iterable[tuple[UUID, CourseDraft]],
    *,
    batch: UUID,
    kept_by: int | None,
    by: UUID | None,
    at: datetime,
) -> int:
    """Add courses, each with its id; returns how many."""
    listed = [{**course_columns(draft), "id": new} for new, draft in rows]
    return _insert(cursor, Course, listed, batch=batch, kept_by=kept_by, by=by, at=at)


def _insert(
    cursor: CursorWrapper,
    model: type[Vacancy | Course],
    listed: list[dict[str, Any]],
    *,
    batch: UUID,
    kept_by: int | None,
    by: UUID | None,
    at: datetime,
) -> int:
    if not listed:
        return 0
    same = {
        "batch": batch, "kept_by": kept_by, "made_at": at, "made_by": by, "changed_at": at, "source": "",
        "closed_on": None, "close_reason": "",
    }  # fmt: skip
    if model is Vacancy:
        same |= {"external_id": "", "revision": 0}
    columns = (*listed[0], *same)
    rest = tuple(same.values())
    return insert_rows(cursor, model, columns, ((*row.values(), *rest) for row in listed))


_TYPES = {
    "skills": "jsonb", "wants": "text", "hours_week": "smallint", "places": "integer", "open_until": "date",
    "contact": "text", "note": "text", "kind": "text", "ends_on": "date", "hours": "integer",
    "cost": "integer",
    "subsidy": "integer",
}  # fmt: skip


def change(
    cursor: CursorWrapper, offers: str, changes: Mapping[UUID, Mapping[str, Any]], *, at: datetime
) -> None:
    """Say something else of offers that are kept already; one statement."""
    if not changes:
        return
    words = _WORDS if offers == "vacancies" else _COURSE_WORDS
    table = "employers_vacancy" if offers == "vacancies" else "employers_course"
    rows = [{"id": str(offer), **as_json(said)} for offer, said in changes.items()]
    # names and types are this module's own; what was said travels as one parameter
    cursor.execute(
        f"update {table} kept set changed_at = %s, {', '.join(f'{w} = said.{w}' for w in words)} "  # noqa: S608
        f"from jsonb_to_recordset(%s) as said(id uuid, {', '.join(f'{w} {_TYPES[w]}' for w in words)}) "
        "where kept.id = said.id",
        [at, json.dumps(rows)],
    )


def add_rows(cursor: CursorWrapper, batch: UUID, rows: Sequence[NewRow]) -> None:
    """Write down how rows ended."""
    columns = ("id", "batch_id", "sheet", "row", "state", "reasons", "offer", "before")
    insert_rows(
        cursor,
        BatchRow,
        columns,
        (
            (new, batch, r.sheet, r.row, r.state, list(r.reasons), r.offer, r.before and as_json(r.before))
            for new, r in zip(new_ids(len(rows)), rows, strict=True)
        ),
    )


def as_json(said: Mapping[str, Any]) -> dict[str, Any]:
    """What an offer said, days as text."""
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in said.items()}


def take_back(
    batch: UUID, *, offers: str, changed: Iterable[RowInfo], by: UUID | None, on: date, at: datetime
) -> tuple[int, int]:
    """Take an import back: what it made closes, what it changed says again what it said before.

    Returns:
        How many offers closed, and how many stayed because somebody has changed or closed them since.

    Raises:
        DomainError: "import.undone-already".
    """
    with connection.cursor() as cursor:
        wait_for_other_imports(cursor)
    done = Batch.objects.filter(id=batch, state="done")
    if not done.update(state="undone", undone_at=at, undone_by=by):
        raise DomainError("import.undone-already")
    model: type[Vacancy | Course] = Vacancy if offers == "vacancies" else Course
    mine = model.objects.filter(batch=batch)
    untouched = mine.filter(changed_at=F("made_at"), closed_on__isnull=True)
    closed = untouched.update(closed_on=on, close_reason="taken_back", changed_at=at)
    stayed = mine.exclude(close_reason="taken_back").count()
    made_at = Batch.objects.values_list("made_at", flat=True).get(id=batch)
    for row in changed:
        if row.offer is None:
            continue
        before = {n: date.fromisoformat(v) if n in _DAYS else v for n, v in (row.before or {}).items()}
        still = model.objects.filter(id=row.offer, changed_at=made_at, closed_on__isnull=True)
        stayed += not still.update(changed_at=at, **before)
    _close_empty_employers(batch, on=on, at=at)
    return closed, stayed


def _close_empty_employers(batch: UUID, *, on: date, at: datetime) -> None:
    """Employers that the import made and that offer nothing else."""
    offering = Vacancy.objects.exclude(close_reason="taken_back").values("employer_id")
    mine = Employer.objects.filter(batch=batch, closed_on__isnull=True, changed_at=F("made_at"))
    mine.exclude(id__in=offering).exclude(id__in=Base.objects.values("employer_id")).update(
        closed_on=on, changed_at=at
    )
