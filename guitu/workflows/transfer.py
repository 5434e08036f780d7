"""A file goes to another office: offered with what becomes of each open task, and moved when it is accepted.

Until the receiver accepts, the file stays where it is; declined, it is back where it never left. The person's
time runs on (rule book G-01 to G-05). Either office may be asked to share the care instead: then the file
stays, the helping office is let in, and what it records counts once like any other entry.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_for
from guitu.casework.outreach import commands as outreach
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing import commands as testing
from guitu.casework.transfers import commands as transfers
from guitu.casework.transfers.queries import TransferRow, transfer_for
from guitu.domain.access import Permission, Relation, Viewer, holds
from guitu.domain.episode import CLOSED, ORDERED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.transfer import (
    Act,
    Answer,
    Refusal,
    Side,
    Sort,
    Task,
    check_day,
    open_tasks,
    settle,
    step,
)
from guitu.foundation.accounts.queries import account, heads_of
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import is_barred
from guitu.foundation.calendar import work_calendar
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import UnitRow, unit
from guitu.workflows.assign import move_file
from guitu.workflows.derive import derive
from guitu.workflows.office_facts import office_facts
from guitu.workflows.refresh import lock_files, refresh
from guitu.workflows.remind_appointment import remind
from guitu.workflows.transfer_appointments import cancel_dropped, kept, settle_booked
from guitu.workflows.who_leads import led_for

HOLDERS: Final = ("township_office", "guidance_station")
"""Types of unit a file can go to."""

ANSWER_WORKING_DAYS: Final = 3  # proposed, after Chongqing's three working days for the papers
REPORT_DAYS: Final = 15  # 戒毒条例 22; for the message to the person only
SHARED: Final = "assist"
"""What the relation of a helping office stands on."""


def tasks_of(by: Viewer, person: UUID, *, on: date) -> tuple[Task, ...]:
    """What is open about a person on the day of a move, for whoever may offer their file.

    Raises:
        DomainError: "person.unknown", "access.refused", "transfer.not-yours".
    """
    return _open_tasks(_sender(by, person), on)


@transaction.atomic
def offer(
    *,
    person: UUID,
    sort: Sort,
    to_unit: int,
    effective_on: date,
    answers: Mapping[str, tuple[str, str]],
    words: str = "",
    by: Viewer,
    at: datetime,
    offer_id: UUID | None = None,
) -> UUID:
    """Offer a person's file, or a share of the care, to another office; returns the offer's id.

    Args:
        person: whose.
        sort: the whole file, or a share.
        to_unit: a township office or a station; it answers.
        effective_on: the day of the move, as the person plans it.
        answers: for each open task and booked appointment by its key what becomes of it, and why it is
            dropped ("" otherwise). Ignored for a share: there they stay where they are.
        words: to the receiver.
        by: who offers; may record legal facts and holds the file's place.
        at: when (aware).
        offer_id: made by the form, so that sending twice is refused and not doubled.

    Raises:
        DomainError: "person.unknown", "access.refused", "transfer.not-yours", "transfer.same-unit",
            "transfer.unit-cannot-hold", "unit.unknown", "transfer.waits-already", what
            ``guitu.domain.transfer`` refuses.
    """
    who = _sender(by, person)
    receiver = _receiver(to_unit, who)
    today = day_of(at)
    check_day(effective_on, today=today)
    lock_files(who.ids)
    first = max(effective_on, today)
    tasks = () if sort is Sort.SHARE else settle(_open_tasks(who, first), answers)
    appointments = () if sort is Sort.SHARE else settle_booked(who, answers, effective_on=first)
    with door.whole_files(who.ids):
        made = transfers.offer(
            who,
            kind=sort,
            to_unit=receiver.number,
            effective_on=effective_on,
            tasks=tasks,
            appointments=appointments,
            words=words,
            answer_by_on=work_calendar().add_working_days(today, ANSWER_WORKING_DAYS),
            by=by.id,
            at=at,
            id=offer_id,
        )
        authorization.tie(
            who.id,
            held_by=who.held_by,
            kind=Relation.OFFERED,
            unit=receiver.number,
            at=at,
            basis="transfer",
            by=by.id,
        )
    due = work_calendar().add_working_days(today, ANSWER_WORKING_DAYS)
    for head in heads_of(receiver.number):
        _say(who, head, "handed_to_you", f"transfer:{made}:{head}", at, by, due=due)
    note("transfer.offered", subject=who.id, by=by, at=at, transfer=made, to_unit=receiver.number)
    return made


@transaction.atomic
def accept(
    *,
    person: UUID,
    offer_id: UUID,
    worker: UUID | None = None,
    words: str = "",
    by: Viewer,
    at: datetime,
) -> None:
    """Take a file over, or a share of the care: from this moment it is in the receiver's hands.

    The move takes effect on the day proposed, and not before today: nobody's days to report begin before
    there is somebody to report to.

    Args:
        person: whose.
        offer_id: which offer.
        worker: the receiver's colleague who works with the person from now on; None names nobody yet.
        words: to the sender.
        by: who accepts; at the receiving unit, may record legal facts.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "access.refused", "transfer.unknown", "transfer.not-your-turn",
            "transfer.answered-before", "assign.worker-elsewhere", "assign.worker-excluded".
    """
    who, row = _for_answer(by, person, offer_id)
    receiver = unit(row.to_unit)
    _check_worker(worker, receiver, who, at)
    state = step(row.kind, row.state, Act.ACCEPT, Side.RECEIVER)
    with door.whole_files(who.ids):
        transfers.answer(row, state=state, words=words, by=by.id, at=at)
        authorization.untie(who.id, kind=Relation.OFFERED, unit=row.to_unit, at=at, by=by.id)
        if row.kind is Sort.SHARE:
            _share(who, row, by, at)
        else:
            _move(who, row, receiver, worker, by, at)
    refresh(who.ids, on=day_of(at))
    note("transfer.accepted", subject=who.id, by=by, at=at, transfer=row.id, to_unit=row.to_unit)
    _say(who, row.offered_by, "taken_over", f"transfer:{row.id}:accepted", at, by, held_by=row.held_by)


@transaction.atomic
def decline(*, person: UUID, offer_id: UUID, reason: str, words: str = "", by: Viewer, at: datetime) -> None:
    """Send an offer back with a reason; the file never left the sender.

    Raises:
        DomainError: as ``accept``; "transfer.refusal-without-reason".
    """
    who, row = _for_answer(by, person, offer_id)
    if reason not in set(Refusal):
        raise DomainError("transfer.refusal-without-reason")
    state = step(row.kind, row.state, Act.DECLINE, Side.RECEIVER)
    with door.whole_files(who.ids):
        transfers.answer(row, state=state, reason=reason, words=words, by=by.id, at=at)
        _say(who, row.offered_by, "sent_back", f"transfer:{row.id}:back", at, by)
        authorization.untie(who.id, kind=Relation.OFFERED, unit=row.to_unit, at=at, by=by.id)
    note("transfer.declined", subject=who.id, by=by, at=at, transfer=row.id, reason=reason)


@transaction.atomic
def take_back(*, person: UUID, offer_id: UUID, by: Viewer, at: datetime) -> None:
    """Withdraw an offer that nobody has answered, or end care that is shared, from either side.

    Raises:
        DomainError: "person.unknown", "access.refused", "transfer.not-yours", "transfer.unknown",
            "transfer.not-your-turn", "transfer.answered-before".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    if not holds(by, Permission.LEGAL_FACT_RECORD):
        raise DomainError("access.refused")
    lock_files(who.ids)
    row = transfer_for(who, offer_id)
    side = Side.SENDER if may_offer(by, who.held_by) else Side.RECEIVER
    if side is Side.RECEIVER and by.unit != row.to_unit:
        raise DomainError("transfer.not-yours")
    act = Act.END if row.kind is Sort.SHARE and row.answered_at else Act.WITHDRAW
    state = step(row.kind, row.state, act, side)
    with door.whole_files(who.ids):
        transfers.answer(row, state=state, words=row.answer, by=by.id, at=at)
        authorization.untie(who.id, kind=Relation.OFFERED, unit=row.to_unit, at=at, by=by.id)
        authorization.untie(who.id, kind=Relation.TEAM, unit=row.to_unit, basis=SHARED, at=at, by=by.id)
    note("transfer.taken-back", subject=who.id, by=by, at=at, transfer=row.id, state=state.value)


def may_offer(by: Viewer, held_by: int) -> bool:
    """Whether somebody may offer the files of a unit to others."""
    return holds(by, Permission.LEGAL_FACT_RECORD) and by.lo <= held_by <= by.hi


def _sender(by: Viewer, person: UUID) -> AdmittedPerson:
    """The pass, for whoever may give the file away: care staff of its place who may record legal facts."""
    who = person_for(by, person, Permission.CONTACT_RECORD)
    if not holds(by, Permission.LEGAL_FACT_RECORD):
        raise DomainError("access.refused")
    if not may_offer(by, who.held_by):
        raise DomainError("transfer.not-yours")
    return who


def _for_answer(by: Viewer, person: UUID, offer_id: UUID) -> tuple[AdmittedPerson, TransferRow]:
    """The pass and the offer, for the receiver; the person's lock is held from now on."""
    who = person_for(by, person, Permission.CONTACT_RECORD)
    if not holds(by, Permission.LEGAL_FACT_RECORD):
        raise DomainError("access.refused")
    lock_files(who.ids)
    row = transfer_for(who, offer_id)
    if by.unit != row.to_unit:
        raise DomainError("transfer.not-your-turn")
    return who, row


def _receiver(to_unit: int, who: AdmittedPerson) -> UnitRow:
    found = unit(to_unit)
    if found.number == who.held_by:
        raise DomainError("transfer.same-unit")
    if found.type not in HOLDERS or not found.is_active:
        raise DomainError("transfer.unit-cannot-hold", unit=found.number)
    return found


def _check_worker(worker: UUID | None, receiver: UnitRow, who: AdmittedPerson, at: datetime) -> None:
    if worker is None:
        return
    found = account(worker)
    if not found.is_active or found.unit != receiver.number:
        raise DomainError("assign.worker-elsewhere", unit=receiver.number)
    if is_barred(worker, who.ids, at=at):
        raise DomainError("assign.worker-excluded")


def _courses(who: AdmittedPerson) -> list[EpisodeRow]:
    with door.whole_files(who.ids):
        return [row for rows in files_of(who.ids).values() for row in rows]


def _open_tasks(who: AdmittedPerson, on: date) -> tuple[Task, ...]:
    rows = _courses(who)
    if not rows:
        return ()
    with door.whole_files(who.ids):
        derived = derive(rows, entries_for(who.ids), on=on)
    return open_tasks(
        (
            (str(row.id), duty)
            for row, of in zip(derived.files, derived.seen.episodes, strict=True)
            if row.phase not in CLOSED
            for duty in of.duties
        ),
        on=on,
    )


def _move(
    who: AdmittedPerson,
    row: TransferRow,
    receiver: UnitRow,
    worker: UUID | None,
    by: Viewer,
    at: datetime,
) -> None:
    """Write the move into the journal, rewrite who holds the file, and let the old place's people go."""
    day = max(row.effective_on, day_of(at))
    details: dict[str, object] = {"to_region": receiver.region, "effective_on": day.isoformat()}
    if dropped := [said.task.key for said in row.tasks if said.answer is Answer.DROP]:
        details["dropped"] = dropped
    draft = Draft(kind="transfer", outcome="done", happened_on=day_of(at), details=details)
    journal.append(who, draft, by=by, at=at)
    cancel_dropped(who, row, by=by, at=at)
    as_booked = kept(who, row)
    move_file(who, to=receiver.number)
    for booked in as_booked:
        testing.keep_time(booked)
        if booked.starts_at is not None and booked.starts_at > at:
            remind(who, booked.id, booked.starts_at, moved=False, held_by=receiver.number, by=by, at=at)
    for course in _courses(who):
        _hand_to(course, receiver, worker)
    for file in who.ids:
        for kind in (Relation.ASSIGNED, Relation.TEAM, Relation.SUPERVISOR):
            authorization.untie(file, kind=kind, at=at, by=by.id)
        if worker is not None:
            authorization.tie(
                file, held_by=receiver.number, kind=Relation.ASSIGNED, account=worker, at=at, by=by.id
            )
    _tell_the_person(who, receiver, day, by, at)


def _hand_to(course: EpisodeRow, receiver: UnitRow, worker: UUID | None) -> None:
    station = receiver.number if receiver.type == "guidance_station" else None
    episodes.assign(course, worker=worker, station_unit=station)
    agenda.reassign(person_id=course.person_id, episode_id=course.id, worker=worker)
    if course.kind in ORDERED and receiver.type == "township_office":
        episodes.name_executing_unit(course, unit=receiver.number)


def _tell_the_person(who: AdmittedPerson, receiver: UnitRow, day: date, by: Viewer, at: datetime) -> None:
    ordered = any(course.kind in ORDERED and course.phase not in CLOSED for course in _courses(who))
    due = work_calendar().roll_forward(date.fromordinal(day.toordinal() + REPORT_DAYS))
    outreach.queue(
        person=who.id,
        held_by=receiver.number,
        to="person",
        template="new_office",
        facts={**office_facts(receiver.number), "day": day, "due": due},
        due_on=day_of(at),
        by=by,
        at=at,
        key=f"new-office:{receiver.number}:{day.isoformat()}",
        basis="" if ordered else "aftercare",
    )


def _share(who: AdmittedPerson, row: TransferRow, by: Viewer, at: datetime) -> None:
    """Let the helping office in; the file stays."""
    authorization.tie(
        who.id,
        held_by=who.held_by,
        kind=Relation.TEAM,
        unit=row.to_unit,
        at=at,
        basis=SHARED,
        by=by.id,
    )
    details: dict[str, object] = {"with_unit": row.to_unit}
    if (led := led_for(who)) is not None:
        details["lead"] = led.lead.value
    draft = Draft(kind="dual_control", outcome="done", happened_on=day_of(at), details=details)
    journal.append(who, draft, by=by, at=at)


def _say(
    who: AdmittedPerson,
    colleague: UUID,
    template: str,
    key: str,
    at: datetime,
    by: Viewer,
    *,
    held_by: int | None = None,
    **facts: object,
) -> None:
    outreach.queue(
        person=who.id,
        held_by=held_by or who.held_by,
        to=colleague,
        template=template,
        facts=facts,
        due_on=day_of(at),
        by=by,
        at=at,
        key=key,
    )
