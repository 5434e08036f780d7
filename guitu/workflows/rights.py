"""What a person asks about their file is written down and answered; a row they say is wrong is flagged."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.journal.queries import line_of
from guitu.casework.people.queries import AdmittedPerson, contacts, facts, files_read_as_one, person_for
from guitu.casework.records import commands as records
from guitu.casework.records.queries import RequestRow, open_requests, request_for, requests_of
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import About, Asked, State, check_answer
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.refresh import lock_files
from guitu.workflows.seal import settle


@transaction.atomic
def ask(
    *,
    person: UUID,
    kind: Asked,
    words: str,
    by: Viewer,
    at: datetime,
    of: About = About.FILE,
    row: UUID | None = None,
) -> UUID:
    """Write down what somebody asks about their file; returns the request's id.

    Args:
        person: whose.
        kind: what is asked for; a row is said to be wrong by ``CORRECTION`` or ``OBJECTION``.
        words: as the person said it.
        by: who writes it down; needs RIGHTS_RECORD.
        at: when (aware).
        of: what it is about.
        row: which entry, fact or contact; None for the whole file.

    Raises:
        DomainError: "person.unknown"; "rights.row-unknown": no such row, or not open to the viewer.
    """
    who = person_for(by, person, Permission.RIGHTS_RECORD)
    owner = _owner(who, of, row, by)
    made = records.ask(
        who, kind, words=words.strip(), by=by.id, at=at, on=day_of(at), of=of, row=row, person=owner
    )
    note("rights.asked", subject=who.id, by=by, at=at, request=made, kind=kind.value)
    return made


def _owner(who: AdmittedPerson, of: About, row: UUID | None, by: Viewer) -> UUID:
    """The file a row belongs to."""
    if row is None:
        return who.id
    if of is About.ENTRY:
        return line_of(by, who, row).person_id
    if of is About.IDENTITY and row == who.id:
        return who.id
    rows = facts(who) if of is About.FACT else contacts(who) if of is About.CONTACT else ()
    if not any(each.id == row for each in rows):
        raise DomainError("rights.row-unknown")
    return who.id


def waiting(viewer: Viewer) -> tuple[RequestRow, ...]:
    """The requests that whoever answers has before them, the earliest due first.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.RIGHTS_ANSWER):
        raise DomainError("access.refused")
    with door.as_system("answering requests"):
        return open_requests(viewer)


def request_to_answer(viewer: Viewer, request: UUID) -> RequestRow:
    """One of them.

    Raises:
        DomainError: "access.refused", "rights.unknown".
    """
    if not holds(viewer, Permission.RIGHTS_ANSWER):
        raise DomainError("access.refused")
    with door.as_system("answering requests"):
        return request_for(viewer, request)


@transaction.atomic
def answer_request(
    *, request: UUID, state: State, reason: str = "", words: str = "", by: Viewer, at: datetime
) -> None:
    """Grant a request or refuse it with a reason; a file it kept open closes.

    Granting changes nothing by itself: what is wrong is corrected by an entry, a deletion is carried out by
    the privacy officer.

    Raises:
        DomainError: "access.refused", "rights.unknown", "rights.refusal-without-reason",
            "rights.answered-before".
    """
    check_answer(state, reason)
    asked = request_to_answer(by, request)
    with door.as_system("answering requests"):
        lock_files((asked.person_id,))
        said = reason if state is State.REFUSED else ""
        records.answer(asked, state, reason=said, words=words.strip(), by=by.id, at=at)
        note("rights.answered", subject=asked.person_id, by=by, at=at, request=request, state=state.value)
        settle(files_read_as_one(asked.person_id), on=day_of(at))


def answered_at_once(who: AdmittedPerson, request: UUID, *, state: State, by: Viewer, at: datetime) -> None:
    """Answer on the spot what needs nobody's decision: a copy handed over. In the caller's transaction."""
    (row,) = (asked for asked in requests_of(who) if asked.id == request)
    records.answer(row, state, reason="", words="", by=by.id, at=at)
    note("rights.answered", subject=who.id, by=by, at=at, request=request, state=state.value)
