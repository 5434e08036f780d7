"""The demo's families and groups are made by the product's own acts, and their pages are not empty."""

from datetime import timedelta

import pytest

from guitu.casework.family.models import Child, Hold, Relative
from guitu.casework.groups.models import Membership, PeerTeam, Seat, Series, Session, TeamMeeting
from guitu.domain.kernel.dates import add_months
from guitu.runtime.demo.families import make_families
from tests.workflows.honouring import negative
from tests.workflows.ordered import under_order
from tests.world import TODAY, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_three_families_one_kept_apart_and_two_groups(world, settings):
    settings.GUITU_DEMO = True
    for _ in range(5):
        under_order(world.station, world.lin, since=TODAY - timedelta(days=40), today=TODAY)

    assert make_families(on=TODAY, officer=world.lin) == 3

    assert (Relative.objects.count(), Hold.objects.count(), Child.objects.count()) == (4, 1, 1)
    assert (Series.objects.count(), Seat.objects.count()) == (2, 8)
    assert Session.objects.filter(signed_at__isnull=False).count() == 2
    assert not PeerTeam.objects.exists()  # where nobody could be a mentor yet


def test_whoever_has_a_verified_year_mentors_a_team(world, settings):
    settings.GUITU_DEMO = True
    for _ in range(3):
        under_order(world.station, world.lin, since=TODAY - timedelta(days=40), today=TODAY)
    steady = under_order(world.station, world.lin, since=add_months(TODAY, -16), today=TODAY)
    for month in range(16):
        negative(steady, add_months(TODAY, month - 16) + timedelta(days=20), by=world.lin)

    make_families(on=TODAY, officer=world.lin)

    places = Membership.objects.values_list("place", flat=True)
    assert sorted(places)[-1] == "mentor"
    assert len(places) > 1
    assert TeamMeeting.objects.get().there == min(3, len(places))


def test_where_nobody_is_no_family_is_made(world):
    assert make_families(on=TODAY, officer=world.lin) == 0
