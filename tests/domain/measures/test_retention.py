"""Who stayed clean after so many months: every release is somewhere, and who was lost is never left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.outcomes import outcomes_of
from guitu.domain.measures.retention import (
    WINDOWS,
    Release,
    Share,
    ended,
    official,
    release_in,
    retention,
    spell,
    watched,
)
from guitu.domain.measures.survival import CENSORED, EVENT, OTHER
from guitu.domain.outlook.clean import CleanSpan
from tests.domain.outlook.book import entry, facts, seen

OUT = date(2024, 1, 1)
ASKED = date(2027, 6, 1)


def on(months: int, days: int = 0) -> int:
    return (add_months(OUT, months) + timedelta(days=days)).toordinal()


def released(*spans: tuple[int, int, str], relapses=(), died=None, out=OUT) -> Release:
    return Release(out, tuple(CleanSpan(*span) for span in spans), relapses, died)


VERIFIED = released((on(0), on(13), "verified"))
REPORTED = released((on(0), on(13), "reported"))
LATELY = released((on(0), on(8), "verified"), (on(8, 1), on(13), "unknown"))
LOST = released((on(0), on(2), "verified"), (on(2, 1), on(13), "unknown"))
NEVER = released((on(0), on(13), "unknown"))
RELAPSED = released((on(0), on(5), "verified"), relapses=(on(5),))
LATER = released((on(0), on(14), "verified"), relapses=(on(14),))
DEAD = released((on(0), on(3), "verified"), died=on(4))


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (VERIFIED, ("clean", True)),
        (REPORTED, ("clean", False)),
        (LATELY, ("clean", True)),
        (LOST, ("unknown", False)),
        (NEVER, ("unknown", False)),
        (RELAPSED, ("relapsed", False)),
        (LATER, ("clean", True)),
        (DEAD, ("died", False)),
    ],
)
def test_how_a_year_ended(one, how):
    assert ended(one, 12) == how


def test_a_relapse_on_the_last_day_is_within_and_on_the_next_is_not():
    last = released((on(0), on(12), "verified"), relapses=(on(12, -1),))
    after = released((on(0), on(12), "verified"), relapses=(on(12),))

    assert ended(last, 12)[0] == "relapsed"
    assert ended(after, 12)[0] == "clean"


def seen_lately(*, tests=(), met=()) -> Release:
    return Release(OUT, (), tests=tests, met=(*tests, *met))


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (seen_lately(met=[on(12, -90)]), ("clean", False)),
        (seen_lately(met=[on(12, -91)]), ("unknown", False)),
        (seen_lately(met=[on(12)]), ("unknown", False)),
        (seen_lately(tests=[on(6)]), ("clean", True)),
        (seen_lately(tests=[on(6, -1)]), ("unknown", False)),
        (seen_lately(tests=[on(12)]), ("unknown", False)),
    ],
)
def test_who_was_seen_shortly_before_the_end_needs_nobody_on_the_day_after(one, how):
    assert ended(one, 12) == how


def test_who_was_met_once_was_watched_until_then():
    assert spell(seen_lately(met=[on(3)]), as_of=ASKED) == (on(3) - on(0), CENSORED, 0.0)


def test_each_rate_names_its_denominator():
    everybody = [VERIFIED, REPORTED, LATELY, LOST, NEVER, RELAPSED, LATER, DEAD]
    found = retention([*everybody, released(out=date(2027, 1, 1))], 12, as_of=ASKED)

    assert (found.of, found.not_yet) == (8, 1)
    assert found.share("full") == Share(4, 8)
    assert found.share("strict") == Share(3, 8)
    assert found.share("reached") == Share(4, 5)
    assert found.share("reach") == Share(5, 8)
    assert found.share("worst") == Share(4, 7)
    assert found.share("best") == Share(6, 7)


def test_nobody_is_unknown_and_no_zero():
    found = retention([], 12, as_of=ASKED)

    assert all(
        found.share(name).value is None for name in ("full", "reached", "reach", "strict", "worst", "best")
    )


def test_a_window_counts_on_the_day_it_has_passed_and_not_before():
    one = [VERIFIED]

    assert retention(one, 12, as_of=date(2024, 12, 31)).of == 0
    assert retention(one, 12, as_of=date(2025, 1, 1)).of == 1


STATES = st.sampled_from(["verified", "reported", "unknown", "relapse"])


@st.composite
def releases(draw):
    out = OUT + timedelta(days=draw(st.integers(0, 1200)))
    first, spans = out.toordinal(), []
    for _ in range(draw(st.integers(0, 5))):
        last = first + draw(st.integers(0, 400))
        spans.append(CleanSpan(first, last, draw(STATES)))
        first = last + 1
    relapses = tuple(s.first for s in spans if s.state == "relapse")
    died = draw(st.none() | st.integers(out.toordinal(), out.toordinal() + 1500))
    days = st.lists(st.integers(out.toordinal(), out.toordinal() + 1500), max_size=4)
    tests = draw(days)
    return Release(out, tuple(spans), relapses, died, tests, (*tests, *draw(days)))


@given(st.lists(releases(), max_size=20))
@settings(max_examples=150, derandomize=True)
def test_every_release_is_counted_once_and_bounds_hold_the_rates(some):
    for months in WINDOWS:
        found = retention(some, months, as_of=ASKED)
        assert found.of + found.not_yet == len(some)
        assert found.strict <= found.clean
        worst, best = found.share("worst").value, found.share("best").value
        reached = found.share("reached").value
        if worst is not None and reached is not None:
            assert worst <= reached <= best
            assert found.share("strict").value <= found.share("full").value <= worst


def test_who_was_lost_is_watched_to_the_last_evidence_and_no_further():
    assert spell(LOST, as_of=ASKED) == (on(2) - on(0), CENSORED, 0.0)
    assert spell(NEVER, as_of=ASKED) is None
    assert spell(RELAPSED, as_of=ASKED) == (on(5) - on(0), EVENT, 0.0)
    assert spell(DEAD, as_of=ASKED) == (on(4) - on(0), OTHER, 0.0)
    assert spell(LATER, as_of=add_months(OUT, 13)) == (on(13) - on(0), CENSORED, 0.0)


def test_releases_of_which_nothing_is_known_are_said_beside_the_curve():
    counts, never = watched([VERIFIED, NEVER, RELAPSED, released(out=date(2028, 1, 1))], as_of=ASKED)

    assert (counts.n, counts.events, never) == (2, 1, 1)


def test_the_usual_figures_show_less_than_ours():
    some = [VERIFIED, LOST, NEVER, RELAPSED]
    found = official(some, as_of=date(2025, 6, 1))

    assert found.kept_one_year == Share(1, 2)  # the lost are in neither number
    assert found.no_use_found == Share(3, 4)  # the lost count as clean
    assert found.kept_three_years.value is None
    assert retention(some, 12, as_of=date(2025, 6, 1)).share("full") == Share(1, 4)


def told(view) -> Release:
    return release_in(view.events, OUT, view.clean_time, today=view.today)


def outlook_of(*entries, on: str) -> Release:
    return told(
        seen(facts("aftercare", released_on="2024-01-01", consented_on="2024-01-01"), *entries, on=on)
    )


def test_the_outlook_gives_the_release():
    monthly = [
        entry("drug_test", add_months(OUT, n).isoformat(), "negative", sample="urine") for n in range(8)
    ]
    relapse = entry("relapse", "2024-09-01", "confirmed")

    one = outlook_of(*monthly, relapse, on="2025-06-01")

    assert one.released_on == OUT
    assert one.relapses == (date(2024, 9, 1).toordinal(),)
    assert ended(one, 6) == ("clean", True)
    assert ended(one, 12) == ("relapsed", False)


def test_an_order_that_nobody_was_released_into_is_no_release():
    order = facts("community_detox", decision_received_on="2024-01-01", reported_on="2024-01-05")
    view = seen(order, on="2025-06-01")

    assert outcomes_of(view) == ()


def test_who_died_is_known_from_the_end_of_the_order():
    order = facts("community_rehab", released_on="2024-01-01", reported_on="2024-01-05")
    died = entry("terminated", "2024-04-01", ground="deceased", document_number="1")
    view = seen(order, died, on="2025-06-01")

    assert ended(told(view), 12) == ("died", False)


def test_a_relapse_before_the_release_is_not_held_against_it():
    spans = (CleanSpan(on(-2), on(1), "relapse"), CleanSpan(on(1, 1), on(14), "verified"))
    view = seen(facts("aftercare", released_on="2024-01-01", consented_on="2024-01-01"), on="2025-06-01")

    made = release_in(view.events, OUT, spans, today=view.today)
    assert ended(made, 12) == ("clean", True)
