"""The status of an area changes: somebody of the place proposes, somebody else one level up decides."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from guitu.casework.areas import commands, queries
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.areas.status import (
    NONE,
    Decision,
    Proposal,
    check_decision,
    check_proposal,
    may_decide,
)
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import is_district


@transaction.atomic
def propose(
    region: int, *, to: str, words: str, evidence: Iterable[dict[str, Any]], by: Viewer, at: datetime
) -> UUID:
    """Ask that a county's status change; ``evidence`` is kept as it stands now.

    Raises:
        DomainError: "place.unknown", "access.refused", "status.not-a-county", "status.open-already",
            those of ``status.check_proposal``.
    """
    queries.admit(by, region)
    if not queries.may_keep(by, region):
        raise DomainError("access.refused")
    if not is_district(region):
        raise DomainError("status.not-a-county")
    commands.wait_for_other_writers()
    last = commands.last_step(region)
    before = last.status if last else NONE
    check_proposal(before=before, to=to, words=words)
    if commands.open_proposal(region):
        raise DomainError("status.open-already")
    made = commands.add_proposal(
        region=region, before=before, to=to, words=words, evidence=evidence, by=by.id, unit=by.unit, at=at
    )
    note("area.status-proposed", by=by, at=at, proposal=made, region=region, to=to)
    return made


@transaction.atomic
def decide(id_: UUID, decision: Decision, *, by: Viewer, at: datetime) -> None:
    """Agree, and the status holds from the decision's day on; or say why not.

    Raises:
        DomainError: "proposal.unknown", "status.own-proposal", "status.one-level-up",
            "status.answered-already", those of ``status.check_decision``.
    """
    queries.proposal(by, id_)
    commands.wait_for_other_writers()
    proposal = commands.held_proposal(id_)
    _check_decider(by, proposal)
    if proposal.state != "open":
        raise DomainError("status.answered-already")
    check_decision(decision, last=commands.last_step(proposal.region), today=day_of(at))
    state = "accepted" if decision.agrees else "refused"
    commands.answer(id_, state=state, words=decision.words, by=by.id, at=at)
    if decision.agrees and decision.since is not None:
        commands.add_step(proposal, decision, since=decision.since, by=by.id, at=at)
    note(f"area.status-{state}", by=by, at=at, proposal=id_, region=proposal.region, to=proposal.to)


@transaction.atomic
def withdraw(id_: UUID, *, by: Viewer, at: datetime) -> None:
    """Take back one's own place's proposal while nobody has answered.

    Raises:
        DomainError: "proposal.unknown", "access.refused", "status.answered-already".
    """
    region = queries.proposal(by, id_).region
    if not queries.may_keep(by, region):
        raise DomainError("access.refused")
    if commands.held_proposal(id_).state != "open":
        raise DomainError("status.answered-already")
    commands.answer(id_, state="withdrawn", words="", by=by.id, at=at)
    note("area.status-withdrawn", by=by, at=at, proposal=id_, region=region)


def may_answer(viewer: Viewer, proposal: Proposal) -> bool:
    """Whether the viewer is one of those who decide about a proposal."""
    return holds(viewer, Permission.AREAS_DECIDE) and may_decide(
        lo=viewer.lo, hi=viewer.hi, proposal=proposal, account=viewer.id
    )


def _check_decider(by: Viewer, proposal: Proposal) -> None:
    if by.id == proposal.made_by:
        raise DomainError("status.own-proposal")
    if not may_answer(by, proposal):
        raise DomainError("status.one-level-up")
