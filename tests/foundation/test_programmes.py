"""The programmes that ship: each with its source, both languages, and somewhere to apply; strictly read."""

import pytest

from guitu.domain.directory.eligibility import AtLeast, Verdict, judge
from guitu.domain.directory.facts import FACTS, Said, known
from guitu.domain.directory.programmes import read
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling
from guitu.foundation.rulebooks import packs
from guitu.foundation.service_files import catalogue, programmes

NAMED = (
    "dibao", "medical_insurance", "medical_aid", "temporary_relief", "post_subsidy", "startup_loan",
    "tax_relief", "training_subsidy", "school_aid", "legal_aid", "licence",
)  # fmt: skip


def parameters():
    return {
        rule.body.name: rule.body.value
        for pack in packs()
        for rule in pack.rules
        if rule.id in {"J-03", "K-07"}
    }


@pytest.mark.parametrize("code", NAMED)
def test_what_the_issue_names_is_there(code):
    assert code in programmes()


def test_the_list_of_the_ten_benefits_is_ten_long_and_says_whose_it_is():
    ten = [one for one in programmes().values() if one.rule == "J-03"]

    assert len(ten) == parameters()["benefits.number"]
    assert all(one.confidence == "proposed" or "就业促进法" in one.source for one in ten)


def test_the_licence_is_information_and_its_number_comes_from_the_rulebook():
    licence = programmes()["licence"]
    ((test,),) = [condition.tests for condition in licence.conditions]

    assert licence.information
    assert not licence.apply_at
    assert test == AtLeast("months_since_release", 12, "licence.wait_years")
    for months, verdict in ((35, Verdict.NOT_NOW), (36, Verdict.ELIGIBLE)):
        facts = known([Said("months_since_release", months, "file")])
        assert judge(licence, facts, parameters()).verdict is verdict


def test_every_programme_can_be_applied_for_somewhere_and_has_a_source_in_each_condition():
    for one in programmes().values():
        assert one.information or set(one.apply_at) <= set(catalogue())
        assert one.information or one.apply_at
        for condition in one.conditions:
            assert condition.source
            assert condition.confidence


def test_nothing_that_is_printed_tells_what_the_office_is_about():
    for one in programmes().values():
        words = [one.zh, one.en, *one.about]
        for condition in one.conditions:
            words += [*condition.why, *(condition.step or ())]
        for word in words:
            assert telling(word) is None, f"{one.code}: {word}"


def test_every_fact_that_is_asked_decides_something():
    used = {test.fact for one in programmes().values() for c in one.conditions for test in c.tests}

    assert used == set(FACTS)


GOOD = {
    "code": "a", "group": "relief", "zh": "一项", "en": "one", "about": {"zh": "是", "en": "is"},
    "apply_at": ["relief_service"], "source": "a law", "confidence": "proposed",
    "conditions": [{"any": [{"fact": "insured", "one_of": ["yes"]}], "why": {"zh": "是", "en": "is"}}],
}  # fmt: skip


def one(**test):
    return [{"any": [test], "why": {"zh": "是", "en": "is"}}]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"code": " "}, "code"),
        ({"group": "none"}, "group"),
        ({"about": {"zh": "是"}}, "about"),
        ({"apply_at": ["nowhere"]}, "apply_at"),
        ({"source": ""}, "source"),
        ({"confidence": "sure"}, "confidence"),
        ({"conditions": []}, "conditions"),
        ({"region": 43}, "region"),
        ({"formula": "1+1"}, "key"),
        ({"conditions": one(fact="blood", one_of=["A"])}, "fact"),
        ({"conditions": one(fact="insured", one_of=["maybe"])}, "one_of"),
        ({"conditions": one(fact="insured", one_of=[])}, "one_of"),
        ({"conditions": one(fact="insured", at_least=1)}, "number"),
        ({"conditions": one(fact="age", at_least="x")}, "number"),
        ({"conditions": one(fact="age", within=0)}, "within"),
        ({"conditions": one(fact="age", python="x")}, "test"),
        ({"conditions": [{"any": [], "why": {"zh": "是", "en": "is"}}]}, "any"),
        ({"conditions": [{"any": [{"fact": "age", "at_most": 1}], "why": {"zh": "是", "en": ""}}]}, "why"),
        ({"conditions": [{**one(fact="age", at_most=1)[0], "not": True}]}, "condition"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(change, wrong):
    with pytest.raises(DomainError) as refused:
        read([GOOD, GOOD | {"code": "b"} | change], kinds=catalogue())
    assert refused.value.code == "programmes.refused"
    assert refused.value.facts == {"row": 2, "wrong": wrong}


def test_the_same_code_twice_is_refused():
    with pytest.raises(DomainError):
        read([GOOD, GOOD], kinds=catalogue())
