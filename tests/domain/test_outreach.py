"""Messages that leave the house say nothing to a stranger, whatever they are filled with."""

import doctest
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain import outreach
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import (
    RETRY_HOURS,
    TELLING,
    TEMPLATES,
    TRIES,
    check,
    may_go_out,
    next_try,
    telling,
    text_of,
)

FACTS = {
    "due": date(2026, 3, 17),
    "day": date(2026, 3, 10),
    "at": time(9, 30),
    "place": "文艺路街道服务站",
    "phone": "0731-5550101",
}


def test_the_examples_in_the_module_hold():
    assert doctest.testmod(outreach).failed == 0


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_template_is_neutral_in_both_languages_and_takes_the_same_facts(name):
    template = TEMPLATES[name]

    kept = check(name, FACTS, to_staff=template.to_staff)

    assert telling(template.zh) is None
    assert telling(template.en) is None
    assert template.facts == frozenset(outreach._FIELD.findall(template.en))
    for said in (text_of(name, kept), text_of(name, kept, english=True)):
        assert "{" not in said
        assert said


@given(word=st.sampled_from(TELLING), where=st.integers(0, 6), name=st.sampled_from(sorted(TEMPLATES)))
def test_no_fact_smuggles_a_telling_word_out(word, where, name):
    template = TEMPLATES[name]
    if "place" not in template.facts:
        return
    place = "某某街某某号"
    smuggled = place[:where] + word.upper() + place[where:]

    with pytest.raises(DomainError, match="outreach.not-neutral"):
        check(name, {**FACTS, "place": smuggled}, to_staff=template.to_staff)


@pytest.mark.parametrize(
    "bad", ["", "   ", "长" * 61, "990000199005010013", "两\x00行", None, 7, datetime(2026, 3, 2, tzinfo=UTC)]
)
def test_a_fact_of_another_shape_is_refused(bad):
    with pytest.raises(DomainError, match="outreach.fact-shape"):
        check("call_back", {"phone": bad}, to_staff=False)


def test_a_message_is_refused_that_lacks_something_or_goes_to_the_wrong_side():
    with pytest.raises(DomainError, match="outreach.fact-missing"):
        check("come_by", {"phone": "0731-5550101"}, to_staff=False)
    with pytest.raises(DomainError, match="outreach.wrong-receiver"):
        check("please_call", FACTS, to_staff=False)
    with pytest.raises(DomainError, match="outreach.unknown-template"):
        check("urine_test_tomorrow", FACTS, to_staff=False)


def test_nothing_reaches_a_phone_at_night():
    awake = [hour for hour in range(24) if may_go_out(datetime(2026, 3, 2, hour, 59, tzinfo=UTC))]

    assert awake == list(range(9, 20))


def test_tries_end():
    at = datetime(2026, 3, 2, tzinfo=UTC)

    waits = [next_try(n, at) for n in range(1, TRIES + 1)]

    assert waits == [at + timedelta(hours=h) for h in RETRY_HOURS] + [None]
