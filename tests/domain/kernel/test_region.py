"""Region and place numbers: subtrees are intervals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError

CODES = st.one_of(
    st.integers(min_value=11, max_value=82),
    st.integers(min_value=1101, max_value=8299),
    st.integers(min_value=110101, max_value=829999),
    st.integers(min_value=110101001, max_value=829999999),
    st.integers(min_value=110101001001, max_value=829999999999),
)
small = settings(derandomize=True, max_examples=60)


def refused(call, *given_values) -> str:
    with pytest.raises(DomainError) as refusal:
        call(*given_values)
    return refusal.value.code


@pytest.mark.parametrize(
    ("code", "number", "level"),
    [
        ("43", 430000000000, "province"),
        (4301, 430100000000, "prefecture"),
        ("430102", 430102000000, "county"),
        (430102001.0, 430102001000, "township"),
        ("430102001004", 430102001004, "village"),
        (" ４３０１０２ ", 430102000000, "county"),
        ("430000", 430000000000, "province"),
        ("430100000000", 430100000000, "prefecture"),
    ],
)
def test_codes_of_any_level_become_twelve_digits(code, number, level) -> None:
    assert regions.normalise(code) == number
    assert regions.level(number) == level


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("430", "region.length"),
        ("4301020010041", "region.length"),
        ("湖南", "region.digits"),
        ("", "region.digits"),
        ("043010", "region.digits"),
        (43.5, "region.digits"),
        (-43, "region.digits"),
    ],
)
def test_other_codes_are_refused_with_the_reason(code, reason) -> None:
    assert refused(regions.normalise, code) == reason


def test_the_nation_holds_everything_and_has_nothing_above() -> None:
    assert regions.level(regions.NATION) == "nation"
    assert regions.interval(regions.NATION) == (0, 999_999_999_999)
    assert regions.ancestors(430102001004) == (
        430102001000,
        430102000000,
        430100000000,
        430000000000,
        regions.NATION,
    )
    assert regions.ancestors(regions.NATION) == ()


def test_a_unit_is_a_number_inside_its_regions() -> None:
    place = regions.place_number(430102001000, 7)

    assert regions.region_of(place) == 430102001000
    for around in (430102001000, 430102000000, 430100000000, 430000000000, regions.NATION):
        low, high = regions.place_interval(around)
        assert low <= place <= high
    low, high = regions.place_interval(430103000000)
    assert not low <= place <= high


def test_a_unit_at_the_nation_has_a_number_too() -> None:
    assert regions.place_number(regions.NATION, 1) == 1


@pytest.mark.parametrize(
    ("region", "own", "reason"),
    [
        (430102001000, 1000, "place.own-number"),
        (430102001000, -1, "place.own-number"),
        (4301, 1, "region.length"),
    ],
)
def test_impossible_places_are_refused(region, own, reason) -> None:
    assert refused(regions.place_number, region, own) == reason


@small
@given(CODES)
def test_every_region_lies_within_all_its_ancestors(code) -> None:
    number = regions.normalise(code)

    low, high = regions.interval(number)

    for around in regions.ancestors(number):
        outer_low, outer_high = regions.interval(around)
        assert outer_low <= low <= high <= outer_high
        assert regions.contains(around, number)
        assert not regions.contains(number, around)


@small
@given(CODES, CODES)
def test_two_regions_are_nested_or_apart(one, other) -> None:
    first, second = regions.normalise(one), regions.normalise(other)
    (low, high), (other_low, other_high) = regions.interval(first), regions.interval(second)

    apart = high < other_low or other_high < low

    assert apart != (regions.contains(first, second) or regions.contains(second, first))


@small
@given(CODES)
def test_normalising_twice_changes_nothing(code) -> None:
    number = regions.normalise(code)

    assert regions.normalise(number) == number
