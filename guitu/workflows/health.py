"""A doctor keeps the health record of the people named to them; nobody else learns that there is one.

What a hospital gets is a slice (``guitu.domain.health.referral``), never the record itself: so an office of
health partners is let in here no more than any other, whatever its referral opens elsewhere.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.health import commands as health
from guitu.casework.health import queries
from guitu.casework.health.queries import CheckupRow, CrisisRow, LineRow, PlanRow, ReferralRow
from guitu.casework.people.queries import AdmittedPerson, PersonRow, people_of, person_for, sorted_by_name
from guitu.domain.access import Compartment, Permission, Record, Role, Viewer, compartments, decide, scope
from guitu.domain.health import checkups, insurance, plan, record, referral
from guitu.domain.health.catalogue import Sort, word_of
from guitu.domain.health.insurance import Insurance
from guitu.domain.health.referral import Slice, State
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.consent import consents_of
from guitu.workflows.plan_clock import number_at
from guitu.workflows.refresh import lock_files


@dataclass(frozen=True, slots=True)
class Health:
    """Everything of somebody's health, as their doctor and they themselves read it."""

    who: AdmittedPerson
    lines: tuple[LineRow, ...]
    plans: tuple[PlanRow, ...]
    checkups: tuple[CheckupRow, ...]
    referrals: tuple[ReferralRow, ...]
    insurance: Insurance | None
    crises: tuple[CrisisRow, ...]


def may_write(viewer: Viewer, who: AdmittedPerson) -> bool:
    """Whether somebody keeps this record."""
    asked = Record(person=who.id, held_by=who.held_by, compartment=Compartment.MEDICAL)
    return decide(viewer, Permission.HEALTH_RECORD, asked).allowed


def admitted(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass of whoever reads somebody's health: their doctor, and they themselves.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    if Compartment.MEDICAL not in opened.whole or viewer.role is Role.PARTNER_AGENCY:
        raise DomainError("person.unknown")
    return who


def admitted_to_write(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass of a doctor who is named to the person.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.HEALTH_RECORD)
    if not may_write(viewer, who):
        raise DomainError("person.unknown")
    return who


def health_of(viewer: Viewer, person: UUID) -> Health:
    """The whole record, for the page.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(viewer, person)
    return Health(
        who=who,
        lines=queries.record_of(who),
        plans=queries.plans_of(who),
        checkups=queries.checkups_of(who),
        referrals=queries.referrals_of(who),
        insurance=queries.insurance_for(who.ids, who.ring),
        crises=queries.crises_of(who),
    )


@transaction.atomic
def write_line(*, person: UUID, line: record.NewLine, by: Viewer, at: datetime) -> UUID:
    """One line of the record more; returns its id. What stands there already is not written again.

    Raises:
        DomainError: "person.unknown", "health.…".
    """
    who = admitted_to_write(by, person)
    record.check_line(line, today=day_of(at))
    lock_files(who.ids)
    said = line._replace(words=line.words.strip())
    for row in queries.record_of(who):
        if row.ended_on is None and record.NewLine(row.sort, row.code, row.words, row.since) == said:
            return row.id
    made = health.write_line(who, line, by=by.id, at=at)
    note("health.written", subject=who.id, by=by, at=at)
    return made


@transaction.atomic
def end_line(*, person: UUID, line: UUID, by: Viewer, at: datetime) -> None:
    """Say that a line is not so any more; it stays readable.

    Raises:
        DomainError: "person.unknown", "health.unknown", "health.ended".
    """
    who = admitted_to_write(by, person)
    lock_files(who.ids)
    found = queries.line_for(who, line)
    if found.ended_on is not None:
        raise DomainError("health.ended")
    health.end_line(found, on=day_of(at))
    note("health.written", subject=who.id, by=by, at=at)


@transaction.atomic
def renew_plan(
    *, person: UUID, words: plan.Words, check_on: date | None, seen: int, by: Viewer, at: datetime
) -> int:
    """Put a new version of the medical plan in the place of the one its writer saw; returns its number.

    Raises:
        DomainError: "person.unknown", "health.plan-moved-on", "health.plan-words", "health.plan-check".
    """
    who = admitted_to_write(by, person)
    lock_files(who.ids)  # two at once come one after the other, and the second saw what was
    current = queries.latest_version(who.ids)
    today = day_of(at)
    plan.check_new(words, check_on=check_on, today=today, seen=seen, current=current)
    assert check_on is not None  # noqa: S101 - check_new said so
    health.put_in_force(who, words, version=current + 1, check_on=check_on, on=today, by=by.id, at=at)
    note("health.plan-renewed", subject=who.id, by=by, at=at, version=current + 1)
    return current + 1


@transaction.atomic
def plan_checkup(
    *, person: UUID, kind: str, words: str, due_on: date | None, by: Viewer, at: datetime
) -> UUID:
    """Agree on a check-up; returns its id. Sending the same twice agrees on one.

    Raises:
        DomainError: "person.unknown", "health.code", "health.checkup-day".
    """
    who = admitted_to_write(by, person)
    checkups.check_new(kind, due_on=due_on, today=day_of(at))
    assert due_on is not None  # noqa: S101 - check_new said so
    lock_files(who.ids)
    said = (checkups.Outcome.OPEN, kind, words.strip(), due_on)
    for row in queries.checkups_of(who):
        if (row.state, row.kind, row.words, row.due_on) == said:
            return row.id
    made = health.plan_checkup(who, kind=kind, words=words, due_on=due_on, by=by.id, at=at)
    note("health.checkup-planned", subject=who.id, by=by, at=at)
    return made


@transaction.atomic
def close_checkup(
    *,
    person: UUID,
    checkup: UUID,
    outcome: checkups.Outcome,
    done_on: date,
    found: str,
    next_on: date | None,
    by: Viewer,
    at: datetime,
) -> None:
    """Say what became of a check-up; ``next_on`` plans the next of the same kind.

    Raises:
        DomainError: "person.unknown", "health.unknown", "health.checkup-…", "health.words".
    """
    who = admitted_to_write(by, person)
    lock_files(who.ids)
    row = queries.checkup_for(who, checkup)
    checkups.check_outcome(
        row.state, outcome, done_on=done_on, today=day_of(at), found=found, next_on=next_on
    )
    health.close_checkup(row, outcome, on=done_on, found=found)
    if next_on is not None:
        health.plan_checkup(who, kind=row.kind, words=row.words, due_on=next_on, by=by.id, at=at)
    note("health.checkup-closed", subject=who.id, by=by, at=at)


@transaction.atomic
def set_insurance(*, person: UUID, said: Insurance, by: Viewer, at: datetime) -> None:
    """What is known of somebody's health insurance from now on; the same again is written once.

    Raises:
        DomainError: "person.unknown", "health.code", "health.paid-until".
    """
    who = admitted_to_write(by, person)
    insurance.check(said)
    lock_files(who.ids)
    if queries.insurance_for(who.ids, queries.ring_of(who.ids)) == said:
        return
    health.set_insurance(who, said, by=by.id, at=at)
    note("health.insurance", subject=who.id, by=by, at=at)


@transaction.atomic
def draft_referral(
    *,
    person: UUID,
    hospital: str,
    reason: str,
    green: bool,
    lines: Collection[UUID],
    by: Viewer,
    at: datetime,
) -> UUID:
    """Prepare sending somebody to a hospital, with the lines the person chose; returns its id.

    Sending the same twice prepares one.

    Raises:
        DomainError: "person.unknown", "health.hospital", "health.reason", "health.reason-tells",
            "health.unknown"; "health.slice-line": maintenance treatment is told by the person alone.
    """
    who = admitted_to_write(by, person)
    if not hospital.strip():
        raise DomainError("health.hospital", field="hospital")
    referral.check_reason(reason)
    known = {row.id: row for row in queries.record_of(who)}
    chosen = [known.get(one) for one in lines]
    if any(row is None for row in chosen):
        raise DomainError("health.unknown")
    rows = [row for row in chosen if row is not None]
    if any(row.sort is Sort.MAINTENANCE for row in rows):
        raise DomainError("health.slice-line", field="lines")
    told = [(row.sort, words_of_line(row)) for row in rows]
    lock_files(who.ids)
    said = (State.DRAFT, hospital.strip(), reason.strip(), green, told)
    for row in queries.referrals_of(who):
        if (row.state, row.hospital, row.reason, row.green, list(row.lines)) == said:
            return row.id
    made = health.draft_referral(
        who, hospital=hospital.strip(), reason=reason.strip(), green=green, lines=told, by=by.id, at=at
    )
    note("health.referral-drafted", subject=who.id, by=by, at=at)
    return made


def words_of_line(row: LineRow) -> str:
    """A line in plain words."""
    word = word_of(row.sort.value, row.code)
    named = word.zh if word and row.code != "other" else ""
    return "：".join(part for part in (named, row.words) if part)


@transaction.atomic
def step_referral(
    *, person: UUID, referral_id: UUID, to: State, answer: str, by: Viewer, at: datetime
) -> None:
    """Take a referral on: send it, or write down what the hospital answered and what came of it.

    Raises:
        DomainError: "person.unknown", "health.unknown", "health.referral-not-now", "health.referral-consent",
            "health.words".
    """
    who = admitted_to_write(by, person)
    lock_files(who.ids)
    row = queries.referral_for(who, referral_id)
    referral.check_step(row.state, to, agreed=agrees(who, referral.CONSENT))
    if len(answer.strip()) > referral.LONGEST:
        raise DomainError("health.words", field="answer", most=referral.LONGEST)
    if to is State.SENT:
        today = day_of(at)
        health.move_referral(
            row,
            to,
            sent_on=today,
            answer_by_on=today + timedelta(days=number_at(who.held_by, referral.ANSWER_DAYS, 3)),
            until=today + timedelta(days=number_at(who.held_by, referral.DAYS, 30)),
        )
    else:
        health.move_referral(row, to, answer=answer or row.answer)
    note("health.referral-moved", subject=who.id, by=by, at=at, state=to.value)


def agrees(who: AdmittedPerson, purpose: str) -> bool:
    """Whether the person agrees to a purpose now."""
    said = consents_of(who).get(purpose)
    return said is not None and said.outcome == "given"


def slip(viewer: Viewer, person: UUID, referral_id: UUID, *, today: date) -> tuple[ReferralRow, Slice]:
    """What the hospital gets, to be printed and carried by the person.

    Raises:
        DomainError: "person.unknown", "health.unknown"; "health.slip-closed": not sent, withdrawn, or over.
    """
    who = admitted_to_write(viewer, person)
    row = queries.referral_for(who, referral_id)
    agreed = agrees(who, referral.CONSENT)
    if row.sent_on is None or not referral.is_readable(row.until, agreed=agreed, today=today):
        raise DomainError("health.slip-closed")
    made = referral.slice_of(
        name=who.name,
        sex=who.sex,
        birth_on=who.birth_on,
        reason=row.reason,
        lines=row.lines,
        green=row.green,
        on=row.sent_on,
        days=((row.until or row.sent_on) - row.sent_on).days,
    )
    return row, made


@dataclass(frozen=True, slots=True)
class MyPerson:
    """One person of a doctor's list, and what comes next."""

    row: PersonRow
    ahead: queries.Ahead


def my_people(viewer: Viewer) -> tuple[MyPerson, ...]:
    """The people named to a doctor: what comes first stands first. A fixed number of queries."""
    named = scope(viewer, Permission.HEALTH_RECORD).persons
    rows = people_of(viewer, named)
    ahead = queries.ahead_for(rows)
    found = [MyPerson(row, ahead[row.id]) for row in sorted_by_name(rows.values())]
    return tuple(sorted(found, key=lambda one: one.ahead.next_on() or date.max))


def insured_until(who: AdmittedPerson) -> date | None:
    """Until when somebody is insured: for the team, and only while the person agrees to that."""
    if not agrees(who, insurance.SHARING):
        return None
    with door.whole_files(who.ids):
        known = queries.insurance_for(who.ids, queries.ring_of(who.ids))
    return known.paid_until if known is not None else None
