"""After the gate: follow-ups by the centre, first contact, and the board that shows whose turn it is."""

from datetime import timedelta

import pytest

from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.queries import board, first_contacts
from guitu.casework.journal.models import Entry
from guitu.domain.access import Relation, Role
from guitu.domain.handoff.release import PACKET
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization.models import Tie
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
    refused,
    ties,
)
from tests.world import NOW, PASSWORD, TODAY, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_the_centre_follows_up_while_consent_holds_and_it_is_credited_to_the_centre(world):
    who = held(world)
    care = Episode.objects.get(person_id=who.person)
    record_entry(
        person=who.person,
        kind="consent",
        happened_on=TODAY,
        outcome="given",
        details={"purpose": "aftercare"},
        episode=care.id,
        by=world.gate,
        at=NOW,
    )
    words = dict.fromkeys(PACKET, "好")
    prepare_release.write_packet(
        person=who.person, words=words, order=ORDER, certificate="", rehab="", by=world.gate, at=NOW
    )
    offer_release.offer(
        person=who.person, township=world.township, station=world.station, by=world.gate, at=NOW
    )
    for viewer in (world.worker, world.lin):
        offer_release.accept(person=who.person, by=who.seen(viewer), at=NOW)

    assert ties(who, Relation.RELEASED_HERE) == {world.centre}
    assert set(
        Tie.objects.filter(person_id=who.person, until__isnull=True).values_list("held_by", flat=True)
    ) == {world.station}
    at = after_release(5)
    day = RELEASED + timedelta(days=5)
    record_entry(
        person=who.person,
        kind="follow_up",
        happened_on=day,
        outcome="done",
        details={"mode": "phone"},
        by=who.seen(world.gate),
        at=at,
    )
    entry = Entry.objects.get(kind="follow_up")
    assert (entry.unit, entry.held_by) == (world.centre, world.station)

    record_entry(
        person=who.person,
        kind="consent",
        happened_on=day,
        outcome="withdrawn",
        details={"purpose": "aftercare"},
        episode=care.id,
        by=world.lin,
        at=at,
    )
    refused(
        "person.unknown",
        record_entry,
        person=who.person,
        kind="follow_up",
        happened_on=day,
        outcome="done",
        details={"mode": "phone"},
        by=who.seen(world.gate),
        at=at,
    )


def test_first_contact_ends_the_handoff_and_is_measured(world):
    quick, slow, never = (accepted(world) for _ in range(3))
    for who, days in ((quick, 2), (slow, 10)):
        record_entry(
            person=who.person,
            kind="home_visit",
            happened_on=RELEASED + timedelta(days=days),
            outcome="done",
            details={"mode": "in_person"},
            by=world.lin,
            at=after_release(30),
        )

    seen = first_contacts(world.lin, today=RELEASED + timedelta(days=30), spans=(3, 7, 21))
    assert [(r.days, r.released, r.reached) for r in seen] == [(3, 3, 1), (7, 3, 1), (21, 3, 2)]
    assert never.row.contact_on is None
    early = first_contacts(world.lin, today=RELEASED + timedelta(days=5), spans=(3, 7, 21))
    assert [r.released for r in early] == [3, 0, 0]


# -- the board


def on_board(viewer, who, show="all", today=TODAY):
    found = board(who.seen(viewer), today=today, show=show, limit=50)
    return [row.person_id for row in found.rows], found.counts


def test_each_sees_on_the_board_what_waits_for_them(world):
    preparing, waiting = packed(world), offered(world)

    shown, counts = on_board(world.gate, waiting, "ours")
    assert counts == {"ours": 1, "late": 1, "all": 2}  # nobody was assessed, and T-30 is over
    assert shown == [preparing.person]
    assert set(on_board(world.gate, waiting)[0]) == {preparing.person, waiting.person}
    assert on_board(world.lin, waiting)[0] == [waiting.person]
    assert on_board(world.mo, waiting)[0] == []
    assert on_board(world.officer, waiting)[0] == []


def test_the_head_of_a_region_sees_both_sides_of_its_gate(world):
    head = _head_of(world.bureau)
    who, taken = offered(world), accepted(world)

    shown, counts = on_board(head, who)
    assert set(shown) == {who.person, taken.person}
    assert (counts["ours"], counts["late"]) == (0, 0)


def test_a_late_step_is_late_from_the_day_after_and_first_contact_takes_it_off_the_board(world):
    who = accepted(world)
    due = RELEASED + timedelta(days=3)

    assert on_board(world.lin, who, "late", due)[0] == []
    assert on_board(world.lin, who, "late", due + timedelta(days=1))[0] == [who.person]
    record_entry(
        person=who.person,
        kind="talk",
        happened_on=RELEASED,
        outcome="done",
        details={"mode": "in_person"},
        by=world.lin,
        at=after_release(4),
    )
    assert on_board(world.lin, who)[0] == []


def _head_of(unit):
    made = create_account(
        username="bureau-head", display_name="局长陈", role=Role.UNIT_HEAD, unit=unit,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))
