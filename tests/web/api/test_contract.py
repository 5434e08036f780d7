"""The API keeps its own description, whoever asks and whatever is sent."""

from datetime import timedelta

import pytest

from guitu.foundation import clock
from tests.web import situations
from tests.web.api.attack import attack
from tests.web.test_sweep import browser_of
from tests.world import World

pytestmark = pytest.mark.django_db

ROLES = ("head", "social", "manager")
OPERATIONS = 5


@pytest.fixture
def kept(world: World):
    since = clock.today() - timedelta(days=200)
    by = world.lin
    return situations.in_aftercare(
        "陈静", by=by, held_by=world.station, released=since, opened=since, today=clock.today()
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_description_is_kept(world, kept, role):
    sent = attack(browser_of(getattr(world, role)), cases=30)

    assert len(sent) == OPERATIONS


@pytest.mark.nightly
@pytest.mark.parametrize("role", ROLES)
def test_the_description_is_kept_five_hundred_times(world, kept, role):
    sent = attack(browser_of(getattr(world, role)), cases=1200)

    assert min(sent.values()) >= 500, sent
