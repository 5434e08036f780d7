"""Opening a sealed file: a legal basis, two who agree, one named reader, seventy-two hours at most.

Whoever asks is told nothing but the number of their request: there is a ticket for a number nobody knows as
well. The two who agree type the identity number from the paper before them, so that two people have read it.
Reading closes by itself, because the relation that opens it has an end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.queries import Line, timeline
from guitu.casework.people.queries import AdmittedPerson, lookup_of, unsealed
from guitu.casework.records import commands as records
from guitu.casework.records.queries import OpeningRow, flags_of, is_about, opening_for, sealed_files
from guitu.domain.access import Permission, Relation, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.domain.rights import Basis, Opening, Silence, State, check_opening, closes_at
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.audit import sightings
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for. ``citizen_id`` normalised; accounts by user name."""

    citizen_id: str
    basis: Basis
    document: str
    silence: Silence
    hours: int
    reader: str
    approvers: tuple[str, str]


@transaction.atomic
def ask_to_open(wanted: Wanted, *, by: Viewer, at: datetime) -> UUID:
    """Write a request down and give its number, whether or not there is such a file.

    Raises:
        DomainError: "access.refused", "unseal.document-missing", "unseal.account-unknown"; what
            ``guitu.domain.rights.check_opening`` refuses.
    """
    if not holds(by, Permission.UNSEAL_ASK):
        raise DomainError("access.refused")
    if not wanted.document.strip():
        raise DomainError("unseal.document-missing")
    named = viewers_named((wanted.reader, *wanted.approvers))
    if not all(name in named for name in (wanted.reader, *wanted.approvers)):
        raise DomainError("unseal.account-unknown")
    first, second = (named[name] for name in wanted.approvers)
    reader = named[wanted.reader]
    check_opening(Opening(by.id, reader, (first, second), wanted.hours))
    made = records.ask_to_open(
        key=lookup_of(wanted.citizen_id),
        basis=wanted.basis,
        document=wanted.document.strip(),
        silence=wanted.silence,
        hours=wanted.hours,
        by=by.id,
        reader=reader.id,
        approvers=(first.id, second.id),
        at=at,
    )
    note("unseal.asked", subject=None, by=by, at=at, request=made, basis=wanted.basis.value)
    return made


@transaction.atomic
def agree(opening: UUID, *, citizen_id: str, by: Viewer, at: datetime) -> bool:
    """One of the two agrees, having typed the number on the paper; returns whether the file is open now.

    Raises:
        DomainError: "unseal.unknown", "unseal.not-yours-to-agree", "unseal.other-number",
            "unseal.answered-before".
    """
    asked = _to_agree(opening, by)
    if not is_about(asked, lookup_of(citizen_id)):
        raise DomainError("unseal.other-number")
    both = records.agree(asked, by=by.id, at=at)
    note("unseal.agreed", subject=None, by=by, at=at, request=opening)
    if both:
        _open(asked, by=by, at=at)
    return both


@transaction.atomic
def refuse(opening: UUID, *, by: Viewer, at: datetime) -> None:
    """One of the two does not agree; the request ends.

    Raises:
        DomainError: "unseal.unknown", "unseal.not-yours-to-agree", "unseal.answered-before".
    """
    records.refuse_opening(_to_agree(opening, by), by=by.id)
    note("unseal.refused", subject=None, by=by, at=at, request=opening)


def _to_agree(opening: UUID, by: Viewer) -> OpeningRow:
    asked = opening_for(by.id, opening)
    if by.id not in {asked.first, asked.second} or not holds(by, Permission.UNSEAL_APPROVE):
        raise DomainError("unseal.not-yours-to-agree")
    return asked


def _open(asked: OpeningRow, *, by: Viewer, at: datetime) -> None:
    until = closes_at(at, asked.hours)
    with door.even_sealed("unseal"):
        records.open_until(asked, until=until)
        for person, held_by in sealed_files(asked).items():
            authorization.tie(
                person,
                held_by=held_by,
                kind=Relation.UNSEALED,
                account=asked.reader,
                at=at,
                until=until,
                basis=asked.basis.value,
                by=by.id,
            )
            if asked.silence is Silence.NONE:
                records.notice(person, asked, held_by=held_by, at=at, until=until)
            sightings.happened(Act.UNSEAL, actor=by, person=person, purpose=asked.basis.value)
            note("file.unsealed", subject=person, by=by, at=at, request=asked.id)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What a named reader reads of a sealed file: who it is, orders and what belongs to orders.

    ``flags`` the rows that the person says are wrong, by id: that goes with the row to every reader.
    """

    who: AdmittedPerson
    courses: tuple[EpisodeRow, ...]
    lines: tuple[Line, ...]
    flags: Mapping[UUID, State]


def read_sealed(viewer: Viewer, opening: UUID, *, at: datetime) -> tuple[SealedFile, ...]:
    """The files that were opened, for their named reader while that holds; none where there was none.

    A file of the same number that was sealed since then stays closed, and nothing tells of it.

    Raises:
        DomainError: "unseal.unknown", also once it has closed and for everybody but the reader.
    """
    asked = opening_for(viewer.id, opening)
    if viewer.id != asked.reader or not asked.is_open(at):
        raise DomainError("unseal.unknown")
    with door.even_sealed("unseal"):
        meant = sealed_files(asked)
    found = []
    with door.open_for(viewer):
        for person in meant:
            if Relation.UNSEALED not in viewer.relations.get(person, ()):
                continue
            who = unsealed(viewer, person)
            with door.even_sealed("unseal"):
                flags = flags_of(who)
            found.append(SealedFile(who, episodes_of(who), timeline(viewer, who, limit=500), flags))
    return tuple(found)
