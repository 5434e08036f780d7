"""The queue a unit head assigns from: one line per person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from guitu.casework.episodes.queries import EpisodeRow, loads
from guitu.casework.people.queries import people_of
from guitu.domain.access import Viewer
from guitu.domain.plans.wishes import HOURS, PLACE, WISHES, WORKER_SEX
from guitu.foundation.accounts.queries import AccountRow, colleagues, display_names
from guitu.foundation.ids import new_id
from guitu.foundation.organisations import queries as organisations
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.shell import addresses
from guitu.web.shell.tags import said
from guitu.workflows.wish import wishes_of_people

QUEUES = ("bureau", "provincial_bureau")
"""Types of unit that keep files nobody has been found for."""

HOLDERS = ("guidance_station", "township_office")
"""Types of unit that people are assigned to."""

_OF_A_WORKER = (WORKER_SEX, HOURS, PLACE)


@dataclass(frozen=True)
class Line:
    """A person waiting. ``value`` the person and the id of the entry that assigning them makes."""

    value: str
    person: str
    name: str
    address: str
    kinds: tuple[str, ...]
    released_on: date | None
    unit: str
    worker: str
    wished: tuple[str, ...]


def lines(viewer: Viewer, episodes: Iterable[EpisodeRow]) -> list[Line]:
    """One line per person, in the order of their first episode. Four queries."""
    by_person: dict[UUID, list[EpisodeRow]] = {}
    for row in episodes:
        by_person.setdefault(row.person_id, []).append(row)
    people = people_of(viewer, by_person)
    wishes = wishes_of_people(people)
    units = organisations.unit_names({rows[0].held_by for rows in by_person.values()})
    workers = display_names({row.worker for rows in by_person.values() for row in rows if row.worker})
    return [
        Line(
            value=f"{person}:{new_id()}",
            person=str(person),
            name=people[person].name,
            address=addresses.person(person),
            kinds=tuple(row.kind for row in rows),
            released_on=rows[0].released_on,
            unit=units.get(rows[0].held_by, ""),
            worker=next((workers[row.worker] for row in rows if row.worker in workers), ""),
            wished=wished(wishes.get(person, {})),
        )
        for person, rows in by_person.items()
        if person in people
    ]


def wished(wishes: Mapping[str, str]) -> tuple[str, ...]:
    """What somebody wishes of whoever works with them, in words."""
    return tuple(said(WISHES[field][code]) for field, code in wishes.items() if field in _OF_A_WORKER)


def queues(viewer: Viewer) -> list[int]:
    """Units in reach that keep files nobody has been found for. One query."""
    found = organisations.units(types=QUEUES)
    return [row.number for row in found if viewer.lo <= row.number <= viewer.hi]


def holders(viewer: Viewer) -> list[UnitRow]:
    """Units in reach that people can be assigned to. One query."""
    found = organisations.units(types=HOLDERS)
    return [row for row in found if viewer.lo <= row.number <= viewer.hi]


def colleagues_with_loads(viewer: Viewer) -> list[tuple[AccountRow, str]]:
    """Whom people can be assigned to, each with what they carry already. Two queries."""
    carried = {load.worker: load.episodes for load in loads(viewer)}
    label = gettext("%(name)s（%(unit)s，现有 %(n)s）")
    return [
        (row, label % {"name": row.display_name, "unit": row.unit_name, "n": carried.get(row.id, 0)})
        for row in colleagues(viewer)
    ]


def carrying(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Who carries cases in reach, switched-off accounts too, the largest load first. Two queries."""
    shared = [(load.worker, load.episodes) for load in loads(viewer) if load.worker is not None]
    names = display_names(worker for worker, _ in shared)
    label = gettext("%(name)s（现有 %(n)s）")
    return [(worker, label % {"name": names.get(worker, "–"), "n": n}) for worker, n in shared]
