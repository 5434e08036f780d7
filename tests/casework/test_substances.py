"""The kind of a substance is kept with the facts it is read from, goes with them, and says no more."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from guitu.casework.people import commands, substances, taking_back
from guitu.casework.people.commands import Addition, NewFact, NewPerson
from guitu.casework.people.models import Substance
from guitu.foundation.authorization import door, holding
from guitu.workflows.assign import move_rows
from guitu.workflows.erase import erase
from tests.world import NOW, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

HEROIN = NewFact("treatment_history", "drug", "海洛因", date(2025, 3, 1))
ICE = NewFact("treatment_history", "drug", "甲基苯丙胺（冰毒）", date(2026, 1, 1))
NOTHING = NewFact("treatment_history", "drug", "不详", date(2026, 2, 1))


def made(world: World, *facts: NewFact) -> NewPerson:
    """A file with these facts."""
    person = someone(world.station, facts=facts)
    in_aftercare(world.station, person=person)
    return person


def add(person: NewPerson, *facts: NewFact, batch: UUID | None = None, days: int = 0) -> None:
    """State more in a file that is there."""
    at = NOW + timedelta(days=days)
    with connection.cursor() as cursor:
        commands.add_many(cursor, [Addition(person.id, person.held_by, at, None, batch, (), facts)])


def kinds() -> dict[UUID, str]:
    """What is kept."""
    return dict(Substance.objects.values_list("person_id", "kind"))


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ((HEROIN,), "opioid"),
        ((HEROIN, ICE), "stimulant"),
        ((ICE, HEROIN), "stimulant"),
        ((HEROIN, NOTHING), "opioid"),
        ((HEROIN._replace(value="笑气"),), "other"),
    ],
)
def test_a_new_file_has_the_kind_of_its_latest_statement(
    world: World, facts: tuple[NewFact, ...], kind: str
) -> None:
    person = made(world, *facts)
    assert kinds() == {person.id: kind}


def test_where_nothing_is_said_nothing_is_kept(world: World) -> None:
    made(world, NOTHING, NewFact("background", "remark", "海洛因"))
    made(world)
    assert kinds() == {}


def test_a_later_statement_changes_the_kind_and_an_older_one_does_not(world: World) -> None:
    person = made(world, HEROIN)
    add(person, ICE)
    assert kinds() == {person.id: "stimulant"}
    add(person, HEROIN._replace(value="大麻", as_of=date(2024, 1, 1)))
    assert kinds() == {person.id: "stimulant"}
    add(person, NOTHING)
    assert kinds() == {person.id: "stimulant"}
    add(person, ICE._replace(value="大麻"), days=1)
    assert kinds() == {person.id: "cannabis"}, "of one day the statement that was recorded later counts"


def test_an_import_that_is_taken_back_leaves_the_kind_that_was_there(world: World) -> None:
    batch = uuid4()
    before, empty = made(world, HEROIN), made(world)
    add(before, ICE, batch=batch)
    add(empty, ICE, batch=batch)
    new = someone(world.station, facts=(ICE,), batch=batch)
    commands.register(new)
    assert kinds() == {before.id: "stimulant", empty.id: "stimulant", new.id: "stimulant"}

    taking_back.remove_batch(batch)

    assert kinds() == {before.id: "opioid"}


def test_it_moves_is_sealed_and_is_erased_with_the_file(world: World) -> None:
    person, other = made(world, HEROIN), made(world, ICE)
    move_rows(person.id, to=world.other_station)
    assert Substance.objects.get(person_id=person.id).held_by == world.other_station

    with door.even_sealed("test"):
        holding.seal_rows([other.id])
        assert Substance.objects.get(person_id=other.id).held_by == -world.station
    erase(person.id, by=None, at=NOW)
    with door.even_sealed("test"):
        assert set(kinds()) == {other.id}


def test_files_from_before_kinds_were_kept_are_caught_up_once(world: World) -> None:
    person, other = made(world, HEROIN, ICE), made(world, NOTHING)
    Substance.objects.all().delete()

    assert substances.catch_up() == 2
    assert kinds() == {person.id: "stimulant"}

    add(other, ICE)
    Substance.objects.filter(person_id=person.id).delete()
    assert substances.catch_up() == 0
    assert kinds() == {other.id: "stimulant"}


def test_it_holds_no_word_no_day_and_no_source() -> None:
    assert [field.column for field in Substance._meta.concrete_fields] == ["person_id", "held_by", "kind"]
