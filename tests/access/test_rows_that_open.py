"""What nobody can do to the walls with the rows they may write: grant, take away, remove or move a file.

Everybody who may record anything about a person's existence tries, as ``guitu_app``.
"""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from guitu.domain.access import Relation
from guitu.foundation.authorization import door
from guitu.foundation.authorization.tables import person_tables
from tests.access import storing
from tests.access.test_attacks import case, count, good, refused, told
from tests.world import world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db

ADDED = {
    "a relation of one's own": (
        "insert into authorization_tie (id, person_id, held_by, account, kind, since, basis)"
        " values (gen_random_uuid(), %(person)s, %(unit)s, %(account)s, 'assigned', now(), '')"
    ),
    "an exclusion": (
        "insert into authorization_bar (id, person_id, held_by, account, kind, since)"
        " values (gen_random_uuid(), %(person)s, %(unit)s, gen_random_uuid(), 'relative', now())"
    ),
    "two files read as one": (
        "insert into people_personalias (person_id, canonical, held_by, was_held_by, made_at, made_by)"
        " values (%(person)s, gen_random_uuid(), %(unit)s, 0, now(), %(account)s)"
    ),
}
CHANGED = {
    "a relation without end": "update authorization_tie set until = null",
    "an exclusion that is over": "update authorization_bar set until = since",
    "a longer emergency": "update authorization_breakglass set until = until + interval '1 day'",
    "other people's keys": "update crypto_datakey set held_by = held_by",
}


def near(world, case):
    """Everybody who may write something about the person's existence, from near and from far."""
    own = {case.person: frozenset({Relation.TEAM, Relation.RELEASED_HERE})}
    far = (replace(viewer, relations=own) for viewer in (world.mo, world.doctor, world.gate))
    return [world.lin, world.head, world.officer, world.social, *far]


@pytest.mark.parametrize("words", ADDED.values(), ids=ADDED)
def test_nobody_grants_themselves_a_person_by_a_row(world, case, words):
    for viewer in near(world, case):
        with told(good(viewer)):
            assert count() == 1
            for unit in (world.station, viewer.unit):
                given = {"person": case.person, "unit": unit, "account": viewer.id}
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    connection.cursor().execute(words, given)


@pytest.mark.parametrize("words", CHANGED.values(), ids=CHANGED)
def test_nobody_takes_away_what_stands_between_accounts_and_a_person(world, case, words):
    with door.even_sealed("arranging"):
        for made in (storing.tie, storing.bar, storing.emergency):
            made(case.person, world.station, "", world.mo.id).save(force_insert=True)
    for viewer in near(world, case):
        with told(good(viewer)), connection.cursor() as cursor:
            cursor.execute(words)
            assert cursor.rowcount == 0, viewer.role


def test_nobody_deletes_a_row_about_a_person(world, case):
    """Neither what is known, nor who may see it, nor the file itself, to make it anew and elsewhere."""
    with door.even_sealed("arranging"):
        for made in (storing.tie, storing.bar, storing.emergency):
            made(case.person, world.station, "", world.mo.id).save(force_insert=True)
        storing.fact(case.person, world.station, "orders", world.lin.id).save(force_insert=True)
        storing.entry(case.person, world.station, "orders", world.lin.id).save(force_insert=True)
    for viewer in near(world, case):
        with told(good(viewer)), connection.cursor() as cursor:
            for table in person_tables():
                cursor.execute(f"delete from {table}")  # noqa: S608 - ours
                assert cursor.rowcount == 0, (viewer.role, table)


def test_nobody_moves_a_person_to_their_own_unit_or_anywhere(world, case):
    """Whoever is named for a week could otherwise keep the file for good, and show it to their whole unit."""
    with door.as_system("arranging"):
        for part in ("orders", "casework", "medical"):
            storing.fact(case.person, world.station, part, world.lin.id).save(force_insert=True)
    tables = ("people_person", "people_fact", "episodes_episode", "people_contactpoint")
    for viewer in near(world, case):
        with told(good(viewer)):
            for table in tables:
                for place in {viewer.unit, world.other_station, 1} - {world.station}:
                    words = f"update {table} set held_by = %s"  # noqa: S608 - ours
                    if count(table):
                        assert "row-level security" in str(refused(words, place)), (viewer.role, table)
    with door.as_system("moving"), connection.cursor() as cursor:
        cursor.execute("update people_person set held_by = %s", [world.other_station])
        assert cursor.rowcount == 1
