"""Writing counselling. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.counselling.models import Case, Letter, Session
from guitu.casework.counselling.queries import CaseRow, SessionRow
from guitu.casework.counselling.translate import MIND, packed, place_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.counselling.cases import State
from guitu.domain.counselling.sessions import Attendance
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Case, Session, Letter)


def _put(row: Any, said: Mapping[str, Any]) -> UUID:
    """Seal what a row says, and keep the row."""
    ring = keys.ring_to_write([(row.person_id, MIND)], {row.person_id: row.held_by})
    row.note = ring.seal(row.person_id, MIND, place_of(row), row.id, packed(said))
    row.save(force_insert=True)
    made: UUID = row.id
    return made


def _change(row: Any, person: UUID, said: Mapping[str, Any], **columns: Any) -> None:
    ring = keys.ring_to_write([(person, MIND)], {person: row.held_by})
    columns["note"] = ring.seal(person, MIND, place_of(row), row.id, packed(said))
    type(row).objects.filter(person_id=person, id=row.id).update(**columns)


def _about(who: AdmittedPerson, by: UUID, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(), "person_id": who.id, "held_by": who.held_by, "written_at": at, "written_by": by
    }  # fmt: skip


def begin(
    who: AdmittedPerson, *, kind: str, goals: str, with_whom: str, since_on: date, by: UUID, at: datetime
) -> UUID:
    """Somebody is on the waiting list; returns the case's id."""
    row = Case(**_about(who, by, at), kind=kind, since_on=since_on)
    return _put(row, {"goals": goals.strip(), "with_whom": with_whom.strip(), "ending": ""})


def open_case(case: CaseRow, *, on: date) -> None:
    """The waiting is over."""
    found = Case.objects.filter(person_id=case.person_id, id=case.id)
    found.update(state=State.OPEN.value, begun_on=on)


def end_case(case: CaseRow, *, ending: str, on: date) -> None:
    """A case ends, with its reason."""
    row = Case.objects.get(person_id=case.person_id, id=case.id)
    said = {"goals": case.goals, "with_whom": case.with_whom, "ending": ending}
    _change(row, case.person_id, said, state=State.ENDED.value, ended_on=on)


def plan_session(who: AdmittedPerson, case: CaseRow, *, on: date, by: UUID, at: datetime) -> UUID:
    """A session to come; returns its id."""
    row = Session(**_about(who, by, at), case=case.id, held_on=on)
    return _put(row, {"themes": [], "words": ""})


def write_session(
    session: SessionRow, *, attendance: Attendance, on: date, themes: Iterable[str], words: str
) -> None:
    """What became of a session, its themes and the private note."""
    row = Session.objects.get(person_id=session.person_id, id=session.id)
    said = {"themes": list(themes), "words": words.strip()}
    _change(row, session.person_id, said, attendance=attendance.value, held_on=on)


def release(
    who: AdmittedPerson,
    *,
    sort: str,
    of: UUID,
    reader: UUID,
    words: str,
    crisis: str = "",
    by: UUID,
    at: datetime,
) -> UUID | None:
    """Words for one reader; None where they have some of this already. In a context of the system."""
    if Letter.objects.filter(person_id=who.id, sort=sort, of=of, reader=reader).exists():
        return None
    row = Letter(**_about(who, by, at), sort=sort, of=of, reader=reader)
    return _put(row, {"words": words.strip(), "crisis": crisis})


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)
