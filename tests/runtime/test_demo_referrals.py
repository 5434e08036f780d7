"""The demo's needs and referrals are made by the product's own acts, and the desk is not empty."""

from datetime import timedelta

import pytest

from guitu.casework.referrals.models import Referral
from guitu.runtime.demo.referrals import make_referrals
from guitu.workflows.help_desk import desk
from tests.workflows.ordered import under_order
from tests.world import TODAY, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_needs_wait_one_referral_is_out_one_came_back_and_one_is_agreed_on(world):
    for _ in range(5):
        under_order(world.station, world.lin, since=TODAY - timedelta(days=40), today=TODAY)

    assert make_referrals(on=TODAY, officer=world.lin) == 5

    found = desk(world.lin, today=TODAY)
    assert {one.need.code for one in found.needs} == {"housing", "papers", "work"} - {"work"}
    assert sorted(Referral.objects.values_list("state", flat=True)) == ["accepted", "declined", "sent"]
    assert [row.state.value for row in found.agreed] == ["accepted"]


def test_where_nobody_is_nothing_is_made(world):
    assert make_referrals(on=TODAY, officer=world.lin) == 0
