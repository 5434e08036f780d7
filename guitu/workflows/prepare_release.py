"""A centre prepares a release: the file of somebody it holds, what was found before the gate, the packet.

What happened goes into the journal; what is only being written waits beside the hand-off, sealed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.commands import NewEpisode
from guitu.casework.episodes.queries import files_of
from guitu.casework.handoffs import commands as handoffs
from guitu.casework.handoffs.commands import NewHandoff
from guitu.casework.handoffs.queries import HandoffRow, handoff_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.people.commands import NewContact, NewPerson
from guitu.casework.people.queries import AdmittedPerson, holders, match_by_citizen_id, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.episode import CLOSED, EpisodeKind
from guitu.domain.handoff import release
from guitu.domain.handoff.machine import Side, State
from guitu.domain.handoff.release import DIMENSIONS, PACKET
from guitu.domain.journal.codes import NEEDS
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import unit
from guitu.foundation.rulebooks import book_for
from guitu.workflows.family_apart import check_draft
from guitu.workflows.placing import Placing
from guitu.workflows.refresh import lock_files, refresh
from guitu.workflows.register_or_match import register_or_match

CENTRES = ("facility", "rehab_site")
"""Kinds of unit that hold people before their release."""


@dataclass(frozen=True, slots=True)
class NewStay:
    """Somebody in a centre, as its form says it. ``township`` and ``station`` place numbers, None unknown.

    ``rehab_order`` the number of the order to community rehabilitation, "" where there is none (yet).
    """

    name: str = field(repr=False)
    sex: str
    birth_on: date | None = field(repr=False)
    citizen_id: str | None = field(repr=False)
    decided_on: date
    released_on: date
    order_document: str
    rehab_order: str = ""
    township: int | None = None
    station: int | None = None
    contacts: tuple[NewContact, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found before the gate, by whom; ``words`` by side, each of them sealed."""

    happened_on: date
    assessors: Sequence[str]
    words: Mapping[str, str] = field(repr=False)
    sole_carer: str
    entry_id: UUID | None = None


@transaction.atomic
def open_at_centre(stay: NewStay, *, by: Viewer, at: datetime) -> UUID:
    """Take somebody in whom the centre will release; returns a ticket that says nothing of them.

    Somebody on file already keeps their file where it is; the release is added to it in silence.

    Raises:
        DomainError: "handoff.not-a-centre", "access.refused", "unit.unknown", "handoff.no-receiver"; what
            ``release.check_days`` refuses; "handoff.already-open": a release of this person overlaps.
    """
    _check_place(by, stay)
    today = day_of(at)
    region = regions.region_of(stay.township or stay.station or by.unit)
    check_days(stay.birth_on, stay.decided_on, stay.released_on, region=region, today=today)
    person = NewPerson(
        id=new_id(),
        held_by=by.unit,
        name=stay.name,
        sex=stay.sex,
        birth_on=stay.birth_on,
        citizen_id=stay.citizen_id,
        created_at=at,
        contacts=stay.contacts,
        recorded_by=by.id,
    )
    with door.as_system("a stay at a centre"):
        known = holders(match_by_citizen_id([stay.citizen_id] if stay.citizen_id else []).values())
        ours = next(iter(known), None)
        if ours is not None and known[ours] == by.unit:
            _refuse_overlap(ours)
    ticket = register_or_match(person, by=by)
    with door.as_system("a stay at a centre"):
        file, held_by = (person.id, by.unit) if ours is None else (ours, known[ours])
        _open(file, held_by, stay, region=region, by=by, at=at)
    return ticket


def _check_place(by: Viewer, stay: NewStay) -> None:
    if by.unit_type not in CENTRES:
        raise DomainError("handoff.not-a-centre")
    for number, kinds in ((stay.township, "township_office"), (stay.station, "guidance_station")):
        if number is not None and unit(number).type != kinds:
            raise DomainError("handoff.no-receiver")


def check_days(
    birth_on: date | None, decided_on: date, released_on: date, *, region: int, today: date
) -> None:
    """Whether such a stay is possible, by the numbers of the place.

    Raises:
        DomainError: as ``release.check_days``.
    """
    release.check_days(
        birth_on=birth_on,
        decided_on=decided_on,
        released_on=released_on,
        today=today,
        most_years=most_years(region),
        after=int(str(book_for(region).parameters.get("handoff.calendar_after_days", 7))),
    )


def most_years(region: int) -> int:
    """The longest stay there is at a place, its extension included (rulebook I-01, I-02)."""
    named = book_for(region).parameters
    most = [named.get("compulsory.term_years", 2), named.get("compulsory.extension_max_years", 1)]
    return sum(years for years in most if isinstance(years, int))


def _refuse_overlap(file: UUID) -> None:
    """One release at a time: two open courses of one kind would count every duty twice.

    Raises:
        DomainError: "handoff.already-open".
    """
    kept = files_of([file]).get(file, [])
    if any(row.kind is EpisodeKind.AFTERCARE and row.phase not in CLOSED for row in kept):
        raise DomainError("handoff.already-open", field="citizen_id")


def _open(file: UUID, held_by: int, stay: NewStay, *, region: int, by: Viewer, at: datetime) -> None:
    lock_files([file])
    there = {(row.kind, row.released_on) for row in files_of([file]).get(file, [])}
    placing = Placing(fallback=None)
    onlooker, _ = placing.supporting(region) if stay.township else (None, None)
    common = NewEpisode(
        id=new_id(),
        person_id=file,
        held_by=held_by,
        kind=EpisodeKind.AFTERCARE.value,
        region=region,
        opened_on=max(stay.released_on, day_of(at)),  # the course of care begins at the gate
        created_at=at,
        released_on=stay.released_on,
        decided_on=stay.decided_on,
        facility_unit=by.unit,
        centre_unit=onlooker,
        station_unit=stay.station,
    )
    if (EpisodeKind.AFTERCARE, stay.released_on) not in there:
        episodes.open_episode(common)
    if stay.rehab_order and (EpisodeKind.COMMUNITY_REHAB, stay.released_on) not in there:
        rehab = common._replace(
            id=new_id(),
            kind=EpisodeKind.COMMUNITY_REHAB.value,
            order_document=stay.rehab_order,
            executing_unit=stay.township,
        )
        episodes.open_episode(rehab)
    if held_by == by.unit:
        handoffs.begin(
            NewHandoff(
                person_id=file,
                held_by=held_by,
                centre=by.unit,
                region=region,
                released_on=stay.released_on,
                made_at=at,
                made_by=by.id,
                township=stay.township,
                station=stay.station,
                onlooker=onlooker,
                decided_on=stay.decided_on,
                order_document=stay.order_document,
                rehab_document=stay.rehab_order,
            )
        )
    refresh([file], on=day_of(at))
    note("release.prepared", subject=file, by=by, at=at)


@transaction.atomic
def assess(*, person: UUID, found: Assessment, by: Viewer, at: datetime) -> UUID:
    """Write down what was found before the gate; may be done side by side, by several people.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.nothing-found", "family.kept-apart",
            "journal.…".
    """
    who, row = admitted(person, by=by)
    told = {side: found.words.get(side, "").strip() for side in DIMENSIONS}
    covers = [side for side, words in told.items() if words]
    if not covers:
        raise DomainError("handoff.nothing-found")
    lock_files(who.ids)
    details: dict[str, object] = {"covers": covers, "sole_carer": found.sole_carer}
    if found.assessors:
        details["assessors"] = list(found.assessors)
    draft = Draft(
        kind="pre_release_assessment",
        outcome="done",
        happened_on=found.happened_on,
        details=details,
        note="\n\n".join(f"【{_SIDES[side]}】{told[side]}" for side in covers),
        id=found.entry_id,
    )
    check_draft(who, draft)
    with door.whole_files(who.ids):
        written = journal.append(who, draft, by=by, at=at)
    refresh(who.ids, on=day_of(at))
    note("release.assessed", subject=who.id, by=by, at=at, handoff=row.id)
    return written.id


_SIDES = {"body": "身体状况", "mind": "心理状况", "social_adaptation": "社会适应能力"}


@transaction.atomic
def name_need(
    *, person: UUID, code: str, words: str, inside: UUID, outside: Side, by: Viewer, at: datetime
) -> None:
    """Write down a need with its two owners: who sees to it at the centre, and which office takes it on.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-now", "handoff.need-owners",
            "account.unknown".
    """
    who, row = admitted(person, by=by, at_centre=True)
    at_home = account(inside).unit == row.centre
    if code not in NEEDS or outside not in {Side.TOWNSHIP, Side.STATION} or not at_home:
        raise DomainError("handoff.need-owners")
    _changeable(row)
    with door.whole_files(who.ids):
        handoffs.write_line(
            who,
            row,
            sort="need",
            code=code,
            words=words,
            inside=inside,
            outside=outside.value,
            by=by.id,
            at=at,
        )


@transaction.atomic
def drop_need(*, person: UUID, line: UUID, by: Viewer) -> None:
    """Take a need away that was written by mistake.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-now".
    """
    who, row = admitted(person, by=by, at_centre=True)
    _changeable(row)
    with door.whole_files(who.ids):
        handoffs.drop_line(row, line)


@transaction.atomic
def write_packet(
    *,
    person: UUID,
    words: Mapping[str, str],
    order: str,
    certificate: str,
    rehab: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Keep the five parts of the packet and the numbers of the legal papers; nothing leaves the centre yet.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-now".
    """
    who, row = admitted(person, by=by, at_centre=True)
    _changeable(row)
    with door.whole_files(who.ids):
        for code in PACKET:
            handoffs.write_line(
                who, row, sort="packet", code=code, words=words.get(code, ""), by=by.id, at=at
            )
        handoffs.keep_papers(row, order=order, certificate=certificate, rehab=rehab)


def _changeable(row: HandoffRow) -> None:
    if row.state not in {State.PREPARING, State.RETURNED, State.STAYED}:
        raise DomainError("handoff.not-now", state=row.state.value)


def admitted(person: UUID, *, by: Viewer, at_centre: bool = False) -> tuple[AdmittedPerson, HandoffRow]:
    """The pass to somebody and the hand-off that is about them.

    Args:
        person: who.
        by: who acts; needs CONTACT_RECORD over the person.
        at_centre: only for the centre that holds the person.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-your-turn".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    row = handoff_of(who)
    if row is None:
        raise DomainError("handoff.unknown")
    if at_centre and by.unit != row.centre:
        raise DomainError("handoff.not-your-turn")
    return who, row
