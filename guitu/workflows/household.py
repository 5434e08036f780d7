"""What a family carries: children and their schooling, who cares for whom, and talks that mend."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.family import commands as family
from guitu.casework.family import queries
from guitu.casework.family.commands import NewCare, NewChild
from guitu.casework.family.queries import ChildRow
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.family.relative import check_words, may
from guitu.domain.family.school import Contact, check_contact
from guitu.domain.family.words import CARERS, LONGEST_NAME, RELIEF, SCHOOLING, STUDENT_AID
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.family import admitted, check_open
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

COUNSELLING = "counselling"


@transaction.atomic
def write_child(*, person: UUID, new: NewChild, child: UUID | None, by: Viewer, at: datetime) -> UUID:
    """A child is written down, or brought up to date; returns the id. Sending twice is harmless.

    The school is asked nothing and told nothing without the word of whoever cares for the child, and never
    what the person takes part in.

    Raises:
        DomainError: "person.unknown", "family.…".
    """
    who = admitted(by, person)
    _check_name(new.name, field="name")
    check_words(new.words)
    _check_code(new.schooling, SCHOOLING, field="schooling")
    _check_code(new.aid, STUDENT_AID, field="aid")
    lock_files(who.ids)
    _check_carer(who, new.carer, new.carer_relative)
    row = family.write_child(who, new, child=child, by=by.id, at=at)
    note("family.child-written", subject=who.id, by=by, at=at, child=row, aid=new.aid)
    return row


@transaction.atomic
def write_care(*, person: UUID, new: NewCare, care: UUID | None, by: Viewer, at: datetime) -> UUID:
    """Who cares for whom is written down, or brought up to date; returns the id. Sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "family.…".
    """
    who = admitted(by, person)
    _check_name(new.whom, field="whom")
    check_words(new.words)
    _check_code(new.relief, RELIEF, field="relief")
    lock_files(who.ids)
    _check_carer(who, new.carer, new.carer_relative)
    row = family.write_care(who, new, care=care, by=by.id, at=at)
    note("family.care-written", subject=who.id, by=by, at=at, care=row, relief=new.relief)
    return row


@transaction.atomic
def drop(*, person: UUID, line: UUID, by: Viewer, at: datetime) -> None:
    """Take a child or a care away.

    Raises:
        DomainError: "person.unknown", "family.unknown".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    with door.whole_files(who.ids):
        gone = family.drop(who, line)
    if not gone:
        raise DomainError("family.unknown")
    note("family.line-dropped", subject=who.id, by=by, at=at, line=line)


@transaction.atomic
def talk(
    *,
    person: UUID,
    relatives: Collection[UUID],
    outcome: str,
    on: date,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """A talk that mends a family is written down as help; who sat there stays out of the journal.

    Args:
        person: whose family.
        relatives: who was there or was to be there; each agreed to such talks.
        outcome: a word of the journal's kind ``service``.
        on: the day.
        by: who writes.
        at: when (aware).
        entry_id: made by the form, so that sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "family.…", "journal.…".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    if not relatives:
        raise DomainError("family.nobody", field="relatives")
    for relative in relatives:
        of = queries.relative_for(who, relative)
        check_open(who, of)
        if not may(COUNSELLING, of.said, withdrew=False, apart=False):
            raise DomainError("family.not-agreed", field="relatives")
    draft = Draft(
        kind="service", outcome=outcome, happened_on=on, details={"service": "family_repair"}, id=entry_id
    )
    return write(who, draft, episode=None, by=by, at=at)


@transaction.atomic
def ask_school(*, person: UUID, child: UUID, contact: Contact, by: Viewer, at: datetime, id_: UUID) -> bool:
    """A word with a child's school is written down, and help where it was arranged; whether it is new.

    Only while whoever cares for the child agrees, in their own word where they are on file.

    Raises:
        DomainError: "person.unknown", "family.unknown", "family.school-not-agreed", "family.withdrew",
            "family.kept-apart", "family.choose", "family.day", "journal.…".
    """
    who = admitted(by, person)
    lock_files(who.ids)
    row = next((one for one in queries.children_of(who) if one.id == child), None)
    if row is None:
        raise DomainError("family.unknown")
    check_contact(contact, agreed=may_ask_school(who, row), today=day_of(at))
    if not family.keep_school_word(who, row.id, contact, id_=id_, by=by.id, at=at):
        return False
    note("family.school-asked", subject=who.id, by=by, at=at, child=row.id, about=contact.about)
    if contact.outcome == "arranged":
        help_ = Draft(
            kind="service", outcome="done", happened_on=contact.on, details={"service": "school_aid"}
        )
        write(who, help_, episode=None, by=by, at=at)
    return True


def may_ask_school(who: AdmittedPerson, row: ChildRow) -> bool:
    """Whether the carer agreed: for the school, and, a relative on file, to be helped at all.

    Raises:
        DomainError: "family.withdrew", "family.kept-apart".
    """
    if not row.ask_school or row.carer_relative is None:
        return row.ask_school
    carer = queries.relative_for(who, row.carer_relative)
    check_open(who, carer)
    return may("help", carer.said, withdrew=False, apart=False)


def _check_name(name: str, *, field: str) -> None:
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        raise DomainError("family.name", field=field, most=LONGEST_NAME)


def _check_code(code: str, words: Collection[str], *, field: str) -> None:
    if code not in words:
        raise DomainError("family.choose", field=field)


def _check_carer(who: AdmittedPerson, carer: str, relative: UUID | None) -> None:
    """A relative who cares is one on file; nobody else is named so.

    Raises:
        DomainError: "family.choose", "family.unknown", "family.withdrew".
    """
    _check_code(carer, CARERS, field="carer")
    if (carer == "relative") is not (relative is not None):
        raise DomainError("family.carer", field="carer_relative")
    if relative is not None and queries.relative_for(who, relative).withdrew_on is not None:
        raise DomainError("family.withdrew", field="carer_relative")
