"""The demo county and the synthetic population in a real database."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth.hashers import check_password
from python_calamine import CalamineWorkbook

from guitu.casework.agenda.models import Duty
from guitu.casework.agenda.translate import COLUMNS
from guitu.casework.episodes.models import Episode
from guitu.casework.episodes.queries import every_file
from guitu.casework.journal.models import Entry
from guitu.casework.journal.queries import entries_by_person
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Person
from guitu.casework.people.queries import find
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.organisations.commands import load_regions
from guitu.foundation.organisations.models import Unit
from guitu.runtime.cli.demo import refuse_unless_demo
from guitu.runtime.demo.cast import CAST, PASSWORD
from guitu.runtime.demo.making import Made, make_demo
from guitu.runtime.demo.population import make_file
from guitu.runtime.demo.province import build_world
from guitu.runtime.demo.synth import Chunk, synthesise, write_chunk
from guitu.runtime.say import MachineError
from guitu.workflows.derive import derive

ON = date(2026, 11, 22)
HAINAN = 460000000000  # few townships
pytestmark = pytest.mark.django_db


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "demo" / "sign-ins.txt"


def demo(mark: Path, *, people: int = 60, add: bool = False) -> Made:
    return make_demo(people=people, on=ON, mark=mark, add=add)


def stored_duties(person: UUID) -> list[tuple[object, ...]]:
    return sorted(Duty.objects.filter(person_id=person).values_list(*COLUMNS), key=lambda d: d[1:4])


def derived_people() -> Iterator[tuple[UUID, list[tuple[object, ...]]]]:
    for portion in every_file():
        entries = entries_by_person(row.person_id for row in portion)
        for person in dict.fromkeys(row.person_id for row in portion):
            derived = derive([r for r in portion if r.person_id == person], entries[person], on=ON)
            found = [tuple(duty) for row in derived.files for duty in derived.duties(row)]
            yield person, sorted(found, key=lambda d: d[1:4])
            assert {p.episode_id: p.phase for p in derived.projections()} == dict(
                Episode.objects.filter(person_id=person).values_list("id", "phase")
            )


def test_the_demo_county_stands_as_a_fresh_outlook_sees_it(mark: Path):
    made = demo(mark)

    assert (Person.objects.count(), Entry.objects.count(), Duty.objects.count()) == (
        made.people,
        made.entries,
        made.duties,
    )
    checked = 0
    for person, duties in derived_people():
        assert stored_duties(person) == duties
        checked += 1
    assert checked == 60


def test_everybody_in_the_demo_is_visibly_made_up(mark: Path):
    demo(mark)

    assert all(key.startswith("99") for key in CitizenIdIndex.objects.values_list("key", flat=True))
    phones = ContactPoint.objects.filter(kind="phone").values_list("note", flat=True)
    assert all(phone.startswith("12") for phone in phones)
    assert all(unit.phone.startswith("12") and unit.address for unit in Unit.objects.all())


def test_the_county_has_its_centres_stations_and_staff(mark: Path):
    demo(mark, people=1)

    types = list(Unit.objects.values_list("type", flat=True))
    assert (types.count("guidance_centre"), types.count("guidance_station")) == (3, 5)
    assert types.count("township_office") == 10
    assert Account.objects.count() == len(CAST) == 25
    assert all(check_password(PASSWORD, account.password) for account in Account.objects.all())
    assert PASSWORD in mark.read_text()


def test_the_station_officer_finds_the_people_of_the_station(mark: Path):
    demo(mark)
    officer = Account.objects.get(username="linlan")
    mine = Person.objects.filter(held_by=officer.unit_id).order_by("id").first()
    other = Person.objects.exclude(held_by=officer.unit_id).order_by("id").first()

    assert mine.id in {row.id for row in find(viewer_of(officer), mine.name).rows}
    assert other.id not in {row.id for row in find(viewer_of(officer), other.name).rows}


def test_the_first_people_are_the_same_however_many_there_are(mark: Path):
    demo(mark, people=3)
    few = set(Person.objects.values_list("id", "name", "citizen_id"))
    Duty.objects.all().delete()

    made = {make_file(2026, 0, build_demo_world(), on=ON).person.id}

    assert made <= {row[0] for row in few}


def build_demo_world():
    from guitu.domain.kernel.region import place_number
    from guitu.runtime.demo import county
    from guitu.runtime.demo.making import world_of
    from guitu.runtime.demo.world import Worker

    numbers = {unit.key: place_number(unit.region, unit.own) for unit in county.units()}
    ids = dict(Account.objects.values_list("username", "id"))
    return world_of(numbers, {m.username: Worker(ids[m.username], numbers[m.unit], m.role) for m in CAST})


def test_the_sample_roster_has_thirty_rows_below_a_title(mark: Path):
    made = demo(mark, people=1)

    rows = CalamineWorkbook.from_path(made.roster).get_sheet_by_index(0).to_python()

    assert rows[2][1] == "姓名"
    assert len(rows) == 3 + 30 + 1
    assert sum(str(row[4]).startswith(("99", "９９")) for row in rows[3:33]) == 29  # one was left empty


def test_a_database_with_people_gets_no_demo_unless_told_so(mark: Path):
    demo(mark, people=2)

    with pytest.raises(DomainError, match=r"demo\.not-empty"):
        demo(mark, people=2)
    with pytest.raises(DomainError, match="taken|already-there"):
        demo(mark, people=2, add=True)
    assert Person.objects.count() == 2


def test_the_demo_refuses_with_a_sentence_where_real_people_will_come(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GUITU_DEMO", "0")

    with pytest.raises(MachineError, match="GUITU_DEMO=0"):
        refuse_unless_demo()


def test_a_chunk_is_written_once_and_continued_where_it_ended():
    load_regions()
    world = build_world(HAINAN, at=clock.now())

    assert write_chunk(Chunk(5, 46, 0, 8), world, on=ON)[0].people == 8
    assert write_chunk(Chunk(5, 46, 0, 8), world, on=ON) == (type_zero(), 8)
    written, found = write_chunk(Chunk(5, 46, 0, 12), world, on=ON)

    assert (written.people, found, Person.objects.count()) == (4, 8, 12)


def type_zero():
    from guitu.runtime.demo.population import Written

    return Written(0, 0, 0)


def test_a_synthetic_province_lives_beside_the_demo(mark: Path):
    demo(mark, people=3)

    total = synthesise(people=5, seed=1, province=46, processes=1, on=ON)
    again = synthesise(people=5, seed=1, province=46, processes=1, on=ON)

    assert (total.people, again.people, again.found) == (5, 0, 5)
    assert Person.objects.count() == 8
    for person, duties in derived_people():
        assert stored_duties(person) == duties


def test_a_number_that_another_seed_took_is_not_taken_twice():
    load_regions()
    world = build_world(HAINAN, at=clock.now())
    taken = make_file(5, 0, world, on=ON).person
    CitizenIdIndex.objects.create(key=taken.citizen_id, person_id=taken.id)

    write_chunk(Chunk(5, 46, 0, 2), world, on=ON)

    assert Person.objects.get(id=taken.id).citizen_id is None


def test_no_made_up_people_join_real_ones():
    CitizenIdIndex.objects.create(key="11", person_id=UUID(int=1))

    with pytest.raises(DomainError, match=r"synth\.real-people"):
        synthesise(people=1, seed=1, province=46, processes=1, on=ON)


def test_there_is_no_province_of_that_number():
    with pytest.raises(DomainError, match=r"synth\.not-a-province"):
        synthesise(people=1, seed=1, province=99, processes=1, on=ON)
