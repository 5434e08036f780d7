"""The demo's families and groups are made by the product's own acts, and their pages are not empty."""

from datetime import timedelta

import pytest

from guitu.casework.family.models import Child, Hold, Relative
from guitu.casework.groups.models import Seat, Series
from guitu.runtime.demo.families import make_families
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
    assert (Series.objects.count(), Seat.objects.count()) == (2, 4)


def test_where_nobody_is_no_family_is_made(world):
    assert make_families(on=TODAY, officer=world.lin) == 0
