"""A list of facts about areas becomes entries: whole or not at all, and harmless to repeat."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guitu.casework.areas import commands, queries
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.areas.facts import Draft
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import region_names
from guitu.workflows.area_facts import head_of, says_the_same

ROWS_MOST: Final = 5000  # proposed: a province's counties, every item and several years
COUNTED: Final = ("rows", "accepted", "duplicate", "rejected")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a draft, or the reasons there is none."""

    sheet: int
    row: int
    draft: Draft | None
    reasons: list[dict[str, Any]]


@dataclass(slots=True)
class Imported:
    """What became of a list. ``counts`` by ``COUNTED``."""

    batch: UUID
    counts: Counter[str] = field(default_factory=Counter)


@transaction.atomic
def import_area_facts(
    rows: Sequence[Row], *, columns: Sequence[dict[str, Any]], digest: str, by: Viewer, at: datetime
) -> Imported:
    """Enter the facts of a list. What is there already stays: another number is said, never written over.

    Raises:
        DomainError: "access.refused", "offers-file.too-many-rows".
    """
    if not holds(by, Permission.AREAS_KEEP):
        raise DomainError("access.refused")
    if len(rows) > ROWS_MOST:
        raise DomainError("offers-file.too-many-rows", most=ROWS_MOST)
    commands.wait_for_other_writers()
    made = Imported(new_id(), Counter(rows=len(rows)))
    keys = {(row.draft.region, row.draft.kind) for row in rows if row.draft}
    there = {key: queries.entered([key]) for key in keys}
    named = region_names({region for region, _ in keys})
    ended: list[dict[str, Any]] = []
    for row in rows:
        refusal = _refusal(row, there, named, by)
        fact = None
        if refusal is None and row.draft is not None:
            head = head_of(there[row.draft.region, row.draft.kind], row.draft)
            fact = commands.add_fact(
                row.draft, corrects=head.id if head else None, by=by.id, unit=by.unit, at=at, batch=made.batch
            )
            key = (row.draft.region, row.draft.kind)
            there[key] = queries.entered([key])
        state = "accepted" if fact else refusal[0] if refusal else "rejected"
        reasons = row.reasons + ([refusal[1]] if refusal and refusal[1] else [])
        made.counts[state] += 1
        ended.append({"sheet": row.sheet, "row": row.row, "state": state, "reasons": reasons, "fact": fact})
    counts = {name: made.counts[name] for name in COUNTED}
    commands.add_batch(
        made.batch, rows=ended, counts=counts, columns=columns, digest=digest, by=by.id, unit=by.unit, at=at
    )
    facts: dict[str, Any] = dict(counts)
    note("area.facts-imported", by=by, at=at, batch=made.batch, **facts)
    return made


def _refusal(
    row: Row, there: dict[tuple[int, str], list[Any]], named: dict[int, str], by: Viewer
) -> tuple[str, dict[str, Any] | None] | None:
    """How a row ends that is not entered, and why; None for one that is."""
    draft = row.draft
    if draft is None:
        return "rejected", None
    if draft.region not in named or not queries.may_keep(by, draft.region):
        return "rejected", {"code": "region.not-yours", "cell": "", "facts": {}}
    head = head_of(there[draft.region, draft.kind], draft)
    if head is None or head.value is None:
        return None
    if says_the_same(head, draft):
        return "duplicate", {"code": "fact.here-already", "cell": "", "facts": {}}
    return "rejected", {"code": "fact.there-already", "cell": "", "facts": {"value": head.value}}
