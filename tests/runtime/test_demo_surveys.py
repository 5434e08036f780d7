"""The demo's surveys: drawn, answered and finished by the product's own acts; the answers are made up."""

import pytest

from guitu.analytics import surveys as analysis
from guitu.analytics.places import place_for
from guitu.casework.surveys.queries import campaign_for, campaigns
from guitu.runtime.demo.surveys import _answers, make_surveys
from tests.world import COUNTY, TODAY, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def test_a_hundred_and_fifty_nine_made_up_answers_say_what_was_printed():
    said = list(_answers(159))

    def yes(item):
        return sum(one[item] == ["true"] for one in said)

    items = ["unemployed", "no_skill", "age50", "history_barrier", "discrimination", "medical_need"]
    assert [yes(item) for item in items] == [78, 93, 71, 66, 72, 38]


def test_one_survey_is_finished_and_read_by_figures_and_one_of_the_public_is_under_way(world):
    for _ in range(14):
        in_aftercare(world.station)

    assert make_surveys(on=TODAY, manager=world.manager) == 14

    found = {row.audience: row for row in campaigns(world.manager)}
    assert {row.audience: row.state for row in found.values()} == {"register": "finished", "public": "open"}
    told = analysis.told(place_for(world.manager, COUNTY), "discrimination", until=TODAY)
    assert told is not None
    assert (told.answered, told.share.of) == (14, 14)
    assert analysis.results(world.manager, campaign_for(world.manager, found["public"].id)).answered == 14


def test_where_nobody_is_nothing_is_made(world):
    assert make_surveys(on=TODAY, manager=world.manager) == 0
    assert campaigns(world.manager) == ()
