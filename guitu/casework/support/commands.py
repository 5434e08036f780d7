"""Writing applications and gifts. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.support.models import Application, Approval, Gift, Giver, Repayment, Step
from guitu.casework.support.queries import ApplicationRow, GiftRow, PartRow
from guitu.casework.support.translate import ANSWER, APPLICATION, CASEWORK, GIFT, NEXT, STEP, sealed_name
from guitu.domain.support import gifts
from guitu.domain.support.applications import OPEN, Change, Next, State
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Application, Step, Gift, Approval, Repayment)


@dataclass(frozen=True, slots=True)
class NewGift:
    """A gift that is proposed. ``id`` made by the form, so that sending twice is harmless."""

    id: UUID
    giver: UUID
    form: str
    purpose: str
    fen: int
    words: str


def begin(
    who: AdmittedPerson,
    *,
    application: UUID,
    kind: str,
    words: str,
    due_on: date | None,
    step: Next,
    on: date,
    by: UUID,
    at: datetime,
) -> None:
    """A new application that is being prepared, with the first line of its log."""
    row = Application(
        id=application, person_id=who.id, held_by=who.held_by, kind=kind, state=State.PREPARED.value,
        begun_on=on, begun_at=at, begun_by=by, due_on=due_on, actor=step.actor, owner=step.owner,
        next_on=step.on,
    )  # fmt: skip
    ring = _ring(who)
    if words.strip():
        row.note = ring.seal(who.id, CASEWORK, APPLICATION, row.id, words.strip())
    row.save(force_insert=True)
    _log(row.id, who.id, who.held_by, Change(State.PREPARED, on, next=step), ring, by=by, at=at)


def move_on(
    who: AdmittedPerson,
    application: ApplicationRow,
    change: Change,
    *,
    remedy_until: date | None,
    entry: UUID | None,
    by: UUID,
    at: datetime,
) -> None:
    """Write one line of the log and bring the application up to it."""
    step = change.next if change.state in OPEN else None
    refused = change.state is State.REFUSED
    Application.objects.filter(person_id=application.person_id, id=application.id).update(
        state=change.state.value,
        actor=step.actor if step else "",
        owner=step.owner if step else None,
        next_on=step.on if step else None,
        reason=change.reason if refused else "",
        remedy=change.remedy if refused else "",
        remedy_until=remedy_until if refused else None,
        holds_until=change.holds_until if change.state is State.GRANTED else None,
        entry=entry,
    )
    ring = _ring(who, application.person_id)
    _log(application.id, application.person_id, application.held_by, change, ring, by=by, at=at)


def _log(
    application: UUID, person: UUID, held_by: int, change: Change, ring: Ring, *, by: UUID, at: datetime
) -> None:
    step = change.next if change.state in OPEN else None
    row = Step(
        id=new_id(), person_id=person, held_by=held_by, application=application, state=change.state.value,
        happened_on=change.happened_on, actor=step.actor if step else "",
        owner=step.owner if step else None, next_on=step.on if step else None, recorded_at=at,
        recorded_by=by,
    )  # fmt: skip
    if change.words.strip():
        row.note = ring.seal(person, CASEWORK, STEP, row.id, change.words.strip())
    if step is not None:
        row.next_note = ring.seal(person, CASEWORK, NEXT, row.id, step.words.strip())
    row.save(force_insert=True)


def add_giver(*, unit: int, kind: str, name: str, by: UUID, at: datetime) -> UUID:
    """Write down who gives; returns the id."""
    row = Giver(id=new_id(), unit=unit, kind=kind, made_at=at, made_by=by)
    row.name = sealed_name(row.id, name.strip())
    row.save(force_insert=True)
    return row.id


def propose(who: AdmittedPerson, new: NewGift, *, by: UUID, at: datetime) -> None:
    """A gift that waits for two approvals."""
    row = Gift(
        id=new.id, person_id=who.id, held_by=who.held_by, giver=new.giver, form=new.form,
        purpose=new.purpose, fen=new.fen, proposed_at=at, proposed_by=by,
    )  # fmt: skip
    row.note = _ring(who).seal(who.id, CASEWORK, GIFT, row.id, new.words.strip())
    row.save(force_insert=True)


def approve(gift: GiftRow, *, leads: bool, is_enough: bool, by: UUID, at: datetime) -> None:
    """One approval; with ``is_enough`` the gift is approved."""
    Approval(
        id=new_id(), person_id=gift.person_id, held_by=gift.held_by, gift=gift.id, account=by,
        proposer=gift.proposed_by, leads=leads, approved_at=at,
    ).save(force_insert=True)  # fmt: skip
    if is_enough:
        _set(gift, state=gifts.State.APPROVED.value, decided_at=at)


def decline(who: AdmittedPerson, gift: GiftRow, *, words: str, at: datetime) -> None:
    """It is not approved, and why."""
    sealed = _ring(who, gift.person_id).seal(gift.person_id, CASEWORK, ANSWER, gift.id, words.strip())
    _set(gift, state=gifts.State.DECLINED.value, answer=sealed, decided_at=at)


def withdraw(gift: GiftRow, *, at: datetime) -> None:
    """Whoever proposed it takes it back."""
    _set(gift, state=gifts.State.WITHDRAWN.value, decided_at=at)


def receive(gift: GiftRow, *, on: date, receiver: str, entry: UUID, by: UUID, at: datetime) -> None:
    """The person has it."""
    _set(
        gift,
        state=gifts.State.RECEIVED.value,
        received_on=on,
        received_at=at,
        receiver=receiver,
        handed_by=by,
        entry=entry,
    )


def not_received(gift: GiftRow) -> None:
    """It is approved, and still to be handed over."""
    _set(
        gift, state=gifts.State.APPROVED.value, received_on=None, received_at=None, receiver="",
        handed_by=None, entry=None,
    )  # fmt: skip


def agree(gift: GiftRow, agreed: Iterable[gifts.Part], *, by: UUID, at: datetime) -> None:
    """These parts hold from now on; open ones of before are kept as replaced."""
    before = Repayment.objects.filter(person_id=gift.person_id, gift=gift.id, state="agreed")
    before.update(state="replaced", recorded_at=at, recorded_by=by)
    Repayment.objects.bulk_create(
        Repayment(
            id=new_id(), person_id=gift.person_id, held_by=gift.held_by, gift=gift.id, n=part.n,
            due_on=part.due_on, fen=part.fen, recorded_at=at, recorded_by=by,
        )
        for part in agreed
    )  # fmt: skip


def paid(part: PartRow, *, on: date, by: UUID, at: datetime) -> None:
    """A part was paid back."""
    found = Repayment.objects.filter(person_id=part.person_id, id=part.id, state="agreed")
    found.update(state="paid", paid_on=on, recorded_at=at, recorded_by=by)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)


def _set(gift: GiftRow, **columns: Any) -> None:
    Gift.objects.filter(person_id=gift.person_id, id=gift.id).update(**columns)


def _ring(who: AdmittedPerson, person: UUID | None = None) -> Ring:
    subject = person or who.id
    return keys.ring_to_write([(subject, CASEWORK)], {subject: who.held_by})
