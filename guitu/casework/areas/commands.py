"""Writing about areas. Whether somebody may is the callers' question."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from guitu.casework.areas import models, translate
from guitu.domain.areas.facts import Draft
from guitu.domain.areas.status import Decision, Proposal, Step
from guitu.foundation.ids import new_id

_LOCK = 0x61726561  # "area": one writer of facts and steps at a time; they are few


def wait_for_other_writers() -> None:
    """Hold the lock of this room until the transaction ends: chains of corrections stay chains."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def add_fact(
    draft: Draft,
    *,
    corrects: UUID | None,
    by: UUID | None,
    unit: int | None,
    at: datetime,
    batch: UUID | None = None,
) -> UUID:
    """One more entry; ``corrects`` the one it stands in place of."""
    row = models.Fact(
        id=new_id(),
        region=draft.region,
        kind=draft.kind,
        on=draft.on,
        basis=draft.basis,
        value=draft.value,
        publisher=draft.publisher.strip(),
        document=draft.document.strip(),
        why=draft.why.strip(),
        corrects=corrects,
        batch=batch,
        entered_at=at,
        entered_by=by,
        unit=unit,
    )
    row.save(force_insert=True)
    return row.id


def add_proposal(
    *,
    region: int,
    before: str,
    to: str,
    words: str,
    evidence: Iterable[dict[str, Any]],
    by: UUID,
    unit: int,
    at: datetime,
) -> UUID:
    """A proposal that waits for somebody else."""
    row = models.Proposal(
        region=region,
        before=before,
        to=to,
        words=words.strip(),
        evidence=list(evidence),
        made_at=at,
        made_by=by,
        unit=unit,
    )
    row.save(force_insert=True)
    return row.id


def held_proposal(id_: UUID) -> Proposal:
    """The proposal, which nobody else changes until this transaction ends."""
    return translate.proposal(models.Proposal.objects.select_for_update().get(id=id_))


def answer(id_: UUID, *, state: str, words: str, by: UUID, at: datetime) -> None:
    """How a proposal ended."""
    models.Proposal.objects.filter(id=id_).update(
        state=state, answer=words.strip(), answered_by=by, answered_at=at
    )


def add_step(proposal: Proposal, decision: Decision, *, since: date, by: UUID, at: datetime) -> None:
    """The status that a proposal asked for holds from a day on."""
    row = models.Step(
        region=proposal.region,
        status=proposal.to,
        since=since,
        authority=decision.authority.strip(),
        document=decision.document.strip(),
        proposal_id=proposal.id,
        decided_at=at,
        decided_by=by,
    )
    row.save(force_insert=True)


def last_step(region: int) -> Step | None:
    """The newest step of a region's history."""
    row = models.Step.objects.filter(region=region).order_by("-since").first()
    return translate.step(row) if row else None


def open_proposal(region: int) -> bool:
    """Whether something waits for a decision there."""
    return models.Proposal.objects.filter(region=region, state="open").exists()


def add_batch(
    id_: UUID,
    *,
    rows: Iterable[dict[str, Any]],
    counts: dict[str, int],
    columns: Iterable[dict[str, Any]],
    digest: str,
    by: UUID,
    unit: int,
    at: datetime,
) -> None:
    """An imported list and how its rows ended."""
    row = models.Batch(
        id=id_, made_at=at, made_by=by, unit=unit, digest=digest, counts=counts, columns=list(columns)
    )
    row.save(force_insert=True)
    models.BatchRow.objects.bulk_create(models.BatchRow(batch_id=id_, **one) for one in rows)
