"""The demo county as an area: its numbers, and how it left the list."""

import pytest

from guitu.casework.areas import queries
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.clock import today
from guitu.foundation.organisations.commands import create_units, load_regions
from guitu.runtime.demo import making
from guitu.runtime.demo.areas import make_area
from guitu.runtime.demo.county import COUNTY
from tests.world import NOW


@pytest.mark.django_db
def test_the_demo_county_left_the_list_by_two_people_and_once_only():
    load_regions()
    numbers = making._numbers()
    create_units(making._units(numbers), at=NOW)
    making._make_accounts(numbers)

    assert make_area(on=today()) == 8
    assert make_area(on=today()) == 0
    manager = viewers_named(("zhoumin",))["zhoumin"]
    assert [one.status for one in queries.steps(manager, COUNTY)] == ["none", "key_rectification"]
    for sent in queries.proposals(manager, COUNTY):
        assert sent.made_by == manager.id != sent.answered_by
