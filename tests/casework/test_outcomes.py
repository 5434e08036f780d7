"""How releases turned out, stored: only what differs is touched, and only what can be true is taken."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from guitu.casework.outcomes import commands, queries
from guitu.casework.outcomes.commands import Changes, NewRelease
from guitu.casework.outcomes.models import Release
from guitu.casework.people.commands import register
from guitu.foundation.ids import new_id
from tests.world import World, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
DAYS = (date(2023, 5, 1), date(2025, 5, 1))


@pytest.fixture
def person(world: World) -> UUID:
    made = someone(world.station)
    register(made)
    return made.id


def release(person: UUID, world: World, day: date = DAYS[0], **more: object) -> NewRelease:
    clean = {"at_6": "strict", "at_12": "clean", "at_24": "unknown", "at_36": "unknown"}
    row = NewRelease(
        person_id=person, released_on=day, episode_id=new_id(), held_by=world.station, times=1, **clean,
        relapsed_on=None, died_on=None, known_on=date(2024, 8, 1),
    )  # fmt: skip
    return row._replace(**more)


def marks() -> set[tuple]:
    """Each row's place and the transaction that wrote it."""
    with connection.cursor() as cursor:
        cursor.execute("select ctid::text, xmin::text from outcomes_release")
        return set(cursor.fetchall())


def test_only_what_differs_is_touched(world, person):
    first, second = release(person, world), release(person, world, DAYS[1], times=2)

    assert commands.replace_for([person], [first, second]) == Changes(2, 0)
    before = marks()
    assert commands.replace_for([person], [second, first]) == Changes(0, 0)
    assert marks() == before
    assert commands.replace_for([person], [first, second._replace(at_6="relapsed")]) == Changes(1, 0)
    assert commands.replace_for([person], []) == Changes(0, 2)


def test_saying_the_same_again_costs_one_look(world, person, django_assert_num_queries):
    row = release(person, world)
    commands.replace_for([person], [row])

    with django_assert_num_queries(1):
        commands.replace_for([person], [row])


def test_nobody_elses_rows_are_touched(world, person):
    other = someone(world.station)
    register(other)
    commands.replace_for([other.id], [release(other.id, world)])

    commands.replace_for([person], [])

    assert Release.objects.get().person_id == other.id


@pytest.mark.parametrize(
    "wrong", [{"at_6": "sober"}, {"at_36": ""}, {"times": 0}], ids=["unheard-of", "empty", "no-first-time"]
)
def test_only_what_can_be_true_is_taken(world, person, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        commands.replace_for([person], [release(person, world, **wrong)])


def test_the_digest_tells_one_row_from_another_and_not_their_order(world, person):
    first, second = release(person, world), release(person, world, DAYS[1], times=2)
    commands.replace_for([person], [first, second])
    before = queries.digest()

    commands.replace_for([person], [])
    with connection.cursor() as cursor:
        commands.replace_many(cursor, [person], [second, first])
    assert queries.digest() == before

    commands.replace_for([person], [first, second._replace(known_on=None)])
    assert queries.digest() != before
