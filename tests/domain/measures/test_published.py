"""Curves against tables that were printed, to the digits they were printed with; and against lifelines.

The data come with lifelines, or stand here where only R's ``survival`` brings them.
"""

from math import isinf, isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter, datasets

from guitu.domain.measures.survival import CENSORED, EVENT, Spell, Tally, at, cumulative, curve, tally

# Freireich et al. 1963, weeks in remission on 6-MP. Survival: Kleinbaum and Klein, Survival Analysis,
# chapter 2; limits (Greenwood, log(-log)): Stata's "sts list" and SAS's LIFETEST of the same data.
SIX_MP = [
    (6, 21, 3, 0.8571, 0.6197, 0.9516),
    (7, 17, 1, 0.8067, 0.5631, 0.9228),
    (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491),
    (16, 11, 1, 0.6275, 0.3675, 0.8049),
    (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
]
# The same trial, placebo: Kleinbaum and Klein, chapter 2.
PLACEBO = [
    (1, 21, 2, 0.9048), (2, 19, 2, 0.8095), (3, 17, 1, 0.7619), (4, 16, 2, 0.6667), (5, 14, 2, 0.5714),
    (8, 12, 4, 0.3810), (11, 8, 2, 0.2857), (12, 6, 2, 0.1905), (15, 4, 1, 0.1429), (17, 3, 1, 0.0952),
    (22, 2, 1, 0.0476), (23, 1, 1, 0.0000),
]  # fmt: skip
# Acute myelogenous leukaemia, maintained (Miller 1981), data set ``aml`` of R's survival; as
# summary(survfit(Surv(time, status) ~ x, aml)) prints it: survival to 3 digits, limits on R's scale "log".
AML = [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0)]
AML_TABLE = [
    (9, 11, 0.909, 0.7541, 1.000),
    (13, 10, 0.818, 0.6192, 1.000),
    (18, 8, 0.716, 0.4884, 1.000),
    (23, 7, 0.614, 0.3769, 0.999),
    (31, 5, 0.491, 0.2549, 0.946),
    (34, 4, 0.368, 0.1549, 0.875),
    (48, 2, 0.184, 0.0359, 0.944),
]


def counted(times, ended, entry=None) -> Tally:
    counts = Tally()
    for n, (time, how) in enumerate(zip(times, ended, strict=True)):
        counts.add(float(time), int(how), None if entry is None or entry[n] == 0 else float(entry[n]))
    return counts


def freireich(arm: int) -> Tally:
    data = datasets.load_leukemia()
    data = data[data.Rx == arm]
    return counted(data.t, data.status)


def test_freireich_on_6_mp():
    seen = curve(freireich(0))

    events = [p for p in seen.points if p.events]
    found = [
        (p.time, p.at_risk, p.events, round(p.survival, 4), round(p.lower, 4), round(p.upper, 4))
        for p in events
    ]
    assert found == SIX_MP
    assert (seen.n, seen.events, seen.median) == (21, 9, 23)


def test_freireich_on_placebo():
    seen = curve(freireich(1))

    assert [(p.time, p.at_risk, p.events, round(p.survival, 4)) for p in seen.points] == PLACEBO
    assert (seen.n, seen.events, seen.median) == (21, 21, 8)


def test_miller_on_the_scale_of_r():
    seen = curve(tally(Spell(time, ended) for time, ended in AML), scale="log")

    found = [
        (p.time, p.at_risk, round(p.survival, 3), round(p.lower, 4), round(p.upper, 3))
        for p in seen.points
        if p.events
    ]
    assert found == AML_TABLE
    assert seen.median == 31


def test_lung_after_a_year_as_r_prints_it():
    """NCCTG lung (Loprinzi 1994): summary(survfit(Surv(time, status) ~ 1, lung), times = 365.25)."""
    data = datasets.load_lung()
    seen = curve(counted(data.time, data.status), scale="log")

    after = at(seen.points, 365.25)
    assert (round(after.survival, 3), round(after.lower, 3), round(after.upper, 3)) == (0.409, 0.345, 0.486)
    assert (seen.n, seen.events, seen.median) == (228, 165, 310)
    assert sum(p.events for p in seen.points if p.time <= 365.25) == 121


def test_rossi_half_are_never_reached():
    """Rossi et al. 1980: 114 of 432 were arrested within the 52 weeks; everybody was watched to the end."""
    data = datasets.load_rossi()
    seen = curve(counted(data.week, data.arrest))

    assert seen.median is None
    assert round(seen.points[-1].survival, 4) == round(1 - 114 / 432, 4)


@pytest.mark.parametrize(
    ("load", "time", "ended"),
    [
        (datasets.load_lung, "time", "status"),
        (datasets.load_waltons, "T", "E"),
        (datasets.load_rossi, "week", "arrest"),
        (datasets.load_gbsg2, "time", "cens"),
        (datasets.load_leukemia, "t", "status"),
    ],
)
def test_every_point_is_lifelines_own(load, time, ended):
    data = load()
    same(data[time].to_numpy(), data[ended].to_numpy())


def same(times, ended, entry=None) -> None:
    theirs = KaplanMeierFitter().fit(times, ended, entry=entry)
    ours = curve(counted(times, ended, entry))

    for point in ours.points:
        row = theirs.event_table.loc[point.time]
        limits = theirs.confidence_interval_.loc[point.time]
        waiting = row.entrance if point.time > 0 and entry is not None else 0
        assert (point.at_risk, point.events, point.censored) == (
            row.at_risk - waiting,
            row.observed,
            row.censored,
        )
        assert point.survival == pytest.approx(
            float(theirs.survival_function_.loc[point.time].iloc[0]), abs=1e-12
        )
        assert (point.lower, point.upper) == pytest.approx(tuple(limits), abs=1e-10)
    if not any(point.survival == pytest.approx(0.5, abs=1e-9) for point in ours.points):
        # at exactly one half lifelines' product of exponentials misses it, or not, by its rounding
        median = theirs.median_survival_time_
        assert ours.median == (None if isinf(median) else median)


@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=60))
@settings(max_examples=80, derandomize=True, deadline=None)
def test_random_times_with_many_ties_are_lifelines_own(spells):
    same([time for time, _ in spells], [int(event) for _, event in spells])


def test_delayed_entry_is_lifelines_own():
    early = [(n % 19 + 40, n % 3 == 0, 0) for n in range(60)]
    late = [(n % 23 + 30, n % 2, n % 17 + 1) for n in range(90)]
    rows = early + late

    same([t for t, _, _ in rows], [int(e) for _, e, _ in rows], entry=[s for _, _, s in rows])


def test_death_as_a_competing_event_is_lifelines_own():
    times = [(n * 37 % 101) + n / 1000 for n in range(1, 150)]  # no two alike: lifelines would move ties
    ended = [n * 7 % 3 for n in range(1, 150)]
    theirs = AalenJohansenFitter(calculate_variance=True).fit(times, ended, event_of_interest=1)

    for risk in cumulative(counted(times, ended)):
        limits = tuple(theirs.confidence_interval_.loc[risk.time])
        assert risk.share == pytest.approx(
            float(theirs.cumulative_density_.loc[risk.time].iloc[0]), abs=1e-12
        )
        if 0 < risk.share < 1 and not isnan(limits[0]):  # lifelines divides by nobody at the last death
            assert (risk.lower, risk.upper) == pytest.approx(limits, abs=1e-9)


ENDED = st.sampled_from([CENSORED, EVENT, 2])


@given(st.lists(st.tuples(st.integers(1, 15), ENDED).map(lambda t: Spell(*t)), min_size=1, max_size=50))
@settings(max_examples=100, derandomize=True)
def test_who_had_one_event_or_the_other_or_none_are_everybody(spells):
    swapped = [Spell(s.time, {0: 0, 1: 2, 2: 1}[s.ended]) for s in spells]
    either = [Spell(s.time, EVENT if s.ended else CENSORED) for s in spells]

    one, other, none = cumulative(tally(spells)), cumulative(tally(swapped)), curve(tally(either)).points
    for a, b, c in zip(one, other, none, strict=True):
        assert a.share + b.share + c.survival == pytest.approx(1)
