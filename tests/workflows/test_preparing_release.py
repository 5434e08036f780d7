"""A centre prepares a release: who is taken in, what is found, and what cannot be."""

from datetime import date, timedelta

import pytest

from guitu.casework.episodes.models import Episode
from guitu.casework.family.models import Hold, Relative
from guitu.casework.handoffs.models import Handoff
from guitu.casework.journal.models import Entry
from guitu.casework.people.models import Person
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission
from guitu.domain.handoff.release import DIMENSIONS
from guitu.workflows import prepare_release
from guitu.workflows.prepare_release import Assessment
from guitu.workflows.record import record_entry
from tests.workflows.handing_over import (
    RELEASED,
    held,
    read,
    refused,
    stay,
)
from tests.world import NOW, TODAY, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_the_centre_opens_a_file_and_it_is_the_centres_turn(world):
    who = held(world)

    assert Person.objects.get(id=who.person).held_by == world.centre
    assert (who.row.state, who.row.turn, who.row.next_step) == ("preparing", "centre", "assessment")
    episode = Episode.objects.get(person_id=who.person)
    assert (episode.kind, episode.released_on, episode.facility_unit) == ("aftercare", RELEASED, world.centre)
    assert episode.opened_on == RELEASED
    assert read(world.gate, who).name == "王小明"
    refused(
        "person.unknown",
        person_for,
        viewer=world.lin,
        person_id=who.person,
        permission=Permission.PERSON_READ,
    )


def test_a_rehab_order_opens_its_own_course_beside_aftercare(world):
    who = held(world, rehab_order="演公社康决字〔2026〕0002号")

    kinds = {e.kind: e.executing_unit for e in Episode.objects.filter(person_id=who.person)}
    assert kinds == {"aftercare": None, "community_rehab": world.township}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decided_on": date(1989, 1, 1)}, "handoff.order-before-birth"),
        ({"decided_on": TODAY + timedelta(days=1)}, "handoff.order-ahead"),
        ({"released_on": date(2024, 1, 1)}, "handoff.release-before-order"),
        ({"released_on": date(2030, 1, 1)}, "handoff.stay-too-long"),
        ({"released_on": TODAY - timedelta(days=8)}, "handoff.released-long-ago"),
    ],
)
def test_a_stay_that_cannot_be_is_refused_and_nothing_is_kept(world, change, code):
    refused(code, prepare_release.open_at_centre, stay=stay(world, **change), by=world.gate, at=NOW)

    assert not Person.objects.exists()
    assert not Handoff.objects.exists()


def test_a_second_release_of_somebody_the_centre_holds_is_refused(world):
    first = stay(world)
    prepare_release.open_at_centre(first, by=world.gate, at=NOW)

    refused("handoff.already-open", prepare_release.open_at_centre, stay=first, by=world.gate, at=NOW)
    assert Episode.objects.count() == 1


def test_somebody_on_file_elsewhere_stays_there_and_the_centre_hears_nothing(world):
    known = someone(world.other_station)
    in_aftercare(world.other_station, person=known, since=date(2023, 1, 1), phase="terminated")

    prepare_release.open_at_centre(stay(world, citizen_id=known.citizen_id), by=world.gate, at=NOW)

    assert Person.objects.get().held_by == world.other_station
    assert not Handoff.objects.exists()
    assert Episode.objects.filter(person_id=known.id, released_on=RELEASED).exists()
    refused(
        "person.unknown", person_for, viewer=world.gate, person_id=known.id, permission=Permission.PERSON_READ
    )


def test_only_a_centre_opens_a_stay(world):
    refused("handoff.not-a-centre", prepare_release.open_at_centre, stay=stay(world), by=world.lin, at=NOW)


def test_an_assessment_by_two_people_covers_three_sides_and_its_words_are_sealed(world):
    who = held(world)
    for side, assessors in (
        ("body", ["medical_staff"]),
        ("mind", ["counsellor"]),
        ("social_adaptation", ["social_worker"]),
    ):
        found = Assessment(TODAY, assessors, {side: "恢复得不错"}, "no")
        prepare_release.assess(person=who.person, found=found, by=world.gate, at=NOW)

    assert who.row.next_step == "notice"
    entries = Entry.objects.filter(person_id=who.person, kind="pre_release_assessment")
    assert {tuple(e.details["covers"]) for e in entries} == {("body",), ("mind",), ("social_adaptation",)}
    assert all("恢复" not in bytes(e.note).decode("utf-8", "ignore") and e.note for e in entries)


def test_the_family_takes_no_part_while_somebody_of_it_is_kept_apart(world):
    who = held(world)
    about = {"person_id": who.person, "held_by": world.centre}
    kin = Relative.objects.create(**about, relation="spouse", written_at=NOW, written_by=world.lin.id)
    Hold.objects.create(
        **about, relative=kin.id, side="unsaid", reason="worry", set_at=NOW, set_by=world.lin.id
    )
    found = Assessment(TODAY, ["family_member"], {"body": "恢复得不错"}, "no")

    refused(
        "family.kept-apart", prepare_release.assess, person=who.person, found=found, by=world.gate, at=NOW
    )
    assert not Entry.objects.filter(person_id=who.person, kind="pre_release_assessment").exists()


def test_an_assessment_without_a_word_is_refused(world):
    who = held(world)

    refused(
        "handoff.nothing-found",
        prepare_release.assess,
        person=who.person,
        found=Assessment(TODAY, [], {"body": "  "}, "no"),
        by=world.gate,
        at=NOW,
    )


def test_a_sole_carers_dependants_are_looked_after_next(world):
    who = held(world)
    found = Assessment(TODAY, [], dict.fromkeys(DIMENSIONS, "好"), "yes")
    prepare_release.assess(person=who.person, found=found, by=world.gate, at=NOW)

    assert (who.row.next_step, who.row.due_on) == ("dependants", TODAY)
    record_entry(
        person=who.person,
        kind="dependants_placed",
        happened_on=TODAY,
        outcome="done",
        details={"dependants": ["minor"]},
        by=world.gate,
        at=NOW,
    )
    assert who.row.next_step == "notice"
