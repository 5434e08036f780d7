"""The years of a place as the snapshot has them: few people are hidden, nothing unknown is a nought."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guitu.analytics.columns.writing import write
from guitu.analytics.places import place_for
from guitu.analytics.years import years
from guitu.casework.outcomes.models import Release
from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from tests.world import COUNTY, OTHER_COUNTY, PREFECTURE, World, in_aftercare

PAGE = "/figures/cohorts"
OUT = date(2023, 3, 1)


@pytest.fixture
def root(settings, tmp_path):
    settings.GUITU_HOME = tmp_path
    return tmp_path / "snapshots"


def released(held_by: int, many: int, *, out: date = OUT, relapsed: int = 0) -> None:
    """So many people released on a day, known to be well for a year but for those who relapsed."""
    for again in [out + timedelta(days=60)] * relapsed + [None] * (many - relapsed):
        case = in_aftercare(held_by, since=out)
        Release.objects.filter(person_id=case.person).delete()
        Release.objects.create(
            person_id=case.person, released_on=out, episode_id=case.episode, held_by=held_by, times=1,
            at_6="clean", at_12="clean", at_24="unknown", at_36="unknown",
            relapsed_on=again, known_on=again or out + timedelta(days=400),
        )  # fmt: skip


def test_a_manager_reads_the_years_of_a_county_and_no_small_ones(world: World, browser, root):
    released(world.station, 12, relapsed=3)
    released(world.station, 4, out=date(2022, 3, 1))
    write(root, as_of=clock.today())

    page = browser(world.manager).get(PAGE)

    large, small = page.context["own"]
    assert (large.cohort.year, large.cohort.released, large.cohort.is_small) == (2023, 12, False)
    assert [mark.share for mark in large.marks] == ["75.0%", "75.0%", "—", "—"]
    assert [mark.at_risk for mark in large.marks] == [9, 9, None, None]
    assert (small.cohort.year, small.cohort.is_small, small.cohort.released) == (2022, True, 0)
    assert "不足 10 人" in page.content.decode()


def test_who_may_see_names_sees_small_ones_too(world: World, root):
    released(world.station, 4)
    write(root, as_of=clock.today())
    head = replace(world.manager, role=Role.UNIT_HEAD)

    (cohort,) = years(head, place_for(head, COUNTY), root=root).own

    assert (cohort.released, cohort.is_small) == (4, False)


def test_a_larger_place_shows_its_parts_in_the_year_asked_for(world: World, root):
    released(world.station, 10)
    released(OTHER_COUNTY * 1000 + 1, 11)
    released(world.station, 10, out=date(2024, 3, 1))
    write(root, as_of=clock.today())
    lo, hi = PREFECTURE * 1000, PREFECTURE * 1000 + 10**11 - 1
    viewer = replace(world.manager, lo=lo, hi=hi)
    prefecture = place_for(viewer, PREFECTURE)

    latest, asked, absent = (years(viewer, prefecture, root=root, year=y) for y in (None, 2023, 1999))

    assert (latest.year, [c.released for c in latest.parts]) == (2024, [10])
    assert (asked.year, [c.released for c in asked.parts]) == (2023, [10, 11])
    assert absent == latest
    assert [c.released for c in asked.own] == [10, 21]


def test_no_snapshot_and_nobody_are_sentences_and_no_noughts(world: World, browser, root):
    manager = browser(world.manager)
    assert "还没有统计快照" in manager.get(PAGE).content.decode()

    write(root, as_of=clock.today())

    page = manager.get(PAGE).content.decode()
    assert "没有数字不是 0" in page
    assert "<table" not in page


def test_a_place_within_a_county_says_why_it_has_none(world: World, browser, root):
    page = browser(world.manager).get(PAGE, {"place": world.station})

    assert "只保留到县" in page.content.decode()


def test_a_snapshot_written_again_is_read_again(world: World, root):
    head = replace(world.manager, role=Role.UNIT_HEAD)
    county = place_for(head, COUNTY)
    released(world.station, 1)
    write(root, as_of=clock.today())
    before = years(head, county, root=root)
    released(world.station, 1)
    write(root, as_of=clock.today())

    assert [c.released for c in before.own] == [1]
    assert [c.released for c in years(head, county, root=root).own] == [2]


def test_a_place_that_is_not_ones_own_is_not_there(world: World, browser, root):
    assert browser(world.manager).get(PAGE, {"place": OTHER_COUNTY}).status_code == 404
    assert browser(world.gate).get(PAGE).status_code == 403
    stranger = place_for(replace(world.manager, lo=0, hi=10**15), OTHER_COUNTY)
    with pytest.raises(DomainError, match=r"place\.unknown"):
        years(world.manager, stranger, root=root)
