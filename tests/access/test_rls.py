"""The database beside the house and the oracle: every row, every command, every account, on random worlds.

A cell is one account, one row and one command, and three answers to whether it may: ``decide``'s, the
oracle's, and what PostgreSQL did for ``guitu_app`` behind ``door.open_for``. Every table about persons is
in it. A command is tried and taken back.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from guitu.domain.access import Compartment, Permission, Record, Viewer, decide
from guitu.domain.access.policy import WRITES
from guitu.foundation.accounts.models import Account as AccountRow
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.authorization.tables import person_tables
from tests.access import oracle, storing, worlds
from tests.access.storing import TABLES, Table

_log = logging.getLogger(__name__)


class Row(NamedTuple):
    """One row as it lies there: where, whose, what part of the file, and by whom."""

    at: str
    thing: oracle.Thing


class Cells:
    """Counts cells, and those the house says yes to; keeps what differs."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.yes: Counter[str] = Counter()
        self.different: list[object] = []

    def put(self, command: str, *, house: bool, known: bool, done: bool, of: object) -> None:
        """One cell."""
        self.asked[command] += 1
        self.yes[command] += done
        if not house == known == done:
            self.different.append((command, {"house": house, "oracle": known, "database": done}, of))


class House:
    """What ``decide`` says about rows, remembered: many rows are alike."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.known: dict[object, bool] = {}

    def reads(self, thing: oracle.Thing, *, is_key: bool = False) -> bool:
        """Whether the row may be read."""
        return self._any(thing, (Permission.PERSON_READ,), is_key=is_key)

    def writes(self, thing: oracle.Thing, *, is_key: bool = False) -> bool:
        """Whether anything may be recorded there."""
        return self._any(thing, tuple(WRITES), is_key=is_key)

    def _any(self, thing: oracle.Thing, acts: tuple[Permission, ...], *, is_key: bool) -> bool:
        author = self.viewer.id if is_key else thing.author
        asked = (thing.person, thing.held_by, thing.part, author == self.viewer.id, len(acts))
        if asked not in self.known:
            record = Record(thing.person, thing.held_by, Compartment(thing.part), author)
            self.known[asked] = any(decide(self.viewer, act, record).allowed for act in acts)
        return self.known[asked]


def rows_of(name: str, table: Table) -> list[Row]:
    """Every row of a table, sealed or not."""
    part = "compartment" if table.part is None else f"'{table.part}'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"select ctid::text, person_id, held_by, {part}, {table.author or 'null::uuid'} from {name}"  # noqa: S608 - ours
        )
        return [Row(at, oracle.Thing(*facts)) for at, *facts in cursor.fetchall()]


def reached(words: str) -> set[str]:
    """Where the rows lie that a command reaches, which is then taken back."""
    with connection.cursor() as cursor:
        mark = transaction.savepoint()
        cursor.execute(words)
        found = {at for (at,) in cursor.fetchall()}
        transaction.savepoint_rollback(mark)
    return found


def compare(world: worlds.World, *, strangers: int, every: int = 1) -> Cells:
    """Every account of the stored world, and every row that it reached or that is the ``every``-th of all.

    New rows are tried about forty people; of those that must be refused ``strangers`` are, in each table.
    """
    cells, knows = Cells(), world.oracle()
    with transaction.atomic():
        with door.even_sealed("the truth to compare with"):
            there = {name: rows_of(name, table) for name, table in TABLES.items()}
        for asker in world.accounts:
            viewer = with_relations(
                viewer_of(AccountRow.objects.select_related("unit").get(id=asker.id)), at=worlds.NOW
            )
            with door.open_for(viewer):
                for name, table in TABLES.items():
                    _compare_rows(cells, House(viewer), knows, asker, name, table, there[name], every)
                    _compare_new(cells, House(viewer), knows, asker, name, table, world, strangers)
    _log.info("%s cells, of them yes %s", dict(cells.asked), dict(cells.yes))
    return cells


def _compare_rows(cells, house, knows, asker, name, table, rows, every) -> None:
    seen = reached(f"select ctid::text from {name}")  # noqa: S608 - ours
    # under a new place a row lies elsewhere, so the old place is asked for
    done = {
        "update": reached(f"update {name} set held_by = held_by returning old.ctid::text"),  # noqa: S608 - ours
        "delete": reached(f"delete from {name} returning ctid::text"),  # noqa: S608 - ours
    }
    anywhere = seen.union(*done.values())
    for at, thing in [row for n, row in enumerate(rows) if n % every == 0 or row.at in anywhere]:
        of, key = (asker, name, thing), table.is_key
        reads, selects = house.reads(thing, is_key=key), knows.selects(asker, thing, is_key=key)
        cells.put("select", house=reads, known=selects, done=at in seen, of=of)
        house_writes = reads and house.writes(thing, is_key=key)
        oracle_writes = knows.changes(asker, thing, is_key=key)
        for command, places in done.items():
            ever = command not in table.never
            cells.put(
                command, house=ever and house_writes, known=ever and oracle_writes, done=at in places, of=of
            )


def _compare_new(cells, house, knows, asker, name, table, world, strangers) -> None:
    """New rows about everybody: those that must be taken at once, of those that must not a few one by one."""
    taken, refused = [], []
    for thing, person_held_by in _new(name, table, asker, world):
        if name == "people_person":
            known, ours = knows.writes(asker, thing), True
        else:
            known = knows.adds(asker, thing, person_held_by=person_held_by, is_key=table.is_key)
            ours = house.reads(oracle.Thing(thing.person, person_held_by, "existence"))
        known, ours = ("insert" not in table.never and yes for yes in (known, ours))
        ours = ours and house.writes(thing, is_key=table.is_key)
        (taken if known else refused).append((thing, ours, known))
    for group in ([taken] if taken else []) + [[cell] for cell in refused[:strangers]]:
        done = _accepted([_row(table, thing, asker) for thing, _, _ in group])
        for thing, ours, known in group:
            cells.put("insert", house=ours, known=known, done=done, of=(asker, name, thing))


def _new(name: str, table: Table, asker, world) -> Iterator[tuple[oracle.Thing, int]]:
    """New rows about everybody, in every part of the file, and where the person's own row is held.

    By the asker and, where rows name their author, once more in the name of somebody else.
    """
    authors = [asker.id, world.accounts[0].id] if table.author else [None]
    people = [who for n, who in enumerate(world.people) if name not in storing.ONCE or n % 2 == 0]
    world.rng.shuffle(people)
    for who in people[:40]:
        held = world.people[who]
        for part in worlds.PARTS if table.part is None else [table.part]:
            about = uuid4() if name == "people_person" else who
            for author in authors:
                yield oracle.Thing(about, held, part, author), held


def _row(table: Table, thing: oracle.Thing, asker) -> object:
    return table.make(thing.person, thing.held_by, thing.part, thing.author or asker.id)


def _accepted(rows: list) -> bool:
    try:
        with transaction.atomic():
            type(rows[0])._base_manager.bulk_create(rows)
            transaction.set_rollback(True)
    except ProgrammingError as refusal:
        if "violates row-level security policy" not in str(refusal):
            raise
        return False
    return True


def agreed(cells: Cells) -> int:
    """How many cells there were, all three saying the same."""
    assert cells.different == []
    assert {command for command, count in cells.yes.items() if count} == {"select", "insert", "update"}
    return sum(cells.asked.values())


def test_every_table_about_persons_is_compared() -> None:
    assert set(TABLES) == set(person_tables())


@pytest.mark.django_db
def test_house_oracle_and_database_agree_on_every_row_and_command() -> None:
    world = worlds.random_world(11, units=60, people=40, accounts=18)
    storing.store(world)

    assert agreed(compare(world, strangers=2)) >= 5_000


@pytest.mark.full
@pytest.mark.django_db
def test_they_agree_in_a_large_world() -> None:
    world = worlds.random_world(12, units=220, people=2000, accounts=60)
    storing.store(world)

    assert agreed(compare(world, strangers=5, every=10)) >= 100_000
