"""From rows to what pages and workflows read of offers, opened as far as the keys reach."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guitu.casework.transfers import models
from guitu.domain.transfer import Answer, DropReason, Settled, SettledAppointment, Sort, State, Task
from guitu.foundation.crypto.keys import Ring

CASEWORK = "casework"  # whose key seals what the two sides say
NOTE, ANSWER = b"transfers_transfer.note", b"transfers_transfer.answer"


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One offer. ``words`` of the sender and ``answer`` of the receiver are "" where nothing can be read."""

    id: UUID
    person_id: UUID
    held_by: int
    kind: Sort
    from_unit: int
    to_unit: int
    effective_on: date
    state: State
    reason: str
    tasks: tuple[Settled, ...]
    appointments: tuple[SettledAppointment, ...]
    words: str = field(repr=False)
    answer: str = field(repr=False)
    answer_by_on: date
    offered_at: datetime
    offered_by: UUID
    answered_at: datetime | None
    answered_by: UUID | None


def transfer_row(row: models.Transfer, ring: Ring) -> TransferRow:
    """The frozen offer, opened as far as the ring reaches."""
    return TransferRow(
        id=row.id,
        person_id=row.person_id,
        held_by=row.held_by,
        kind=Sort(row.kind),
        from_unit=row.from_unit,
        to_unit=row.to_unit,
        effective_on=row.effective_on,
        state=State(row.state),
        reason=row.reason,
        tasks=tuple(_settled(said) for said in row.details if "appointment" not in said),
        appointments=tuple(_settled_appointment(said) for said in row.details if "appointment" in said),
        words=_opened(row, NOTE, row.note, ring),
        answer=_opened(row, ANSWER, row.answer, ring),
        answer_by_on=row.answer_by_on,
        offered_at=row.offered_at,
        offered_by=row.offered_by,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


def _opened(row: models.Transfer, place: bytes, sealed: bytes | memoryview, ring: Ring) -> str:
    return ring.open(row.person_id, CASEWORK, place, row.id, sealed) or "" if sealed else ""


def stored(settled: Settled) -> dict[str, object]:
    """One task as the table keeps it."""
    task = settled.task
    return {
        "episode": task.episode,
        "rule": task.rule,
        "n": task.n,
        "kind": task.kind,
        "owed_by": task.owed_by,
        "due_on": task.due_on.isoformat(),
        "may_drop": task.may_drop,
        "answer": settled.answer.value,
        "reason": settled.reason.value if settled.reason else "",
    }


def stored_appointment(settled: SettledAppointment) -> dict[str, object]:
    """One appointment as the table keeps it: its time stays in its own room."""
    return {
        "appointment": str(settled.appointment),
        "answer": settled.answer.value,
        "reason": settled.reason,
    }


def _settled_appointment(said: dict[str, object]) -> SettledAppointment:
    return SettledAppointment(
        UUID(str(said["appointment"])), Answer(str(said["answer"])), str(said["reason"])
    )


def _settled(said: dict[str, object]) -> Settled:
    task = Task(
        episode=str(said["episode"]),
        rule=str(said["rule"]),
        n=int(str(said["n"])),
        kind=str(said["kind"]),
        owed_by=str(said["owed_by"]),
        due_on=date.fromisoformat(str(said["due_on"])),
        may_drop=bool(said["may_drop"]),
    )
    why = str(said["reason"])
    return Settled(task, Answer(str(said["answer"])), DropReason(why) if why else None)
