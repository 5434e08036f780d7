"""Near is what shares a small region."""

from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.directory.nearness import distance, serves
from guitu.domain.kernel import region as regions

small = settings(derandomize=True, max_examples=200)
PLACES = st.sampled_from(
    [
        430000000000,
        430100000000,
        430102000000,
        430102001000,
        430102001004,
        430102002000,
        430200000000,
        110101001000,
    ]
)


def test_own_township_then_county_then_prefecture():
    home = 430102001000
    there = [430100000000, 430102000000, home, 430103000000, 430102002000]

    assert sorted(there, key=lambda place: distance(place, home))[0] == home
    assert [distance(place, home) for place in there] == [2, 1, 0, 2, 1]


@small
@given(PLACES, PLACES)
def test_the_nation_serves_everybody_and_serving_is_mutual(one, other):
    assert serves(regions.NATION, one)
    assert serves(one, other) == serves(other, one)


@small
@given(PLACES, PLACES)
def test_what_lies_inside_is_never_farther_than_what_lies_around(one, other):
    if regions.contains(one, other):
        assert distance(other, one) == 0
    for around in regions.ancestors(other):
        assert distance(around, one) >= 0
