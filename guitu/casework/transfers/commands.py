"""Writing offers and answers down. Whether somebody may, and what follows, are the workflows' questions."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.transfers.models import Transfer
from guitu.casework.transfers.queries import TransferRow
from guitu.casework.transfers.translate import ANSWER, CASEWORK, NOTE, stored, stored_appointment
from guitu.domain.kernel.errors import DomainError
from guitu.domain.transfer import Settled, SettledAppointment, Sort, State
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id


def offer(
    who: AdmittedPerson,
    *,
    kind: Sort,
    to_unit: int,
    effective_on: date,
    tasks: Iterable[Settled],
    appointments: Iterable[SettledAppointment],
    words: str,
    answer_by_on: date,
    by: UUID,
    at: datetime,
    id: UUID | None = None,  # noqa: A002 - the word of every table
) -> UUID:
    """Write an offer down, in the caller's transaction, which holds the person's lock; returns its id.

    Raises:
        DomainError: "transfer.waits-already": another offer about this person waits for an answer.
    """
    if Transfer.objects.filter(person_id__in=who.ids, state=State.OFFERED).exists():
        raise DomainError("transfer.waits-already")
    made = Transfer(
        id=id or new_id(),
        person_id=who.id,
        held_by=who.held_by,
        kind=kind.value,
        from_unit=who.held_by,
        to_unit=to_unit,
        effective_on=effective_on,
        details=[*map(stored, tasks), *map(stored_appointment, appointments)],
        answer_by_on=answer_by_on,
        offered_at=at,
        offered_by=by,
    )
    made.note = _sealed(made.person_id, made.held_by, NOTE, made.id, words)
    made.save(force_insert=True)
    return made.id


def answer(
    row: TransferRow, *, state: State, reason: str = "", words: str = "", by: UUID, at: datetime
) -> None:
    """Write down how an offer ended, in the caller's transaction, which holds the person's lock.

    Raises:
        DomainError: "transfer.answered-before": somebody else was quicker.
    """
    changed = Transfer.objects.filter(person_id=row.person_id, id=row.id, state=row.state).update(
        state=state,
        reason=reason,
        answer=_sealed(row.person_id, row.held_by, ANSWER, row.id, words),
        answered_at=at,
        answered_by=by,
    )
    if not changed:
        raise DomainError("transfer.answered-before", state=row.state.value)


def _sealed(person: UUID, held_by: int, place: bytes, row: UUID, text: str) -> bytes:
    if not text.strip():
        return b""
    ring = keys.ring_to_write([(person, CASEWORK)], {person: held_by})
    return ring.seal(person, CASEWORK, place, row, text)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person, on every offer."""
    Transfer.objects.filter(person_id=person_id).update(held_by=to_held_by)


def erase(persons: Iterable[UUID]) -> None:
    """What is left of offers about somebody whose keys are destroyed: days and codes."""
    Transfer.objects.filter(person_id__in=list(persons)).update(note=b"", answer=b"")
