"""Beginning hand-offs, writing their lines, moving them on. Whether somebody may is the callers' question."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from guitu.casework.handoffs.models import Handoff, Line
from guitu.casework.handoffs.translate import CASEWORK, NOTE, HandoffRow
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.handoff import machine
from guitu.domain.handoff.machine import Side, State
from guitu.domain.handoff.release import Due
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder


class NewHandoff(NamedTuple):
    """A release that a centre begins to prepare. Units are place numbers."""

    person_id: UUID
    held_by: int
    centre: int
    region: int
    released_on: date
    made_at: datetime
    made_by: UUID | None
    township: int | None = None
    station: int | None = None
    onlooker: int | None = None
    decided_on: date | None = None
    order_document: str = ""
    rehab_document: str = ""


def begin(new: NewHandoff) -> UUID:
    """One new hand-off, in the caller's transaction; returns its id."""
    made = Handoff(id=new_id(), **new._asdict())
    made.save(force_insert=True)
    return made.id


def begin_many(rows: list[NewHandoff]) -> int:
    """Many at once, for made-up populations; returns how many."""
    return len(Handoff.objects.bulk_create(Handoff(id=new_id(), **row._asdict()) for row in rows))


def address(handoff: HandoffRow, *, township: int | None, station: int | None, onlooker: int | None) -> None:
    """Say which offices receive the person."""
    _set(handoff, township=township, station=station, onlooker=onlooker)


def keep_papers(handoff: HandoffRow, *, order: str, certificate: str, rehab: str) -> None:
    """Keep the numbers of the legal papers."""
    _set(handoff, order_document=order, certificate_document=certificate, rehab_document=rehab)


def reschedule(handoff: HandoffRow, *, released_on: date) -> None:
    """Another release day."""
    _set(handoff, released_on=released_on)


def step(handoff: HandoffRow, to: machine.Handoff, *, by: UUID, at: datetime) -> None:
    """Store what the domain made of a hand-off, with who did it where somebody accepted or offered."""
    changed: dict[str, Any] = {"state": to.state.value, "reason": to.reason}
    for side in (Side.TOWNSHIP, Side.STATION):
        if side not in to.accepted:
            changed |= {f"{side.value}_at": None, f"{side.value}_by": None}
        elif side not in handoff.machine.accepted:
            changed |= {f"{side.value}_at": at, f"{side.value}_by": by}
    if to.state is State.OFFERED and handoff.state is not State.OFFERED:
        changed |= {"offered_at": at, "offered_by": by}
    _set(handoff, **changed)


def stamp(handoff: HandoffRow, due: Due | None, *, contact_on: date | None) -> None:
    """Cache what comes next and when the person was first reached, where that differs."""
    told = {
        "turn": "" if due is None else _turn(due.sides),
        "next_step": "" if due is None else due.step.value,
        "due_on": None if due is None else due.due_on,
        "contact_on": contact_on,
    }
    if any(getattr(handoff, name) != value for name, value in told.items()):
        _set(handoff, **told)


def _turn(sides: frozenset[Side]) -> str:
    return next(iter(sides)).value if len(sides) == 1 else "receivers"


def write_line(
    who: AdmittedPerson,
    handoff: HandoffRow,
    *,
    sort: str,
    code: str,
    words: str,
    by: UUID,
    at: datetime,
    inside: UUID | None = None,
    outside: str = "",
) -> None:
    """Write one line, in place of the one of the same code; without words of a packet it is taken away."""
    person = handoff.person_id
    there = Line.objects.filter(person_id=person, handoff=handoff.id, sort=sort, code=code)
    if sort == "packet" and not words.strip():
        there.delete()
        return
    kept = there.first()
    row = Line(
        id=kept.id if kept else new_id(),
        person_id=person,
        held_by=who.held_by,
        handoff=handoff.id,
        sort=sort,
        code=code,
        inside=inside,
        outside=outside,
        written_at=at,
        written_by=by,
    )
    if words.strip():
        ring = keys.ring_to_write([(person, CASEWORK)], {person: who.held_by})
        row.note = ring.seal(person, CASEWORK, NOTE, row.id, words.strip())
    row.save(force_insert=kept is None, force_update=kept is not None)


def drop_line(handoff: HandoffRow, line: UUID) -> int:
    """Take a line away; returns how many there were."""
    return Line.objects.filter(person_id=handoff.person_id, handoff=handoff.id, id=line).delete()[0]


def drop_lines(handoff: HandoffRow, *, sort: str = "") -> None:
    """Take the words away: the journal has what counts of them."""
    found = Line.objects.filter(person_id=handoff.person_id, handoff=handoff.id)
    (found.filter(sort=sort) if sort else found).delete()


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder((Handoff, Line), person_id, to_held_by=to_held_by)


def _set(handoff: HandoffRow, **columns: Any) -> None:
    Handoff.objects.filter(person_id=handoff.person_id, id=handoff.id).update(**columns)
