"""The rights are read, then papers are signed, by both sides; what helped to read is always named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of_kinds
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.episode import CLOSED, ORDERED, EpisodeKind
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.papers import ITEMS, RIGHTS_VERSION
from guitu.domain.plans.signing import (
    COMMUNITY,
    OFFICES,
    PAPERS,
    check_signing,
    is_minor,
    rights_read,
    signed_papers,
)
from guitu.foundation.authorization import door
from guitu.foundation.rulebooks import book_for
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

_KINDS = ("rights_read", "agreement", "voluntary_paper")
PART = "agreement.items"
"""The parameter of the rulebook that names the parts of an agreement and their order."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far reading and signing have come. ``open_to`` the papers that fit the person's open courses.

    ``rights_on`` None: the page of rights, as it reads now, was not read yet. ``is_minor`` on ``on``.
    """

    rights_on: date | None
    is_minor: bool
    papers: Mapping[str, Entry]
    open_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """What is written down about one paper. ``signed`` False: the person did not sign, which is no fault."""

    paper: str
    signed: bool
    signed_on: date
    signed_by: Sequence[str]
    reading: Sequence[str]
    words: str = ""
    entry_id: UUID | None = None


def standing_of(who: AdmittedPerson, *, on: date) -> Standing:
    """How far somebody has come, from the whole file."""
    with door.whole_files(who.ids):
        entries = effective(entries_of_kinds(who.ids, _KINDS)).entries
    courses = episodes_of(who)
    fitting = tuple(paper for paper in PAPERS if _course_for(courses, paper) is not None)
    return Standing(rights_read(entries), is_minor(who.birth_on, on), signed_papers(entries), fitting)


def parts_at(place: int) -> tuple[str, ...]:
    """The parts of an agreement at a place, in its order (C-03)."""
    named = book_for(place).parameters.get(PART)
    return tuple(code for code in named if code in ITEMS) if isinstance(named, tuple | list) else tuple(ITEMS)


@transaction.atomic
def show_rights(
    *,
    person: UUID,
    reading: Sequence[str],
    on: date,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """Write down that the page of rights was put before the person, and what helped to read it.

    Raises:
        DomainError: "person.unknown", "signing.reading", "journal.…".
    """
    if not reading:
        raise DomainError("signing.reading", field="reading")
    draft = Draft(
        kind="rights_read",
        happened_on=on,
        outcome="done",
        details={"reading": list(reading), "version": RIGHTS_VERSION},
        id=entry_id,
    )
    return write(person_for(by, person, Permission.CONTACT_RECORD), draft, episode=None, by=by, at=at)


@transaction.atomic
def sign(*, person: UUID, signing: Signing, by: Viewer, at: datetime) -> Recorded:
    """Write down that a paper was signed, or that it was put before the person who did not sign.

    Raises:
        DomainError: "person.unknown", "signing.…", "journal.…".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    course = _course_for(episodes_of(who), signing.paper)
    if course is None:
        raise DomainError("signing.no-course")
    rights_on = standing_of(who, on=signing.signed_on).rights_on
    check_signing(
        signed=signing.signed,
        signed_on=signing.signed_on,
        rights_on=rights_on,
        birth_on=who.birth_on,
        signers=signing.signed_by,
        reading=signing.reading,
    )
    details: dict[str, object] = {
        "rights_on": rights_on.isoformat() if rights_on else None,
        "reading": list(signing.reading),
    }
    if signing.signed:
        details["signed_by"] = list(signing.signed_by)
    elif OFFICES & set(signing.signed_by):  # an office that put it before the person signs for that
        details["signed_by"] = [code for code in signing.signed_by if code in OFFICES]
    if signing.paper != COMMUNITY:
        details["paper"] = signing.paper
    draft = Draft(
        kind="agreement" if signing.paper == COMMUNITY else "voluntary_paper",
        happened_on=signing.signed_on,
        outcome="done" if signing.signed else "declined",
        details=details,
        note=signing.words.strip(),
        id=signing.entry_id,
    )
    return write(who, draft, episode=course, by=by, at=at)


def _course_for(courses: Iterable[EpisodeRow], paper: str) -> EpisodeRow | None:
    """The open course a paper belongs to: an order for the agreement, aftercare for what is voluntary."""
    rows = [row for row in courses if row.phase not in CLOSED]
    if paper == COMMUNITY:
        return next((row for row in rows if row.kind in ORDERED), None)
    return next((row for row in rows if row.kind is EpisodeKind.AFTERCARE and paper in PAPERS), None)
