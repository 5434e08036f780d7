"""The way of a challenge: whose turn it is, until when, and what cannot be skipped."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.chain import CONFIRM, Chain, Step, Times, Turn, chain_of, chains
from tests.domain.outlook.book import MOMENT

WEEKENDS = WorkCalendar.weekend_only()
TIMES = Times(3, 3, 3, 3)
TAKEN = date(2026, 1, 5)  # a Monday
LATER = date(2027, 1, 1)


class Story:
    """Entries about one test, in the order they were written."""

    def __init__(self) -> None:
        details = {"mode": "random", "sample": "urine", "level": "field"}
        self.entries = [Entry("t", "drug_test", TAKEN, "non_negative_unconfirmed", details, MOMENT)]

    def add(self, kind: str, on: str, outcome: str = "done", **details: object) -> "Story":
        told = {"test": "t", **details}
        at = MOMENT + timedelta(minutes=len(self.entries))
        number = f"{len(self.entries):03}"
        self.entries.append(Entry(number, kind, date.fromisoformat(on), outcome, told, at))
        return self

    def again(self, outcome: str, *, kind: str = "drug_test") -> "Story":
        at = MOMENT + timedelta(minutes=len(self.entries))
        number = f"{len(self.entries):03}"
        self.entries.append(Entry(number, kind, TAKEN, outcome, {}, at, supersedes="t"))
        return self

    def on(self, day: str) -> Chain:
        return chain_of("t", self.entries, times=TIMES, calendar=WEEKENDS, today=date.fromisoformat(day))


def told() -> Story:
    return Story().add("result_told", "2026-01-05", level="field")


def challenged() -> Story:
    return told().add("test_challenged", "2026-01-07", level="field")


def delivered() -> Story:
    return (
        challenged().add("challenge_decided", "2026-01-09", "granted").add("sample_delivered", "2026-01-12")
    )


def detected() -> Story:
    return delivered().add("lab_result", "2026-01-20", "detected", level="laboratory")


def stands(chain: Chain) -> tuple[str, str, str | None, str]:
    until = chain.until.isoformat() if chain.until else None
    return chain.level, chain.step.value, until, chain.turn.value


def test_nobody_told_so_no_time_runs():
    chain = Story().on("2026-06-01")

    assert stands(chain) == ("field", "untold", None, "office")
    assert CONFIRM not in chain.acts


def test_three_days_to_challenge_three_to_decide_three_to_deliver():
    assert stands(told().on("2026-01-08")) == ("field", "may_challenge", "2026-01-08", "person")
    # the third day after Wednesday the 7th is Saturday the 10th: it rolls to Monday
    assert stands(challenged().on("2026-01-07")) == ("field", "challenged", "2026-01-12", "police")
    granted = challenged().add("challenge_decided", "2026-01-09", "granted")
    assert stands(granted.on("2026-01-09")) == ("field", "granted", "2026-01-12", "police")
    assert stands(delivered().on("2026-01-12")) == ("field", "delivered", None, "laboratory")


def test_the_laboratory_found_nothing():
    story = delivered().add("lab_result", "2026-01-20", "not_detected", level="laboratory")

    assert stands(story.on("2026-01-20")) == ("field", "cleared", None, "nobody")
    cleared = story.again("negative").on("2026-01-20")
    assert cleared.is_over
    assert cleared.stands_as is not None
    assert cleared.stands_as.outcome == "negative"


def test_a_sample_that_gave_no_result_counts_for_the_person():
    story = delivered().add("lab_result", "2026-01-20", "invalid", level="laboratory")

    assert story.on("2026-01-20").step is Step.VOID


def test_the_laboratory_found_something_and_the_person_may_ask_for_another():
    assert stands(detected().on("2026-01-20")) == ("laboratory", "untold", None, "office")
    again = detected().add("result_told", "2026-01-21", level="laboratory")
    assert stands(again.on("2026-01-21")) == ("laboratory", "may_challenge", "2026-01-26", "person")
    assert CONFIRM not in again.on("2026-01-26").acts
    assert again.on("2026-01-27").acts == ("test_challenged", CONFIRM)

    retest = (
        again.add("test_challenged", "2026-01-22", level="laboratory")
        .add("challenge_decided", "2026-01-23", "granted")
        .add("sample_delivered", "2026-01-26")
        .add("lab_result", "2026-02-02", "detected", level="retest")
        .add("result_told", "2026-02-02", level="retest")
    )
    assert stands(retest.on("2026-02-02")) == ("retest", "stands", None, "police")
    assert retest.on("2026-02-02").acts == (CONFIRM,)


def test_a_challenge_in_time_stops_what_would_have_stood():
    assert told().on("2026-01-09").step is Step.STANDS
    assert challenged().on("2026-01-09").step is Step.CHALLENGED
    assert CONFIRM not in challenged().on("2027-01-01").acts


def test_a_late_challenge_is_still_one_and_says_that_it_was_late():
    chain = told().add("test_challenged", "2026-01-15", level="field").on("2026-01-15")

    assert chain.step is Step.CHALLENGED
    assert [h.late for h in chain.happened if h.what == "test_challenged"] == [True]


def test_offices_are_late_and_the_person_never_is():
    assert told().on("2026-01-08").is_late(date(2026, 3, 1)) is False
    assert challenged().on("2026-01-12").is_late(date(2026, 1, 12)) is False
    assert challenged().on("2026-01-13").is_late(date(2026, 1, 13)) is True


def test_declined_it_waits_for_the_police_and_nobody_else():
    chain = (
        challenged()
        .add("challenge_decided", "2026-01-09", "declined", document_number="1号")
        .on("2026-01-09")
    )

    assert stands(chain) == ("field", "declined", None, "police")
    assert chain.acts == (CONFIRM,)


@pytest.mark.parametrize(
    ("story", "act", "code"),
    [
        (Story(), CONFIRM, "test.challenge-open"),
        (told(), CONFIRM, "test.challenge-open"),
        (challenged(), CONFIRM, "test.challenge-open"),
        (delivered(), CONFIRM, "test.challenge-open"),
        (detected(), CONFIRM, "test.challenge-open"),
        (told(), "lab_result", "test.not-its-turn"),
        (told(), "challenge_decided", "test.not-its-turn"),
        (challenged(), "sample_delivered", "test.not-its-turn"),
        (told().again("confirmed_positive"), "test_challenged", "test.not-its-turn"),
    ],
)
def test_what_is_not_its_turn_is_refused(story: Story, act: str, code: str):
    with pytest.raises(DomainError) as refused:
        story.on("2026-01-08").require(act)

    assert refused.value.code == code


def test_confirmed_is_what_the_entry_says_after_the_police_decided():
    chain = told().again("confirmed_positive").on("2026-02-01")

    assert (chain.step, chain.turn, chain.acts) == (Step.CONFIRMED, Turn.NOBODY, ())


def test_a_test_that_was_taken_back_is_void_and_a_corrected_step_counts_as_corrected():
    assert told().again("done", kind="retraction").on("2026-02-01").step is Step.VOID
    story = challenged()
    wrong = story.entries[-1]
    story.entries.append(
        Entry(
            "x", "retraction", wrong.happened_on, "done", {}, MOMENT + timedelta(hours=1), supersedes=wrong.id
        )
    )
    assert story.on("2026-01-07").step is Step.MAY_CHALLENGE


def test_a_test_that_never_was_unconfirmed_has_no_way():
    negative = Entry("n", "drug_test", TAKEN, "negative", {}, MOMENT)

    assert chains([negative], times=TIMES, calendar=WEEKENDS, today=LATER) == ()
    with pytest.raises(DomainError, match=r"test\.unknown"):
        chain_of("n", [negative], times=TIMES, calendar=WEEKENDS, today=LATER)


def test_two_tests_of_one_person_go_their_own_ways():
    other = Entry("u", "drug_test", date(2026, 2, 2), "non_negative_unconfirmed", {}, MOMENT)
    about = Entry("ut", "result_told", date(2026, 2, 2), "done", {"test": "u", "level": "field"}, MOMENT)
    found = chains(
        [*challenged().entries, other, about], times=TIMES, calendar=WEEKENDS, today=date(2026, 2, 2)
    )

    assert [(c.test.id, c.step.value) for c in found] == [("u", "may_challenge"), ("t", "challenged")]


def test_the_book_gives_the_days():
    assert Times.of({}) == TIMES
    assert Times.of({"test.challenge_days": 5, "test.retest_challenge_days": 7}) == Times(5, 3, 3, 7)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["result_told", "test_challenged", "challenge_decided", "sample_delivered", "lab_result"]
        ),
        st.sampled_from(["field", "laboratory", "retest"]),
        st.sampled_from(["done", "granted", "declined", "detected", "not_detected", "invalid"]),
        st.integers(0, 6),
    ),
    max_size=14,
)


@given(ACTS)
@settings(max_examples=400)
def test_whatever_is_written_nothing_is_confirmable_while_the_person_may_challenge(acts):
    story, day = Story(), TAKEN
    for kind, level, outcome, later in acts:
        day += timedelta(days=later)
        story.add(kind, day.isoformat(), outcome, level=level)
        chain = story.on(day.isoformat())
        if CONFIRM in chain.acts:
            # told and its time over, or declined by the police, or a retest found it
            said = [(h.what, h.level) for h in chain.happened]
            declined = chain.step is Step.DECLINED
            assert declined or ("result_told", chain.level) in said
            assert chain.step in (Step.STANDS, Step.DECLINED)
        assert chain.step is not Step.CONFIRMED
        if chain.until is not None:
            assert WEEKENDS.is_working_day(chain.until)
        assert chain.is_over == (chain.turn is Turn.NOBODY)


@given(ACTS)
@settings(max_examples=200)
def test_only_what_was_its_turn_moves_it_on(acts):
    """An act that ``require`` refuses leaves the way where it was, even if somebody wrote it down."""
    story, day = Story(), TAKEN
    for kind, level, outcome, later in acts:
        day += timedelta(days=later)
        before = story.on(day.isoformat())
        story.add(kind, day.isoformat(), outcome, level=level)
        after = story.on(day.isoformat())
        if kind not in before.acts:
            assert (after.step, after.level) == (before.step, before.level)
