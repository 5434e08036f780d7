"""Two others agree, one no ends it, and awards of a year are few."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.honours.course import (
    Level,
    Said,
    State,
    after_reviews,
    check_award,
    check_consent,
    check_given,
    check_nomination,
    check_review,
    check_room,
)
from guitu.domain.kernel.errors import DomainError

A, B, C = (UUID(int=n) for n in (1, 2, 3))


def code(act, *args, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


def test_nothing_leaves_the_draft_without_consent():
    assert code(check_consent, given=False) == "honours.consent-first"
    check_consent(given=True)


def test_a_nomination_says_why():
    check_nomination("按时上班，照顾母亲", ["work"])
    assert code(check_nomination, "按时上班", []) == "honours.merits"
    assert code(check_nomination, "  ", ["work"]) == "honours.words"
    assert code(check_nomination, "好" * 2001, ["work"]) == "honours.words"


def test_whoever_nominated_does_not_review_and_nobody_twice():
    check_review(State.REVIEW, nominated_by=A, said=[Said(B, agrees=True)], by=C, words="")
    assert code(check_review, State.REVIEW, nominated_by=A, said=[], by=A, words="") == "honours.own"
    said = [Said(B, agrees=True)]
    assert code(check_review, State.REVIEW, nominated_by=A, said=said, by=B, words="") == "honours.twice"
    assert code(check_review, State.DRAFT, nominated_by=A, said=[], by=B, words="") == "honours.not-now"


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.booleans()), max_size=4))
def test_granted_means_two_different_people_agreed_and_nobody_objected(said):
    heard = dict(said)
    state = after_reviews(Said(by, agrees) for by, agrees in said)

    assert (state is State.GRANTED) == (len(heard) >= 2 and all(heard.values()))


def test_awards_are_of_this_year_or_the_last_and_one_a_year():
    check_award(State.GRANTED, year=2026, this_year=2026, had=[2025])
    assert code(check_award, State.GRANTED, year=2024, this_year=2026, had=[]) == "honours.year"
    assert code(check_award, State.GRANTED, year=2027, this_year=2026, had=[]) == "honours.year"
    assert code(check_award, State.GRANTED, year=2026, this_year=2026, had=[2026]) == "honours.awarded-before"
    assert code(check_award, State.REVIEW, year=2026, this_year=2026, had=[]) == "honours.not-now"


def test_each_level_has_its_number_a_year():
    check_room(Level.GOLD, given=1, most=2)
    check_room(Level.GOLD, given=99, most=None)
    assert code(check_room, Level.GOLD, given=2, most=2) == "honours.none-left"


def test_an_honour_of_others_has_title_giver_and_a_year_that_was():
    check_given("十佳志愿者", "省禁毒办", year=2019, this_year=2026)
    assert code(check_given, "", "省禁毒办", year=2019, this_year=2026) == "honours.title"
    assert code(check_given, "十佳", " ", year=2019, this_year=2026) == "honours.giver"
    assert code(check_given, "十佳", "省", year=2027, this_year=2026) == "honours.year"
