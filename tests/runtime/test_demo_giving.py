"""The demo's applications and gifts are made by the product's own acts, a gift in each state."""

from datetime import timedelta

import pytest

from guitu.casework.support.models import Application, Gift
from guitu.foundation import clock
from guitu.runtime.demo.giving import make_giving
from tests.workflows.ordered import under_order
from tests.workflows.supporting import third
from tests.world import world

__all__ = ["third", "world"]
pytestmark = pytest.mark.django_db


def test_some_papers_are_on_their_way_and_a_gift_stands_in_each_state(world, third):
    today = clock.today()
    for _ in range(6):
        under_order(world.station, world.lin, since=today - timedelta(days=40), today=today)

    assert make_giving(on=today, team=(world.lin, third, world.head)) == 8

    assert sorted(Application.objects.values_list("state", flat=True)) == ["granted", "prepared", "prepared"]
    assert sorted(Gift.objects.values_list("state", flat=True)) == [
        "approved", "declined", "proposed", "received", "withdrawn"
    ]  # fmt: skip


def test_where_nobody_is_nothing_is_given(world, third):
    assert make_giving(on=clock.today(), team=(world.lin, third, world.head)) == 0
