"""UUIDv7 from given values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.ids import RANDOM_BITS, moment_ms, uuid7

MOMENTS = st.integers(min_value=0, max_value=(1 << 48) - 1)
CHANCE = st.integers(min_value=0, max_value=(1 << RANDOM_BITS) - 1)
small = settings(derandomize=True, max_examples=60)


@small
@given(MOMENTS, CHANCE)
def test_it_is_a_version_7_id_that_remembers_its_moment(moment, chance) -> None:
    made = uuid7(moment, chance)

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert moment_ms(made) == moment


@small
@given(st.tuples(MOMENTS, CHANCE), st.tuples(MOMENTS, CHANCE))
def test_ids_sort_as_their_moments_and_bits(one, other) -> None:
    assert (uuid7(*one) < uuid7(*other)) == (one < other)


@pytest.mark.parametrize(("moment", "chance"), [(-1, 0), (1 << 48, 0), (0, -1), (0, 1 << RANDOM_BITS)])
def test_values_that_do_not_fit_are_refused(moment, chance) -> None:
    with pytest.raises(ValueError, match=r"do(es)? not fit"):
        uuid7(moment, chance)
