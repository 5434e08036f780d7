"""A list of vacancies or courses becomes what is offered: whole or not at all, and harmless to repeat."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, Protocol, cast
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from guitu.casework.employers import importing
from guitu.casework.employers.commands import employers_for
from guitu.casework.employers.importing import Known, NewRow
from guitu.casework.employers.queries import NEEDED, batch, rows_of
from guitu.domain.access import Viewer, holds
from guitu.domain.employers.columns import Offers
from guitu.domain.employers.drafts import CourseDraft, VacancyDraft
from guitu.domain.employers.lists import Draft
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.tables import Reason, TableRow
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import region_names
from guitu.workflows.offer_terms import last_day

ROWS_MOST = 50_000
"""Rows of one list; proposed."""
AT_ONCE = 1000

COUNTED = ("rows", "accepted", "changed", "duplicate", "rejected", "employers")


@dataclass(slots=True)
class Imported:
    """What became of a list. ``counts`` by ``COUNTED``."""

    batch: UUID
    counts: Counter[str] = field(default_factory=Counter)


class Reading(Protocol):
    """A list that is being read."""

    @property
    def columns(self) -> Sequence[dict[str, Any]]:
        """What was made of each header; whole once all rows were read."""

    def rows(self) -> Iterator[TableRow]:
        """Every row; raises DomainError ("roster-file.…", "offers-file.…") where the file is no list."""


def import_offers(
    reading: Reading,
    *,
    offers: Offers,
    by: Viewer | None,
    at: datetime,
    file_name: str = "",
    digest: str = "",
) -> Imported:
    """Import a list.

    Args:
        reading: the list, as an importer reads it on the day of ``at``.
        offers: what it lists.
        by: who imports; None is the command line.
        at: when (aware).
        file_name: kept with the batch.
        digest: SHA-256 of the file, kept with the batch.

    Raises:
        DomainError: "access.refused"; "offers-file.…" and "roster-file.…" where the file is no list.
    """
    if by is not None and not holds(by, NEEDED):
        raise DomainError("access.refused")
    made = Imported(new_id())
    keeper = _Keeper(made.batch, offers, by, at)
    with transaction.atomic(), connection.cursor() as cursor:
        importing.wait_for_other_imports(cursor)
        importing.open_batch(
            made.batch, offers=offers, by=keeper.account, unit=keeper.unit, at=at, digest=digest,
            file_name=file_name,
        )  # fmt: skip
        for rows in _thousands(reading.rows()):
            made.counts += keeper.keep(cursor, rows)
            if made.counts["rows"] > ROWS_MOST:
                raise DomainError("offers-file.too-many-rows", most=ROWS_MOST)
        counts = {name: made.counts[name] for name in COUNTED}
        importing.close_batch(made.batch, counts=counts, columns=reading.columns)
        facts: dict[str, Any] = dict(counts)
        note("offers.imported", by=by, at=at, batch=made.batch, offers=offers, **facts)
    return made


def _thousands(rows: Iterator[TableRow]) -> Iterator[list[TableRow]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


class _Keeper:
    """Decides a thousand rows at a time and writes them."""

    def __init__(self, batch: UUID, offers: Offers, by: Viewer | None, at: datetime) -> None:
        self.account = by.id if by else None
        self.unit = by.unit if by else None
        self._batch, self._offers, self._at, self._today = batch, offers, at, day_of(at)
        self._first: dict[
            object, tuple[int, int]
        ] = {}  # what makes an offer the same → the row it stood in first
        self._until: dict[int, date] = {}

    def keep(self, cursor: CursorWrapper, rows: list[TableRow]) -> Counter[str]:
        """Write these rows; how they ended."""
        counts: Counter[str] = Counter(rows=len(rows))
        drafts = [row.draft for row in rows if row.draft is not None]
        employers: dict[tuple[str, int], UUID] = {}
        if self._offers == "vacancies":
            wanted = [cast("VacancyDraft", draft).employer for draft in drafts]
            employers, counts["employers"] = employers_for(
                wanted, kept_by=self.unit, batch=self._batch, by=self.account, at=self._at
            )
        known = self._known(drafts, employers)
        named = region_names({draft.region for draft in drafts})
        new: list[tuple[UUID, UUID | None, Draft]] = []
        changes: dict[UUID, dict[str, Any]] = {}
        ended: list[NewRow] = []
        for row in rows:
            place = known_key = None
            draft = row.draft
            if draft is not None:
                draft = self._dated(draft)
                place = employers.get(draft.employer.key) if isinstance(draft, VacancyDraft) else None
                known_key = (place, draft.key) if isinstance(draft, VacancyDraft) else draft.key
            one = self._decided(row, draft, known_key, known, named)
            if one.state == "accepted" and draft is not None:
                one_id = new_id()
                new.append((one_id, place, draft))
                one = NewRow(one.sheet, one.row, one.state, one.reasons, one_id)
            elif one.state == "changed" and draft is not None and one.offer is not None:
                changes[one.offer] = importing.words_of(draft)
            counts[one.state] += 1
            ended.append(one)
        self._write(cursor, new, changes, ended)
        return counts

    def _dated(self, draft: Draft) -> Draft:
        if isinstance(draft, CourseDraft):
            return draft
        day = self._until.get(draft.region)
        if day is None:
            day = self._until[draft.region] = last_day(self._today, draft.region)
        return draft.until(day)

    def _known(self, drafts: list[Draft], employers: dict[tuple[str, int], UUID]) -> dict[Any, Known]:
        keys = [draft.key for draft in drafts]
        if self._offers == "vacancies":
            return dict(importing.known_vacancies(employers.values(), keys))
        return dict(importing.known_courses(keys))

    def _decided(
        self,
        row: TableRow,
        draft: Draft | None,
        key: object,
        known: dict[Any, Known],
        named: dict[int, str],
    ) -> NewRow:
        if row.draft is None or draft is None:
            return _ended(row, "rejected", *row.reasons)
        if draft.region not in named:
            return _ended(row, "rejected", Reason("region.not-there", ""))
        first = self._first.setdefault(key, (row.sheet, row.row))
        if first != (row.sheet, row.row):
            twice = Reason("duplicate.offer-in-file", "", {"row": first[1]})
            return _ended(row, "duplicate", *row.reasons, twice)
        there = known.get(key)
        if there is None:
            return _ended(row, "accepted", *row.reasons)
        if there.is_closed:
            return _ended(row, "duplicate", *row.reasons, Reason("vacancy.closed-here", ""), offer=there.id)
        said = importing.words_of(draft)
        compared = {**said}
        if row.draft.open_until is None:
            compared["open_until"] = there.said["open_until"]
        if compared == there.said:
            same = Reason("duplicate.offer-here", "")
            return _ended(row, "duplicate", *row.reasons, same, offer=there.id)
        return _ended(row, "changed", *row.reasons, offer=there.id, before=importing.as_json(there.said))

    def _write(
        self,
        cursor: CursorWrapper,
        new: list[tuple[UUID, UUID | None, Draft]],
        changes: dict[UUID, dict[str, Any]],
        ended: list[NewRow],
    ) -> None:
        batch, unit, account, at = self._batch, self.unit, self.account, self._at
        if self._offers == "vacancies":
            posts = [(one, cast("UUID", place), cast("VacancyDraft", said)) for one, place, said in new]
            importing.add_vacancies(cursor, posts, batch=batch, kept_by=unit, by=account, at=at)
        else:
            courses = [(one, cast("CourseDraft", said)) for one, _, said in new]
            importing.add_courses(cursor, courses, batch=batch, kept_by=unit, by=account, at=at)
        importing.change(cursor, self._offers, changes, at=at)
        importing.add_rows(cursor, batch, ended)


def _ended(
    row: TableRow,
    state: str,
    *reasons: Reason,
    offer: UUID | None = None,
    before: dict[str, Any] | None = None,
) -> NewRow:
    said = [{"code": one.code, "cell": one.cell, "facts": one.facts} for one in reasons]
    return NewRow(row.sheet, row.row, state, said, offer, before)


@transaction.atomic
def undo_offers(batch_id: UUID, *, by: Viewer | None, at: datetime) -> tuple[int, int]:
    """Take an import back.

    Returns:
        How many offers closed, and how many stayed because somebody has changed or closed them since.

    Raises:
        DomainError: "access.refused", "import.unknown", "import.undone-already".
    """
    found = batch(by, batch_id)
    changed = rows_of(found, states=("changed",), limit=ROWS_MOST)
    account = by.id if by else None
    closed, stayed = importing.take_back(
        found.id, offers=found.offers, changed=changed, by=account, on=day_of(at), at=at
    )
    note("offers.undone", by=by, at=at, batch=found.id, closed=closed, stayed=stayed)
    return closed, stayed
