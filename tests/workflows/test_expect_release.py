"""Delivery to compulsory detox closes the file and tells the centre, anew, whom it will release and when."""

from datetime import date, timedelta

import pytest

from guitu.casework.episodes.commands import NewEpisode, open_episode
from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.models import Handoff
from guitu.casework.handoffs.queries import calendar
from guitu.casework.people.models import Person
from guitu.casework.people.queries import find, person_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.models import Event
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from tests.workflows.handing_over import refused
from tests.world import NOW, TODAY, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
FREE_ON = date(2028, 3, 1)


@pytest.fixture
def someone_known(world):
    return someone(world.station, name="欧阳安")


@pytest.fixture
def case(world, someone_known):
    return in_rehab(world.station, person=someone_known, worker=world.lin.id)


def deliver(case, world, *, ground="compulsory_detox", **details):
    return record_entry(
        person=case.person,
        kind="terminated",
        happened_on=TODAY,
        outcome="done",
        details={
            "ground": ground,
            "document_number": "演强戒决字〔2026〕0009号",
            "decided_on": TODAY.isoformat(),
            **{
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in details.items()
            },
        },
        note_text="一句话",
        episode=case.episode,
        by=world.lin,
        at=NOW,
    )


def fresh_file():
    return Person.objects.get(held_by__gte=0)


def test_the_centre_gets_a_fresh_file_with_a_release_to_prepare(world, case, someone_known):
    done = deliver(case, world, to_centre=world.centre, release_expected_on=FREE_ON)

    fresh = fresh_file()
    assert done.sealed
    assert (fresh.held_by, fresh.id == case.person) == (world.centre, False)
    seen = person_for(world.gate, fresh.id, Permission.PERSON_READ)
    assert (seen.name, seen.sex, seen.birth_on, seen.citizen_id) == (
        someone_known.name,
        someone_known.sex,
        someone_known.birth_on,
        someone_known.citizen_id,
    )
    (row,) = calendar(world.gate, first=FREE_ON, last=FREE_ON, limit=5)
    assert (row.person_id, row.state.value, row.released_on) == (fresh.id, "preparing", FREE_ON)
    course = Episode.objects.get(person_id=fresh.id)
    assert (course.kind, course.opened_on, course.facility_unit) == ("aftercare", FREE_ON, world.centre)


def test_the_old_station_sees_neither_file(world, case):
    deliver(case, world, to_centre=world.centre, release_expected_on=FREE_ON)

    for file in (case.person, fresh_file().id):
        refused(
            "person.unknown",
            person_for,
            viewer=world.lin,
            person_id=file,
            permission=Permission.PERSON_READ,
        )
    assert find(world.lin, "欧阳安").rows == ()
    assert [row.id for row in find(world.gate, "欧阳安").rows] == [fresh_file().id]


def test_nothing_leads_from_the_fresh_file_to_the_sealed_one(world, case):
    deliver(case, world, to_centre=world.centre, release_expected_on=FREE_ON)

    row = Handoff.objects.get(person_id=fresh_file().id)
    course = Episode.objects.get(person_id=row.person_id)
    assert (row.made_by, row.decided_on, row.order_document) == (None, None, "")
    assert (course.worker, course.station_unit, course.executing_unit) == (None, None, None)
    trail = Event.objects.get(verb="release.expected")
    assert (trail.by, trail.unit, trail.facts) == (None, None, {})


@pytest.mark.parametrize("missing", ["to_centre", "release_expected_on"])
def test_without_the_centre_or_the_day_nothing_is_opened(world, case, missing):
    told = {"to_centre": world.centre, "release_expected_on": FREE_ON}
    del told[missing]

    assert deliver(case, world, **told).sealed
    assert not Person.objects.filter(held_by__gte=0).exists()
    assert not Handoff.objects.exists()


def test_another_ground_opens_nothing(world, case):
    deliver(case, world, ground="imprisoned", to_centre=world.centre, release_expected_on=FREE_ON)

    assert not Handoff.objects.exists()


def test_while_another_course_is_open_the_file_stays_and_nothing_is_opened(world, case):
    open_episode(
        NewEpisode(
            id=new_id(),
            person_id=case.person,
            held_by=world.station,
            kind="aftercare",
            region=world.station // 1000,
            opened_on=date(2026, 1, 1),
            created_at=NOW,
            released_on=date(2026, 1, 1),
        )
    )

    assert not deliver(case, world, to_centre=world.centre, release_expected_on=FREE_ON).sealed
    assert not Handoff.objects.exists()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY - timedelta(days=1), "handoff.expected-before"),
        (date(2029, 3, 3), "handoff.expected-too-far"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_file_stays_open(world, case, day, code):
    refused(code, deliver, case=case, world=world, release_expected_on=day)

    assert person_for(world.lin, case.person, Permission.PERSON_READ).name == "欧阳安"
    assert not Handoff.objects.exists()


def test_three_years_to_the_day_is_possible(world, case):
    deliver(case, world, to_centre=world.centre, release_expected_on=date(2029, 3, 2))

    assert Handoff.objects.get().released_on == date(2029, 3, 2)


def test_a_unit_that_is_no_centre_is_refused(world, case):
    with pytest.raises(DomainError, match=r"handoff\.expected-centre"):
        deliver(case, world, to_centre=world.township, release_expected_on=FREE_ON)
