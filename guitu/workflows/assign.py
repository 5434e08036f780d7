"""A unit head says who is responsible: the file moves to a unit or a worker, and the journal keeps it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.counselling import commands as counselling
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.family import commands as family
from guitu.casework.groups import commands as groups
from guitu.casework.handoffs import commands as handoffs
from guitu.casework.health import commands as health
from guitu.casework.honours import commands as honours
from guitu.casework.incidents import commands as incidents
from guitu.casework.instruments import commands as instruments
from guitu.casework.intake import commands as intake
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.letters import commands as letters
from guitu.casework.outcomes import commands as outcomes
from guitu.casework.outreach import commands as outreach
from guitu.casework.people import commands as people
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.plans import commands as plans
from guitu.casework.records import commands as records
from guitu.casework.referrals import commands as referrals
from guitu.casework.support import commands as support
from guitu.casework.surveys import commands as surveys
from guitu.casework.testing import commands as testing
from guitu.casework.transfers import commands as transfers
from guitu.casework.work import commands as work
from guitu.domain.access import Permission, Relation, Viewer, may
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import AccountRow, account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import is_barred
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import UnitRow, unit
from guitu.workflows.refresh import lock_files, refresh


@transaction.atomic
def assign(
    *,
    person: UUID,
    to_unit: int | None = None,
    to_worker: UUID | None = None,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> None:
    """Give a person's file to a unit, a worker, or both. Nothing of the past is re-judged.

    Args:
        person: whose file.
        to_unit: place number of the unit now responsible; None leaves it where it is.
        to_worker: account that works on it; None (with a unit) leaves it to that unit to name one.
        by: who decides; needs ASSIGN over both the file and the unit it goes to.
        at: when (aware).
        entry_id: made by the form, so that sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "assign.nothing", "assign.unit-out-of-reach",
            "assign.worker-elsewhere", "assign.worker-excluded", "unit.unknown", "account.unknown".
    """
    who = person_for(by, person, Permission.ASSIGN)
    if to_unit is None and to_worker is None:
        raise DomainError("assign.nothing")
    place = _place(to_unit, who, by)
    worker = _worker(to_worker, place)
    if worker is not None and is_barred(worker.id, who.ids, at=at):
        raise DomainError("assign.worker-excluded")
    lock_files(who.ids)
    details: dict[str, object] = {"to_unit": place.number}
    if worker is not None:
        details["to_worker"] = str(worker.id)
    draft = Draft(kind="assignment", outcome="done", happened_on=day_of(at), details=details, id=entry_id)
    if not journal.append(who, draft, by=by, at=at).was_new:
        return
    with door.whole_files(who.ids):
        if place.number != who.held_by:
            move_file(who, to=place.number)
        for row in episodes_of(who):
            _hand_to(row, place, worker)
        _name(who, place, worker, by=by, at=at)
    refresh(who.ids, on=day_of(at))
    note(
        "file.assigned",
        subject=who.id,
        by=by,
        at=at,
        to_unit=place.number,
        to_worker=worker.id if worker else None,
    )


def _place(to_unit: int | None, who: AdmittedPerson, by: Viewer) -> UnitRow:
    place = unit(who.held_by if to_unit is None else to_unit)
    if not may(by, Permission.ASSIGN, held_by=place.number):
        raise DomainError("assign.unit-out-of-reach", unit=place.number)
    return place


def _worker(to_worker: UUID | None, place: UnitRow) -> AccountRow | None:
    if to_worker is None:
        return None
    found = account(to_worker)
    if not found.is_active or found.unit != place.number:
        raise DomainError("assign.worker-elsewhere", unit=place.number)
    return found


def _hand_to(row: EpisodeRow, place: UnitRow, worker: AccountRow | None) -> None:
    station = place.number if place.type == "guidance_station" else None
    episodes.assign(row, worker=worker.id if worker else None, station_unit=station)
    agenda.reassign(person_id=row.person_id, episode_id=row.id, worker=worker.id if worker else None)


def _name(
    who: AdmittedPerson, place: UnitRow, worker: AccountRow | None, *, by: Viewer, at: datetime
) -> None:
    """The worker stands in a relation to the person from now on; whoever did before stands in it no more."""
    for file in who.ids:
        authorization.untie(file, kind=Relation.ASSIGNED, at=at, by=by.id)
        if worker is not None:
            authorization.tie(
                file, held_by=place.number, kind=Relation.ASSIGNED, account=worker.id, at=at, by=by.id
            )


def move_file(who: AdmittedPerson, *, to: int) -> None:
    """Rewrite who holds the person on every row about them, in the caller's transaction."""
    for file in who.ids:
        move_rows(file, to=to)


def move_rows(file: UUID, *, to: int) -> None:
    """The same of one file alone."""
    for room in (
        people,
        episodes,
        journal,
        agenda,
        outcomes,
        handoffs,
        plans,
        support,
        family,
        health,
        counselling,
        work,
        incidents,
        groups,
        letters,
        outreach,
        instruments,
        referrals,
        honours,
        transfers,
        testing,
        surveys,
        intake,
        authorization,
        records,
    ):
        room.move(file, to_held_by=to)
