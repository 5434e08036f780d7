"""Writing the shelf, drafts, proposals and confirmations. Whether somebody may is the callers' question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.instruments.models import Confirmation, Draft, Proposal, Shelved
from guitu.casework.instruments.queries import version_of
from guitu.casework.instruments.translate import CASEWORK, DRAFT, PROPOSAL, as_draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.instruments.model import Definition
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder


def put_on_shelf(definition: Definition, body: Mapping[str, Any], *, by: UUID, at: datetime) -> None:
    """Keep an imported version as a draft: nobody can fill it in yet.

    Raises:
        DomainError("instrument.version-taken"): what was answered must not change under its answers.
    """
    taken = DomainError("instrument.version-taken", instrument=definition.code, version=definition.version)
    try:
        version_of(definition.code, definition.version)
    except DomainError:
        pass
    else:
        raise taken
    try:
        with transaction.atomic():
            Shelved(
                id=new_id(),
                instrument=definition.code,
                version=definition.version,
                state="draft",
                body=dict(body),
                changed_at=at,
                changed_by=by,
            ).save(force_insert=True)
    except IntegrityError:
        raise taken from None


def activate(code: str, version: str, *, by: UUID, at: datetime) -> None:
    """A draft comes into use.

    Raises:
        DomainError: "instrument.unknown", "instrument.not-draft".
    """
    if version_of(code, version).state != "draft":
        raise DomainError("instrument.not-draft")
    _set(code, version, "active", by=by, at=at)


def retire(code: str, version: str, *, by: UUID, at: datetime) -> None:
    """A version goes out of use; what was answered with it stays readable.

    Raises:
        DomainError: "instrument.unknown", "instrument.already-retired".
    """
    if version_of(code, version).state == "retired":
        raise DomainError("instrument.already-retired")
    _set(code, version, "retired", by=by, at=at)


def _set(code: str, version: str, state: str, *, by: UUID, at: datetime) -> None:
    Shelved.objects.update_or_create(
        instrument=code,
        version=version,
        defaults={"state": state, "changed_at": at, "changed_by": by},
        create_defaults={"id": new_id(), "state": state, "changed_at": at, "changed_by": by},
    )


def keep_draft(
    who: AdmittedPerson,
    definition: Definition,
    typed: Mapping[str, list[str]],
    *,
    on: str,
    draft: UUID,
    by: UUID,
    at: datetime,
) -> UUID:
    """Keep what was typed, in place of what was kept before; returns the draft's id.

    ``draft``: the id a new draft gets; one that is there keeps its own.
    """
    known = Draft.objects.filter(person_id=who.id, instrument=definition.code, changed_by=by).first()
    compartment = definition.compartment.value
    row = known or Draft(
        id=draft, person_id=who.id, held_by=who.held_by, instrument=definition.code, changed_by=by
    )
    row.compartment, row.version, row.changed_at = compartment, definition.version, at
    row.note = _ring(who, compartment).seal(who.id, compartment, DRAFT, row.id, as_draft(typed, on))
    row.save(force_insert=known is None)
    return row.id


def drop_draft(who: AdmittedPerson, instrument: str, *, by: UUID) -> None:
    """Forget somebody's own draft: it was finished, or they gave it up."""
    Draft.objects.filter(person_id__in=who.ids, instrument=instrument, changed_by=by).delete()


def propose(who: AdmittedPerson, *, proposal: UUID, version: str, text: str, by: UUID, at: datetime) -> bool:
    """Keep a proposed level in place of one that waits; False where this one was kept before."""
    if Proposal.objects.filter(person_id__in=who.ids, id=proposal).exists():
        return False
    Proposal.objects.filter(person_id__in=who.ids, state="open").update(state="withdrawn")
    Proposal(
        id=proposal,
        person_id=who.id,
        held_by=who.held_by,
        version=version,
        note=_ring(who, CASEWORK).seal(who.id, CASEWORK, PROPOSAL, proposal, text),
        made_at=at,
        made_by=by,
    ).save(force_insert=True)
    return True


def confirm(who: AdmittedPerson, proposal: UUID, *, by: UUID, at: datetime) -> None:
    """One colleague agrees."""
    Confirmation(
        id=new_id(),
        person_id=who.id,
        held_by=who.held_by,
        proposal=proposal,
        confirmed_at=at,
        confirmed_by=by,
    ).save(force_insert=True)


def settle_proposal(who: AdmittedPerson, proposal: UUID, state: str) -> None:
    """It was set, or withdrawn.

    Raises:
        DomainError("risk.unknown"): it waits no longer.
    """
    waiting = Proposal.objects.filter(person_id__in=who.ids, id=proposal, state="open")
    if not waiting.update(state=state):
        raise DomainError("risk.unknown")


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder((Draft, Proposal, Confirmation), person_id, to_held_by=to_held_by)


def _ring(who: AdmittedPerson, compartment: str) -> Ring:
    if (who.id, compartment) in who.ring:
        return who.ring
    return keys.ring_to_write([(who.id, compartment)], {who.id: who.held_by})
