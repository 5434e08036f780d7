"""Branching, required answers, ranges, and laws that hold for every form."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.instruments.answers import settle, shown
from guitu.domain.instruments.model import Definition, Item
from guitu.domain.instruments.reading import read
from guitu.domain.instruments.response import as_text, in_words, read_response, results, typed
from guitu.domain.instruments.scores import totals
from guitu.domain.kernel.errors import DomainError
from tests.domain.instruments.shelf import BRANCHES, NAMES, shipped

FORM = read(BRANCHES)
ALL = {**{name: shipped(name) for name in NAMES}, "branches": FORM}


def seen(**texts: str | list[str]) -> set[str]:
    given = {id_: text if isinstance(text, list) else [text] for id_, text in texts.items()}
    settled = settle(FORM, given)
    assert not settled.wrong
    return {id_ for id_ in settled.shown if id_.isdigit() or id_ in ("group", "in", "deep", "after")}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, {"2"}),
        ({"yes": "true"}, {"1"}),
        ({"yes": "false"}, {"1", "3"}),
        ({"n": "4"}, {"2", "4"}),
        ({"n": "3"}, {"2", "5"}),
        ({"d": "1.49"}, {"2", "6"}),
        ({"d": "1.5"}, {"2"}),
        ({"day": "2025-12-31"}, {"2"}),
        ({"day": "2026-01-01"}, {"2", "7"}),
        ({"s": "x"}, {"2", "8"}),
        ({"s": "X"}, {"2"}),
        ({"c": ["b"]}, {"2", "9"}),
        ({"c": ["a"]}, {"2", "group", "in"}),
        ({"c": ["a", "b"]}, {"2", "9", "group", "in"}),  # one answer that is not a is enough
        ({"n": "1"}, {"2", "5", "group", "in"}),
        ({"n": "1", "in": "1", "yes": "true"}, {"1", "5", "group", "in", "deep"}),
        ({"n": "1", "in": "1", "yes": "false"}, {"1", "3", "5", "group", "in"}),
        ({"n": "1", "in": "1", "yes": "true", "deep": "x"}, {"1", "5", "group", "in", "deep", "after"}),
        ({"n": "2", "in": "1", "yes": "true", "deep": "x"}, {"1", "5"}),  # all below a closed group is closed
    ],
)
def test_every_operator_opens_and_closes(answers, expected):
    assert seen(**answers) == expected


def test_what_is_hidden_needs_no_answer_and_what_opens_does():
    assert settle(FORM, {}).is_complete
    assert settle(FORM, {"n": ["1"], "in": ["1"], "yes": ["true"]}).missing == ("deep",)


@pytest.mark.parametrize(
    ("id_", "texts", "code"),
    [
        ("yes", ["maybe"], "instrument.answer-choice"),
        ("n", ["1.5"], "instrument.answer-whole"),
        ("n", ["九"], "instrument.answer-whole"),
        ("d", ["1e5"], "instrument.answer-number"),
        ("d", ["NaN"], "instrument.answer-number"),
        ("day", ["2026-02-30"], "instrument.answer-day"),
        ("c", ["q"], "instrument.answer-choice"),
        ("s", ["x" * 4001], "instrument.answer-long"),
        ("n", ["1", "2"], "instrument.answer-several"),
    ],
)
def test_an_answer_of_another_shape_is_named_and_not_kept(id_, texts, code):
    settled = settle(FORM, {id_: texts})
    assert settled.wrong[id_].code == code
    assert id_ not in settled.answers


def test_a_number_outside_its_range_says_the_range():
    settled = settle(shipped("intake"), {"children": ["21"]})
    assert settled.wrong["children"].code == "instrument.answer-range"
    assert (settled.wrong["children"].facts["least"], settled.wrong["children"].facts["most"]) == ("0", "20")


def test_full_width_digits_are_digits():
    assert settle(FORM, {"n": ["１２"]}).answers == {"n": (12,)}


def test_the_half_year_review_cannot_be_finished_without_the_persons_own_view():
    assert "own_view" in settle(shipped("half_year_review"), {}).missing


# —— laws ——


def texts_for(item: Item) -> st.SearchStrategy[list[str]]:
    if item.kind == "choice":
        codes = st.lists(st.sampled_from([option.code for option in item.options]), unique=True)
        return codes if item.repeats else codes.map(lambda chosen: chosen[:1])
    if item.kind == "boolean":
        return st.sampled_from([[], ["true"], ["false"]])
    if item.kind == "integer":
        low, high = (int(bound) if isinstance(bound, Decimal) else limit
                     for bound, limit in ((item.least, -5), (item.most, 9)))  # fmt: skip
        return st.lists(st.integers(low, high).map(str), max_size=1)
    if item.kind == "decimal":
        return st.lists(st.decimals(-3, 3, places=3).map(lambda d: f"{d:f}"), max_size=1)
    if item.kind == "date":
        days = st.integers(0, 400).map(lambda n: (date(2025, 6, 1) + timedelta(days=n)).isoformat())
        return st.lists(days, max_size=1)
    return st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20), max_size=1)


@st.composite
def filled(draw: st.DrawFn) -> tuple[Definition, dict[str, list[str]]]:
    definition = draw(st.sampled_from(list(ALL.values())))
    return definition, {item.id: draw(texts_for(item)) for item in definition.questions}


@settings(max_examples=60, derandomize=True, deadline=None)
@given(filled())
def test_every_response_comes_back_as_it_was_written(form):
    definition, texts = form
    settled = settle(definition, texts)
    written = as_text(definition, settled.answers)

    assert not settled.wrong
    assert read_response(definition, written) == settled.answers
    assert as_text(definition, read_response(definition, written)) == written
    assert [(kept.code, kept.total) for kept in results(written)] == [
        (one.score.code, one.total) for one in totals(definition, settled.answers)
    ]
    again = {id_: typed(definition.by_id[id_], values) for id_, values in settled.answers.items()}
    assert settle(definition, again).answers == settled.answers
    told = [id_ for id_ in settled.answers if not definition.by_id[id_].inside]
    assert len(in_words(written).splitlines()) >= len(told)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(filled())
def test_no_hidden_answer_is_kept_and_none_opens_anything(form):
    definition, texts = form
    settled = settle(definition, texts)

    assert set(settled.answers) <= settled.shown
    assert shown(definition, settled.answers) == settled.shown
    hidden = {id_: text for id_, text in texts.items() if id_ not in settled.shown}
    without = {id_: text for id_, text in texts.items() if id_ not in hidden}
    assert settle(definition, without) == settled


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"resourceType":"QuestionnaireResponse"}', "谈得很好。"])
def test_what_is_no_response_is_refused(text):
    with pytest.raises(DomainError, match="instrument.response-damaged"):
        read_response(FORM, text)


def test_a_response_to_another_version_is_refused():
    written = as_text(FORM, {}).replace("|1.0", "|0.9")
    with pytest.raises(DomainError, match="instrument.response-damaged"):
        read_response(FORM, written)
