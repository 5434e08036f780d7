"""What row-level security costs: the rooms' own queries with the walls and, between times, without them.

The SQL is caught from the rooms, then sent by one psycopg connection as the application's role: for each
place first with the walls, then after the superuser has taken them off these tables, by turns, so that noise
meets both. Measured is the database's time for the statements, not the opening of the door.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import transaction

from guitu.casework.agenda.queries import Window, counts, worklist
from guitu.casework.people.queries import find, people_of
from guitu.domain.access import Role, Viewer, reach
from guitu.domain.kernel.region import NATION, place_interval
from guitu.foundation import clock
from guitu.foundation.authorization import door, signing
from guitu.foundation.authorization.signing import Context
from guitu.runtime.bench import crowd, database
from guitu.runtime.bench.lines import Line, at_most, percentile, spread
from guitu.runtime.bench.statements import Statement, caught
from guitu.runtime.postgres import Server
from guitu.runtime.roles import superuser

MANY = 1_000_000  # from so many on the promises for a million hold
ROWS = 50
_WINDOWS: tuple[Window, ...] = ("late", "today", "week")
_PROMISED = {"station": 5.0, "county": 10.0, "province": 10.0}  # ms, p95, at a million
_SEARCHED = 5.0  # ms
_MOST_ADDED, _MOST_TIMES = 3.0, 1.5  # ms, or that many times as long
_NAMED = 30  # people given singly to an officer, beside the station's
_BUDGET = 12.0  # seconds for one kind of question, both ways
_WITH, _WITHOUT = True, False
_WITHOUT_WALLS = "without row-level security, p50"

Asking = Callable[[Viewer], object]


@dataclass(frozen=True, slots=True)
class Question:
    """The statements of one question of one viewer."""

    viewer: Viewer
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Times:
    """Milliseconds of one kind of question."""

    walled: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def add(self, other: "Times") -> "Times":
        """Both together."""
        return Times(self.walled + other.walled, self.bare + other.bare)

    @property
    def added(self) -> float:
        """What the walls add at the median."""
        return percentile(self.walled, 50) - percentile(self.bare, 50)

    def facts(self) -> dict[str, object]:
        """For the JSON."""
        return {"with_ms": spread(self.walled), "without_ms": spread(self.bare)}


def measure(server: Server, *, rounds: int = 3) -> list[Line]:
    """Lists, counts and searches in each scope. Django is set up on the database, as the application."""
    found = crowd.load()
    viewers = _viewers(found)
    with database.connect("app", database.WALLS) as way, superuser(server, database.WALLS) as above:
        tries = _Tries(way, above, rounds)
        lists = {scope: _lists(tries, viewers[scope]) for scope in _PROMISED}
        searches = {scope: _searches(tries, asking, found) for scope, asking in viewers.items()}
    return [
        *(line for scope in lists for line in _list_lines(scope, lists[scope], found.people)),
        *_search_lines(searches, found.people),
    ]


def _viewers(found: crowd.Crowd) -> dict[str, list[Viewer]]:
    """Who asks, by how far they see; every tenth officer also has people named to them."""

    def one(role: Role, low: int, high: int, kind: str) -> Viewer:
        return Viewer(UUID(int=low), role, low, low, high, unit_type=kind)

    county = [place_interval(region) for region in found.counties[:20]]
    province, nation = place_interval(crowd.PROVINCE * 10**10), place_interval(NATION)
    return {
        "station": [one(Role.POSTED_OFFICER, n, n, "guidance_station") for n in found.stations[:40]],
        "county": [one(Role.UNIT_HEAD, *bounds, "bureau") for bounds in county],
        "province": [one(Role.UNIT_HEAD, *province, "provincial_bureau")],
        "nation": [one(Role.UNIT_HEAD, *nation, "bureau")],
    }


def _lists(tries: "_Tries", viewers: Sequence[Viewer]) -> dict[str, Times]:
    """The parts of a desk page: a list and its counts by window, and who the people of the list are."""
    today = clock.today()
    found: dict[str, Times] = {}
    for window in _WINDOWS:

        def page(viewer: Viewer, window: Window = window) -> object:
            return worklist(viewer, today=today, window=window, whose="unit", limit=ROWS + 1)

        def whole(viewer: Viewer, page: Asking = page) -> object:
            return people_of(viewer, {row.person_id for row in page(viewer)[:ROWS]})  # type: ignore[index] # a list's rows

        found[window] = tries.run(viewers, whole)
    found["counts"] = tries.run(viewers, lambda viewer: counts(viewer, today=today, whose="unit"))
    return found


def _searches(tries: "_Tries", viewers: Sequence[Viewer], found: crowd.Crowd) -> dict[str, Times]:
    """What people look for, by what it is."""
    texts = {
        "common name": found.common,
        "rare name": found.rare,
        "surname": found.common[0],
        "initials": found.letters,
        "nobody": "欧阳不存在",
        "identity number": found.number,
        "phone": found.phone,
    }
    return {
        what: tries.run(viewers[:10], lambda viewer, text=text: find(viewer, text))  # type: ignore[misc] # bound now
        for what, text in texts.items()
    }


class _Tries:
    """Sends questions with and without walls by turns."""

    def __init__(self, way: "psycopg.Connection[Any]", above: "psycopg.Connection[Any]", rounds: int) -> None:
        self._way, self._above, self._rounds = way, above, rounds

    def run(self, viewers: Iterable[Viewer], asking: Asking) -> Times:
        """Ask each viewer's question some rounds long; the first answers are not counted."""
        questions = [_caught(viewer, asking) for viewer in viewers]
        times, until = Times(), time.monotonic() + _BUDGET
        for warm in (True, *[False] * self._most(len(questions))):
            walled, bare = self._round(questions)
            if not warm:
                times.walled += walled
                times.bare += bare
            if times.walled and time.monotonic() > until:
                break
        return times

    def _most(self, questions: int) -> int:
        """Rounds, so that few viewers are asked more often."""
        return max(self._rounds, self._rounds * 20 // questions)

    def _round(self, questions: Sequence[Question]) -> tuple[list[float], list[float]]:
        walled = self._settled(questions)
        with self._taken_off():
            return walled, self._settled(questions)

    def _settled(self, questions: Sequence[Question]) -> list[float]:
        """Each asked twice, the second counted: a table altered is a table to get to know anew, once."""
        for question in questions:
            self._ask(question)
        return [self._ask(question) for question in questions]

    def _ask(self, question: Question) -> float:
        viewer = question.viewer
        context = Context(viewer.id, viewer.role.value, reach(viewer))
        pid = self._way.info.backend_pid
        text = signing.signed(context, key=settings.DOOR_KEY, pid=pid, seconds=60)
        with self._way.transaction(), self._way.cursor() as cursor:
            cursor.execute(f"set local guitu.ctx to '{text}'".encode())
            began = time.perf_counter()
            for statement in question.statements:
                cursor.execute(statement.text, statement.values)
                cursor.fetchall()
            return (time.perf_counter() - began) * 1000

    @contextmanager
    def _taken_off(self) -> Iterator[None]:
        for table in crowd.TABLES:
            self._above.execute(f"alter table {table} disable row level security")
        try:
            yield
        finally:
            for table in crowd.TABLES:
                self._above.execute(f"alter table {table} enable row level security")


def _caught(viewer: Viewer, asking: Asking) -> Question:
    with transaction.atomic(), door.open_for(viewer):
        with caught() as statements:
            asking(viewer)
        return Question(viewer, tuple(statements))


def _list_lines(scope: str, lists: Mapping[str, Times], people: int) -> Iterator[Line]:
    times = Times()
    for window in _WINDOWS:
        times = times.add(lists[window])
    facts = {window: lists[window].facts() for window in lists}
    at = f"{people:,} people"
    bare = percentile(times.bare, 50)
    yield Line(
        f"walls.{scope}",
        f"list of {ROWS} with names behind the walls, {scope} scope, {at}: database time p95",
        percentile(times.walled, 95),
        "ms",
        at_most(_PROMISED[scope]) if people >= MANY else None,
        _WITHOUT_WALLS,
        percentile(times.walled, 50) / bare,
        {**times.facts(), **{f"{w}_p95": round(percentile(t.walled, 95), 2) for w, t in lists.items()}},
    )
    yield Line(
        f"walls.{scope}.added",
        f"list of {ROWS}, {scope} scope, {at}: added by row-level security at p50"
        f" (at most {_MOST_ADDED:g} ms or {_MOST_TIMES:g} ×)",
        max(0.0, times.added),
        "ms",
        at_most(max(_MOST_ADDED, (_MOST_TIMES - 1) * bare)),
        _WITHOUT_WALLS,
        percentile(times.walled, 50) / bare,
        {"added_p95": round(percentile(times.walled, 95) - percentile(times.bare, 95), 2)},
    )
    yield Line(
        f"walls.{scope}.counts",
        f"counts of the desk, {scope} scope, {at}: database time p95",
        percentile(lists["counts"].walled, 95),
        "ms",
        None,
        _WITHOUT_WALLS,
        percentile(lists["counts"].walled, 50) / percentile(lists["counts"].bare, 50),
        facts["counts"],
    )


def _search_lines(searches: Mapping[str, Mapping[str, Times]], people: int) -> Iterator[Line]:
    """A line for each scope: the slowest thing one can look for there."""
    for scope, kinds in searches.items():
        slowest = max(kinds, key=lambda kind: percentile(kinds[kind].walled, 95))
        times = kinds[slowest]
        yield Line(
            f"walls.search.{scope}",
            f"name search, {scope} scope, {people:,} people: database time p95 of the slowest ({slowest})",
            percentile(times.walled, 95),
            "ms",
            at_most(_SEARCHED) if people >= MANY else None,
            _WITHOUT_WALLS,
            percentile(times.walled, 50) / percentile(times.bare, 50),
            {kind: round(percentile(each.walled, 95), 2) for kind, each in kinds.items()},
        )
