"""What many places are told in one statement is what each is told when it is asked alone."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from guitu.analytics import asking, figures, parted
from guitu.analytics.overview import PART_NUMBERS, counted
from guitu.analytics.periods import last_months
from guitu.analytics.places import Place, place_for
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.region import place_interval
from guitu.domain.measures import Count
from guitu.domain.measures.registry import Entries, Slots, Standing
from guitu.foundation.metrics import metrics
from tests.analytics.made_up import AS_OF, ASKED, files, store
from tests.world import COUNTY, OTHER_TOWN, TOWN, World, in_aftercare, world

__all__ = ["world"]
LONG_AGO = date(2026, 1, 3)


def region(code: int) -> Place:
    return Place(code, "", *place_interval(code))


def unit(number: int) -> Place:
    return Place(number, "", number, number)


COUNTY_LO, COUNTY_HI = place_interval(430102000000)
WHOLE = replace(ASKED, lo=COUNTY_LO, hi=COUNTY_HI)
# a town, a unit of its own between towns, a gap, single units of the next town, a town without anybody
PARTS = (region(430102001000), unit(430102000999999), unit(430102002000000), region(430102007000))
UNITS = (unit(430102001000000), unit(430102001000001), unit(430102001999999))


class EveryPartSaysWhatItSaysAlone(TestCase):
    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(files())
    def test_of_every_figure_made_from_files(self, made):
        store(made)

        for metric in filter(lambda one: one.is_counted, metrics().values()):
            for parts in (PARTS, UNITS):
                found = parted.counts(metric, WHOLE, parts)
                alone = {
                    part.number: figures.count(metric, replace(WHOLE, lo=part.lo, hi=part.hi))
                    for part in parts
                }
                assert found == {None: figures.count(metric, WHOLE), **alone}, metric.id


@pytest.mark.django_db
def test_files_are_asked_once_for_all_parts():
    for metric in metrics().values():
        if not isinstance(metric.made, Slots | Entries | Standing):
            continue
        with CaptureQueriesContext(connection) as queries:
            found = parted.counts(metric, WHOLE, PARTS)
        assert len(queries) == 1, metric.id
        assert found == dict.fromkeys([None, *(part.number for part in PARTS)], Count(0, 0, 0, 0))


@pytest.mark.django_db
def test_places_within_each_other_are_asked_one_by_one(world: World):
    in_aftercare(world.station, since=LONG_AGO)
    nested = (region(COUNTY), unit(world.station))
    asked = replace(ASKED, lo=nested[0].lo, hi=nested[0].hi)

    found = parted.counts(metrics()["in_care"], asked, nested)

    assert [count.counted for count in found.values()] == [1, 1, 1]


@pytest.mark.django_db
def test_a_place_without_parts_is_asked_alone(world: World):
    in_aftercare(world.station, since=LONG_AGO)

    found = parted.counts(metrics()["in_care"], WHOLE, ())

    assert {name: count.counted for name, count in found.items()} == {None: 1}


@pytest.mark.django_db
def test_a_part_outside_of_what_was_asked_is_refused(world: World):
    county = place_for(world.manager, COUNTY)

    with pytest.raises(DomainError, match=r"place\.unknown"):
        asking.readings_of_parts(world.manager, county, [region(430000000000)], WHOLE, PART_NUMBERS)


@pytest.mark.django_db
def test_noughts_of_a_part_without_a_file_are_as_unknown_as_they_are_alone(world: World):
    in_aftercare(world.station, since=LONG_AGO)
    county = place_for(world.manager, COUNTY)
    parts = [region(TOWN), region(OTHER_TOWN)]

    found = asking.readings_of_parts(world.manager, county, parts, WHOLE, PART_NUMBERS)

    for place in (county, *parts):
        own = replace(WHOLE, lo=place.lo, hi=place.hi)
        assert found[place.number] == asking.readings(world.manager, place, own, PART_NUMBERS)
    assert [found[part.number]["in_care"].is_known for part in parts] == [True, False]


@pytest.mark.django_db
def test_a_dashboard_asks_no_more_often_for_many_parts_than_for_one(world: World):
    county = place_for(world.manager, COUNTY)
    asked = []
    for station in (world.station, world.other_station):
        in_aftercare(station, since=LONG_AGO)
        with CaptureQueriesContext(connection) as queries:
            seen = counted(world.manager, county, last_months(AS_OF), today=AS_OF)
        asked.append((len(seen.parts), len(queries)))

    assert [parts for parts, _ in asked] == [1, 2]
    assert asked[1][1] <= asked[0][1]
