from uuid import uuid4

import pytest
from django.db import connection

from guitu.casework.people import commands, queries
from guitu.casework.people.commands import Addition, NewContact
from guitu.casework.people.models import CitizenIdIndex, Person
from guitu.domain.access import Permission
from tests.world import NOW, World, someone

pytestmark = pytest.mark.django_db


def register(*people: commands.NewPerson) -> None:
    with connection.cursor() as cursor:
        commands.register_many(cursor, people)


def test_a_batch_knows_how_many_files_it_made(world: World) -> None:
    batch = uuid4()
    assert queries.is_empty()

    register(someone(world.station, batch=batch), someone(world.station, batch=batch), someone(world.station))

    assert queries.batch_size(batch) == 2
    assert not queries.is_empty()


def test_what_others_added_since_an_import_is_seen(world: World) -> None:
    batch, phone = uuid4(), NewContact("phone", "12310354284")
    person = someone(world.station, batch=batch, contacts=(phone,))
    register(person)
    assert queries.added_since_import(batch, [person.id]) == 0

    later = Addition(
        person.id, world.station, NOW, world.lin.id, None, (phone._replace(value="12310354285"),)
    )
    with connection.cursor() as cursor:
        commands.add_many(cursor, [later])

    assert queries.added_since_import(batch, [person.id]) == 1


def test_files_read_as_one_come_as_a_group(world: World) -> None:
    first, second, alone = (someone(world.station) for _ in range(3))
    register(first, second, alone)
    who = queries.person_for(world.lin, second.id, Permission.PERSON_READ)
    commands.join_files(duplicate=first.id, canonical=who, by=world.lin.id, at=NOW)

    assert queries.joined_files() == ((second.id, first.id),)


def test_made_up_people_are_told_from_real_ones(world: World) -> None:
    person = someone(world.station)
    register(person)
    assert not queries.has_real_people()

    CitizenIdIndex.objects.create(
        key=b"not one of ours", person_id=person.id, held_by=world.station, is_made_up=False
    )
    assert queries.has_real_people()


def test_a_saved_person_keeps_their_id(world: World) -> None:
    person = someone(world.station)
    register(person)
    row = Person.objects.get()
    row.sex = "female"

    row.save()

    assert Person.objects.get().sex == "female"
