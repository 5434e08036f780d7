"""Whom to ask: in proportion, by a draw that anybody can check."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.sampling import announce_parts, line_of, shared_out, stratum_of
from guitu.domain.testing.draw import log_of, verify

CAMPAIGN = UUID(int=7)
SEED = bytes(range(32))
sizes = st.dictionaries(st.integers(1, 50), st.integers(0, 900), min_size=1, max_size=12).filter(
    lambda found: sum(found.values())
)


def names(stratum: int, count: int) -> list[str]:
    return [f"{stratum:04x}{n:028x}" for n in range(count)]


@given(sizes, st.data())
def test_everybody_drawn_is_shared_out_and_no_part_is_asked_for_more_than_it_has(found, data):
    people = sum(found.values())
    pick = data.draw(st.integers(1, people))

    shares = shared_out(pick, found)

    assert sum(shares.values()) == pick
    for stratum, size in found.items():
        assert 0 <= shares[stratum] <= size
        assert abs(shares[stratum] - pick * size / people) < 1


def test_the_largest_remainders_get_what_is_left_over():
    assert shared_out(7, {"a": 5, "b": 3, "c": 2}) == {"a": 4, "b": 2, "c": 1}


def test_a_sample_larger_than_the_register_and_an_empty_register_are_refused():
    for pick, frame, code in [(4, {1: 3}, "survey.sample"), (1, {1: 0}, "survey.frame-empty")]:
        with pytest.raises(DomainError) as caught:
            shared_out(pick, frame)
        assert caught.value.code == code


def test_each_stratum_is_a_draw_that_the_same_command_verifies():
    parts = announce_parts(CAMPAIGN, SEED, {1: names(1, 30), 2: names(2, 10)}, 8)

    assert [(part.stratum, part.announced.pick) for part in parts] == [(1, 6), (2, 2)]
    for part in parts:
        moments = {"announced_at": "2026-03-02T09:00:00+08:00", "drawn_at": "2026-03-02T09:05:00+08:00"}
        log = log_of(part.announced, seed=SEED, salt="2718", **moments)
        assert len(verify(log, published=part.announced.line)) == part.announced.pick


def test_one_line_binds_all_strata():
    parts = announce_parts(CAMPAIGN, SEED, {1: names(1, 30), 2: names(2, 10)}, 8)
    other = announce_parts(CAMPAIGN, SEED, {1: names(1, 30), 2: names(2, 11)}, 8)

    assert line_of(parts[:1]) == parts[0].announced.line
    assert line_of(parts) != line_of(other)


def test_strata_are_the_next_smaller_regions_and_the_regions_own_offices():
    station, bureau = 430102001000007, 430100000000001

    assert stratum_of(station, within=430100000000) == 430102000000
    assert stratum_of(station, within=430102000000) == 430102001000
    assert stratum_of(station, within=430102001000) == 430102001000
    assert stratum_of(bureau, within=430100000000) == 430100000000
