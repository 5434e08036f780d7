"""A gift is proposed by one, approved by two others, handed over, and, if it is a loan, paid back some day.

That a day of a loan passes changes nothing: no entry, no duty, no counter; whoever works with the person may
ask, and agree on other days.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.support import commands as support
from guitu.casework.support.commands import NewGift
from guitu.casework.support.queries import (
    GiftRow,
    PartRow,
    gift_for,
    gifts_of,
    given,
    giver_for,
    last_part,
)
from guitu.domain.access import Compartment, Permission, Record, Viewer, decide, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.money import written
from guitu.domain.support.gifts import (
    CEILING,
    CEILING_OTHERWISE,
    FORMS,
    PURPOSES,
    SERVICE,
    Part,
    State,
    Total,
    check_approval,
    check_decline,
    check_giver,
    check_new,
    check_paid,
    check_receipt,
    closed_half_years,
    parts,
    totals,
)
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of, midnight
from guitu.workflows.application import take_back_help
from guitu.workflows.family_apart import apart_of
from guitu.workflows.plan import admitted
from guitu.workflows.plan_clock import number_at
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files


def ceiling(place: int) -> int:
    """The most one gift may be at a place, in fen."""
    return number_at(place, CEILING, CEILING_OTHERWISE)


@transaction.atomic
def add_giver(*, kind: str, name: str, is_anonymous: bool, by: Viewer, at: datetime) -> UUID:
    """Write down who gives; returns the id.

    Raises:
        DomainError: "access.refused", "giver.kind", "giver.name".
    """
    if not holds(by, Permission.SERVICE_RECORD):
        raise DomainError("access.refused")
    check_giver(kind, name, is_anonymous=is_anonymous)
    made = support.add_giver(unit=by.unit, kind=kind, name=name, by=by.id, at=at)
    note("giver.added", subject=None, by=by, at=at, giver=made, kind=kind)
    return made


@transaction.atomic
def propose(*, person: UUID, new: NewGift, by: Viewer, at: datetime) -> UUID:
    """Propose a gift; returns its id. Sending the same one twice is harmless.

    Raises:
        DomainError: "person.unknown", "giver.unknown", "gift.…", "money.…".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    check_new(new.form, new.purpose, new.fen, new.words, most=ceiling(who.held_by))
    giver_for(by, new.giver)
    lock_files(who.ids)
    if any(row.id == new.id for row in gifts_of(who)):
        return new.id
    try:
        with transaction.atomic():
            support.propose(who, new, by=by.id, at=at)
    except IntegrityError:  # somebody else's row has that id
        raise DomainError("gift.unknown") from None
    note("gift.proposed", subject=who.id, by=by, at=at, gift=new.id, form=new.form, fen=new.fen)
    return new.id


@transaction.atomic
def approve(*, person: UUID, gift: UUID, by: Viewer, at: datetime) -> bool:
    """One of the two approvals; says whether the gift is approved with it.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "gift.not-now", "gift.own", "gift.twice",
            "gift.head-needed".
    """
    who, row = _locked(by, person, gift)
    leads = decide(by, Permission.PLAN_APPROVE, Record(who.id, who.held_by, Compartment.CASEWORK)).allowed
    is_enough = check_approval(
        row.state, proposer=row.proposed_by, before=row.approvals, approver=by.id, leads=leads
    )
    support.approve(row, leads=leads, is_enough=is_enough, by=by.id, at=at)
    note("gift.approved", subject=who.id, by=by, at=at, gift=row.id, enough=is_enough)
    return is_enough


@transaction.atomic
def decline(*, person: UUID, gift: UUID, words: str, by: Viewer, at: datetime) -> None:
    """Do not approve it, saying why; nobody declines what they proposed, they take it back.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "gift.not-now", "gift.own", "gift.why".
    """
    who, row = _locked(by, person, gift)
    check_decline(row.state, words=words)
    if row.proposed_by == by.id:
        raise DomainError("gift.own")
    support.decline(who, row, words=words, at=at)
    note("gift.declined", subject=who.id, by=by, at=at, gift=row.id)


@transaction.atomic
def withdraw(*, person: UUID, gift: UUID, by: Viewer, at: datetime) -> None:
    """Take back what one proposed oneself, until it was handed over.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "gift.not-now", "gift.not-yours".
    """
    who, row = _locked(by, person, gift)
    if row.state not in {State.PROPOSED, State.APPROVED}:
        raise DomainError("gift.not-now")
    if row.proposed_by != by.id:
        raise DomainError("gift.not-yours")
    support.withdraw(row, at=at)
    note("gift.withdrawn", subject=who.id, by=by, at=at, gift=row.id)


@transaction.atomic
def receive(
    *,
    person: UUID,
    gift: UUID,
    receiver: str,
    received_on: date,
    count: int = 0,
    first_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> UUID:
    """The person has it: help given, and of a loan ``count`` parts from ``first_on``; returns the entry.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "gift.not-now", "gift.receiver", "gift.day",
            "loan.parts", "loan.first", "family.kept-apart".
    """
    who, row = _locked(by, person, gift)
    approved_on = day_of(row.decided_at or row.proposed_at)
    today = day_of(at)
    check_receipt(row.state, receiver=receiver, on=received_on, approved_on=approved_on, today=today)
    if receiver == "family":
        apart_of(who.ids).check_unnamed(place="receiver")
    agreed: tuple[Part, ...] = ()
    if row.form == "loan":
        if first_on is None:
            raise DomainError("loan.first", field="first_on")
        begin = last_part(row) + 1
        agreed = parts(row.fen, count=count, first_on=first_on, today=today, begin=begin)
    draft = Draft(
        kind="service",
        outcome="done",
        happened_on=received_on,
        details={"service": SERVICE},
        note=f"{FORMS[row.form].zh}（{PURPOSES[row.purpose].zh}）{written(row.fen)}",
    )
    entry = write(who, draft, episode=None, by=by, at=at).entry_id
    support.receive(row, on=received_on, receiver=receiver, entry=entry, by=by.id, at=at)
    if agreed:
        support.agree(row, agreed, by=by.id, at=at)
    note("gift.received", subject=who.id, by=by, at=at, gift=row.id)
    return entry


@transaction.atomic
def take_back_receipt(*, person: UUID, gift: UUID, by: Viewer, at: datetime) -> None:
    """It was not received after all: approved again, to be handed over; nothing once a part was paid back.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "gift.not-now", "gift.paid-already".
    """
    who, row = _locked(by, person, gift)
    if row.state is not State.RECEIVED or row.entry is None:
        raise DomainError("gift.not-now")
    if row.open_fen != row.fen:
        raise DomainError("gift.paid-already")
    take_back_help(who, row.entry, by=by, at=at)
    support.agree(row, (), by=by.id, at=at)
    support.not_received(row)
    note("gift.receipt-taken-back", subject=who.id, by=by, at=at, gift=row.id)


@transaction.atomic
def agree_anew(*, person: UUID, gift: UUID, count: int, first_on: date, by: Viewer, at: datetime) -> None:
    """Other days, other parts for what is open of a loan, agreed on with the person.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "loan.not-now", "loan.parts", "loan.first".
    """
    who, row = _locked(by, person, gift)
    if row.form != "loan" or row.state is not State.RECEIVED or row.open_fen < 1:
        raise DomainError("loan.not-now")
    begin = last_part(row) + 1
    agreed = parts(row.open_fen, count=count, first_on=first_on, today=day_of(at), begin=begin)
    support.agree(row, agreed, by=by.id, at=at)
    note("loan.agreed-anew", subject=who.id, by=by, at=at, gift=row.id, parts=len(agreed))


@transaction.atomic
def pay_back(*, person: UUID, gift: UUID, part: UUID, on: date, by: Viewer, at: datetime) -> None:
    """A part of a loan was paid back, early, in time or late; how it was stands nowhere.

    Raises:
        DomainError: "person.unknown", "gift.unknown", "loan.unknown", "loan.not-now", "loan.paid-day".
    """
    who, row = _locked(by, person, gift)
    found = _part(row.parts, part)
    if row.received_on is None:
        raise DomainError("loan.not-now")
    check_paid(is_open=found.paid_on is None, on=on, received_on=row.received_on, today=day_of(at))
    support.paid(found, on=on, by=by.id, at=at)
    note("loan.paid-back", subject=who.id, by=by, at=at, gift=row.id, part=found.n)


def _part(rows: Sequence[PartRow], part: UUID) -> PartRow:
    found = next((row for row in rows if row.id == part), None)
    if found is None:
        raise DomainError("loan.unknown")
    return found


def told_to_giver(
    viewer: Viewer, giver: UUID, *, today: date
) -> tuple[tuple[tuple[date, date], tuple[Total, ...]], ...]:
    """What a giver's gifts came to in each half-year that is over, by purpose, without anybody in sight.

    Raises:
        DomainError: "access.refused", "giver.unknown".
    """
    if not holds(viewer, Permission.FIGURES_READ):
        raise DomainError("access.refused")
    row = giver_for(viewer, giver)
    told = []
    for first, last in closed_half_years(today):
        until = half_open_end(last)
        with door.even_sealed("gift-totals"):
            counted = given(row.id, lo=viewer.lo, hi=viewer.hi, since=midnight(first), until=until)
        told.append(((first, last), totals(counted)))
    return tuple(told)


def half_open_end(last: date) -> datetime:
    """The moment a day is over in China."""
    return midnight(date.fromordinal(last.toordinal() + 1))


def _locked(by: Viewer, person: UUID, gift: UUID) -> tuple[AdmittedPerson, GiftRow]:
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    return who, gift_for(who, gift)
