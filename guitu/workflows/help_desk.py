"""What a unit owes in help: needs nobody has answered or passed on, and the days agreed on this week."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from guitu.casework.agenda.queries import waiting_for
from guitu.casework.journal.queries import entries_of_kinds_by_person
from guitu.casework.people.queries import PersonRow, people_of
from guitu.casework.referrals import queries as referrals
from guitu.casework.referrals.queries import ReferralRow
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings
from guitu.workflows.need import Need, needs_in

MOST: Final = 50  # people of each list; what is beyond waits behind what is more urgent
_WEEK = timedelta(days=7)
_KINDS = ("need_raised", "need_answered")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One need nobody has answered or passed on."""

    person: UUID
    need: Need


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands on the desk. ``more`` further people have needs that wait."""

    needs: tuple[Waiting, ...]
    more: bool
    referrals: tuple[ReferralRow, ...]
    agreed: tuple[ReferralRow, ...]
    people: dict[UUID, PersonRow]


def desk(viewer: Viewer, *, today: date) -> Desk:
    """The desk of whoever helps: ten queries, however many people there are.

    Raises:
        DomainError("access.refused").
    """
    if not holds(viewer, Permission.SERVICE_RECORD):
        raise DomainError("access.refused")
    needs, more = _needs(viewer)
    open_ = referrals.board(viewer, limit=MOST)
    agreed = referrals.agreed_between(viewer, today, today + _WEEK, limit=MOST)
    about = {one.person for one in needs} | {row.person_id for row in (*open_, *agreed)}
    return Desk(needs, more, open_, agreed, people_of(viewer, about))


def _needs(viewer: Viewer) -> tuple[tuple[Waiting, ...], bool]:
    """Urgent and late ones first, by the day an answer is due; whether there are more."""
    persons = waiting_for(viewer, "need_answered", limit=MOST + 1)
    shown = persons[:MOST]
    places = {row.person_id: row.held_by for row in shown}
    sightings.saw(places, "casework")
    passed_on = referrals.needs_referred(places)
    found = [
        Waiting(person, need)
        for person, entries in entries_of_kinds_by_person(places, _KINDS).items()
        for need in needs_in(entries, place=places[person])
        if need.is_open and need.id not in passed_on
    ]
    found.sort(key=lambda one: (one.need.due_on or date.max, one.need.id))
    return tuple(found), len(persons) > MOST
