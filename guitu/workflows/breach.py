"""From a full counter to the police or to nothing; and telling them that somebody is out of touch.

The domain says whose turn it is (``domain/outlook/breach.py``, ``out_of_touch.py``). Everything is derived
after the person's file is held, so that two people who press at once are told apart. No act here changes a
legal status, and the one that ends it without a report needs no more than the one that sends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Role, Viewer
from guitu.domain.episode import CLOSED, ORDERED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.breach import ABOUT, Breach, check_confirm, check_open, check_report
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.out_of_touch import Search, check_notice, search
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.derive import derive
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

SIDES: Final = {
    Role.POSTED_OFFICER: "worker",
    Role.FULL_TIME_WORKER: "worker",
    Role.UNIT_HEAD: "head",
}
"""Who confirms as what (rulebook 4.3); the police receive and do not confirm."""

_ANSWER_DAYS: Final = 3  # where no book says otherwise (F-09, proposed)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one order stands: its row, what is derived, the search, and the days a person has to answer."""

    row: EpisodeRow
    seen: EpisodeOutlook
    search: Search
    answer_days: int

    @property
    def round(self) -> Breach | None:
        """The round that is open or ended last."""
        return self.seen.breach


def standings(who: AdmittedPerson, *, today: date) -> tuple[Standing, ...]:
    """Every open course of somebody, orders and aftercare alike, in order of opening.

    All compartments are read, because the rules must; what is shown of it is the page's question.
    """
    with door.whole_files(who.ids):
        rows, kept = episodes_of(who), entries_of(who)
    if not rows:
        return ()
    derived = derive(rows, kept, on=today)
    parameters = derived.seen.book.parameters
    return tuple(
        Standing(row, of, _search(of, parameters, today), _answer_days(parameters))
        for row, of in zip(derived.files, derived.seen.episodes, strict=True)
        if of.phase not in CLOSED
    )


def _search(of: EpisodeOutlook, parameters: Mapping[str, object], today: date) -> Search:
    return search(of.course.events, today=today.toordinal(), parameters=parameters)


def _answer_days(parameters: Mapping[str, object]) -> int:
    return int(str(parameters.get("hearing.answer_days", _ANSWER_DAYS)))


@transaction.atomic
def offer_hearing(
    *,
    person: UUID,
    episode: UUID,
    told: str,
    answer_by: date | None = None,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """The person was told the facts and has days to answer.

    Args:
        person: whose.
        episode: the order it is about.
        told: what was told, in words; sealed.
        answer_by: the last day to answer; None: as many days as the place gives.
        by: who told.
        at: when (aware).
        entry_id: made with the form; None makes one.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "breach.not-reached", "breach.settled",
            "breach.answer-days".
    """
    who, now = _held(person, episode, by=by, at=at)
    check_open(now.round)
    earliest = day_of(at) + timedelta(days=now.answer_days)
    if answer_by is not None and answer_by < earliest:
        raise DomainError("breach.answer-days", field="answer_by", days=now.answer_days)
    until = answer_by or earliest
    details: dict[str, object] = {"about": ABOUT, "answer_by": until.isoformat()}
    return _said(who, now, "hearing_offered", details, told, by=by, at=at, entry_id=entry_id)


@transaction.atomic
def hear(
    *, person: UUID, episode: UUID, words: str, by: Viewer, at: datetime, entry_id: UUID | None = None
) -> Recorded:
    """The person answered; what they said goes with a report, if there is one. Any case worker may listen.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "breach.not-reached", "breach.settled".
    """
    who, now = _held(person, episode, by=by, at=at, permission=Permission.CONTACT_RECORD)
    check_open(now.round)
    return _said(who, now, "hearing", {"about": ABOUT}, words, by=by, at=at, entry_id=entry_id)


@transaction.atomic
def confirm(
    *, person: UUID, episode: UUID, by: Viewer, at: datetime, entry_id: UUID | None = None
) -> Recorded:
    """A worker, or a head, holds that it must be reported.

    Raises:
        DomainError: "person.unknown", "episode.unknown", and what ``check_confirm`` refuses.
    """
    who, now = _held(person, episode, by=by, at=at)
    side = SIDES.get(by.role, "")
    check_confirm(now.round, who=str(by.id), role=side)
    details: dict[str, object] = {"confirmer": str(by.id), "confirmed_as": side}
    return _said(who, now, "breach_confirmed", details, "", by=by, at=at, entry_id=entry_id)


@transaction.atomic
def report(
    *,
    person: UUID,
    episode: UUID,
    document_number: str,
    decided_on: date,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """The report went to the police as a paper with a number. What follows is theirs to decide.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "breach.police-receives", "journal.…", and what
            ``check_report`` refuses.
    """
    who, now = _held(person, episode, by=by, at=at)
    if by.role not in SIDES:
        raise DomainError("breach.police-receives")
    ready = check_report(now.round)
    details: dict[str, object] = {
        "document_number": document_number,
        "decided_on": decided_on.isoformat(),
        "grounds": list(ready.grounds),
        "heard": ready.heard,
    }
    return _said(who, now, "serious_breach_report", details, "", by=by, at=at, entry_id=entry_id)


@transaction.atomic
def close(
    *,
    person: UUID,
    episode: UUID,
    why: str,
    words: str = "",
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """It was looked at and is not reported. One person is enough, at any point; nothing counted is removed.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "breach.not-reached", "breach.settled", "journal.…".
    """
    who, now = _held(person, episode, by=by, at=at)
    found = check_open(now.round)
    details: dict[str, object] = {"why": why, "grounds": list(found.grounds)}
    return _said(who, now, "breach_closed", details, words, by=by, at=at, entry_id=entry_id)


@transaction.atomic
def tell_lost(
    *,
    person: UUID,
    episode: UUID,
    told: tuple[str, ...],
    document_number: str = "",
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """The police are told that the person cannot be reached, after everything was tried.

    Raises:
        DomainError: "person.unknown", "episode.unknown", "lost.not-ordered", "lost.told-already",
            "lost.steps-missing", "journal.…".
    """
    who, now = _held(person, episode, by=by, at=at)
    if now.row.kind not in ORDERED:
        raise DomainError("lost.not-ordered")
    check_notice(now.search)
    details: dict[str, object] = {"told": list(told)}
    if document_number:
        details["document_number"] = document_number
    return _said(who, now, "lost_contact", details, "", by=by, at=at, entry_id=entry_id)


def _held(
    person: UUID,
    episode: UUID,
    *,
    by: Viewer,
    at: datetime,
    permission: Permission = Permission.LEGAL_FACT_RECORD,
) -> tuple[AdmittedPerson, Standing]:
    """The person, and their open course as it stands once nobody else can write."""
    who = person_for(by, person, permission)
    lock_files(who.ids)
    for now in standings(who, today=day_of(at)):
        if now.row.id == episode:
            return who, now
    raise DomainError("episode.unknown")


def _said(
    who: AdmittedPerson,
    now: Standing,
    kind: str,
    details: Mapping[str, object],
    words: str,
    *,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None,
) -> Recorded:
    draft = Draft(kind=kind, outcome="done", happened_on=day_of(at), details=details, note=words, id=entry_id)
    return write(who, draft, episode=now.row, by=by, at=at)
