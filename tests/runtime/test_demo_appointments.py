"""The demo's appointments are made by the product's own acts and lie where they may."""

from datetime import timedelta

import pytest

from guitu.casework.testing.models import Appointment, Hours, Sample
from guitu.foundation.clock import BEIJING
from guitu.runtime.demo.appointments import MOST, make_appointments
from tests.workflows.ordered import adopt_profile, set_level, under_order
from tests.world import TODAY, TOWN, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_times_are_agreed_on_with_five_people_and_one_remote_test_waits(world, settings, tmp_path):
    adopt_profile(settings, tmp_path, region=TOWN)
    since = TODAY + timedelta(days=3) - timedelta(days=59)  # the second month's test falls due in three days
    for _ in range(MOST + 1):
        case = under_order(world.station, world.lin, since=since, today=since)
        set_level(case, world.lin, "high", on=since)

    assert make_appointments(on=TODAY, officer=world.lin) == MOST

    times = [row.starts_at.astimezone(BEIJING) for row in Appointment.objects.all()]
    assert all(at.hour >= 18 and at.date() > TODAY for at in times)
    assert Sample.objects.get().state == "waits"
    assert Hours.objects.count() == 1


def test_where_no_test_is_due_nothing_is_made(world):
    assert make_appointments(on=TODAY, officer=world.lin) == 0
