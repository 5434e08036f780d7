"""Handing somebody over: the centre offers, both receivers answer, and with the last of them the file moves.

Until then the person is the centre's. Every act holds the person's lock before it looks whose turn it is, so
that of two browsers one is told that the other was quicker.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import files_of
from guitu.casework.handoffs import commands as handoffs
from guitu.casework.handoffs.queries import HandoffRow, LineRow, latest, lines_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Relation, Viewer
from guitu.domain.handoff import machine
from guitu.domain.handoff.machine import Side, State
from guitu.domain.handoff.release import PACKET
from guitu.domain.journal.words import code_word
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of, midnight
from guitu.foundation.crypto import keys
from guitu.foundation.organisations.queries import unit
from guitu.workflows.assign import move_file
from guitu.workflows.consent import act_on_consents
from guitu.workflows.handoff_clock import numbers_for
from guitu.workflows.placing import Placing
from guitu.workflows.prepare_release import admitted, check_days
from guitu.workflows.refresh import lock_files, refresh

BASIS = "handoff"  # what the relations stand on that an acceptance makes


@transaction.atomic
def offer(*, person: UUID, township: int | None, station: int | None, by: Viewer, at: datetime) -> None:
    """The centre hands packet and papers over to the township office, the station, or both.

    Args:
        person: whom.
        township: place number of the office that carries out orders; None: there is none.
        station: place number of the guidance station; None: there is none.
        by: an officer of the centre that holds the person.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-your-turn", "handoff.not-now",
            "handoff.no-receiver", "handoff.packet-incomplete", "unit.unknown".
    """
    who, row = _locked(person, by, at_centre=True)
    to = _receivers(township, station)
    with door.whole_files(who.ids):
        lines = _written(who, row)
        after = machine.offer(row.machine, to=to, missing=_missing(lines))
        home = regions.region_of(township or station or row.centre)
        onlooker, _ = Placing(fallback=None).supporting(home)
        handoffs.address(row, township=township, station=station, onlooker=onlooker)
        row = replace(row, township=township, station=station, onlooker=onlooker)
        handoffs.step(row, after, by=by.id, at=at)
        journal.append(who, _handover(row, lines, at), by=by, at=at)
        for number in (township, station, onlooker):
            if number is not None:
                _open_to(who, number, by=by, at=at)
    refresh(who.ids, on=day_of(at))
    note("handoff.offered", subject=who.id, by=by, at=at, township=township, station=station)


def _receivers(township: int | None, station: int | None) -> frozenset[Side]:
    for number, kind in ((township, "township_office"), (station, "guidance_station")):
        if number is not None and unit(number).type != kind:
            raise DomainError("handoff.no-receiver")
    named = {Side.TOWNSHIP: township, Side.STATION: station}
    return frozenset(side for side, number in named.items() if number is not None)


def _missing(lines: tuple[LineRow, ...]) -> tuple[str, ...]:
    there = {line.code for line in lines if line.sort == "packet"}
    return tuple(code for code in PACKET if code not in there)


def _written(who: AdmittedPerson, row: HandoffRow) -> tuple[LineRow, ...]:
    return lines_of(replace(who, ring=keys.ring(who.ids)), row)


def _handover(row: HandoffRow, lines: tuple[LineRow, ...], at: datetime) -> Draft:
    """The packet as the journal keeps it: what was in it as codes, its words sealed."""
    papers = {
        "detox_order": row.order_document,
        "release_certificate": row.certificate_document,
        "rehab_order": row.rehab_document,
    }
    details: dict[str, object] = {name: number for name, number in papers.items() if number}
    details["items"] = [*(("legal_papers",) if details else ()), *PACKET]
    if row.township is not None:
        details["to_unit"] = row.township
    if row.station is not None:
        details["to_station"] = row.station
    order = {code: n for n, code in enumerate(PACKET)}
    packet = sorted((line for line in lines if line.sort == "packet"), key=lambda line: order[line.code])
    words = "\n\n".join(f"【{code_word(line.code, 'zh')}】{line.words}" for line in packet)
    return Draft(kind="handover", outcome="done", happened_on=day_of(at), details=details, note=words)


def _open_to(
    who: AdmittedPerson, number: int, *, by: Viewer, at: datetime, until: datetime | None = None
) -> None:
    for file in who.ids:
        authorization.tie(
            file,
            held_by=who.held_by,
            kind=Relation.OFFERED,
            unit=number,
            until=until,
            at=at,
            basis=BASIS,
            by=by.id,
        )


def _until(row: HandoffRow, at: datetime) -> datetime:
    """As long as the centre has steps around the gate to take, and its calendar shows the person."""
    last = max(row.released_on, day_of(at)) + timedelta(days=numbers_for(row).calendar_after)
    return midnight(last + timedelta(days=1))


def _close_to_all(who: AdmittedPerson, *, by: Viewer, at: datetime) -> None:
    for file in who.ids:
        authorization.untie(file, kind=Relation.OFFERED, at=at, by=by.id)


@transaction.atomic
def accept(*, person: UUID, by: Viewer, at: datetime) -> State:
    """One receiver accepts, with a receipt; with the last of them the file changes hands. Returns the state.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-your-turn",
            "handoff.answered-already", "handoff.not-now".
    """
    who, row = _locked(person, by)
    side = _side(row, by)
    after = machine.accept(row.machine, side)
    with door.whole_files(who.ids):
        handoffs.step(row, after, by=by.id, at=at)
        receipt = Draft(
            kind="handover_receipt",
            outcome="done",
            happened_on=day_of(at),
            details={"items": ["legal_papers", *PACKET] if row.order_document else list(PACKET)},
        )
        journal.append(who, receipt, by=by, at=at)
        if after.state is State.ACCEPTED:
            who = _take_over(who, row, after, by=by, at=at)
    refresh(who.ids, on=day_of(at))
    note("handoff.accepted", subject=who.id, by=by, at=at, side=side.value, state=after.state.value)
    return after.state


def _side(row: HandoffRow, by: Viewer) -> Side:
    """Which side the asker's unit is.

    Raises:
        DomainError: "handoff.not-your-turn".
    """
    side = row.side_of(by.unit)
    if side is None:
        raise DomainError("handoff.not-your-turn")
    return side


def _take_over(
    who: AdmittedPerson, row: HandoffRow, after: machine.Handoff, *, by: Viewer, at: datetime
) -> AdmittedPerson:
    """Everything about the person goes to the unit that holds them now; needs and consent go with them."""
    keeper = row.unit_of(machine.holder(after))
    for line in _written(who, row):
        if line.sort == "need":
            need = Draft("need_raised", "done", day_of(at), {"need": line.code}, note=line.words)
            journal.append(who, need, by=by, at=at)
    handoffs.drop_lines(row)
    journal.append(who, Draft("assignment", "done", day_of(at), {"to_unit": keeper}), by=by, at=at)
    _close_to_all(who, by=by, at=at)
    move_file(who, to=keeper)
    who = replace(who, held_by=keeper)
    _open_to(who, row.centre, by=by, at=at, until=_until(row, at))
    for episode in (e for rows in files_of(who.ids).values() for e in rows):
        episodes.assign(episode, worker=None, station_unit=row.station, centre_unit=row.onlooker)
        agenda.reassign(person_id=episode.person_id, episode_id=episode.id, worker=None)
        if row.township is not None and episode.kind.value != "aftercare":
            episodes.name_executing_unit(episode, unit=row.township)
    _keep_the_other_in(who, row, keeper, by=by, at=at)
    act_on_consents(who, by=by, at=at)
    return who


def _keep_the_other_in(
    who: AdmittedPerson, row: HandoffRow, keeper: int, *, by: Viewer, at: datetime
) -> None:
    """The receiver that does not hold the file works on it too, where its own place does not show it."""
    for number in (row.township, row.station):
        if number is None or number == keeper:
            continue
        low, high = unit(number).bounds
        if not low <= keeper <= high:
            for file in who.ids:
                authorization.tie(
                    file, held_by=keeper, kind=Relation.TEAM, unit=number, at=at, basis=BASIS, by=by.id
                )


@transaction.atomic
def send_back(*, person: UUID, reason: str, words: str, by: Viewer, at: datetime) -> None:
    """One receiver returns everything to the centre and says why.

    Raises:
        DomainError: "handoff.reason-missing", and as ``accept``.
    """
    who, row = _locked(person, by)
    side = _side(row, by)
    after = machine.send_back(row.machine, side, reason=reason)
    with door.whole_files(who.ids):
        handoffs.step(row, after, by=by.id, at=at)
        handoffs.write_line(
            who, row, sort="returned", code=reason, words=words, by=by.id, at=at, outside=side.value
        )
        returned = Draft("handover_returned", "done", day_of(at), {"why": reason}, note=words)
        journal.append(who, returned, by=by, at=at)
        _close_to_all(who, by=by, at=at)
    refresh(who.ids, on=day_of(at))
    note("handoff.returned", subject=who.id, by=by, at=at, side=side.value, reason=reason)


@transaction.atomic
def take_back(*, person: UUID, by: Viewer, at: datetime) -> None:
    """The centre takes an offer back to change something.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-your-turn", "handoff.not-now".
    """
    who, row = _locked(person, by, at_centre=True)
    after = machine.take_back(row.machine)
    _withdraw(who, row, after, by=by, at=at)
    note("handoff.taken-back", subject=who.id, by=by, at=at)


@transaction.atomic
def stay(*, person: UUID, reason: str, document: str, words: str, by: Viewer, at: datetime) -> None:
    """The person is not released as planned: they stay the centre's, and nobody waits for them in vain.

    Raises:
        DomainError: "handoff.reason-missing", and as ``take_back``.
    """
    who, row = _locked(person, by, at_centre=True)
    after = machine.stay(row.machine, reason=reason)
    details: dict[str, object] = {"why": reason}
    if document:
        details["document_number"] = document
    with door.whole_files(who.ids):
        changed = Draft("release_changed", "done", day_of(at), details, note=words)
        journal.append(who, changed, by=by, at=at)
    _withdraw(who, row, after, by=by, at=at)
    note("release.put-off", subject=who.id, by=by, at=at, reason=reason)


@transaction.atomic
def name_day(*, person: UUID, released_on: date, document: str, by: Viewer, at: datetime) -> None:
    """Another release day: for somebody who stayed, or whose day was wrong.

    Raises:
        DomainError: "person.unknown", "handoff.unknown", "handoff.not-your-turn", "handoff.not-now"; what
            ``release.check_days`` refuses.
    """
    who, row = _locked(person, by, at_centre=True)
    if row.state not in {State.STAYED, State.PREPARING, State.RETURNED}:
        raise DomainError("handoff.not-now", state=row.state.value)
    if row.decided_on is not None:
        check_days(who.birth_on, row.decided_on, released_on, region=row.region, today=day_of(at))
    details: dict[str, object] = {"released_on": released_on.isoformat()}
    if document:
        details["document_number"] = document
    with door.whole_files(who.ids):
        journal.append(who, Draft("release_changed", "done", day_of(at), details), by=by, at=at)
        episodes.reschedule(row.person_id, was=row.released_on, released_on=released_on)
        handoffs.reschedule(row, released_on=released_on)
        if row.state is State.STAYED:
            handoffs.step(row, machine.go_on(row.machine), by=by.id, at=at)
    refresh(who.ids, on=day_of(at))
    note("release.day-named", subject=who.id, by=by, at=at)


def _withdraw(
    who: AdmittedPerson, row: HandoffRow, after: machine.Handoff, *, by: Viewer, at: datetime
) -> None:
    with door.whole_files(who.ids):
        handoffs.step(row, after, by=by.id, at=at)
        _close_to_all(who, by=by, at=at)
    refresh(who.ids, on=day_of(at))


def _locked(person: UUID, by: Viewer, *, at_centre: bool = False) -> tuple[AdmittedPerson, HandoffRow]:
    """The pass, the person's lock, and the hand-off as it stands under it.

    Raises:
        DomainError: as ``prepare_release.admitted``.
    """
    who, row = admitted(person, by=by, at_centre=at_centre)
    lock_files(who.ids)
    with door.whole_files(who.ids):
        return who, latest(who.ids) or row
