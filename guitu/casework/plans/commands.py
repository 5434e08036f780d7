"""Writing plans, maps, groups and opinions. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans.models import Line, Member, Opinion, Plan, Support
from guitu.casework.plans.queries import LineRow, OpinionRow, PlanRow
from guitu.casework.plans.translate import ANSWER, CASEWORK, LINE, MEMBER, OPINION, PLAN, SUPPORT
from guitu.domain.plans.plan import NewLine, Progress, State
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Plan, Line, Support, Member, Opinion)


class NewMember(NamedTuple):
    """Somebody who joins the working group, or, with a ``gap``, why nobody of the kind does."""

    kind: str
    account: UUID | None = None
    words: str = ""
    gap: str = ""


def begin(
    who: AdmittedPerson, *, version: int, copied: Iterable[LineRow] = (), by: UUID, at: datetime
) -> UUID:
    """A new draft, with the lines of the version before it; returns its id.

    Whoever begins it stands for the lines they took over.
    """
    made = Plan(id=new_id(), person_id=who.id, held_by=who.held_by, version=version, made_at=at, made_by=by)
    made.save(force_insert=True)
    lines = list(copied)
    ring = _ring(who) if lines else None
    for line in lines:
        _store(made, _as_new(line), progress=line.progress, by=by, at=at, ring=ring)
    return made.id


def _as_new(line: LineRow) -> NewLine:
    return NewLine(line.sort, line.code, line.words, line.actor, line.owner, line.due_on)


def write_line(who: AdmittedPerson, plan: PlanRow, line: NewLine, *, by: UUID, at: datetime) -> UUID:
    """One line more; returns its id."""
    of = Plan.objects.get(person_id=plan.person_id, id=plan.id)
    ring = _ring(who, plan.person_id)
    return _store(of, line, progress=Progress.NOT_STARTED, by=by, at=at, ring=ring)


def _store(
    plan: Plan, line: NewLine, *, progress: Progress, by: UUID, at: datetime, ring: Ring | None
) -> UUID:
    row = Line(
        id=new_id(),
        person_id=plan.person_id,
        held_by=plan.held_by,
        plan=plan.id,
        sort=line.sort.value,
        code=line.code,
        actor=line.actor,
        owner=line.owner,
        due_on=line.due_on,
        progress=progress.value,
        written_at=at,
        written_by=by,
    )
    if line.words.strip() and ring is not None:
        row.note = ring.seal(plan.person_id, CASEWORK, LINE, row.id, line.words.strip())
    row.save(force_insert=True)
    return row.id


def drop_line(plan: PlanRow, line: UUID) -> int:
    """Take a line of a draft away; returns how many there were. In a context of the system."""
    return Line.objects.filter(person_id=plan.person_id, plan=plan.id, id=line).delete()[0]


def move_on(plan: PlanRow, line: UUID, progress: Progress, *, on: date) -> None:
    """How far a need or an action has come."""
    found = Line.objects.filter(person_id=plan.person_id, plan=plan.id, id=line)
    found.update(progress=progress.value, moved_on=on)


def propose(plan: PlanRow, *, by: UUID, at: datetime) -> None:
    """The draft waits for approval."""
    _set(plan, state=State.PROPOSED.value, proposed_at=at, proposed_by=by, note=b"")


def send_back(who: AdmittedPerson, plan: PlanRow, *, words: str) -> None:
    """It is a draft again, and says why."""
    sealed = _ring(who, plan.person_id).seal(plan.person_id, CASEWORK, PLAN, plan.id, words)
    _set(plan, state=State.DRAFT.value, proposed_at=None, proposed_by=None, note=sealed)


def approve(plan: PlanRow, *, instead_of: PlanRow | None, own: bool, by: UUID, at: datetime) -> None:
    """It is in force from now on, and the version before is kept as one that was."""
    if instead_of is not None:
        _set(instead_of, state=State.REPLACED.value, due_on=None)
    _set(plan, state=State.APPROVED.value, approved_at=at, approved_by=by, own_approval=own)


def stamp(person: UUID, plan: UUID, *, reviewed_on: date | None, due_on: date) -> None:
    """Cache when a version was last looked at, and by when it is next; where that differs."""
    found = Plan.objects.filter(person_id=person, id=plan).exclude(reviewed_on=reviewed_on, due_on=due_on)
    found.update(reviewed_on=reviewed_on, due_on=due_on)


def _set(plan: PlanRow, **columns: Any) -> None:
    Plan.objects.filter(person_id=plan.person_id, id=plan.id).update(**columns)


def add_support(who: AdmittedPerson, *, sort: str, words: str, by: UUID, at: datetime) -> UUID:
    """A line of the support map or the safety plan; returns its id."""
    row = Support(id=new_id(), person_id=who.id, held_by=who.held_by, sort=sort, written_at=at, written_by=by)
    row.note = _ring(who).seal(who.id, CASEWORK, SUPPORT, row.id, words.strip())
    row.save(force_insert=True)
    return row.id


def drop_support(who: AdmittedPerson, line: UUID) -> int:
    """Take a line away; returns how many there were. In a context of the system."""
    return Support.objects.filter(person_id__in=who.ids, id=line).delete()[0]


def set_group(who: AdmittedPerson, members: Iterable[NewMember], *, by: UUID, at: datetime) -> None:
    """The working group as it is from now on. In a context of the system; the journal keeps what it was."""
    Member.objects.filter(person_id__in=who.ids).delete()
    ring = _ring(who)
    for new in members:
        row = Member(
            id=new_id(), person_id=who.id, held_by=who.held_by, kind=new.kind, account=new.account,
            gap=new.gap, written_at=at, written_by=by,
        )  # fmt: skip
        if new.words.strip():
            row.note = ring.seal(who.id, CASEWORK, MEMBER, row.id, new.words.strip())
        row.save(force_insert=True)


def add_opinion(
    who: AdmittedPerson,
    *,
    speaker: str,
    words: str,
    said_on: date,
    due_on: date,
    entry: UUID | None,
    by: UUID,
    at: datetime,
) -> UUID:
    """What somebody said of our work; returns its id. What came with an entry already is not kept twice."""
    if entry is not None:
        there = Opinion.objects.filter(person_id=who.id, entry=entry).values_list("id", flat=True).first()
        if there is not None:
            return there
    row = Opinion(
        id=new_id(), person_id=who.id, held_by=who.held_by, speaker=speaker, entry=entry, said_on=said_on,
        due_on=due_on, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    row.note = _ring(who).seal(who.id, CASEWORK, OPINION, row.id, words.strip())
    row.save(force_insert=True)
    return row.id


def answer_opinion(who: AdmittedPerson, opinion: OpinionRow, *, words: str, by: UUID, at: datetime) -> None:
    """What we answered."""
    person = opinion.person_id
    sealed = _ring(who, person).seal(person, CASEWORK, ANSWER, opinion.id, words.strip())
    found = Opinion.objects.filter(person_id=person, id=opinion.id, answered_at__isnull=True)
    found.update(answer=sealed, answered_at=at, answered_by=by)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)


def _ring(who: AdmittedPerson, person: UUID | None = None) -> Ring:
    subject = person or who.id
    return keys.ring_to_write([(subject, CASEWORK)], {subject: who.held_by})
