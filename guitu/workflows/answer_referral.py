"""What a partner says to a referral: with an account, through a one-time address, or told to us by phone.

Whichever way it comes, the same machine judges it. What was done becomes help in the person's file and
answers the need it was for.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import is_written
from guitu.casework.people.queries import AdmittedPerson, people_of, person_for
from guitu.casework.referrals import commands as referrals
from guitu.casework.referrals.queries import LinkRow, ReferralRow, by_id, link_with, live_of, referral_for
from guitu.domain.access import Permission, Relation, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling
from guitu.domain.referrals import machine
from guitu.domain.referrals.machine import LIVE, Side, State
from guitu.domain.referrals.slice import Slice, neutral_sender, number_of
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import region, unit
from guitu.workflows.application import take_back_help
from guitu.workflows.copy_of_file import themselves
from guitu.workflows.kept_beside import entries_behind
from guitu.workflows.need import record_answer
from guitu.workflows.plan import admitted
from guitu.workflows.plan_clock import number_at
from guitu.workflows.record import write
from guitu.workflows.refer import NEXT_WORD, hash_of, keep_ties
from guitu.workflows.refresh import lock_files

ACTS: Final = ("accept", "decline", "go_on", "finish", "end")
MAY: Final = {  # what the partner may say where it stands
    State.SENT: ("accept", "decline"),
    State.ACCEPTED: ("go_on", "finish", "end"),
    State.IN_PROGRESS: ("go_on", "finish", "end"),
}
TRIES: Final = 5  # wrong codes of one address; proposed
LONGEST_FEEDBACK: Final = 500  # characters; proposed


@dataclass(frozen=True, slots=True)
class Answer:
    """What the partner says. ``reason`` of a decline or an end, ``outcome`` of what was done."""

    act: str
    reason: str = ""
    outcome: str = ""
    agreed_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What one address, or one row of the partner's board, shows: the slice, and what may be said."""

    person: UUID
    referral: UUID
    seen: Slice
    state: State
    acts: tuple[str, ...]


@transaction.atomic
def record(*, person: UUID, referral: UUID, answer: Answer, by: Viewer, at: datetime) -> None:
    """Write down what the partner told us.

    Raises:
        DomainError: "person.unknown", "referral.unknown", what ``machine`` refuses, "referral.feedback".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    _take(who, referral_for(who, referral), answer, by=by, at=at)


@transaction.atomic
def give(*, person: UUID, referral: UUID, answer: Answer, by: Viewer, at: datetime) -> None:
    """The partner's own answer, from an account of the unit it was sent to.

    Raises:
        DomainError: "person.unknown", "referral.unknown", what ``machine`` refuses, "referral.feedback".
    """
    who = person_for(by, person, Permission.REFERRAL_ANSWER)
    lock_files(who.ids)
    with door.whole_files(who.ids):
        row = _with_partner(who, referral, by, day_of(at))
    _take(who, row, answer, by=by, at=at)


@transaction.atomic
def reopen(*, person: UUID, referral: UUID, by: Viewer, at: datetime) -> None:
    """It was not done after all: the help, and the answer to the need, are taken back in the journal.

    Raises:
        DomainError: "person.unknown", "referral.unknown", "referral.not-now".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    row = referral_for(who, referral)
    to = machine.reopen(row.stands, on=day_of(at), days=number_at(row.held_by, NEXT_WORD, 30))
    if row.entry is not None:
        for entry in entries_behind(row.entry):
            if is_written(who, entry):
                take_back_help(who, entry, by=by, at=at)
    with door.whole_files(who.ids):
        referrals.keep(row, to, on=day_of(at))
    keep_ties(who, row.unit, by=by.id, at=at)
    note("referral.reopened", subject=who.id, by=by, at=at, referral=row.id)


def for_partner(viewer: Viewer, *, today: date) -> tuple[Opened, ...]:
    """What waits for the viewer's unit to help with, the earliest due first.

    Raises:
        DomainError("access.refused").
    """
    if not holds(viewer, Permission.REFERRAL_ANSWER):
        raise DomainError("access.refused")
    near = [person for person, kinds in viewer.relations.items() if Relation.REFERRED in kinds]
    persons = [person for person in near if person not in viewer.barred]
    if not persons:
        return ()
    with door.whole_files(persons):
        rows = [row for row in live_of(persons, unit=viewer.unit) if _is_seen(row, today)]
    people = people_of(viewer, {row.person_id for row in rows})
    return tuple(opened(people[row.person_id].name, row) for row in rows if row.person_id in people)


def one_for_partner(viewer: Viewer, person: UUID, referral: UUID, *, today: date) -> Opened:
    """One of them.

    Raises:
        DomainError: "person.unknown", "referral.unknown".
    """
    who = person_for(viewer, person, Permission.REFERRAL_ANSWER)
    with door.whole_files(who.ids):
        row = _with_partner(who, referral, viewer, today)
    return opened(who.name, row)


def _with_partner(who: AdmittedPerson, referral: UUID, by: Viewer, today: date) -> ReferralRow:
    row = next((found for found in live_of(who.ids, unit=by.unit) if found.id == referral), None)
    if row is None or not _is_seen(row, today):
        raise DomainError("referral.unknown")
    return row


def _is_seen(row: ReferralRow, today: date) -> bool:
    return row.stands.until_on is not None and row.stands.until_on >= today


def opened(name: str, row: ReferralRow) -> Opened:
    """The slice of one referral, built of what was copied into it and of nothing else."""
    office = unit(row.held_by)
    around = region(office.region)
    place = neutral_sender(office.name, around.name if around else "")
    service = row.words.service
    seen = Slice(
        number=number_of(str(row.id)),
        name=name,
        phone=row.words.contact if row.may_call else "",
        service="" if telling(service) else service,
        purpose=row.words.purpose,
        sender=place,
        contact=office.phone,
        agreed_on=row.stands.agreed_on,
        answer_by=row.stands.due_on,
        until=row.stands.until_on,
    )
    return Opened(row.person_id, row.id, seen, row.state, MAY.get(row.state, ()))


def open_link(token: str, code: str, *, at: datetime) -> Opened:
    """What an address and its code open. Wrong codes are counted, also where nothing else is kept.

    Raises:
        DomainError("referral.link"): guessed, used, run out or tried too often: all the same.
    """
    with transaction.atomic():
        link = _unlocked(token, code, at=at)
        found = None if link is None else _behind(link, at=at)
    if found is None:
        raise DomainError("referral.link")
    who, row = found
    return opened(who.name, row)


def answer_link(token: str, code: str, answer: Answer, *, at: datetime) -> None:
    """The partner's answer through an address, which opens nothing from then on.

    Raises:
        DomainError: "referral.link", as ``open_link``; what ``machine`` refuses, "referral.feedback".
    """
    with transaction.atomic():
        link = _unlocked(token, code, at=at)
        found = None if link is None else _behind(link, at=at)
        if link is not None and found is not None:
            who, row = found
            with door.as_system("a partner's answer"):
                lock_files(who.ids)
            owner = account(row.owner)
            by = Viewer(id=owner.id, role=owner.role, unit=owner.unit, lo=1, hi=0)
            _take(who, row, answer, by=by, at=at)
            with door.as_system("a partner's answer"):
                referrals.use_link(link, at=at)
    if found is None:
        raise DomainError("referral.link")


def _unlocked(token: str, code: str, *, at: datetime) -> LinkRow | None:
    with door.as_system("a partner's address"):
        link = link_with(hash_of(token))
        if link is None or link.used_at is not None or at >= link.until or link.tries >= TRIES:
            return None
        if not hmac.compare_digest(link.code, hash_of(token, code.strip())):
            referrals.count_try(link)
            return None
    return link


def _behind(link: LinkRow, *, at: datetime) -> tuple[AdmittedPerson, ReferralRow] | None:
    with door.as_system("a partner's address"):
        row = by_id(link.person_id, link.referral)
        if row is None or row.state not in LIVE or not _is_seen(row, day_of(at)):
            return None
        return person_for(themselves(row.person_id), row.person_id, Permission.PERSON_READ), row


def _take(who: AdmittedPerson, row: ReferralRow, answer: Answer, *, by: Viewer, at: datetime) -> None:
    """Let the machine judge, keep what it says, and write down help that was given."""
    if len(answer.words) > LONGEST_FEEDBACK:
        raise DomainError("referral.feedback", field="words", most=LONGEST_FEEDBACK)
    on = day_of(at)
    to = moved(row.stands, answer, on=on, days=number_at(row.held_by, NEXT_WORD, 30))
    with door.whole_files(who.ids):
        done = to.state is State.DONE
        entry = _write_help(who, row, answer, on=on, by=by, at=at) if done else None
        referrals.keep(row, to, on=on, feedback=answer.words, entry=entry)
    keep_ties(who, row.unit, by=by.id, at=at)
    note("referral.answered", subject=who.id, by=by, at=at, referral=row.id, act=answer.act)


def moved(stands: machine.Referral, answer: Answer, *, on: date, days: int) -> machine.Referral:
    """Where a referral stands after an answer.

    Raises:
        DomainError: "referral.act", and what ``machine`` refuses.
    """
    match answer.act:
        case "accept":
            return machine.accept(stands, on=on, agreed_on=answer.agreed_on, days=days)
        case "decline":
            return machine.decline(stands, on=on, reason=answer.reason)
        case "go_on":
            return machine.go_on(stands, on=on, agreed_on=answer.agreed_on, days=days)
        case "finish":
            return machine.finish(stands, on=on, outcome=answer.outcome)
        case "end":
            return machine.end(stands, Side.PARTNER, reason=answer.reason)
    raise DomainError("referral.act", field="act")


def _write_help(
    who: AdmittedPerson, row: ReferralRow, answer: Answer, *, on: date, by: Viewer, at: datetime
) -> UUID:
    """The entry of the help, or of the answer to the need, which wrote the help beside it."""
    said = "：".join(part for part in (row.words.partner, answer.words.strip()) if part)
    if row.need is not None:
        try:
            return record_answer(
                who, row.need, how="referral_done", words=said, service=row.help, on=on, by=by, at=at,
                id_=new_id(),
            ).entry_id  # fmt: skip
        except DomainError as error:
            if error.code not in _NEED_GONE:
                raise
    helped = Draft("service", "done", on, {"service": row.help}, note=said)
    return write(who, helped, episode=None, by=by, at=at).entry_id


_NEED_GONE: Final = frozenset({"need.unknown", "need.answered"})  # help was given all the same
