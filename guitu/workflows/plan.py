"""A plan is written with the person, proposed, approved by the head, followed, and reviewed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of_kinds
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.plans import commands as plans
from guitu.casework.plans.queries import (
    PlanRow,
    Waiting,
    in_force,
    in_the_making,
    line_for,
    lines_of,
    plan_for,
    plans_of,
    waiting,
)
from guitu.domain.access import Compartment, Permission, Record, Viewer, compartments, decide, holds
from guitu.domain.episode import CLOSED, ORDERED
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.plan import (
    MOVES,
    NewLine,
    Progress,
    State,
    check_approval,
    check_line,
    check_proposal,
    check_review,
)
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.family_apart import apart_of
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

AHEAD = 30  # days: reviews that come up within them stand on the head's list; proposed
_MOST = 50


@dataclass(frozen=True, slots=True)
class Review:
    """What was said when a plan was looked at. ``view`` the person's own; ``score`` 0 to 100 or None."""

    held_on: date
    view: str
    family: str = ""
    worker: str = ""
    head: str = ""
    score: float | None = None
    entry_id: UUID | None = None


_HEADINGS = {
    "view": "本人的看法",
    "family": "家人、邻里的看法",
    "worker": "工作人员的意见",
    "head": "负责人的意见",
}


def admitted(viewer: Viewer, person: UUID, permission: Permission) -> AdmittedPerson:
    """The pass, for who reads casework whole: others would see a plan with holes, or write a second one.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, permission)
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    if Compartment.CASEWORK not in opened.whole:
        raise DomainError("person.unknown")
    return who


@transaction.atomic
def begin(*, person: UUID, by: Viewer, at: datetime) -> UUID:
    """A new draft, with the lines of the plan in force; where one is being written already, that one.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    known = plans_of(who)
    draft = in_the_making(known)
    if draft is not None:
        return draft.id
    before = in_force(known)
    version = max((plan.version for plan in known), default=0) + 1
    copied = lines_of(who, before) if before else ()
    made = plans.begin(who, version=version, copied=copied, by=by.id, at=at)
    note("plan.begun", subject=who.id, by=by, at=at, plan=made)
    return made


@transaction.atomic
def write_line(*, person: UUID, plan: UUID, line: NewLine, by: Viewer, at: datetime) -> UUID:
    """One line more in a draft; returns its id.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now", "plan.…", "account.unknown",
            "family.kept-apart".
    """
    who, row = _draft(by, person, plan)
    check_line(line, today=day_of(at))
    if line.owner is not None and not account(line.owner).is_active:
        raise DomainError("plan.owner", field="owner")
    if line.actor == "family":
        apart_of(who.ids).check_words(line.words, place="words")
    made = plans.write_line(who, row, line, by=by.id, at=at)
    note("plan.line-written", subject=who.id, by=by, at=at, plan=row.id, sort=line.sort.value)
    return made


@transaction.atomic
def drop_line(*, person: UUID, line: UUID, by: Viewer, at: datetime) -> None:
    """Take a line of a draft away.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    row, found = line_for(who, line)
    if row.state is not State.DRAFT:
        raise DomainError("plan.not-now")
    with door.whole_files(who.ids):
        plans.drop_line(row, found.id)
    note("plan.line-dropped", subject=who.id, by=by, at=at, plan=row.id)


@transaction.atomic
def propose(*, person: UUID, plan: UUID, by: Viewer, at: datetime) -> None:
    """Say that a draft is ready for the head.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now", "plan.incomplete".
    """
    who, row = _draft(by, person, plan)
    check_proposal(row.state, {line.sort for line in lines_of(who, row)})
    plans.propose(row, by=by.id, at=at)
    note("plan.proposed", subject=who.id, by=by, at=at, plan=row.id)


@transaction.atomic
def send_back(*, person: UUID, plan: UUID, words: str, by: Viewer, at: datetime) -> None:
    """Give a proposed plan back to be written on, saying why.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now", "plan.why-back".
    """
    who = admitted(by, person, Permission.PLAN_APPROVE)
    lock_files(who.ids)
    row = plan_for(who, plan)
    if row.state is not State.PROPOSED:
        raise DomainError("plan.not-now")
    if not words.strip():
        raise DomainError("plan.why-back", field="words")
    plans.send_back(who, row, words=words.strip())
    note("plan.sent-back", subject=who.id, by=by, at=at, plan=row.id)


@transaction.atomic
def approve(*, person: UUID, plan: UUID, by: Viewer, at: datetime) -> Recorded:
    """Put a proposed plan into force; the one before is kept as it was.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now"; "plan.own": written by the approver,
            who lacks the right to approve that; "plan.group-first": an order without a working group.
    """
    who = admitted(by, person, Permission.PLAN_APPROVE)
    lock_files(who.ids)
    row = plan_for(who, plan)
    authors = {row.made_by, *(line.written_by for line in lines_of(who, row))}
    if row.proposed_by is not None:
        authors.add(row.proposed_by)
    record = Record(who.id, who.held_by, Compartment.CASEWORK)
    may_own = decide(by, Permission.PLAN_APPROVE_OWN, record).allowed
    own = check_approval(row.state, authors=authors, approver=by.id, may_own=may_own)
    _check_group(who)
    plans.approve(row, instead_of=in_force(plans_of(who)), own=own, by=by.id, at=at)
    note("plan.approved", subject=who.id, by=by, at=at, plan=row.id, own=own)
    draft = Draft(kind="plan", happened_on=day_of(at), outcome="done", details={"version": row.version})
    return write(who, draft, episode=None, by=by, at=at)


def _check_group(who: AdmittedPerson) -> None:
    """An order is carried out by a working group, complete or with reasons (rule book 4.3).

    Raises:
        DomainError("plan.group-first").
    """
    if not any(row.kind in ORDERED and row.phase not in CLOSED for row in episodes_of(who)):
        return
    with door.whole_files(who.ids):
        counted = effective(entries_of_kinds(who.ids, ("working_group",))).entries
    if not counted:
        raise DomainError("plan.group-first")


@transaction.atomic
def move_on(*, person: UUID, line: UUID, progress: Progress, by: Viewer, at: datetime) -> None:
    """Say how far a need or an action of the plan in force has come.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    row, found = line_for(who, line)
    if row.state is not State.APPROVED or found.sort not in MOVES:
        raise DomainError("plan.not-now")
    plans.move_on(row, found.id, progress, on=day_of(at))
    note("plan.moved-on", subject=who.id, by=by, at=at, line=found.id, progress=progress.value)


@transaction.atomic
def review(*, person: UUID, plan: UUID, held: Review, by: Viewer, at: datetime) -> Recorded:
    """Write down a review; the person's own view is never missing, and all that was said is sealed.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now", "plan.view-missing",
            "plan.review-early", "journal.…".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    row = plan_for(who, plan)
    check_review(row.state, view=held.view)
    if row.approved_at is not None and held.held_on < day_of(row.approved_at):
        raise DomainError("plan.review-early", field="held_on", day=day_of(row.approved_at).isoformat())
    said = {name: getattr(held, name).strip() for name in _HEADINGS}
    details: dict[str, object] = {"version": row.version}
    if held.score is not None:
        details["score"] = held.score
    draft = Draft(
        kind="plan_review",
        happened_on=held.held_on,
        outcome="done",
        details=details,
        note="\n\n".join(f"【{_HEADINGS[name]}】{words}" for name, words in said.items() if words),
        id=held.entry_id,
    )
    return write(who, draft, episode=None, by=by, at=at)


def waiting_for(viewer: Viewer, *, today: date) -> Waiting:
    """What waits for a head: plans to approve, reviews that come up, opinions without an answer.

    Raises:
        DomainError("access.refused").
    """
    if not holds(viewer, Permission.PLAN_APPROVE):
        raise DomainError("access.refused")
    return waiting(viewer, today=today, ahead=AHEAD, limit=_MOST)


def _draft(by: Viewer, person: UUID, plan: UUID) -> tuple[AdmittedPerson, PlanRow]:
    """The pass and a draft, locked.

    Raises:
        DomainError: "person.unknown", "plan.unknown", "plan.not-now".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    row = plan_for(who, plan)
    if row.state is not State.DRAFT:
        raise DomainError("plan.not-now")
    return who, row
