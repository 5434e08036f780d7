"""A fact about an area is entered, or corrected by a later entry. It concerns nobody's file."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.areas import commands, queries
from guitu.domain.access import Viewer
from guitu.domain.areas.facts import Draft, Fact, check
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.area_files import catalogue
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import region as region_row

WHY_MOST = 200


@transaction.atomic
def enter_fact(draft: Draft, *, by: Viewer, at: datetime) -> UUID:
    """Enter a fact; what was taken back for the same day and basis is taken up again.

    Raises:
        DomainError: "place.unknown", "access.refused", "fact.there-already", those of ``facts.check``.
    """
    _let_in(by, draft.region)
    if draft.value is None:
        raise DomainError("fact.value-missing", field="value")
    check(draft, catalogue(), today=day_of(at))
    commands.wait_for_other_writers()
    head = head_of(queries.entered([(draft.region, draft.kind)]), draft)
    if head is not None and head.value is not None:
        raise DomainError("fact.there-already", field="value", value=head.value)
    made = commands.add_fact(draft, corrects=head.id if head else None, by=by.id, unit=by.unit, at=at)
    note("area.fact-entered", by=by, at=at, fact=made, region=draft.region, kind=draft.kind)
    return made


@transaction.atomic
def correct_fact(
    id_: UUID, *, value: int | None, publisher: str, document: str, why: str, by: Viewer, at: datetime
) -> UUID:
    """Put a later entry in place of one; the earlier stays to be read. ``value`` None takes it back.

    Raises:
        DomainError: "fact.unknown", "access.refused", "fact.why-missing", "fact.corrected-meanwhile",
            "fact.same", those of ``facts.check``.
    """
    old = queries.fact(by, id_)
    _let_in(by, old.region)
    if not why.strip() or len(why) > WHY_MOST:
        raise DomainError("fact.why-missing", field="why", most=WHY_MOST)
    draft = Draft(old.region, old.kind, old.on, old.basis, value, publisher, document, why)
    check(draft, catalogue(), today=day_of(at))
    commands.wait_for_other_writers()
    head = head_of(queries.entered([(old.region, old.kind)]), draft)
    if head is None or head.id != old.id:
        raise DomainError("fact.corrected-meanwhile")
    if says_the_same(old, draft):
        raise DomainError("fact.same", field="value")
    made = commands.add_fact(draft, corrects=old.id, by=by.id, unit=by.unit, at=at)
    note("area.fact-corrected", by=by, at=at, fact=made, corrects=old.id)
    return made


def head_of(entries: list[Fact], draft: Draft) -> Fact | None:
    """The last entry of the chain a draft belongs to, taken back or not; None where it would be the first."""
    key = (draft.region, draft.kind, draft.on, draft.basis)
    chain = [one for one in entries if (one.region, one.kind, one.on, one.basis) == key]
    replaced = {one.corrects for one in chain}
    return next((one for one in chain if one.id not in replaced), None)


def says_the_same(old: Fact, draft: Draft) -> bool:
    """Whether a draft says nothing new."""
    said = replace(draft, publisher=draft.publisher.strip(), document=draft.document.strip())
    return (old.value, old.publisher, old.document) == (said.value, said.publisher, said.document)


def _let_in(by: Viewer, region: int) -> None:
    queries.admit(by, region)
    if not queries.may_keep(by, region):
        raise DomainError("access.refused")
    if region_row(region) is None:
        raise DomainError("place.unknown")
