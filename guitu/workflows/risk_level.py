"""A risk level: one person proposes it from factors, others confirm it, it lapses, and the person may object.

Only the case team sees or does any of this. Nothing is set by a sum, by a clock or by one person alone
(rulebook L-01 to L-08).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.instruments import commands as instruments
from guitu.casework.instruments.queries import ProposalRow, open_proposal, proposal_of, version_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import Line, lines_of_kind
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.records.queries import flags_of
from guitu.domain.access import Compartment, Permission, Viewer, compartments, may
from guitu.domain.instruments.answers import settle
from guitu.domain.instruments.model import Answers, Definition
from guitu.domain.instruments.response import as_text, read_response, version_in
from guitu.domain.instruments.risk import (
    INSTRUMENT,
    Proposed,
    check_confirmation,
    check_proposal,
    level_in,
    propose,
)
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import State
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.answer_instrument import forget_draft, form_of
from guitu.workflows.refresh import lock_files, refresh


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the rulebook of the place says (L-06, L-07, L-08; all proposed)."""

    confirmers: int
    expire_months: int
    helps: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A filled form of factors and judgement. ``level`` as people judged; ``proposed`` by the factors."""

    definition: Definition
    answers: Answers
    level: str
    proposed: Proposed
    made_by: UUID
    confirmed_by: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits. ``may_confirm`` whether this viewer may; ``missing`` how many still have to."""

    row: ProposalRow
    judged: Judged
    may_confirm: bool
    missing: int


@dataclass(frozen=True, slots=True)
class Held:
    """The level last set. ``until`` the first day it holds no more; ``judged`` None where its form is lost.

    ``objection`` where the person's objection to it stands, None without one.
    """

    line: Line
    level: str
    until: date
    is_over: bool
    judged: Judged | None
    objection: State | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page of one person's level shows, earlier levels after the present one."""

    who: AdmittedPerson
    numbers: Numbers
    held: Held | None
    earlier: tuple[Line, ...]
    waiting: Waiting | None


def team_member(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """The pass for the case team: who reads the whole of casework and writes in it.

    Raises:
        DomainError: "person.unknown", alike for all others.
    """
    who = person_for(viewer, person, Permission.CONTACT_RECORD)
    if Compartment.CASEWORK not in compartments(viewer, held_by=who.held_by, person=who.id).whole:
        raise DomainError("person.unknown")
    return who


def may_see(viewer: Viewer, who: AdmittedPerson) -> bool:
    """Whether the viewer is of the case team."""
    opened = compartments(viewer, held_by=who.held_by, person=who.id).whole
    return Compartment.CASEWORK in opened and may(
        viewer, Permission.CONTACT_RECORD, held_by=who.held_by, person=who.id
    )


def numbers_for(who: AdmittedPerson) -> Numbers:
    """The numbers in force where the person is held."""
    given = book_for(who.held_by).parameters
    return Numbers(
        confirmers=_whole(given, "risk.confirmers", 2),
        expire_months=_whole(given, "risk.expire_months", 6),
        helps=_whole(given, "risk.help_actions_min", 1),
    )


def _whole(given: Mapping[str, object], name: str, proposed: int) -> int:
    value = given.get(name)
    return value if isinstance(value, int) and value > 0 else proposed


def standing(viewer: Viewer, person: UUID, *, today: date) -> Standing:
    """The level, what it rests on, and what waits.

    Raises:
        DomainError: "person.unknown", also for who is not of the case team.
    """
    who = team_member(viewer, person)
    numbers = numbers_for(who)
    lines = [line for line in lines_of_kind(viewer, who, "risk_assessment") if line.superseded_by is None]
    held = _held(who, lines[0], numbers, today) if lines else None
    return Standing(who, numbers, held, tuple(lines[1:]), _waiting(viewer, who, numbers))


def _held(who: AdmittedPerson, line: Line, numbers: Numbers, today: date) -> Held:
    until = add_months(line.happened_on, numbers.expire_months)
    row = proposal_of(who, line.id)
    by = (row.made_by, row.confirmed_by) if row is not None else (line.recorded_by, ())
    judged = _judged(line.note, *by)
    level = str(line.details.get("level", ""))
    return Held(line, level, until, until <= today, judged, flags_of(who).get(line.id))


def _waiting(viewer: Viewer, who: AdmittedPerson, numbers: Numbers) -> Waiting | None:
    row = open_proposal(who)
    judged = _judged(row.text, row.made_by, row.confirmed_by) if row is not None else None
    if row is None or judged is None:
        return None
    missing = max(0, numbers.confirmers - len(row.confirmed_by))
    mine = viewer.id == row.made_by or viewer.id in row.confirmed_by
    return Waiting(row, judged, may_confirm=not mine, missing=missing)


def _judged(text: str, made_by: UUID, confirmed_by: tuple[UUID, ...]) -> Judged | None:
    """A form of risk levels, read; None where it is none or its version is not there."""
    try:
        definition = version_of(INSTRUMENT, version_in(text)[1]).definition
        answers = read_response(definition, text)
    except DomainError:
        return None
    proposed = propose(definition, answers)
    return Judged(definition, answers, level_in(answers), proposed, made_by, confirmed_by)


@transaction.atomic
def propose_level(
    *, person: UUID, typed: Mapping[str, list[str]], proposal: UUID, by: Viewer, at: datetime
) -> None:
    """Put a judged level before colleagues; one that waited is withdrawn. It sets nothing yet.

    Args:
        person: about whom.
        typed: the form of risk levels, texts by link id.
        proposal: made by the form; becomes the entry's id.
        by: who assessed.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "instrument.unknown", "instrument.unfinished", "risk.…".
    """
    who = team_member(by, person)
    definition = form_of(by, person, INSTRUMENT).definition
    settled = settle(definition, typed)
    check_proposal(definition, settled.answers, least_helps=numbers_for(who).helps)
    if not settled.is_complete:
        raise DomainError("instrument.unfinished")
    lock_files(who.ids)
    text = as_text(definition, settled.answers)
    new = instruments.propose(who, proposal=proposal, version=definition.version, text=text, by=by.id, at=at)
    forget_draft(who, INSTRUMENT, by=by)
    if new:
        note("risk.proposed", subject=who.id, by=by, at=at, proposal=proposal)


@transaction.atomic
def confirm_level(*, person: UUID, proposal: UUID, by: Viewer, at: datetime) -> bool:
    """Agree to a proposed level; returns whether it is set now: the last confirmation writes the entry.

    Raises:
        DomainError: "person.unknown", "risk.unknown", "risk.own-proposal", "risk.confirmed-already".
    """
    who = team_member(by, person)
    lock_files(who.ids)
    row = open_proposal(who)
    judged = _judged(row.text, row.made_by, row.confirmed_by) if row is not None else None
    if row is None or judged is None or row.id != proposal:
        raise DomainError("risk.unknown")
    check_confirmation(by=by.id, proposed_by=row.made_by, confirmed_by=row.confirmed_by)
    instruments.confirm(who, proposal, by=by.id, at=at)
    note("risk.confirmed", subject=who.id, by=by, at=at, proposal=proposal)
    if len(row.confirmed_by) + 1 < numbers_for(who).confirmers:
        return False
    basis = "provisional" if judged.proposed.is_provisional else "complete"
    instruments.settle_proposal(who, proposal, "set")
    details = {"level": judged.level, "basis": basis}
    entry = Draft(
        kind="risk_assessment",
        outcome="done",
        happened_on=day_of(at),
        details=details,
        note=row.text,
        id=proposal,
    )
    journal.append(who, entry, by=by, at=at)
    refresh(who.ids, on=day_of(at))
    note("entry.recorded", subject=who.id, by=by, at=at, entry=proposal, kind="risk_assessment")
    return True


@transaction.atomic
def withdraw_level(*, person: UUID, proposal: UUID, by: Viewer, at: datetime) -> None:
    """Take a proposal back: whoever made it, or a colleague who does not agree.

    Raises:
        DomainError: "person.unknown", "risk.unknown".
    """
    who = team_member(by, person)
    lock_files(who.ids)
    instruments.settle_proposal(who, proposal, "withdrawn")
    note("risk.withdrawn", subject=who.id, by=by, at=at, proposal=proposal)
