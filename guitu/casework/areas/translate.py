"""Rows into what the domain speaks of."""

from guitu.casework.areas import models
from guitu.domain.areas.facts import Fact
from guitu.domain.areas.status import Proposal, Step


def fact(row: models.Fact) -> Fact:
    """The frozen value."""
    return Fact(
        id=row.id,
        region=row.region,
        kind=row.kind,
        on=row.on,
        basis=row.basis,
        value=row.value,
        publisher=row.publisher,
        document=row.document,
        why=row.why,
        corrects=row.corrects,
        batch=row.batch,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        unit=row.unit,
    )


def proposal(row: models.Proposal) -> Proposal:
    """The frozen value."""
    return Proposal(
        id=row.id,
        region=row.region,
        before=row.before,
        to=row.to,
        words=row.words,
        evidence=tuple(row.evidence),
        state=row.state,
        made_at=row.made_at,
        made_by=row.made_by,
        unit=row.unit,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
        answer=row.answer,
    )


def step(row: models.Step) -> Step:
    """The frozen value."""
    return Step(
        id=row.id,
        region=row.region,
        status=row.status,
        since=row.since,
        authority=row.authority,
        document=row.document,
        proposal=row.proposal_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
    )
