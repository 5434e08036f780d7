"""A questionnaire an office brings: what it may leave out, what is refused, what is only said."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.instruments.reading import InstrumentRefusedError, read
from guitu.domain.surveys.questionnaire import filled, judge
from tests.domain.instruments.shelf import form, item, option

YES = item("q1", "boolean")


def bare(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As an office writes it: Chinese alone."""
    plain = {"resourceType": "Questionnaire", "name": "Own", "version": "1.0", "title": "生活问卷"}
    return {**plain, "item": list(items), **more}


def ask(text: str, kind: str = "choice", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"linkId": "q1", "type": kind, "text": text}
    if kind == "choice":
        made["answerOption"] = [
            {"valueCoding": {"code": "1", "display": "是"}}, {"valueCoding": {"code": "2", "display": "不是"}}
        ]  # fmt: skip
    return made | more


def faults(data: dict[str, Any]) -> list[str]:
    return [one.code for one in judge(made(data)).faults]


def doubts(data: dict[str, Any]) -> list[str]:
    return [one.code for one in judge(made(data)).doubts]


def made(data: dict[str, Any]):
    return read(filled(data, unit=430102001000001, publisher="林荫站"))


def test_what_an_office_leaves_out_is_put_in_and_what_it_wrote_stays():
    own = made(bare(ask("您有工作吗？")))
    assert (own.url, own.publisher) == ("urn:office:430102001000001:own", "林荫站")
    assert own.items[0].text.en == "您有工作吗？"
    assert own.items[0].options[1].words.en == "不是"

    whole = made(form(YES, copyright="自编"))
    assert (whole.url, whole.publisher, whole.items[0].text.en) == ("urn:test:form", "tests", "q1 en")


def test_what_comes_in_is_not_changed_in_the_file_that_was_sent():
    sent = bare(ask("您有工作吗？"))
    before = repr(sent)
    filled(sent, unit=1, publisher="站")
    assert repr(sent) == before


@pytest.mark.parametrize(
    "text",
    [
        "您的姓名",
        "请选择您的名字",
        "身份证号是多少",
        "您的手机号码",
        "家庭住址",
        "您的出生年月",
        "Your name 您",
        "ID number 号",
    ],
)
@pytest.mark.parametrize("kind", ["choice", "integer", "string"])
def test_a_question_for_who_somebody_is_is_refused_with_its_word(text, kind):
    found = judge(made(bare(ask(text, kind)))).faults
    (asks,) = [one for one in found if one.code == "questionnaire.asks-who"]
    assert str(asks.facts["word"]).lower() in text.lower()
    assert asks.facts["at"] == "q1"


def test_yes_or_no_about_a_paper_is_only_said():
    found = judge(made(bare(ask("您有身份证吗？", "boolean"))))
    assert [one.code for one in found.faults] == []
    assert "questionnaire.may-ask-who" in [one.code for one in found.doubts]


def test_a_heading_that_says_no_name_is_asked_for_is_no_question():
    heading = {"linkId": "h", "type": "display", "text": "请不要写姓名。"}
    assert faults(bare(heading, ask("您有工作吗？"))) == []


@pytest.mark.parametrize("kind", ["string", "text", "date"])
def test_words_and_days_of_ones_own_are_refused(kind):
    assert faults(bare(ask("还想说什么？", kind))) == ["survey.own-words"]


def bound(name: str, value: int) -> dict[str, Any]:
    return {"url": f"http://hl7.org/fhir/StructureDefinition/{name}", "valueInteger": value}


@pytest.mark.parametrize(
    ("bounds", "wrong"),
    [
        ([], ["questionnaire.number-wide"]),
        ([bound("minValue", 0)], ["questionnaire.number-wide"]),
        ([bound("minValue", 0), bound("maxValue", 999_999_999)], ["questionnaire.number-wide"]),
        ([bound("minValue", 0), bound("maxValue", 200)], ["questionnaire.number-wide"]),
        ([bound("minValue", 9), bound("maxValue", 1)], ["questionnaire.number-wide"]),
        ([bound("minValue", 0), bound("maxValue", 99)], []),
    ],
)
def test_a_number_must_be_narrow(bounds, wrong):
    assert faults(bare(ask("每周工作几小时？", "integer", extension=bounds))) == wrong


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "Life"}, "questionnaire.no-chinese"),
        ({"title": "生活\u202e问卷"}, "questionnaire.hidden"),
        ({"title": "生活\u200b问卷"}, "questionnaire.hidden"),
        ({"description": "热线 99010119900501001X"}, "questionnaire.number-inside"),
        ({"url": "urn:guitu:survey:needs_survey"}, "questionnaire.url-ours"),
    ],
)
def test_every_other_fault_has_its_own_sentence(change, code):
    assert faults(bare(ask("您有工作吗？"), **change)) == [code]


def test_an_option_without_chinese_and_a_sign_of_danger_are_refused():
    options = [option("是"), {"valueCoding": {"code": "no", "display": "Never"}}]
    assert faults(bare(ask("您有工作吗？", answerOption=options))) == ["questionnaire.no-chinese"]
    danger = {"url": "urn:guitu:instrument:danger", "extension": [{"url": "kind", "valueCode": "self_harm"}]}
    assert faults(bare(ask("您想过吗？", "boolean", extension=[danger]))) == ["questionnaire.danger"]


def test_a_number_or_a_letter_alone_needs_no_chinese():
    options = [{"valueCoding": {"code": n, "display": n}} for n in ("1", "2", "A")]
    assert faults(bare(ask("几个？", answerOption=options))) == []


def test_doubts_name_what_tells_bystanders_and_what_has_no_english():
    assert doubts(bare(ask("您戒了多久？"))) == ["questionnaire.telling", "questionnaire.no-english"]
    assert doubts(form(YES)) == []


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([ask("一？"), ask("二？")], "instrument.link-id"),
        ([ask("一？", "open-choice")], "instrument.type"),
        ([ask("一？", "attachment")], "instrument.type"),
        ([{"linkId": "q1", "type": "boolean"}], "instrument.words-missing"),
        ([], "instrument.no-questions"),
        (
            [{"linkId": "q1", "type": "choice", "text": "一？", "answerOption": ["x", None]}],
            "instrument.option",
        ),
        (["x", None, 7], "instrument.items"),
    ],
)
def test_what_cannot_be_read_is_refused_as_of_any_form(items, code):
    with pytest.raises(InstrumentRefusedError) as refused:
        made(bare(*items))
    assert code in {one.code for one in refused.value.faults}


def test_groups_below_groups_without_end_are_refused():
    deep: dict[str, Any] = ask("底？")
    for n in range(40):
        deep = {"linkId": f"g{n}", "type": "group", "text": "组", "item": [deep]}
    with pytest.raises(InstrumentRefusedError) as refused:
        made(bare(deep))
    assert "instrument.items" in {one.code for one in refused.value.faults}


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "item",
                    "text",
                    "_text",
                    "linkId",
                    "type",
                    "answerOption",
                    "valueCoding",
                    "display",
                    "code",
                    "extension",
                    "url",
                ]
            ),
            below,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["item", "title", "_title", "extension", "name", "copyright"]), _json))
def test_whatever_stands_in_a_file_it_is_read_or_refused_and_nothing_else_happens(rest):
    with suppress(InstrumentRefusedError):
        judge(made({**bare(), **rest}))
