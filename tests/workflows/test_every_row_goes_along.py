"""Whatever table somebody adds: its rows move with the person, are sealed and erased with them."""

import pytest
from django.db import connection, transaction
from psycopg import sql

from guitu.foundation.authorization import door, holding
from guitu.foundation.authorization.tables import person_tables
from guitu.foundation.crypto.models import DataKey
from guitu.workflows.assign import move_rows
from guitu.workflows.erase import erase
from tests.access.storing import TABLES
from tests.workflows.referring import case
from tests.world import NOW, Case, World, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db


def held(table: str, person) -> set[int]:
    """Who holds the rows of one table about somebody."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select held_by from {} where person_id = %s").format(sql.Identifier(table)), [person]
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.fixture
def everywhere(case: Case, world: World) -> Case:
    """Somebody with a row in every table about persons."""
    with transaction.atomic(), door.even_sealed("a row of every table"):
        for name, table in TABLES.items():
            if not held(name, case.person):
                row = table.make(case.person, world.station, table.part or "casework", world.lin.id)
                row.save(force_insert=True)
    return case


def lies(case: Case) -> dict[str, set[int]]:
    with transaction.atomic(), door.even_sealed("looking"):
        return {name: held(name, case.person) for name in person_tables()}


def test_every_row_moves_with_the_person(everywhere: Case, world: World):
    assert all(lies(everywhere).values()), "a table without a row proves nothing"
    with transaction.atomic(), door.even_sealed("a move"):
        move_rows(everywhere.person, to=world.other_station)

    assert {name: where for name, where in lies(everywhere).items() if where != {world.other_station}} == {}


def test_every_row_is_sealed_with_the_file(everywhere: Case, world: World):
    with transaction.atomic(), door.even_sealed("sealing"):
        holding.seal_rows([everywhere.person])

    assert {name: where for name, where in lies(everywhere).items() if max(where) >= 0} == {}


def test_nothing_of_somebody_who_was_erased_is_in_anybodys_reach(everywhere: Case, world: World):
    erase(everywhere.person, by=world.guardian.id, at=NOW)

    left = {name: where for name, where in lies(everywhere).items() if where and max(where) >= 0}
    assert left == {}
    with transaction.atomic(), door.even_sealed("looking"):
        assert not DataKey.objects.filter(person_id=everywhere.person).exists()
