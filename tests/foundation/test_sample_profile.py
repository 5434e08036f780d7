"""A profile of tests, talks, checks and visits, by kind of order and by level, seen through outlook."""

from collections import Counter
from datetime import date

import pytest

from guitu.domain.journal.entry import Entry
from guitu.domain.outlook.engine import Outlook, outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.rules.model import Nature
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebooks import book_for

PLACE = 990101001000  # the example's: no such place
TERM = (date(2026, 3, 10), date(2029, 3, 9))
REHAB = EpisodeFacts(id="e", kind="community_rehab", reported_on=TERM[0], term_from=TERM[0], term_to=TERM[1])
DETOX = EpisodeFacts(id="e", kind="community_detox", reported_on=TERM[0])


def at_level(on: str, level: str) -> Entry:
    return Entry(f"risk {on}", "risk_assessment", date.fromisoformat(on), "done", {"level": level})


def a_test_on(on: str, outcome: str = "negative", mode: str = "random") -> Entry:
    return Entry(f"test {on}", "drug_test", date.fromisoformat(on), outcome, {"mode": mode})


def seen(facts: EpisodeFacts, *entries: Entry, on: str = "2026-06-01", adopted: bool = True) -> Outlook:
    return outlook(
        PLACE,
        [facts],
        entries,
        books=lambda region: book_for(region, treat_as_adopted=adopted),
        calendar=work_calendar(),
        today=date.fromisoformat(on),
    )


def due(view: Outlook, rule: str) -> list[str]:
    found = (d.window.due for d in view.episodes[0].duties if d.window.rule.id == rule)
    return [date.fromordinal(day).isoformat() for day in found]


def asked(view: Outlook) -> Counter[str]:
    return Counter(d.window.rule.id for d in view.episodes[0].duties if d.window.rule.id.startswith("EX-"))


def test_nothing_of_it_counts_where_nobody_adopted_it():
    view = seen(REHAB, at_level("2026-03-10", "high"), adopted=False)

    assert not asked(view)
    assert view.episodes[0].quotas == ()


def test_a_level_decides_how_often_somebody_is_tested_and_talked_to():
    high, low = (seen(REHAB, at_level("2026-03-10", level)) for level in ("high", "low"))

    assert due(high, "EX-01.high") == [f"2026-{month:02}-10" for month in range(4, 10)]
    assert due(low, "EX-01.low") == ["2026-06-10", "2026-09-10"]
    assert due(high, "EX-04") == ["2026-06-10", "2026-09-10"]
    assert set(asked(high)) == {"EX-01.high", "EX-03.high", "EX-04", "EX-05"}
    assert set(asked(low)) == {"EX-01.low", "EX-03.low", "EX-05"}


def test_without_a_level_and_after_it_expired_nothing_is_asked_because_of_one():
    assert set(asked(seen(REHAB))) == {"EX-05"}
    assert max(due(seen(REHAB, at_level("2026-03-10", "high"), on="2027-01-01"), "EX-01.high")) < "2026-09-18"


def test_a_level_that_is_provisional_because_data_is_missing_asks_for_nothing():
    guessed = Entry("r", "risk_assessment", TERM[0], "done", {"level": "high", "basis": "provisional"})

    assert set(asked(seen(REHAB, guessed))) == {"EX-05"}


def test_a_new_level_starts_with_the_next_slot_and_never_reaches_back():
    view = seen(REHAB, at_level("2026-03-10", "high"), at_level("2026-06-05", "low"))

    # the test of 10 June opened on the 3rd, while the level was still high
    assert due(view, "EX-01.high") == ["2026-04-10", "2026-05-10", "2026-06-10"]
    assert due(view, "EX-01.low") == ["2026-09-10", "2026-12-10"]  # the last opens before it expires
    numbers = [d.window.n for d in view.episodes[0].duties if d.window.rule.id == "EX-01.low"]
    assert numbers == [2, 3]  # a slot keeps its number whatever levels came and went


def test_another_kind_of_order_has_its_own_rhythm_and_no_level():
    detox = seen(DETOX)

    assert asked(detox)["EX-01.detox"] == 22
    assert "EX-01.detox" not in asked(seen(REHAB))


@pytest.mark.parametrize("kind", ["aftercare"])
def test_whoever_is_under_no_order_is_asked_for_nothing(kind):
    facts = EpisodeFacts(id="e", kind=kind, released_on=TERM[0], consented_on=TERM[0])

    view = seen(facts, at_level("2026-03-10", "high"))

    assert not asked(view)
    assert view.episodes[0].quotas == ()


def test_random_tests_are_a_number_a_year_within_the_term():
    view = seen(
        REHAB,
        a_test_on("2026-05-01"),
        a_test_on("2026-05-20", "invalid"),
        a_test_on("2026-05-25", mode="scheduled"),
    )

    years = [(date.fromordinal(q.first).isoformat(), q.done, q.needed) for q in view.episodes[0].quotas]
    assert years == [("2026-03-10", 2, 2), ("2027-03-10", 0, 2), ("2028-03-10", 0, 2)]
    assert all(q.rule.nature is Nature.CONTROL for q in view.episodes[0].quotas)


def test_nothing_of_a_profile_lies_outside_the_term():
    view = seen(
        REHAB,
        *(at_level(f"{year}-{month}-10", "high") for year in range(2026, 2030) for month in ("03", "09")),
    )

    control = [d for d in view.episodes[0].duties if d.window.rule.id.startswith("EX-")]
    assert len(control) > 80
    assert all(TERM[0].toordinal() <= d.window.due <= TERM[1].toordinal() for d in control)
