"""The demo county in a real database. It is made once for this file; each test starts from it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from python_calamine import CalamineWorkbook

from guitu.casework.agenda.models import Duty
from guitu.casework.counselling.models import Case
from guitu.casework.episodes.queries import closed_left
from guitu.casework.health.models import Plan
from guitu.casework.journal.models import Entry
from guitu.casework.letters.models import Letter
from guitu.casework.outcomes.models import Release
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Person
from guitu.casework.people.queries import find, has_real_people
from guitu.casework.people.translate import contacts_opened, opened
from guitu.casework.records.models import Cohort
from guitu.casework.transfers.models import Transfer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.crypto import keys
from guitu.foundation.organisations.models import Unit
from guitu.runtime.cli.demo import refuse_unless_demo
from guitu.runtime.demo.cast import CAST, PASSWORD
from guitu.runtime.demo.healing import make_healing
from guitu.runtime.demo.letters import make_letters
from guitu.runtime.demo.making import SEED, Made, make_demo
from guitu.runtime.demo.moves import make_moves
from guitu.runtime.demo.population import make_file
from guitu.runtime.say import MachineError
from guitu.workflows.refresh import lock_files, refresh
from tests.runtime.made_up import demo_world, stored_and_derived

ON = date(2026, 11, 22)
PEOPLE = 60
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home") / "demo" / "sign-ins.txt"


@pytest.fixture(scope="module", autouse=True)
def made(django_db_setup: object, django_db_blocker: object, mark: Path) -> Iterator[Made]:
    """The county, in a transaction that ends with this file."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's
        yield make_demo(people=PEOPLE, on=ON, mark=mark)
        transaction.set_rollback(True)


def test_duties_and_phases_are_what_a_fresh_outlook_says(made: Made):
    assert (Person.objects.count(), Entry.objects.count(), Duty.objects.count()) == (
        made.people,
        made.entries,
        made.duties,
    )
    files = list(stored_and_derived(on=ON))
    assert len(files) == PEOPLE
    for stored, derived in files:
        assert stored == derived


def test_how_releases_turned_out_is_there_and_believable():
    years_ago = ON.replace(year=ON.year - 1)
    told = Counter(Release.objects.filter(released_on__lte=years_ago).values_list("at_12", flat=True))

    assert Release.objects.count() > PEOPLE * 0.8  # all but those an order kept out of a centre
    assert told["clean"] + told["strict"] > told["relapsed"] > 0
    assert told["unknown"] > 0


def test_sealing_what_ended_in_the_made_up_years_loses_no_release():
    before = Release.objects.count()
    with transaction.atomic():
        ended = {row.person_id for row in closed_left()}
        for person in ended:
            lock_files((person,))
            refresh((person,), on=ON)
        left = Cohort.objects.filter(released_year__isnull=False).count()
        assert Release.objects.count() + left == before
        assert 0 < left <= len(ended)
        transaction.set_rollback(True)


def test_everybody_is_visibly_made_up():
    assert CitizenIdIndex.objects.exists()
    assert not has_real_people()
    told = ContactPoint.objects.filter(kind="phone")
    ring = keys.ring(told.values_list("person_id", flat=True))
    phones = [text for _, text in contacts_opened(ring, told)]
    assert len(phones) == told.count() > 0
    assert all(phone.startswith("12") for phone in phones)
    assert all(unit.phone.startswith("12") and unit.address for unit in Unit.objects.all())


def test_the_county_has_its_centres_stations_and_staff(mark: Path):
    types = list(Unit.objects.values_list("type", flat=True))

    assert (types.count("guidance_centre"), types.count("guidance_station")) == (3, 5)
    assert types.count("township_office") == 10
    assert Account.objects.count() == len(CAST)
    assert check_password(PASSWORD, Account.objects.get(username="linlan").password)
    assert PASSWORD in mark.read_text()


def test_the_station_officer_finds_the_people_of_the_station_and_no_others():
    officer = Account.objects.get(username="linlan")
    mine = Person.objects.filter(held_by=officer.unit_id).order_by("id").first()
    other = Person.objects.exclude(held_by=officer.unit_id).order_by("id").first()

    ring = keys.ring([mine.id, other.id])

    assert mine.id in {row.id for row in find(viewer_of(officer), opened(ring, mine)[0]).rows}
    assert other.id not in {row.id for row in find(viewer_of(officer), opened(ring, other)[0]).rows}


def test_the_first_people_are_the_same_however_many_there_are():
    first = {make_file(SEED, index, demo_world(), on=ON).person.id for index in range(5)}

    assert Person.objects.filter(id__in=first).count() == 5


def test_the_sample_roster_has_thirty_rows_below_a_title(made: Made):
    rows = CalamineWorkbook.from_path(made.roster).get_sheet_by_index(0).to_python()

    assert rows[2][1] == "姓名"
    assert len(rows) == 3 + 30 + 1
    assert sum(str(row[4]).startswith(("99", "９９")) for row in rows[3:33]) == 29  # one was left empty


def test_a_database_with_people_gets_no_demo_unless_told_so(mark: Path):
    with pytest.raises(DomainError, match=r"demo\.not-empty"):
        make_demo(people=2, on=ON, mark=mark)
    assert Person.objects.count() == PEOPLE


def test_the_demo_is_not_made_twice(mark: Path):
    with pytest.raises(DomainError, match=r"demo\.already-there"):
        make_demo(people=2, on=ON, mark=mark, add=True)
    assert Person.objects.count() == PEOPLE


def test_another_seed_is_added_when_told_so(mark: Path):
    made = make_demo(people=2, seed=SEED + 1, on=ON, mark=mark, add=True)

    assert made.people == 2
    assert Person.objects.count() == PEOPLE + 2
    assert Account.objects.count() == len(CAST)


def test_the_demo_refuses_with_a_sentence_where_real_people_will_come(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GUITU_DEMO", "0")

    with pytest.raises(MachineError, match="GUITU_DEMO=0"):
        refuse_unless_demo()


def test_the_page_of_transfers_is_not_empty():
    assert make_moves(on=ON) == 2
    assert set(Transfer.objects.values_list("kind", "state")) == {("move", "offered"), ("share", "offered")}
    assert make_moves(on=ON) == 0  # each waits for an answer already


def test_a_doctor_and_a_psychologist_have_people_and_work():
    assert make_healing(on=ON) == 3
    assert Plan.objects.filter(replaced_at__isnull=True).count() == 2
    assert sorted(Case.objects.values_list("state", flat=True)) == ["open", "open", "waiting"]
    assert Entry.objects.filter(kind="crisis", outcome="helped").count() == 1


def test_the_page_of_letters_is_not_empty():
    assert make_letters(on=ON) == 3
    numbers = Letter.objects.order_by("number").values_list("number", "recipient")
    assert list(numbers) == [(1, "person"), (2, "person"), (3, "outside")]
    assert all(bytes(digest) for digest in Letter.objects.values_list("digest", flat=True))
