"""Synthetic populations: chunk by chunk, beside whatever is there, never beside real people."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from guitu.casework.people.commands import register
from guitu.casework.people.models import CitizenIdIndex, Person
from guitu.casework.people.translate import citizen_id_key
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.organisations.commands import load_regions
from guitu.foundation.organisations.models import Unit
from guitu.runtime.demo.population import Written, make_file
from guitu.runtime.demo.province import build_world
from guitu.runtime.demo.synth import Chunk, synthesise, write_chunk
from guitu.runtime.demo.world import World
from tests.runtime.made_up import stored_and_derived

ON = date(2026, 11, 22)
HAINAN = 46  # few townships
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: object, django_db_blocker: object) -> Iterator[World]:
    """A province with its units, in a transaction that ends with this file."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's
        load_regions()
        yield build_world(HAINAN * 10**10, at=clock.now())
        transaction.set_rollback(True)


def test_a_chunk_is_written_once_and_goes_on_where_it_ended(world: World):
    assert write_chunk(Chunk(5, HAINAN, 0, 8), world, on=ON)[0].people == 8
    assert write_chunk(Chunk(5, HAINAN, 0, 8), world, on=ON) == (Written(0, 0, 0), 8)
    written, found = write_chunk(Chunk(5, HAINAN, 0, 12), world, on=ON)

    assert (written.people, found, Person.objects.count()) == (4, 8, 12)


def test_running_again_with_the_same_seed_writes_what_is_missing():
    first = synthesise(people=5, seed=1, province=HAINAN, processes=1, on=ON)
    again = synthesise(people=7, seed=1, province=HAINAN, processes=1, on=ON)

    assert (first.people, again.people, again.found) == (5, 2, 5)


def test_two_seeds_live_side_by_side_and_both_are_as_the_outlook_sees_them():
    synthesise(people=6, seed=1, province=HAINAN, processes=1, on=ON)
    synthesise(people=6, seed=2, province=HAINAN, processes=1, on=ON)

    files = list(stored_and_derived(on=ON))
    assert len(files) == 12
    for stored, derived in files:
        assert stored == derived


def test_units_and_accounts_are_made_once():
    before = Unit.objects.count(), Account.objects.count()

    build_world(HAINAN * 10**10, at=clock.now())

    assert (Unit.objects.count(), Account.objects.count()) == before


def hold(key: bytes, world: World, *, is_made_up: bool) -> None:
    """Let a number lead to somebody who is there."""
    holder = make_file(6, 0, world, on=ON).person
    register(holder)
    CitizenIdIndex.objects.create(key=key, person_id=holder.id, held_by=holder.held_by, is_made_up=is_made_up)


def test_a_number_that_another_seed_took_is_not_taken_twice(world: World):
    taken = make_file(5, 0, world, on=ON).person
    assert taken.citizen_id is not None
    hold(citizen_id_key(taken.citizen_id), world, is_made_up=True)

    write_chunk(Chunk(5, HAINAN, 0, 2), world, on=ON)

    assert Person.objects.get(id=taken.id).citizen_id is None


def test_no_made_up_people_join_real_ones(world: World):
    hold(b"somebody's own", world, is_made_up=False)

    with pytest.raises(DomainError, match=r"synth\.real-people"):
        synthesise(people=1, seed=1, province=HAINAN, processes=1, on=ON)


def test_there_is_no_province_of_that_number():
    with pytest.raises(DomainError, match=r"synth\.not-a-province"):
        synthesise(people=1, seed=1, province=99, processes=1, on=ON)
