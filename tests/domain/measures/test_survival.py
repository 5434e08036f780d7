"""The edges of curves: nobody, one, all censored, all at once, and times that cannot be."""

from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.survival import (
    CENSORED,
    EVENT,
    OTHER,
    Spell,
    Tally,
    at,
    cumulative,
    curve,
    per_year,
    tally,
)


def test_nobody_has_no_curve_and_no_rate():
    seen = curve(Tally())

    assert (seen.n, seen.events, seen.median, seen.points) == (0, 0, None, ())
    assert cumulative(Tally()) == ()
    assert per_year(Tally()).rate is None
    assert at(seen.points, 5) is None


def test_all_censored_all_remain():
    seen = curve(tally([Spell(2, CENSORED), Spell(5, CENSORED)]))

    assert [(p.survival, p.lower, p.upper) for p in seen.points] == [(1.0, 1.0, 1.0)] * 2
    assert seen.median is None


def test_one_person_with_the_event():
    seen = curve(tally([Spell(4, EVENT)]))

    assert seen.median == 4
    assert seen.points[0][:5] == (4, 1, 1, 0, 0.0)


def test_events_come_before_censoring_at_one_time():
    (point,) = curve(tally([Spell(3, EVENT), Spell(3, CENSORED)])).points

    assert (point.at_risk, point.survival) == (2, 0.5)


def test_exactly_half_is_the_median():
    """Three of six at one third each: 5/6 · 4/5 · 3/4 is one half, which floats may miss."""
    seen = curve(tally([*(Spell(t, EVENT) for t in (1, 2, 3)), *(Spell(9, CENSORED) for _ in range(3))]))

    assert seen.median == 3


def test_who_enters_at_a_time_is_not_yet_at_risk_then():
    counts = Tally()
    counts.add(5, EVENT)
    counts.add(9, EVENT, entry=5)

    assert [(p.time, p.at_risk) for p in curve(counts).points] == [(5, 1), (9, 1)]


def test_somebody_may_end_on_the_first_day():
    assert curve(tally([Spell(0, EVENT), Spell(1, CENSORED)])).points[0][:5] == (0, 2, 1, 0, 0.5)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ((-1, EVENT, None), "spell.negative"),
        ((3, EVENT, -1), "spell.negative"),
        ((3, EVENT, 3), "spell.entry"),
        ((3, EVENT, 4), "spell.entry"),
        ((0, EVENT, 0), "spell.entry"),
        ((nan, EVENT, None), "spell.not-finite"),
        ((inf, CENSORED, None), "spell.not-finite"),
    ],
)
def test_times_that_cannot_be_are_refused_and_nothing_is_counted(said, code):
    counts = Tally()

    with pytest.raises(DomainError) as caught:
        counts.add(*said)

    assert caught.value.code == code
    assert counts.n == 0


def test_death_is_no_relapse_and_not_nothing():
    one = [Spell(1, EVENT), Spell(2, OTHER), Spell(3, CENSORED), Spell(4, EVENT)]

    shares = [round(risk.share, 4) for risk in cumulative(tally(one))]
    assert shares == [0.25, 0.25, 0.25, 0.75]
    assert [round(p.survival, 4) for p in curve(tally(one)).points] == [0.75, 0.75, 0.75, 0.0]


def test_relapse_per_person_year_counts_time_watched_only():
    counts = tally([Spell(730.5, EVENT, 365.25), Spell(365.25, CENSORED), Spell(730.5, CENSORED)])
    found = per_year(counts)

    assert (found.events, found.years, found.rate) == (1, pytest.approx(4), pytest.approx(0.25))
    assert found.lower < found.rate < found.upper
    # exact limits of one event are 0.0253 and 5.5716; Byar's come close
    assert found.upper * 4 == pytest.approx(5.57, abs=0.01)


SPELLS = st.lists(
    st.tuples(st.integers(1, 30), st.sampled_from([0, 1, 2]), st.integers(0, 20)).map(
        lambda t: Spell(t[0] + t[2], t[1], t[2])
    ),
    max_size=40,
)


@given(SPELLS)
@settings(max_examples=200, derandomize=True)
def test_a_curve_only_falls_and_its_limits_hold_it(spells):
    for scale in ("log-log", "log", "plain"):
        seen = curve(tally(spells), scale=scale)
        shares = [1.0, *(p.survival for p in seen.points)]
        assert shares == sorted(shares, reverse=True)
        for p in seen.points:
            assert 0 <= p.lower <= p.survival + 1e-12
            assert p.survival <= p.upper + 1e-12 <= 1 + 1e-11
            naive = sum(1 for s in spells if s.time >= p.time and (s.entry < p.time or s.entry == 0))
            assert p.at_risk == naive


@given(SPELLS)
@settings(max_examples=100, derandomize=True)
def test_the_order_of_rows_changes_nothing(spells):
    assert curve(tally(spells)) == curve(tally(reversed(spells)))


@given(SPELLS, SPELLS)
@settings(max_examples=100, derandomize=True)
def test_groups_taken_together_are_the_group_of_all(first, second):
    together, counts = tally(first), tally([*first, *second])
    together.take(tally(second))
    assert (list(together.steps()), together.n) == (list(counts.steps()), counts.n)
    assert together.watched == pytest.approx(counts.watched)


@given(SPELLS)
@settings(max_examples=100, derandomize=True)
def test_many_alike_are_each_of_them(some):
    one, many = Tally(), Tally()
    for each in some:
        many.add(each.time, each.ended, each.entry or None, alike=3)
        for _ in range(3):
            one.add(each.time, each.ended, each.entry or None)
    assert (list(one.steps()), one.n) == (list(many.steps()), many.n)


@given(SPELLS)
@settings(max_examples=100, derandomize=True)
def test_turned_it_asks_about_the_other_event(some):
    swap = {EVENT: OTHER, OTHER: EVENT, CENSORED: CENSORED}
    turned = tally(spell._replace(ended=swap[spell.ended]) for spell in some)
    assert cumulative(tally(some).turned()) == cumulative(turned)
