"""Writing somebody's health. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from guitu.casework.health.models import Checkup, Crisis, Insurance, Line, Plan, Referral
from guitu.casework.health.queries import CheckupRow, LineRow, ReferralRow
from guitu.casework.health.translate import MEDICAL, packed, place_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.health import insurance as insured
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.plan import Words
from guitu.domain.health.record import NewLine
from guitu.domain.health.referral import State
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Line, Plan, Checkup, Referral, Insurance, Crisis)


def _put(row: Any, said: Mapping[str, Any]) -> UUID:
    """Seal what a row says, and keep the row."""
    ring = keys.ring_to_write([(row.person_id, MEDICAL)], {row.person_id: row.held_by})
    row.note = ring.seal(row.person_id, MEDICAL, place_of(row), row.id, packed(said))
    row.save(force_insert=True)
    made: UUID = row.id
    return made


def _about(who: AdmittedPerson, by: UUID, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(), "person_id": who.id, "held_by": who.held_by, "written_at": at, "written_by": by
    }  # fmt: skip


def _change(
    model: Any, person: UUID, row: UUID, said: Mapping[str, Any] | None = None, **columns: Any
) -> None:
    """Change one row: its columns, and what it says where that is given."""
    found = model.objects.filter(person_id=person, id=row)
    if said is not None:
        one = found.get()
        ring = keys.ring_to_write([(person, MEDICAL)], {person: one.held_by})
        columns["note"] = ring.seal(person, MEDICAL, place_of(one), row, packed(said))
    found.update(**columns)


def write_line(who: AdmittedPerson, line: NewLine, *, by: UUID, at: datetime) -> UUID:
    """One line of the record more; returns its id."""
    since = line.since.isoformat() if line.since else ""
    said = {"sort": line.sort.value, "code": line.code, "words": line.words.strip(), "since": since}
    return _put(Line(**_about(who, by, at)), said)


def end_line(line: LineRow, *, on: date) -> None:
    """Say that a line is not so any more."""
    _change(Line, line.person_id, line.id, ended_on=on)


def put_in_force(
    who: AdmittedPerson, words: Words, *, version: int, check_on: date, on: date, by: UUID, at: datetime
) -> UUID:
    """A version takes the place of the one in force; returns its id."""
    Plan.objects.filter(person_id__in=who.ids, replaced_at__isnull=True).update(replaced_at=at)
    row = Plan(**_about(who, by, at), version=version, from_on=on, check_on=check_on)
    return _put(row, {name: text.strip() for name, text in words._asdict().items()})


def plan_checkup(who: AdmittedPerson, *, kind: str, words: str, due_on: date, by: UUID, at: datetime) -> UUID:
    """A check-up to come; returns its id."""
    row = Checkup(**_about(who, by, at), due_on=due_on)
    return _put(row, {"kind": kind, "words": words.strip(), "found": ""})


def close_checkup(checkup: CheckupRow, outcome: Outcome, *, on: date, found: str) -> None:
    """What became of a check-up."""
    said = {"kind": checkup.kind, "words": checkup.words, "found": found.strip()}
    _change(Checkup, checkup.person_id, checkup.id, said, state=outcome.value, done_on=on)


def draft_referral(
    who: AdmittedPerson,
    *,
    hospital: str,
    reason: str,
    green: bool,
    lines: Iterable[tuple[Sort, str]],
    by: UUID,
    at: datetime,
) -> UUID:
    """A referral that is being written; returns its id."""
    told = [[sort.value, words] for sort, words in lines]
    said = {"hospital": hospital, "reason": reason, "green": green, "lines": told, "answer": ""}
    return _put(Referral(**_about(who, by, at)), said)


def move_referral(
    referral: ReferralRow, to: State, *, answer: str | None = None, **days: date | None
) -> None:
    """A referral goes on, with what the hospital answered and the days that follow from it."""
    said = None
    if answer is not None:
        told = asdict(referral)
        kept = ("hospital", "reason", "green")
        said = {name: told[name] for name in kept}
        said |= {"lines": [[sort.value, words] for sort, words in referral.lines], "answer": answer.strip()}
    _change(Referral, referral.person_id, referral.id, said, state=to.value, **days)


def set_insurance(who: AdmittedPerson, said: insured.Insurance, *, by: UUID, at: datetime) -> UUID:
    """What is known of somebody's insurance from now on; returns the row's id."""
    until = said.paid_until.isoformat() if said.paid_until else ""
    row = Insurance(**_about(who, by, at))
    return _put(row, {"state": said.state, "kind": said.kind, "paid_until": until})


def keep_crisis(who: AdmittedPerson, *, entry: UUID, crisis: str, words: str, by: UUID, at: datetime) -> UUID:
    """What happened in a crisis; returns the row's id. In a context that may write there."""
    return _put(Crisis(**_about(who, by, at), entry=entry), {"crisis": crisis, "words": words.strip()})


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)
