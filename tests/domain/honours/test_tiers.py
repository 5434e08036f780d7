"""Honours never exceed the ledger: a naive count of verified days, on random journals."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.honours.tiers import Tier, check_open, lengths, standing
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from tests.domain.outlook.book import BOOK, NOTHING, entry, facts, seen

RELEASED = date(2024, 1, 1)
CASE = facts("aftercare", released_on="2024-01-01", consented_on="2024-01-01")
OUTCOMES = ["negative"] * 12 + ["confirmed_positive", "refused", "non_negative_unconfirmed"]


@st.composite
def samples(draw):
    """Tests some weeks apart, mostly negative, now and then not, with talks between them."""
    made, on = [], RELEASED
    for n in range(draw(st.integers(0, 24))):
        on += timedelta(days=draw(st.integers(1, 120)))
        if draw(st.integers(0, 9)) == 0:
            made.append(entry("talk", on.isoformat(), entry_id=f"t{n}"))
            continue
        outcome = draw(st.sampled_from(OUTCOMES))
        sample = draw(st.sampled_from(["urine", "urine", "hair"]))
        made.append(entry("drug_test", on.isoformat(), outcome, entry_id=f"e{n}", sample=sample))
    return made


@given(samples(), st.integers(0, 1500))
@settings(max_examples=150, derandomize=True)
def test_honours_never_exceed_the_ledger(entries, days):
    today = RELEASED + timedelta(days=days)
    known = [e for e in entries if e.happened_on <= today]
    view = seen(CASE, *known, on=today.isoformat())
    verified = {
        date.fromordinal(day)
        for span in view.clean_time
        if span.state == "verified"
        for day in range(span.first, span.last + 1)
    }
    relapsed = {e.happened_on for e in known if e.outcome == "confirmed_positive"}

    for one in standing(BOOK, view.honours):
        if one.reached_on is None:
            continue
        first = next(d for d in _back_from(one.reached_on) if d - timedelta(days=1) not in verified)
        assert add_months(first, one.months) <= one.reached_on <= today
        assert not relapsed & {first + timedelta(days=n) for n in range((today - first).days + 1)}


def _back_from(day: date):
    return (day - timedelta(days=n) for n in itertools.count())


@given(samples())
@settings(max_examples=60, derandomize=True)
def test_a_longer_honour_is_never_open_before_a_shorter_one(entries):
    view = seen(CASE, *entries, on="2027-06-01")
    reached = [one.reached_on for one in standing(BOOK, view.honours)]

    assert reached == sorted(reached, key=lambda day: day or date.max)


def monthly(months: int):
    days = [add_months(RELEASED, n) for n in range(months + 1)]
    return [entry("drug_test", d.isoformat(), "negative", sample="urine") for d in days]


def test_a_year_opens_the_team_and_nothing_more():
    view = seen(CASE, *monthly(13), on="2025-02-10")
    known = standing(BOOK, view.honours)

    assert check_open(Tier.TEAM, known).reached_on == date(2025, 1, 1)
    with pytest.raises(DomainError) as refused:
        check_open(Tier.ROLE_MODEL, known)
    assert refused.value.code == "honours.not-yet"
    assert refused.value.facts["months"] == 24


def test_a_place_whose_rules_know_no_honours_has_none():
    assert lengths(NOTHING) == {}
    with pytest.raises(DomainError) as refused:
        check_open(Tier.TEAM, standing(NOTHING, ()))
    assert refused.value.code == "honours.not-here"
