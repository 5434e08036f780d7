"""What somebody may be entitled to: three answers, and the laws that keep what is not known from counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.directory.eligibility import (
    Answer,
    AtLeast,
    AtMost,
    Condition,
    OneOf,
    Programme,
    Verdict,
    Within,
    asked,
    entitlements,
    judge,
)
from guitu.domain.directory.facts import FACTS, Said, known

small = settings(derandomize=True, max_examples=300)
WHY = ("因为", "because")
STEP = ("先办", "do it first")
DAY = date(2026, 3, 2)
NUMBERS = {"licence.wait_years": 3}


def condition(*tests, step=None) -> Condition:
    return Condition(tests, WHY, "a law", "seen_text", step)


def programme(*conditions, region=0) -> Programme:
    return Programme("p", "work", "一项", "one", WHY, region, ("other",), "a law", "seen_text", conditions)


def facts(**values):
    return known(Said(name, value, "asked") for name, value in values.items())


OUT_OF_WORK = condition(OneOf("employment", frozenset({"unemployed"})))
REGISTERED = condition(OneOf("registered_unemployed", frozenset({"yes"})), step=STEP)
LOAN = programme(OUT_OF_WORK, REGISTERED, condition(AtLeast("age", 18)), condition(AtMost("age", 60)))


@pytest.mark.parametrize(
    ("values", "verdict", "missing", "asks"),
    [
        ({"employment": "unemployed", "registered_unemployed": "yes", "age": 30}, "eligible", 0, ()),
        ({"employment": "unemployed", "registered_unemployed": "no", "age": 30}, "almost", 1, ()),
        ({"employment": "unemployed", "age": 30}, "almost", 1, ("registered_unemployed",)),
        ({}, "almost", 4, ("age", "employment", "registered_unemployed")),
        ({"employment": "employed"}, "not_now", 3, ()),
        ({"employment": "unemployed", "registered_unemployed": "yes", "age": 61}, "not_now", 0, ()),
        ({"employment": "unemployed", "registered_unemployed": "yes", "age": 60}, "eligible", 0, ()),
        ({"employment": "unemployed", "registered_unemployed": "yes", "age": 17}, "not_now", 0, ()),
    ],
)
def test_met_missing_and_not_now(values, verdict, missing, asks):
    found = judge(LOAN, facts(**values), NUMBERS)

    assert found.verdict == verdict
    assert len(found.missing) == missing
    assert asked([found]) == asks


def test_of_several_ways_one_is_enough_and_an_unknown_one_keeps_it_open():
    either = programme(
        condition(OneOf("income", frozenset({"low"})), OneOf("disability", frozenset({"severe"})))
    )

    assert judge(either, facts(disability="severe", income="above"), {}).verdict is Verdict.ELIGIBLE
    assert judge(either, facts(income="above"), {}).verdict is Verdict.ALMOST
    assert asked([judge(either, facts(income="above"), {})]) == ("disability",)
    assert judge(either, facts(income="above", disability="none"), {}).verdict is Verdict.NOT_NOW


def test_a_place_is_within_a_region():
    here = programme(condition(Within("domicile", 430000000000)))

    assert judge(here, facts(domicile=430102001000), {}).verdict is Verdict.ELIGIBLE
    assert judge(here, facts(domicile=110101001000), {}).verdict is Verdict.NOT_NOW
    assert judge(here, facts(), {}).verdict is Verdict.ALMOST


def test_a_number_of_the_rulebook_counts_and_where_it_is_not_said_nothing_is_held_against_anybody():
    wait = programme(condition(AtLeast("months_since_release", 12, "licence.wait_years")))

    assert judge(wait, facts(months_since_release=36), NUMBERS).verdict is Verdict.ELIGIBLE
    assert judge(wait, facts(months_since_release=35), NUMBERS).verdict is Verdict.NOT_NOW
    (only,) = judge(wait, facts(months_since_release=35), {}).judged
    assert (only.answer, only.asks) == (Answer.UNKNOWN, ())


def test_what_holds_elsewhere_is_left_out_and_the_best_comes_first():
    elsewhere = programme(OUT_OF_WORK, region=110000000000)
    not_now = programme(condition(OneOf("employment", frozenset({"retired"}))))
    found = entitlements(
        [not_now, REGISTERED_ONLY, programme(OUT_OF_WORK), elsewhere],
        facts(employment="unemployed"),
        {},
        place=430102001000,
    )

    assert [one.verdict for one in found] == [Verdict.ELIGIBLE, Verdict.ALMOST, Verdict.NOT_NOW]


REGISTERED_ONLY = programme(REGISTERED)


def test_the_latest_counts_then_what_was_asked_and_a_draw_is_asked_again():
    old = Said("insured", "no", "file", DAY - timedelta(days=400))
    new = Said("insured", "yes", "journal", DAY)
    drawn = Said("insured", "no", "journal", DAY)
    now = Said("insured", "no", "asked")

    assert known([old, new])["insured"].value == "yes"
    assert known([old, new, now])["insured"].value == "no"
    assert "insured" not in known([new, drawn])
    assert known([new, drawn, now])["insured"].value == "no"
    assert known([Said("insured", "no", "file"), old])["insured"] == old


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", -1), ("age", 121), ("age", "30"), ("age", True), ("employment", "idle"), ("domicile", 43),
        ("domicile", "430102001000"), ("blood", "A"), ("insured", 1),
    ],
)  # fmt: skip
def test_what_no_fact_allows_is_not_known(name, value):
    assert known([Said(name, value, "asked")]) == {}


# laws

CHOICES = {
    name: st.sampled_from(sorted(kind.codes)) if kind.codes else st.integers(kind.low, min(kind.high, 130))
    for name, kind in FACTS.items()
    if kind.codes or kind.is_number
} | {"domicile": st.sampled_from([430102001000, 430000000000, 110101001000])}


@st.composite
def some_test(draw):
    name = draw(st.sampled_from(sorted(CHOICES)))
    kind = FACTS[name]
    if kind.codes:
        some = st.frozensets(st.sampled_from(sorted(kind.codes)), min_size=1)
        return OneOf(name, draw(some))
    if not kind.is_number:
        return Within(name, draw(st.sampled_from([0, 430000000000, 430102000000])))
    number = draw(st.integers(0, 130))
    parameter = draw(st.sampled_from(["", "licence.wait_years", "not.there"]))
    return draw(st.sampled_from([AtLeast(name, number, parameter), AtMost(name, number)]))


PROGRAMMES = st.builds(
    lambda conditions: programme(*conditions),
    st.lists(
        st.builds(
            lambda tests, step: condition(*tests, step=step),
            st.lists(some_test(), min_size=1, max_size=3),
            st.sampled_from([None, STEP]),
        ),
        min_size=1,
        max_size=4,
    ),
)
KNOWN = st.fixed_dictionaries({}, optional=CHOICES)


@small
@given(PROGRAMMES, KNOWN, KNOWN)
def test_knowing_more_never_takes_an_answer_back(one, values, more):
    before = judge(one, facts(**values), NUMBERS)
    after = judge(one, facts(**{**more, **values}), NUMBERS)

    for earlier, later in zip(before.judged, after.judged, strict=True):
        if earlier.answer is not Answer.UNKNOWN:
            assert later.answer is earlier.answer
    if before.verdict is not Verdict.ALMOST:
        assert after.verdict is before.verdict


@small
@given(PROGRAMMES)
def test_where_nothing_is_known_nothing_is_held_against_anybody(one):
    found = judge(one, {}, NUMBERS)

    assert found.verdict is Verdict.ALMOST
    assert found.against == ()


@small
@given(PROGRAMMES, KNOWN)
def test_answering_all_that_is_asked_decides_unless_the_rulebook_is_silent(one, values):
    found = judge(one, facts(**values), NUMBERS)
    for each in found.judged:
        if each.answer is Answer.UNKNOWN and not each.asks:
            assert any(getattr(test, "parameter", "") == "not.there" for test in each.condition.tests)
        assert not set(each.asks) & set(values)


STATEMENTS = st.lists(
    st.one_of(
        *(
            st.builds(
                Said, st.just(name), values, st.sampled_from(["asked", "file", "journal"]),
                st.one_of(st.none(), st.dates(DAY - timedelta(days=3), DAY)),
            )
            for name, values in CHOICES.items()
        )
    ),
    max_size=6,
)  # fmt: skip


@small
@given(STATEMENTS.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_in_which_facts_came_does_not_matter(both):
    said, shuffled = both

    assert {f: s.value for f, s in known(said).items()} == {f: s.value for f, s in known(shuffled).items()}


@small
@given(STATEMENTS, st.integers(0, 5))
def test_saying_the_same_twice_changes_nothing(said, which):
    again = [*said, said[which]] if which < len(said) else said

    assert known(again) == known(said)
