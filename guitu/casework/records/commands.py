"""Writing down ends and rights. Whether somebody may, and when, is the callers' question."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid4

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.records.models import Cohort, CorrectionCount, Notice, Opening, Request, SealedId
from guitu.casework.records.queries import OpeningRow, RequestRow
from guitu.casework.records.translate import ANSWER, CASEWORK, WORDS
from guitu.domain.cohort import CohortRow
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import About, Asked, Basis, Silence, State, due
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder


def keep_cohort(row: CohortRow) -> None:
    """Keep one closed episode as statistics."""
    Cohort(id=uuid4(), **asdict(row)).save(force_insert=True)


def remember_sealed(person: UUID, *, key: bytes, held_by: int, on: date) -> None:
    """Remember by which number a sealed file is found. ``held_by`` below zero."""
    SealedId(person_id=person, key=key, held_by=held_by, sealed_on=on).save(force_insert=True)


def ask(
    who: AdmittedPerson,
    kind: Asked,
    *,
    words: str,
    by: UUID,
    at: datetime,
    on: date,
    of: About = About.FILE,
    row: UUID | None = None,
    person: UUID | None = None,
) -> UUID:
    """Write down what somebody asks about their file; returns the request's id.

    Args:
        who: the pass.
        kind: what is asked for.
        words: as the person said it; "" for nothing said.
        by: the account that writes it down.
        at: when (aware).
        on: the civil day from which the days to answer count.
        of: what it is about.
        row: which of them; None for the whole file.
        person: the joined file that row belongs to; None: the file itself.
    """
    subject = person or who.id
    made = Request(
        id=new_id(),
        person_id=subject,
        held_by=who.held_by,
        kind=kind.value,
        of=of.value,
        row=row,
        asked_on=on,
        due_on=due(on),
        recorded_at=at,
        recorded_by=by,
    )
    if words:
        ring = keys.ring_to_write([(subject, CASEWORK)], {subject: who.held_by})
        made.note = ring.seal(subject, CASEWORK, WORDS, made.id, words)
    made.save(force_insert=True)
    return made.id


def answer(
    request: RequestRow, state: State, *, reason: str, words: str, by: UUID | None, at: datetime
) -> None:
    """Write down the answer.

    Raises:
        DomainError: "rights.answered-before".
    """
    sealed = b""
    if words:
        ring = keys.ring_to_write([(request.person_id, CASEWORK)], {request.person_id: request.held_by})
        sealed = ring.seal(request.person_id, CASEWORK, ANSWER, request.id, words)
    changed = Request.objects.filter(person_id=request.person_id, id=request.id, state="open").update(
        state=state.value, reason=reason, answer=sealed, answered_at=at, answered_by=by
    )
    if not changed:
        raise DomainError("rights.answered-before")


def ask_to_open(
    *,
    key: bytes,
    basis: Basis,
    document: str,
    silence: Silence,
    hours: int,
    by: UUID,
    reader: UUID,
    approvers: tuple[UUID, UUID],
    at: datetime,
) -> UUID:
    """Write down a request to open whatever file is found by ``key``; returns its id: the ticket."""
    made = Opening(
        id=new_id(),
        key=key,
        basis=basis.value,
        document=document,
        silence=silence.value,
        hours=hours,
        asked_at=at,
        asked_by=by,
        reader=reader,
        first=approvers[0],
        second=approvers[1],
    )
    made.save(force_insert=True)
    return made.id


def agree(opening: OpeningRow, *, by: UUID, at: datetime) -> bool:
    """One of the two agrees; returns whether both have now.

    Raises:
        DomainError: "unseal.answered-before".
    """
    mine = "first" if by == opening.first else "second"
    waiting = Opening.objects.filter(id=opening.id, state="asked", **{mine: by, f"{mine}_at__isnull": True})
    if not waiting.update(**{f"{mine}_at": at}):
        raise DomainError("unseal.answered-before")
    both = {"first_at__isnull": False, "second_at__isnull": False}
    return Opening.objects.filter(id=opening.id, **both).exists()


def refuse_opening(opening: OpeningRow, *, by: UUID) -> None:
    """One of the two does not agree.

    Raises:
        DomainError: "unseal.answered-before".
    """
    if not Opening.objects.filter(id=opening.id, state="asked").update(state="refused", refused_by=by):
        raise DomainError("unseal.answered-before")


def open_until(opening: OpeningRow, *, until: datetime) -> None:
    """Both have agreed: open from now on, until then."""
    Opening.objects.filter(id=opening.id, state="asked").update(state="open", until=until)


def notice(person: UUID, opening: OpeningRow, *, held_by: int, at: datetime, until: datetime) -> None:
    """Write down what the person is to be told."""
    Notice(
        person_id=person,
        held_by=held_by,
        kind="unsealed",
        reason=opening.basis.value,
        order_document=opening.document,
        made_at=at,
        until=until,
    ).save(force_insert=True)


def count_correction(*, unit: int, on: date, people: int, by: UUID, at: datetime) -> None:
    """Enter a unit's bare count; a second one on the same day replaces the first."""
    CorrectionCount.objects.update_or_create(
        unit=unit, counted_on=on, defaults={"people": people, "made_at": at, "made_by": by}
    )


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder((SealedId, Request, Notice), person_id, to_held_by=to_held_by)


def erase(persons: Iterable[UUID]) -> None:
    """Let the number of somebody whose keys are destroyed lead nowhere: not to their sealed file either.

    Requests to open it stay as they are. They read the same as those about nobody, and would not otherwise.
    """
    SealedId.objects.filter(person_id__in=list(persons)).delete()
