"""Writing family files. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.family.models import Care, Child, Hold, Relative, SchoolWord, Word
from guitu.casework.family.queries import HoldRow, RelativeRow
from guitu.casework.family.translate import CARE, CHILD, FAMILY, HOLD, RELATIVE
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.family.relative import About, Said
from guitu.domain.family.school import Contact
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Relative, Word, Child, Care, Hold, SchoolWord)


class NewChild(NamedTuple):
    """A child as it is written down."""

    name: str
    schooling: str
    aid: str
    carer: str
    aid_on: date | None = None
    carer_relative: UUID | None = None
    ask_school: bool = False
    words: str = ""


class NewCare(NamedTuple):
    """Who cares for whom, as it is written down."""

    whom: str
    carer: str
    relief: str
    carer_relative: UUID | None = None
    words: str = ""


class NewHold(NamedTuple):
    """Who is to be kept apart, and why."""

    relative: UUID
    side: str
    reason: str
    words: str = ""


def write_relative(
    who: AdmittedPerson, about: About, *, of: RelativeRow | None, id_: UUID | None, by: UUID, at: datetime
) -> UUID:
    """A relative anew (``of`` None), or what is known of one now; returns the id."""
    person, row_id = (of.person_id, of.id) if of else (who.id, id_ or new_id())
    sealed = _sealed(who, person, RELATIVE, row_id, about._asdict())
    columns = {"relation": about.relation, "note": sealed, "written_at": at, "written_by": by}
    if of is None:
        _add(Relative(id=row_id, person_id=person, held_by=who.held_by, **columns))
    else:
        Relative.objects.filter(person_id=person, id=row_id).update(**columns)
    return row_id


def is_there(who: AdmittedPerson, relative: UUID) -> bool:
    """Whether a relative was written down already: the form was sent twice."""
    return Relative.objects.filter(person_id__in=who.ids, id=relative).exists()


def say(who: AdmittedPerson, of: RelativeRow, said: Said, *, speaker: str, by: UUID, at: datetime) -> None:
    """Keep what a relative said."""
    Word(
        person_id=of.person_id, held_by=who.held_by, relative=of.id, purpose=said.purpose, given=said.given,
        speaker=speaker, said_on=said.on, written_at=at, written_by=by,
    ).save(force_insert=True)  # fmt: skip


def withdraw(of: RelativeRow, *, on: date | None) -> None:
    """They took their word back whole; None: they gave it again."""
    Relative.objects.filter(person_id=of.person_id, id=of.id).update(withdrew_on=on)


def erase(of: RelativeRow, *, at: datetime) -> None:
    """Take away who a relative is; that somebody was there, and took their word back, stays."""
    Relative.objects.filter(person_id=of.person_id, id=of.id).update(note=b"", erased_at=at)


def write_child(who: AdmittedPerson, new: NewChild, *, child: UUID | None, by: UUID, at: datetime) -> UUID:
    """A child anew, or as it stands now; returns the id."""
    columns = {
        "schooling": new.schooling, "aid": new.aid, "aid_on": new.aid_on, "carer": new.carer,
        "carer_relative": new.carer_relative, "ask_school": new.ask_school,
    }  # fmt: skip
    words = {"name": new.name, "words": new.words}
    return _write(Child, CHILD, who, words, columns, row_id=child, by=by, at=at)


def keep_school_word(
    who: AdmittedPerson, child: UUID, said: Contact, *, id_: UUID, by: UUID, at: datetime
) -> bool:
    """Keep a word with a school; whether it is new."""
    if SchoolWord.objects.filter(person_id__in=who.ids, id=id_).exists():
        return False
    row = SchoolWord(
        id=id_, person_id=who.id, held_by=who.held_by, child=child, about=said.about, way=said.way,
        outcome=said.outcome, said_on=said.on, written_at=at, written_by=by,
    )  # fmt: skip
    _add(row)
    return True


def write_care(who: AdmittedPerson, new: NewCare, *, care: UUID | None, by: UUID, at: datetime) -> UUID:
    """Who cares for whom anew, or as it stands now; returns the id."""
    columns = {"carer": new.carer, "carer_relative": new.carer_relative, "relief": new.relief}
    words = {"whom": new.whom, "words": new.words}
    return _write(Care, CARE, who, words, columns, row_id=care, by=by, at=at)


def _write(
    table: type[Child] | type[Care],
    place: bytes,
    who: AdmittedPerson,
    words: Mapping[str, str],
    columns: dict[str, Any],
    *,
    row_id: UUID | None,
    by: UUID,
    at: datetime,
) -> UUID:
    found = table.objects.filter(person_id__in=who.ids, id=row_id).first() if row_id else None
    person, made = (found.person_id, found.id) if found else (who.id, row_id or new_id())
    columns |= {"note": _sealed(who, person, place, made, words), "written_at": at, "written_by": by}
    if found:
        table.objects.filter(person_id=person, id=made).update(**columns)
    else:
        _add(table(id=made, person_id=person, held_by=who.held_by, **columns))
    return made


def _add(row: Relative | Child | Care | SchoolWord) -> None:
    """A new row under an id that a form made; one that is somebody else's already sounds like none.

    Raises:
        DomainError: "family.unknown".
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DomainError("family.unknown") from None


def drop(who: AdmittedPerson, line: UUID) -> int:
    """Take a child or a care away; returns how many there were. In a context of the system."""
    SchoolWord.objects.filter(person_id__in=who.ids, child=line).delete()
    return sum(t.objects.filter(person_id__in=who.ids, id=line).delete()[0] for t in (Child, Care))


def keep_apart(who: AdmittedPerson, of: RelativeRow, new: NewHold, *, by: UUID, at: datetime) -> UUID:
    """They are kept apart from now on; returns the hold's id."""
    row = Hold(
        id=new_id(), person_id=of.person_id, held_by=who.held_by, relative=of.id, side=new.side,
        reason=new.reason, set_at=at, set_by=by,
    )  # fmt: skip
    row.note = _sealed(who, of.person_id, HOLD, row.id, {"words": new.words.strip()})
    row.save(force_insert=True)
    return row.id


def stamp_hold(who: AdmittedPerson, row: HoldRow, *, at: datetime, lift_words: str | None = None) -> None:
    """Write down how a hold stands after somebody asked, kept or lifted it (``row.machine``)."""
    columns: dict[str, Any] = {"asked_by": row.machine.asked_by, "lifted_by": row.machine.lifted_by}
    columns["lifted_at"] = at if row.machine.lifted_by else None
    columns["asked_at"] = (row.asked_at or at) if row.machine.asked_by else None
    if lift_words is not None:
        words = {"words": row.words, "lift": lift_words.strip()}
        columns["note"] = _sealed(who, row.person_id, HOLD, row.id, words)
    Hold.objects.filter(person_id=row.person_id, id=row.id).update(**columns)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)


def _sealed(who: AdmittedPerson, person: UUID, place: bytes, row: UUID, words: Mapping[str, str]) -> bytes:
    ring = keys.ring_to_write([(person, FAMILY)], {person: who.held_by})
    return ring.seal(person, FAMILY, place, row, json.dumps(words, ensure_ascii=False))
