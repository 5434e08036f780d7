"""The parts of a place: one level down, and units that lie directly in it by themselves."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitu.domain.measures.caseload import Load, by_part, part_of, people_by_unit
from tests.domain.test_measures import ASKED, JIA, YI, file

COUNTY = 430102000000
STATION, OTHER, BUREAU = 430102001000001, 430102002000001, 430102000000002


def test_units_of_a_township_are_added_and_those_of_the_county_itself_stand_alone():
    people = {STATION: (3, 2), STATION + 1: (1, 1), BUREAU: (4, 0)}
    assert by_part(COUNTY, people, {STATION: 1, OTHER: 2}) == [
        Load(430102001000, 4, 3, 1),
        Load(430102002000, 0, 0, 2),
        Load(BUREAU, 4, 0, 0),
    ]


def test_a_city_without_counties_and_the_nation_have_parts_too():
    assert part_of(441900003000001, 441900000000) == 441900003000
    assert part_of(STATION, 0) == 430000000000
    assert part_of(STATION, 430102001000) == STATION


def test_nobody_to_share_people_is_no_ratio_and_nobody_to_share_is_zero():
    assert Load(COUNTY, 5, 5, 0).ratio is None
    assert Load(COUNTY, 5, 0, 2).ratio == 0
    assert Load(COUNTY, 5, 3, 2).ratio == 1.5


def test_one_person_with_two_files_counts_once_and_one_order_out_of_execution_counts_against_both():
    here = file(JIA, phase="executing", held_by=430102001000001)
    there = file(YI, canonical=JIA, phase="executing", held_by=430102001000002)
    assert people_by_unit([there, here], ASKED) == {430102001000001: (1, 1)}
    lost = file(YI, canonical=JIA, phase="lost_contact", held_by=430102001000002)
    assert people_by_unit([here, lost], ASKED) == {430102001000001: (1, 0)}


units = st.sampled_from([STATION, STATION + 1, OTHER, BUREAU, 430103001000001, 441900003000001])


@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(units, st.tuples(st.integers(0, 9), st.integers(0, 9))),
    st.dictionaries(units, st.integers(0, 9)),
)
def test_the_parts_of_any_place_add_up(people, workers):
    for within in (0, 430000000000, 430100000000, COUNTY):
        parts = by_part(within, people, workers)
        assert sum(one.in_care for one in parts) == sum(care for care, _ in people.values())
        assert sum(one.in_execution for one in parts) == sum(execution for _, execution in people.values())
        assert sum(one.workers for one in parts) == sum(workers.values())
