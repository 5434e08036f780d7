"""The highest factor proposes; missing data make it provisional and nothing else; people decide."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.instruments.answers import settle
from guitu.domain.instruments.model import LEVELS
from guitu.domain.instruments.response import as_text, in_words
from guitu.domain.instruments.risk import check_confirmation, check_proposal, factors, level_in, propose
from guitu.domain.kernel.errors import DomainError
from tests.domain.instruments.shelf import shipped

FORM = shipped("risk_level")
IDS = [item.id for item in factors(FORM)]


def proposed(**codes: str):
    return propose(FORM, settle(FORM, {id_: [code] for id_, code in codes.items()}).answers)


def test_the_rule_books_four_and_seven_factors_are_asked():
    assert IDS[:4] == ["refuses", "breaches", "crisis", "disabled"]  # L-02
    assert IDS[4:] == ["kind", "degree", "behaviour", "times", "abstinence", "family", "job"]  # L-03


def test_one_high_factor_among_low_ones_proposes_high_and_is_the_reason():
    found = proposed(**{**dict.fromkeys(IDS, "low"), "family": "high"})
    assert (found.level, found.deciding, found.is_provisional) == ("high", ("family",), False)


def test_what_is_unknown_makes_it_provisional_and_neither_raises_nor_lowers_it():
    whole = dict.fromkeys(IDS, "low")
    assert proposed(**whole).level == "low"
    found = proposed(**{**whole, "job": "unknown"})
    assert (found.level, found.unknown) == ("low", ("job",))
    del whole["job"]
    assert proposed(**whole) == found


def test_without_any_factor_nothing_is_proposed():
    found = proposed()
    assert found.level is None
    with pytest.raises(DomainError, match="risk.no-factors"):
        check_proposal(FORM, judged(), least_helps=1)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.fixed_dictionaries({id_: st.sampled_from(["high", "medium", "low", "unknown"]) for id_ in IDS}))
def test_the_level_is_that_of_the_highest_factor_whatever_the_others_say(codes):
    known = [code for id_, code in codes.items() if FORM.by_id[id_].option(code) and code != "unknown"]
    expected = next((level for level in LEVELS if level in known), None)
    assert proposed(**{i: c for i, c in codes.items() if FORM.by_id[i].option(c)}).level == expected


def judged(*, level="low", reasons="已稳定就业", helps=("work",), **factors: str):
    texts = {"level": [level], "reasons": [reasons], "helps": list(helps)}
    return settle(FORM, texts | {id_: [code] for id_, code in factors.items()}).answers


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"level": "urgent"}, "risk.level-unknown"),
        ({"reasons": "  "}, "risk.no-reasons"),
        ({"helps": ()}, "risk.no-help"),
    ],
)
def test_a_level_needs_reasons_and_help(said, code):
    with pytest.raises(DomainError, match=code):
        check_proposal(FORM, judged(job="low", **said), least_helps=1)


def test_people_may_decide_otherwise_than_the_factors_say():
    answers = judged(job="high", level="low")
    assert check_proposal(FORM, answers, least_helps=1).level == "high"
    assert level_in(answers) == "low"


def test_a_local_label_stays_inside():
    written = as_text(FORM, settle(FORM, {"label": ["C2"], "job": ["low"]}).answers)
    assert "C2" in written
    assert "C2" not in in_words(written)
    assert "就业：稳定" in in_words(written)


def test_nobody_confirms_their_own_proposal_or_twice():
    lin, mo, head = uuid4(), uuid4(), uuid4()
    check_confirmation(by=mo, proposed_by=lin, confirmed_by=[head])
    with pytest.raises(DomainError, match="risk.own-proposal"):
        check_confirmation(by=lin, proposed_by=lin, confirmed_by=[])
    with pytest.raises(DomainError, match="risk.confirmed-already"):
        check_confirmation(by=mo, proposed_by=lin, confirmed_by=[mo])
