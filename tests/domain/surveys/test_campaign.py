"""What a survey may be, when it takes answers, and what an answer counts as."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guitu.domain.access import Compartment
from guitu.domain.instruments.model import Definition, Item, Option, Words
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import (
    About,
    State,
    as_codes,
    check_about,
    check_definition,
    check_open,
    says_so,
)

TODAY = date(2026, 3, 2)
ABOUT = About("生活与需要", 430102000000, "register", TODAY, date(2026, 4, 2), frozenset({"link"}))
YES_NO = Item("work", "boolean", Words("问", "Ask"))
GLAD = Item(
    "glad", "choice", Words("问", "Ask"),
    options=(Option("very", Words("很", "Very"), Decimal(1)), Option("not", Words("不", "Not"), Decimal(0))),
)  # fmt: skip


def refused(act, *args, **more):
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "survey.title"),
        ({"title": "长" * 81}, "survey.title"),
        ({"audience": "everybody"}, "survey.audience"),
        ({"modes": frozenset()}, "survey.modes"),
        ({"modes": frozenset({"telepathy"})}, "survey.modes"),
        ({"closes_on": date(2026, 3, 1)}, "survey.days"),
        ({"closes_on": date(2028, 3, 1)}, "survey.days"),
        ({"audience": "public", "by_pseudonym": True}, "survey.pseudonym"),
    ],
)
def test_a_survey_that_cannot_be_held_is_refused(change, code):
    assert check_about(ABOUT, today=TODAY) is ABOUT
    assert refused(check_about, replace(ABOUT, **change), today=TODAY) == code


@pytest.mark.parametrize(
    ("state", "today", "code"),
    [
        (State.ANNOUNCED, date(2026, 3, 5), "survey.not-yet"),
        (State.OPEN, date(2026, 3, 1), "survey.not-yet"),
        (State.OPEN, date(2026, 4, 3), "survey.over"),
        (State.FINISHED, date(2026, 3, 5), "survey.over"),
    ],
)
def test_outside_of_its_days_no_answer_is_taken(state, today, code):
    check_open(State.OPEN, ABOUT.opens_on, ABOUT.closes_on, today=ABOUT.opens_on)
    check_open(State.OPEN, ABOUT.opens_on, ABOUT.closes_on, today=ABOUT.closes_on)
    assert refused(check_open, state, ABOUT.opens_on, ABOUT.closes_on, today=today) == code


def test_yes_counts_as_yes_and_an_option_of_weight_one_too():
    assert says_so(YES_NO, {"work": [True]}) is True
    assert says_so(YES_NO, {"work": [False]}) is False
    assert says_so(GLAD, {"glad": ["very"]}) is True
    assert says_so(GLAD, {"glad": ["not"]}) is False
    assert says_so(YES_NO, {}) is None


def test_a_question_for_words_is_refused_because_words_tell_who_somebody_is():
    def form(*items):
        return Definition("u", "1", "f", "active", Words("", ""), Words("", ""), "", Words("", ""),
                          Compartment.CASEWORK, items, ())  # fmt: skip

    assert check_definition(form(YES_NO, GLAD)).code == "f"
    assert (
        refused(check_definition, form(YES_NO, Item("w", "text", Words("写", "Write")))) == "survey.own-words"
    )


def test_answers_are_kept_as_codes():
    kept = as_codes({"b": (True,), "a": ("x", "y"), "c": (Decimal("1.5"),)})

    assert kept == {"a": ["x", "y"], "b": [True], "c": ["1.5"]}
    assert list(kept) == ["a", "b", "c"]
