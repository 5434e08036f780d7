"""What came out of a survey: nothing below ten, weights, cross tables, and what figures read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import asking
from guitu.analytics import surveys as analysis
from guitu.analytics.places import Place, place_for
from guitu.casework.surveys.models import Campaign
from guitu.casework.surveys.queries import campaign_for
from guitu.domain.measures.drawn import SurveyLine, drawn_count
from guitu.workflows import survey, survey_answer
from tests.workflows.surveying import (
    SAID,
    TODAY,
    addresses,
    begin,
    drawn,
    people,
    refusal,
    world,
)
from tests.world import COUNTY, NOW, TOWN

__all__ = ["people", "world"]
pytestmark = pytest.mark.django_db


def test_a_small_cell_of_a_cross_table_is_shown_to_nobody(world):
    row = begin(world, audience="public", wanted=None)
    for n in range(30):
        form = survey_answer.open_address(row.address, at=NOW).form
        said = {"unemployed": ["true" if n % 2 else "false"], "age50": ["true" if n < 4 else "false"]}
        survey_answer.answer(row.address, said, form=form, at=NOW)
    survey.finish(campaign=row.id, by=world.manager, at=NOW)
    row = campaign_for(world.manager, row.id)

    table = analysis.table(world.manager, row, "unemployed", "age50")

    assert dict(table.inward.rows) == {"True": (None, None), "False": (None, None)}
    assert table.outward.hidden == 4


def test_nine_answers_are_told_to_nobody(world, people):
    row = drawn(world)
    for address in addresses(world.lin, row)[:9]:
        survey_answer.answer(address, SAID, at=NOW)
    survey.finish(campaign=row.id, by=world.manager, at=NOW)
    done = campaign_for(world.manager, row.id)

    assert analysis.results(world.manager, done).outcomes == ()
    assert refusal(analysis.table, world.manager, done, "unemployed", "age50") == "survey.few"
    told = analysis.told(place_for(world.manager, COUNTY), "unemployed", until=TODAY)
    assert told is not None
    assert told.share.share is None


def test_results_are_told_once_it_is_over_and_figures_read_the_latest_finished(world, people):
    row = drawn(world)
    here = addresses(world.lin, row)
    for address in here[:9]:
        survey_answer.answer(address, SAID, at=NOW)
    survey_answer.answer(here[9], {"unemployed": ["false"]}, at=NOW)
    assert refusal(analysis.results, world.lin, row) == "survey.unknown"

    open_still = analysis.results(world.manager, row)
    assert (open_still.outcomes, open_still.answered, open_still.is_shown) == ((), 10, False)
    assert refusal(analysis.table, world.manager, row, "unemployed", "age50") == "survey.open"
    place = place_for(world.manager, COUNTY)
    assert analysis.told(place, "unemployed", until=TODAY) is None
    survey.finish(campaign=row.id, by=world.manager, at=NOW)

    found = analysis.results(world.manager, campaign_for(world.manager, row.id))

    yes = {one.item.id: one.yes for one in found.outcomes}
    assert (yes["unemployed"].said, yes["unemployed"].of, yes["unemployed"].unknown) == (9, 10, 0)
    assert (yes["age50"].of, yes["age50"].share) == (9, None)
    assert (found.response.asked, found.response.rate, found.unheard) == (18, 10 / 18, (TOWN + 1000,))
    told = analysis.told(place, "unemployed", until=TODAY)
    assert told is not None
    assert (told.row.id, told.answered, told.share.said, told.share.of) == (row.id, 10, 9, 10)
    assert analysis.told(place_for(world.manager, TOWN), "unemployed", until=TODAY) is None


def test_a_cross_table_hides_what_is_small_and_goes_out_protected(world):
    row = begin(world, audience="public", wanted=None)
    for n in range(60):
        form = survey_answer.open_address(row.address, at=NOW).form
        said = {
            "unemployed": ["true" if n % 2 else "false"],
            "age50": ["true" if n < 40 or n % 2 else "false"],
        }
        survey_answer.answer(row.address, said, form=form, at=NOW)
    survey.finish(campaign=row.id, by=world.manager, at=NOW)
    row = campaign_for(world.manager, row.id)

    table = analysis.table(world.manager, row, "unemployed", "age50")

    assert dict(table.inward.rows) == {"True": (30, 0), "False": (20, 10)}
    assert dict(table.outward.rows) == {"True": (30, 0), "False": (20, 10)}
    assert refusal(analysis.table, world.manager, row, "unemployed", "unemployed") == "survey.cross"
    assert refusal(analysis.table, world.manager, row, "unemployed", "needs") == "survey.cross"
    assert refusal(analysis.table, world.mo, row, "unemployed", "age50") == "survey.unknown"


def test_the_size_of_a_sample_is_read_from_the_draw_and_leads_to_it(world, people):
    place = place_for(world.manager, COUNTY)
    asked = asking.question(place, months=1, as_of=TODAY)
    assert asking.readings(world.manager, place, asked, ["sample_size"]) == {}
    announced = begin(world)
    assert asking.readings(world.manager, place, asked, ["sample_size"]) == {}
    row = survey.draw(campaign=announced.id, salt="2718", by=world.manager, at=NOW)

    found = asking.readings(world.manager, place, asked, ["sample_size"])["sample_size"]

    assert (found.value, found.count.counted, found.count.of) == (18, 18, 18)
    assert (found.survey.id, found.survey.asked, found.survey.share, found.as_of) == (row.id, 18, None, TODAY)
    elsewhere = place_for(world.manager, TOWN)
    assert asking.readings(world.manager, elsewhere, asked, ["sample_size"]) == {}


PLACE = (430102000000000, 430102999999999)
drawn_surveys = st.builds(
    SurveyLine,
    lo=st.sampled_from([PLACE[0], PLACE[0] + 1000]),
    hi=st.just(PLACE[1]),
    state=st.sampled_from(["announced", "open", "finished"]),
    frame_on=st.none() | st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=1)),
    made_at=st.integers(0, 10**6).map(lambda seconds: NOW - timedelta(seconds=seconds)),
    people=st.integers(1, 99),
    drawn=st.integers(1, 99),
)


class TheSizeOfASample(TestCase):
    @settings(derandomize=True, max_examples=60, deadline=None)
    @given(st.lists(drawn_surveys, max_size=6, unique_by=lambda one: one.made_at))
    def test_sql_says_what_the_words_say(self, made):
        _store(made)
        place = Place(430102000000, "", *PLACE)
        question = asking.question(place, months=1, as_of=TODAY)

        found = analysis.drawn(place, until=TODAY)

        assert (found and found[1]) == drawn_count(made, question)


def _store(made: list[SurveyLine]) -> None:
    assert not Campaign.objects.exists()
    Campaign.objects.bulk_create(
        Campaign(
            unit=1, region=430102000000, lo=one.lo, hi=one.hi, title="x", audience="register",
            modes=["paper"], opens_on=TODAY, closes_on=TODAY, instrument="x", version="1", body={},
            frame_on=one.frame_on, state=one.state, made_at=one.made_at, made_by=uuid4(), seed=b"",
            strata=[[430102001000, one.people - 1, one.drawn - 1, 0, 0], [430102002000, 1, 1, 0, 0]],
        )
        for one in made
    )  # fmt: skip
