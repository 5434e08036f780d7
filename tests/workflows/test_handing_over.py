"""From the gate to the station through the house's own verbs: whose the person is, and who sees what when."""

from datetime import date, timedelta

import pytest
from django.db import connection

from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.models import Line
from guitu.casework.journal.models import Entry
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Relation, Role
from guitu.domain.handoff.machine import Side, State
from guitu.domain.handoff.release import PACKET
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.authorization.tables import person_tables
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows import offer_release, prepare_release
from guitu.workflows.record import record_entry
from tests.workflows.handing_over import (
    ORDER,
    RELEASED,
    accepted,
    after_release,
    held,
    offered,
    packed,
    read,
    refused,
    ties,
)
from tests.world import COUNTY, NOW, PASSWORD, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_an_incomplete_packet_does_not_leave_the_centre(world):
    who = held(world)
    prepare_release.write_packet(
        person=who.person,
        words={"conduct": "好"},
        order=ORDER,
        certificate="",
        rehab="",
        by=world.gate,
        at=NOW,
    )

    refused(
        "handoff.packet-incomplete",
        offer_release.offer,
        person=who.person,
        township=world.township,
        station=world.station,
        by=world.gate,
        at=NOW,
    )
    assert (who.row.state, Line.objects.count()) == ("preparing", 1)


def test_the_offer_opens_the_file_to_both_receivers_and_to_nobody_else(world):
    who = offered(world)

    assert ties(who, Relation.OFFERED) == {world.township, world.station}
    assert (who.row.state, who.row.held_by) == ("offered", world.centre)
    for viewer in (world.worker, world.lin, world.social):
        assert read(viewer, who).name
    for viewer in (world.mo, world.officer, world.doctor):
        refused("person.unknown", read, viewer=viewer, who=who)
    handover = Entry.objects.get(person_id=who.person, kind="handover")
    assert handover.details["items"] == ["legal_papers", *PACKET]
    assert handover.details["detox_order"] == ORDER
    assert handover.unit == world.centre


def test_an_offer_to_a_unit_of_another_kind_is_refused(world):
    who = packed(world)

    for township, station in ((world.station, None), (None, world.township), (None, None)):
        refused(
            "handoff.no-receiver",
            offer_release.offer,
            person=who.person,
            township=township,
            station=station,
            by=world.gate,
            at=NOW,
        )
    assert who.row.state == "preparing"


def test_the_guidance_centre_of_the_region_sees_who_is_coming(world):
    number = create_unit(region=COUNTY, type="guidance_centre", name="芙蓉区指导中心", by=None, at=NOW)
    made = create_account(
        username="centre-head", display_name="主任肖", role=Role.UNIT_HEAD, unit=number,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    who = offered(world)

    assert ties(who, Relation.OFFERED) == {world.township, world.station, number}
    head = viewer_of(Account.objects.get(id=made))
    assert read(head, who).name
    refused("handoff.not-your-turn", offer_release.accept, person=who.person, by=who.seen(head), at=NOW)


def test_one_acceptance_leaves_the_person_with_the_centre(world):
    who = offered(world)

    assert offer_release.accept(person=who.person, by=who.seen(world.worker), at=NOW) is State.OFFERED
    assert who.row.held_by == world.centre
    assert who.row.township_by == world.worker.id
    assert Entry.objects.get(kind="handover_receipt").unit == world.township


def test_with_the_last_acceptance_everything_about_the_person_changes_hands(world):
    who = accepted(world)

    assert who.row.state == "accepted"
    with door.whole_files([who.person]), connection.cursor() as cursor:
        for name in person_tables():
            cursor.execute(f"select distinct held_by from {name} where person_id = %s", [who.person])  # noqa: S608
            assert {held for (held,) in cursor.fetchall()} <= {world.station}, name
    assert ties(who, Relation.OFFERED) == set()  # but for the centre's, which has an end
    assert {e.unit for e in Entry.objects.filter(kind="handover_receipt")} == {world.township, world.station}
    assert (who.row.turn, who.row.next_step) == ("station", "contact")
    assert not Line.objects.exists()
    episode = Episode.objects.get(person_id=who.person)
    assert episode.station_unit == world.station
    assert read(world.lin, who).name
    assert read(world.worker, who).name


def test_the_centre_sees_whom_it_handed_over_until_a_week_after_the_gate(world):
    who = accepted(world)
    gate = [with_relations(world.gate, at=after_release(days)) for days in (7, 9)]

    assert person_for(gate[0], who.person, Permission.PERSON_READ).name
    refused(
        "person.unknown", person_for, viewer=gate[1], person_id=who.person, permission=Permission.PERSON_READ
    )
    day = RELEASED - timedelta(days=1)
    record_entry(
        person=who.person,
        kind="release_notice",
        happened_on=day,
        outcome="done",
        details={"told": ["family_member"]},
        by=who.seen(world.gate),
        at=after_release(0),
    )
    assert Entry.objects.get(kind="release_notice").unit == world.centre


def test_a_township_that_does_not_look_over_the_station_stays_on_the_team(world):
    who = packed(world)
    offer_release.offer(
        person=who.person, township=world.township, station=world.other_station, by=world.gate, at=NOW
    )
    for viewer in (world.worker, world.mo):
        offer_release.accept(person=who.person, by=who.seen(viewer), at=NOW)

    assert who.row.held_by == world.other_station
    assert ties(who, Relation.TEAM) == {world.township}
    assert read(world.worker, who).name


def test_needs_go_with_the_person_as_needs_that_were_raised(world):
    who = packed(world)
    prepare_release.name_need(
        person=who.person,
        code="work",
        words="想学电工",
        inside=world.gate.id,
        outside=Side.STATION,
        by=world.gate,
        at=NOW,
    )
    offer_release.offer(
        person=who.person, township=world.township, station=world.station, by=world.gate, at=NOW
    )
    for viewer in (world.worker, world.lin):
        offer_release.accept(person=who.person, by=who.seen(viewer), at=NOW)

    need = Entry.objects.get(person_id=who.person, kind="need_raised")
    assert (need.details["need"], need.held_by, bool(need.note)) == ("work", world.station, True)


@pytest.mark.parametrize("outside", [Side.CENTRE])
def test_a_need_has_an_owner_on_both_sides_of_the_gate(world, outside):
    who = held(world)

    refused(
        "handoff.need-owners",
        prepare_release.name_need,
        person=who.person,
        code="work",
        words="",
        inside=world.gate.id,
        outside=outside,
        by=world.gate,
        at=NOW,
    )
    refused(
        "handoff.need-owners",
        prepare_release.name_need,
        person=who.person,
        code="work",
        words="",
        inside=world.lin.id,
        outside=Side.STATION,
        by=world.gate,
        at=NOW,
    )


def test_sending_back_closes_the_file_to_the_receivers_and_it_is_the_centres_turn(world):
    who = offered(world)
    offer_release.accept(person=who.person, by=who.seen(world.worker), at=NOW)

    offer_release.send_back(
        person=who.person, reason="not_our_place", words="本人住在朝阳街", by=who.seen(world.lin), at=NOW
    )

    assert (who.row.state, who.row.reason, who.row.turn) == ("returned", "not_our_place", "centre")
    assert who.row.township_at is None
    assert ties(who, Relation.OFFERED) == set()
    refused("person.unknown", read, viewer=world.worker, who=who)
    returned = Entry.objects.get(kind="handover_returned")
    assert (returned.details["why"], returned.unit, bool(returned.note)) == (
        "not_our_place",
        world.station,
        True,
    )


def test_sending_back_without_a_reason_changes_nothing(world):
    who = offered(world)

    refused(
        "handoff.reason-missing",
        offer_release.send_back,
        person=who.person,
        reason="",
        words="",
        by=who.seen(world.lin),
        at=NOW,
    )
    assert who.row.state == "offered"
    assert not Entry.objects.filter(kind="handover_returned").exists()


def test_after_a_return_the_centre_offers_to_another_office(world):
    who = offered(world)
    offer_release.send_back(
        person=who.person, reason="not_our_place", words="", by=who.seen(world.lin), at=NOW
    )

    offer_release.offer(
        person=who.person, township=world.other_township, station=world.other_station, by=world.gate, at=NOW
    )

    assert ties(who, Relation.OFFERED) == {world.other_township, world.other_station}
    refused("person.unknown", read, viewer=world.lin, who=who)
    assert read(world.mo, who).name


def test_the_second_acceptance_of_one_office_is_told_that_the_other_was_quicker(world):
    who = offered(world)
    both = [who.seen(world.lin), who.seen(world.lin)]
    offer_release.accept(person=who.person, by=both[0], at=NOW)

    refused("handoff.answered-already", offer_release.accept, person=who.person, by=both[1], at=NOW)
    assert Entry.objects.filter(kind="handover_receipt").count() == 1


def test_a_stranger_and_the_centre_itself_cannot_accept(world):
    who = offered(world)

    refused("person.unknown", offer_release.accept, person=who.person, by=who.seen(world.mo), at=NOW)
    refused("handoff.not-your-turn", offer_release.accept, person=who.person, by=who.seen(world.gate), at=NOW)
    assert not Entry.objects.filter(kind="handover_receipt").exists()


def test_an_offer_taken_back_can_be_changed_and_offered_again(world):
    who = offered(world)
    refused(
        "handoff.not-now",
        prepare_release.write_packet,
        person=who.person,
        words={},
        order="",
        certificate="",
        rehab="",
        by=world.gate,
        at=NOW,
    )

    offer_release.take_back(person=who.person, by=world.gate, at=NOW)

    assert (who.row.state, ties(who, Relation.OFFERED)) == ("preparing", set())
    offer_release.offer(person=who.person, township=world.township, station=None, by=world.gate, at=NOW)
    assert ties(who, Relation.OFFERED) == {world.township}
    refused(
        "handoff.not-your-turn",
        offer_release.take_back,
        person=who.person,
        by=who.seen(world.worker),
        at=NOW,
    )


def test_a_release_that_is_put_off_waits_for_its_new_day(world):
    who = offered(world)

    offer_release.stay(
        person=who.person,
        reason="term_extended",
        document="演强戒延字〔2026〕1号",
        words="",
        by=world.gate,
        at=NOW,
    )
    assert (who.row.state, who.row.turn, who.row.next_step) == ("stayed", "centre", "new_day")
    new = RELEASED + timedelta(days=180)
    offer_release.name_day(person=who.person, released_on=new, document="", by=world.gate, at=NOW)

    assert (who.row.state, who.row.released_on, who.row.next_step) == ("preparing", new, "assessment")
    episode = Episode.objects.get(person_id=who.person)
    assert (episode.released_on, episode.opened_on) == (new, new)


def test_an_impossible_new_day_is_refused_and_the_old_one_stays(world):
    who = held(world)

    refused(
        "handoff.release-before-order",
        offer_release.name_day,
        person=who.person,
        released_on=date(2020, 1, 1),
        document="",
        by=world.gate,
        at=NOW,
    )
    assert who.row.released_on == RELEASED
