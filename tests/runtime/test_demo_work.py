"""The demo's work files, job and small business are made by the product's own acts, and pages show them."""

from datetime import timedelta

import pytest

from guitu.casework.work.models import Placement, Sheet, Step
from guitu.runtime.demo.work import make_work
from guitu.workflows.matching import seekers
from tests.workflows.ordered import under_order
from tests.world import TODAY, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_two_look_for_work_and_one_kept_a_job_for_a_month(world):
    for _ in range(4):
        under_order(world.station, world.lin, since=TODAY - timedelta(days=40), today=TODAY)

    assert make_work(on=TODAY, officer=world.lin) == 3

    assert Sheet.objects.count() == 3
    assert len(seekers(world.lin, today=TODAY)) == 2
    assert list(Placement.objects.values_list("state", flat=True)) == ["hired"]
    assert Step.objects.count() == 3


def test_where_nobody_is_nothing_is_made(world):
    assert make_work(on=TODAY, officer=world.lin) == 0
