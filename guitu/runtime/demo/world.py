"""Where made-up people live and who works there: the demo county and a synthetic province have this shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from uuid import UUID

from guitu.domain.access import Role, Viewer, holds
from guitu.runtime.demo.chance import Table
from guitu.workflows.record import permission_for

_ANYBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Worker:
    """An account, reduced to what an entry says of its author."""

    id: UUID
    unit: int
    role: Role

    def may_write(self, kind: str) -> bool:
        """Whether the role may write entries of this kind."""
        return kind == "retraction" or _writes(self.role, kind)


@lru_cache(maxsize=512)
def _writes(role: Role, kind: str) -> bool:
    return holds(Viewer(_ANYBODY, role, 0, 0, 0), permission_for(kind))


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One township: its office, and the station and centre that support it where there are any.

    ``villages`` names of the streets, communities and villages to live in, each with its region number.
    ``team`` who writes there, at least one; ``cases`` those of them to whom files are given.
    """

    region: int
    name: str
    villages: tuple[tuple[int, str], ...]
    office: int
    station: int | None
    centre: int | None
    police: int | None
    team: tuple[Worker, ...]
    cases: tuple[Worker, ...]

    @property
    def holder(self) -> int:
        """The unit responsible for people who live here."""
        return self.station or self.office


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Everything a made-up life needs around it.

    ``queue`` the bureau, where files wait that nobody has placed; ``unplaced`` the share of new ones.
    ``code_first`` and ``codes``: which part of the made-up numbers this population may use, so that two
    populations in one database do not meet (see ``people.citizen_id_of``).
    """

    places: tuple[Place, ...]
    homes: Table[Place]
    queue: Place
    facility: int
    code_first: int
    codes: int
    unplaced: float = 0.0

    def home(self, rng: Random) -> Place:
        """Where somebody lives, by how many people each place has."""
        return self.homes.draw(rng)


def writer(team: Sequence[Worker], kind: str, first: Worker) -> Worker:
    """Who writes an entry of this kind: ``first`` if they may, else a colleague who may."""
    if first.may_write(kind):
        return first
    return next((worker for worker in team if worker.may_write(kind)), first)


def first_worker(rng: Random, place: Place) -> Worker:
    """Who looks after somebody new: one of those who are given files, else whoever writes there."""
    among = place.cases or place.team
    return among[int(rng.random() * len(among))]
