"""Peer mentors: they want to be, the ledger says they may, they meet somebody, and are looked after.

Nothing of it is control: nobody is asked for a reason, and a mentor who relapsed is helped before anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda.queries import duties_of
from guitu.casework.episodes.queries import files_of
from guitu.casework.groups import commands as groups
from guitu.casework.groups import queries, teams
from guitu.casework.groups.queries import MentorRow, PairRow, SupervisionRow
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_for
from guitu.casework.people.queries import AdmittedPerson, PersonRow, people_of, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.consent import given
from guitu.domain.groups import peers as rules
from guitu.domain.groups.peers import Candidate, Ledger, Match, State
from guitu.domain.groups.words import ENDINGS, LONGEST, WHY_NOT
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.clean import Gaps, relapses, verified_since
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.derive import derive
from guitu.workflows.plan import admitted
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files
from guitu.workflows.together import closed_to

_PROPOSED: Mapping[str, int] = {rules.MONTHS: 12, rules.MENTEES: 3}
_SHOWN = 12
"""Meetings that a page lists."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody as a mentor, and whom they meet. ``talk_first`` a relapse since: help comes first.

    ``met`` the days they met a mentor, the latest first.
    """

    who: AdmittedPerson
    agreed: bool
    mentor: MentorRow | None
    may_be: str  # "" they may be a mentor now, else the code of why not
    talk_first: bool
    supervised: tuple[SupervisionRow, ...]
    supervision_due: date | None
    meets: PairRow | None
    met: tuple[date, ...]
    mentees: tuple[PairRow, ...]


def number(place: int, name: str) -> int:
    """A number of the place's book."""
    return int(str(book_for(place).parameters.get(name, _PROPOSED[name])))


@dataclass(frozen=True, slots=True)
class Read:
    """What the whole file says: what they agreed to, the ledger of clean days, the days they met a mentor."""

    consents: frozenset[str]
    ledger: Ledger
    met: tuple[date, ...]


def read(who: AdmittedPerson, *, on: date) -> Read:
    """The whole file, for deciding and for its own days; the caller was let in."""
    with door.whole_files(who.ids):
        rows = [row for rows in files_of(who.ids).values() for row in rows]
        entries = entries_for(who.ids)
    known = effective(entries).entries
    since = last = None
    if rows:
        seen = derive(rows, entries, on=on).seen
        reach = Gaps.of(seen.book.parameters).hair
        first = verified_since(seen.clean_time, reach=reach, today=on.toordinal())
        since = date.fromordinal(first) if first else None
        events: dict[str, list[Entry]] = {}
        for entry in known:
            events.setdefault(entry.kind, []).append(entry)
        day = max(relapses(events), default=None)
        last = date.fromordinal(day) if day else None
    met = sorted((e.happened_on for e in known if e.details.get("mentor") == "mentor_met"), reverse=True)
    return Read(given(known), Ledger(since, last), tuple(met))


def peer(viewer: Viewer, person: UUID, *, today: date) -> Peer:
    """Somebody as a peer.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(viewer, person, Permission.CONTACT_RECORD)
    found = read(who, on=today)
    mentor = queries.mentor_of(who.ids)
    return Peer(
        who=who,
        agreed=rules.CONSENT in found.consents,
        mentor=mentor,
        may_be=_why_not(who, found, today),
        talk_first=mentor is not None and rules.should_rest(mentor.machine, mentor.since, found.ledger),
        supervised=queries.supervisions_of(who)[:_SHOWN],
        supervision_due=supervision_due(who, today),
        meets=queries.pair_of(who.ids),
        met=found.met[:_SHOWN],
        mentees=queries.pairs_with(who.ids),
    )


def supervision_due(who: AdmittedPerson, today: date) -> date | None:
    """The day of the duty on the desk, so that page and desk say the same."""
    ours = (d for d in duties_of(who, today=today) if d.rule == rules.SUPERVISION and d.state == "open")
    return min((duty.due_on for duty in ours), default=None)


def _why_not(who: AdmittedPerson, found: Read, today: date) -> str:
    try:
        months = number(who.held_by, rules.MONTHS)
        rules.check_eligible(found.consents, found.ledger, months=months, today=today)
    except DomainError as error:
        return error.code
    return ""


@transaction.atomic
def become_mentor(*, person: UUID, mode: str, by: Viewer, at: datetime) -> None:
    """Somebody who wants to is a mentor from today, or is one again.

    Raises:
        DomainError: "person.unknown", "peers.mode", "peers.no-consent", "peers.not-yet".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    rules.check_mode(mode)
    lock_files(who.ids)
    found = read(who, on=day_of(at))
    months = number(who.held_by, rules.MONTHS)
    rules.check_eligible(found.consents, found.ledger, months=months, today=day_of(at))
    groups.write_mentor(who, mode=mode, since=day_of(at), by=by.id, at=at)
    _step(who, "mentor_began", on=day_of(at), by=by, at=at)
    note("mentor.began", subject=who.id, by=by, at=at)


@transaction.atomic
def rest(*, person: UUID, helped_by: str, words: str, ended: bool, by: Viewer, at: datetime) -> Recorded:
    """A mentor rests or stops; first of all their own support is written down.

    Whom they met hears that it is arranged anew, and waits to be matched again; nothing tells why.

    Args:
        person: the mentor.
        helped_by: what help they got today, a code of the journal's services.
        words: what was agreed with them, sealed.
        ended: they stop for good.
        by: who talked with them.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "peers.not-a-mentor", "peers.help-first", "journal.…".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    mentor = queries.mentor_of(who.ids)
    if mentor is None:
        raise DomainError("peers.not-a-mentor")
    if not helped_by:
        raise DomainError("peers.help-first", field="helped_by")
    on = day_of(at)
    then = mentor.machine.rest(on)
    details = {"service": helped_by, "mentor": "mentor_rests"}
    help_ = Draft(kind="service", outcome="done", happened_on=on, details=details, note=words)
    done = write(who, help_, episode=None, by=by, at=at)
    state = State.ENDED if ended else then.state
    groups.stamp_mentor(mentor, state=state.value, rests_since=None if ended else then.rests_since)
    with door.as_system("a mentor rests"):
        for pair in queries.pairs_with(who.ids):
            groups.part(pair.person_id, pair.id, on=on, reason="rearranged")
        place = teams.membership_of(who.ids)
        if place is not None:
            teams.stamp(place, place.machine.rest(on))
    note("mentor.rests", subject=who.id, by=by, at=at)
    return done


def candidates(
    viewer: Viewer, person: UUID, *, mode: str, today: date
) -> tuple[tuple[PersonRow, Match], ...]:
    """The mentors in the viewer's reach whom somebody could meet, the best fit first.

    Raises:
        DomainError: "person.unknown", "peers.mode".
    """
    who = admitted(viewer, person, Permission.CONTACT_RECORD)
    rules.check_mode(mode)
    rows = [row for row in queries.active_mentors() if row.person_id not in who.ids]
    people = people_of(viewer, [row.person_id for row in rows])
    with door.as_system("counting whom mentors meet"):
        meets = [pair.mentor for pair in queries.pairs_with([row.person_id for row in rows])]
    found = [
        Candidate(
            row.person_id,
            row.held_by // 1000,
            people[row.person_id].sex,
            row.mode,
            meets.count(row.person_id),
        )
        for row in rows
        if row.person_id in people
    ]
    wish = Candidate(who.id, who.held_by // 1000, who.sex, mode, 0)
    closed = closed_to(who.ids, [one.id for one in found])
    most = number(who.held_by, rules.MENTEES)
    return tuple((people[m.id], m) for m in rules.matches(wish, found, closed=closed, most=most))


@transaction.atomic
def pair(*, person: UUID, mentor: UUID, by: Viewer, at: datetime) -> None:
    """Somebody and a mentor meet from now on; both agreed.

    Raises:
        DomainError: "person.unknown", "peers.…".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    other = admitted(by, mentor, Permission.CONTACT_RECORD)
    lock_files((*who.ids, *other.ids))
    consents = read(who, on=day_of(at)).consents
    theirs = read(other, on=day_of(at)).consents
    row = queries.mentor_of(other.ids)
    with door.as_system("counting whom a mentor meets"):
        mentees = len(queries.pairs_with(other.ids))
    rules.check_pair(
        who.id,
        other.id,
        state=None if row is None or rules.CONSENT not in theirs else row.machine.state,
        closed=other.id in closed_to(who.ids, other.ids),
        consents=consents,
        mentees=mentees,
        most=number(other.held_by, rules.MENTEES),
    )
    if queries.pair_of(who.ids) is not None:
        raise DomainError("peers.has-one")
    groups.pair(who, other.id, since=day_of(at), by=by.id, at=at)
    note("peers.paired", subject=who.id, by=by, at=at)


@transaction.atomic
def part(*, person: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """They meet no more.

    Raises:
        DomainError: "person.unknown", "peers.none", "peers.reason".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    if reason not in ENDINGS:
        raise DomainError("peers.reason", field="reason")
    lock_files(who.ids)
    found = queries.pair_of(who.ids)
    if found is None:
        raise DomainError("peers.none")
    groups.part(found.person_id, found.id, on=day_of(at), reason=reason)
    note("peers.parted", subject=who.id, by=by, at=at, reason=reason)


@transaction.atomic
def met(*, person: UUID, on: date, by: Viewer, at: datetime, entry_id: UUID | None = None) -> Recorded:
    """Somebody and their mentor met: written down as help, without who the mentor is.

    Raises:
        DomainError: "person.unknown", "peers.none", "journal.…".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    if queries.pair_of(who.ids) is None:
        raise DomainError("peers.none")
    return _step(who, "mentor_met", on=on, by=by, at=at, id_=entry_id)


@transaction.atomic
def supervise(*, person: UUID, on: date, words: str, by: Viewer, at: datetime) -> None:
    """A mentor and whoever supervises them talked; the next talk counts from there. Two of a day are one.

    Raises:
        DomainError: "person.unknown", "peers.not-a-mentor", "peers.words", "peers.day".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    if on > day_of(at):
        raise DomainError("peers.day", field="on")
    if len(words.strip()) > LONGEST:
        raise DomainError("peers.words", field="words", most=LONGEST)
    lock_files(who.ids)
    if queries.mentor_of(who.ids) is None:
        raise DomainError("peers.not-a-mentor")
    talk = groups.supervise(who, on=on, words=words, by=by.id, at=at)
    if talk is not None:
        _step(who, "mentor_supervised", on=on, by=by, at=at, id_=talk)
    note("mentor.supervised", subject=who.id, by=by, at=at)


def _step(
    who: AdmittedPerson, step: str, *, on: date, by: Viewer, at: datetime, id_: UUID | None = None
) -> Recorded:
    """A step of a mentor's, or a meeting with one, as the journal keeps it: help, and nobody else's name."""
    details = {"service": "peer_support", "mentor": step}
    draft = Draft(kind="service", outcome="done", happened_on=on, details=details, id=id_)
    return write(who, draft, episode=None, by=by, at=at)


@transaction.atomic
def keep_from(*, person: UUID, other: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """Two people are not to be brought together; either may say so, and the other is told nothing.

    Raises:
        DomainError: "person.unknown", "peers.themselves", "peers.reason".
    """
    who = person_for(by, person, Permission.FAMILY_RECORD)
    if reason not in WHY_NOT:
        raise DomainError("peers.reason", field="reason")
    theirs = person_for(by, other, Permission.PERSON_READ)
    if theirs.id in who.ids:
        raise DomainError("peers.themselves", field="other")
    lock_files(who.ids)
    groups.bar(who, theirs.id, reason=reason, by=by.id, at=at)
    with door.as_system("two people are kept apart"):
        for pair in queries.pairs_with(who.ids):
            if pair.person_id == theirs.id:
                groups.part(pair.person_id, pair.id, on=day_of(at), reason="rearranged")
        found = queries.pair_of(who.ids)
        if found is not None and found.mentor == theirs.id:
            groups.part(found.person_id, found.id, on=day_of(at), reason="rearranged")
    note("peers.kept-from", subject=who.id, by=by, at=at)
