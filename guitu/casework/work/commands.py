"""Writing work files, statuses, refusals, businesses, placements. Who may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work.models import Business, Placement, Refusal, Sheet, Status, Step
from guitu.casework.work.queries import BusinessRow, PlacementRow
from guitu.casework.work.translate import (
    BUSINESS,
    CASEWORK,
    OUTCOME,
    PLACEMENT,
    REFUSAL,
    SHEET,
    SLIP,
    STATUS,
    STEP,
    called,
    sealed,
    sheet_words,
    slip_text,
)
from guitu.domain.work.file import WorkFile
from guitu.domain.work.placement import CLOSED, ON_HIRE, State, before_hire
from guitu.domain.work.slip import CandidateSlip
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Sheet, Status, Refusal, Business, Step, Placement)
_Row = TypeVar("_Row", Sheet, Status, Refusal, Business, Step, Placement)


def _about(who: AdmittedPerson, *, by: UUID, at: datetime) -> dict[str, Any]:
    return {"id": new_id(), "person_id": who.id, "held_by": who.held_by, "recorded_at": at, "recorded_by": by}


def _store(row: _Row, place: bytes, words: str, ring: Ring) -> UUID:
    row.note = sealed(ring, row, place, words.strip())
    row.save(force_insert=True)
    return row.id


def write_sheet(who: AdmittedPerson, file: WorkFile, *, by: UUID, at: datetime) -> UUID:
    """The work file as it is from now on; what it was is kept."""
    row = Sheet(
        **_about(who, by=by, at=at), skills=list(file.skills), wants=list(file.wants),
        schedules=list(file.schedules), firm=list(file.firm), barriers=list(file.barriers),
        hours_most=file.hours_most, nights=file.nights, farthest=file.farthest, region=file.region,
        available_on=file.available_on,
    )  # fmt: skip
    return _store(row, SHEET, sheet_words(file), _ring(who))


def write_status(
    who: AdmittedPerson, *, status: str, since_on: date, words: str, by: UUID, at: datetime
) -> UUID:
    """Where somebody stands from a day on."""
    row = Status(**_about(who, by=by, at=at), status=status, since_on=since_on)
    return _store(row, STATUS, words, _ring(who))


def write_refusal(
    who: AdmittedPerson,
    *,
    refused_by: str,
    reason: str,
    vacancy: UUID | None,
    happened_on: date,
    words: str,
    by: UUID,
    at: datetime,
) -> UUID:
    """A job that came to nothing."""
    row = Refusal(
        **_about(who, by=by, at=at), by=refused_by, reason=reason, vacancy=vacancy, happened_on=happened_on
    )
    return _store(row, REFUSAL, words, _ring(who))


def begin_business(who: AdmittedPerson, *, words: str, by: UUID, at: datetime) -> UUID:
    """Something somebody wants to do on their own account."""
    return _store(Business(**_about(who, by=by, at=at)), BUSINESS, words, _ring(who))


def move_business(who: AdmittedPerson, business: BusinessRow, *, state: str, on: date, outcome: str) -> None:
    """How far it has come, and what became of it."""
    columns: dict[str, Any] = {"state": state}
    if state == "running" and business.started_on is None:
        columns["started_on"] = on
    columns["ended_on"] = on if state == "ended" else None
    if outcome.strip():
        ring = _ring(who, business.person_id)
        columns["outcome"] = ring.seal(business.person_id, CASEWORK, OUTCOME, business.id, outcome.strip())
    Business.objects.filter(person_id=business.person_id, id=business.id).update(**columns)


def add_step(
    who: AdmittedPerson,
    business: BusinessRow,
    *,
    step: str,
    done_on: date,
    words: str,
    by: UUID,
    at: datetime,
) -> UUID:
    """One step that was taken."""
    about = {**_about(who, by=by, at=at), "person_id": business.person_id}
    row = Step(**about, business=business.id, step=step, done_on=done_on)
    return _store(row, STEP, words, _ring(who, business.person_id))


def propose(
    who: AdmittedPerson,
    *,
    vacancy: UUID | None,
    employer: UUID | None,
    title: str,
    employer_name: str,
    on: date,
    placement_id: UUID,
    by: UUID,
    at: datetime,
) -> UUID:
    """The way to a job begins."""
    about = {**_about(who, by=by, at=at), "id": placement_id}
    row = Placement(**about, vacancy=vacancy, employer=employer, proposed_on=on, changed_at=at, changed_by=by)
    return _store(row, PLACEMENT, called(title, employer_name), _ring(who))


def give_slip(
    who: AdmittedPerson, row: PlacementRow, slip: CandidateSlip, *, on: date, by: UUID, at: datetime
) -> None:
    """What the employer gets to read, kept as it was given."""
    text = _ring(who, row.person_id).seal(row.person_id, CASEWORK, SLIP, row.id, slip_text(slip))
    state = State.SLIP if row.state is State.PROPOSED else row.state
    _set(row, state=state.value, slip=text, slip_on=on, changed_at=at, changed_by=by)


def move_on(row: PlacementRow, to: State, *, on: date, reason: str, by: UUID, at: datetime) -> None:
    """The next step of a placement."""
    columns: dict[str, Any] = {"state": to.value, "reason": reason, "changed_at": at, "changed_by": by}
    if to is State.INTERVIEW:
        columns["interview_on"] = on
    if to is State.HIRED:
        columns["hired_on"] = on
    if to in CLOSED:
        columns["closed_on"] = on
    _set(row, **columns)


def take_back_hire(
    who: AdmittedPerson, row: PlacementRow, *, written_at: datetime, by: UUID, at: datetime
) -> None:
    """Nobody was hired after all: it is on its way again, and the status that the hire wrote is gone."""
    state = before_hire(has_slip=row.slip_on is not None, was_seen=row.interview_on is not None)
    Status.objects.filter(person_id__in=who.ids, status=ON_HIRE, recorded_at=written_at).delete()
    _set(row, state=state.value, hired_on=None, changed_at=at, changed_by=by)


def take_back_end(row: PlacementRow, *, by: UUID, at: datetime) -> None:
    """The job did not end after all."""
    _set(row, state=State.HIRED.value, reason="", closed_on=None, changed_at=at, changed_by=by)


def _set(row: PlacementRow, **columns: Any) -> None:
    Placement.objects.filter(person_id=row.person_id, id=row.id).update(**columns)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)


def _ring(who: AdmittedPerson, person: UUID | None = None) -> Ring:
    subject = person or who.id
    return keys.ring_to_write([(subject, CASEWORK)], {subject: who.held_by})
