"""The catalogue of rule book 4.5: what a form holds, what burdens, what is neutral; how one is filled."""

# ruff: noqa: E501 - the rule book's list stays together

import re
from dataclasses import replace
from datetime import date

import pytest

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import FORMS, form
from guitu.domain.letters.filling import Known, check, day_in_words, fill
from guitu.domain.letters.form import Digits, Form, Recipient, Shape
from guitu.domain.letters.templates import Read
from guitu.domain.letters.templates import check as check_template
from guitu.domain.outreach import telling

KNOWN = Known(
    name="欧阳安", citizen_id="990000199001011230", birth_on=date(1990, 1, 1), course="社区康复",
    order_document="演公社康决字〔2026〕0001号", term_from=date(2026, 1, 1), term_to=date(2029, 1, 1),
    unit="文艺路街道社戒社康办", neutral_unit="文艺路街道便民服务窗口", unit_phone="0731-5550", unit_address="文艺路 1 号",
    worker="林岚", review_days=60, lawsuit_months=6,
)  # fmt: skip
ALL = pytest.mark.parametrize("one", FORMS.values(), ids=FORMS)


def typed(one: Form) -> dict[str, object]:
    """Something harmless in every field."""
    return {f.code: date(2026, 3, 1) if f.shape is Shape.DAY else "平稳" for f in one.fields}


def code_of(act: object) -> DomainError:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value


def test_all_of_the_rule_book_is_there_but_four_and_nothing_the_police_issue() -> None:
    titles = " ".join(one.title[0] for one in FORMS.values())
    asked = (
        "报到登记表 权利告知书 知情同意书 协议 后续照管协议 承诺书 工作小组名单 一人一策计划 检测通知书 检测记录 异议 谈话记录 "
        "走访记录 外出报告 续假 销假 需求与帮扶单 转介单 转介反馈 劝诫书 告诫书 本人陈述申辩 严重违反协议情况报告 变更执行地申请 "
        "材料移送单 接收回执 双向管控函 中止 恢复 终止 半年评估表 期满提醒函 解除登记 封存 查询 更正 删除 投诉与歧视事件登记"
    )
    assert [word for word in asked.split() if word not in titles] == []
    assert not re.search("决定书|解除通知书|执行回执|聘请书|值班表|会议纪要|签到|活动记录", titles)


@ALL
def test_a_form_prints_every_field_and_asks_for_nothing_it_has_not(one: Form) -> None:
    named = set(re.findall(r"{{ (\w+) }}", " ".join(one.body)))
    assert named <= one.placeholders
    assert {f.code for f in one.fields} <= named
    assert one.source


@ALL
def test_what_burdens_needs_the_permission_for_it_and_nothing_else_does(one: Form) -> None:
    if one.burdens:
        assert one.need is Permission.LEGAL_FACT_RECORD
        assert "appeal" in one.required
    if one.recipient is Recipient.OUTSIDE:
        assert one.neutral
        assert one.digits is Digits.NONE


@ALL
def test_a_neutral_form_has_no_word_of_treatment_in_it(one: Form) -> None:
    if not one.neutral:
        return
    said = fill(one, check(one, typed(one)), KNOWN, number="〔2026〕第0001号", on=date(2026, 3, 2))
    whole = " ".join((one.title[0], *one.body, *(words for name, words in said.items() if name != "name")))
    assert telling(re.sub(r"{{.*?}}", "", whole)) is None
    assert not {"course", "order_document", "term", "source", "id_number"} & one.placeholders


def test_the_neutral_ones_are_those_that_leave_the_team() -> None:
    assert {code for code, one in FORMS.items() if one.neutral} == {
        "referral", "referral_feedback", "completion_certificate",
    }  # fmt: skip


def test_remedies_have_their_days_from_the_book() -> None:
    one = form("warning_letter")
    said = fill(one, check(one, typed(one)), KNOWN, number="", on=date(2026, 3, 2))["appeal"]
    assert "六十日内申请行政复议" in said
    assert "六个月内向人民法院" in said
    assert "法律援助" in said
    other = fill(one, {}, replace(KNOWN, review_days=15), number="", on=date(2026, 3, 2))["appeal"]
    assert "十五日内" in other


def test_a_number_is_whole_only_for_whoever_needs_it() -> None:
    def number(code: str) -> str | None:
        return fill(form(code), {}, KNOWN, number="", on=date(2026, 3, 2)).get("id_number")

    assert number("serious_breach_report") == "990000199001011230"
    assert number("warning_letter") == "＊＊＊＊1230"
    assert number("care_plan") is None


def test_what_is_typed_is_checked_and_the_field_is_named() -> None:
    one = form("leave_report")
    good = typed(one)
    assert check(one, good | {"leaves_on": "2026-03-01"})["leaves_on"] == "2026年3月1日"
    wrong = {
        "letter.field-missing": {"why": "  "},
        "letter.field-day": {"leaves_on": "三月一日"},
        "letter.field-too-long": {"why": "长" * 81},
        "letter.field-shape": {"why": "{{ name }}"},
        "letter.unknown-field": {"risk": "高"},
    }
    for code, change in wrong.items():
        error = code_of(lambda change=change: check(one, good | change))
        assert (error.code, error.facts["field"]) == (code, next(iter(change)))
    assert code_of(lambda: check(one, good | {"why": 7})).code == "letter.field-shape"


def test_a_letter_to_strangers_refuses_the_word_that_would_tell() -> None:
    one = form("referral")
    error = code_of(lambda: check(one, typed(one) | {"useful": "他在社区康复"}))
    assert (error.code, error.facts["word"], error.facts["field"]) == ("letter.not-neutral", "康复", "useful")
    near = replace(KNOWN, name="戒小毒", unit_address="戒毒所旁")
    said = fill(one, {}, near, number="", on=date(2026, 3, 2))
    assert (said["name"], said["unit_address"], said["unit"]) == ("戒小毒", "", KNOWN.neutral_unit)


def test_what_cannot_be_seen_is_not_printed() -> None:
    one = form("talk_record")
    kept = check(one, typed(one) | {"talked": "一行\u202e\x07\n二行", "where": "站\n里"})
    assert (kept["talked"], kept["where"]) == ("一行\n二行", "站 里")


def test_a_day_is_written_as_it_is_said() -> None:
    assert (day_in_words(date(2026, 3, 2)), day_in_words(None)) == ("2026年3月2日", "")


def test_a_template_must_hold_what_it_has_to_and_nothing_strange() -> None:
    one = form("warning_letter")
    good = Read(one.required, "告诫书")
    check_template(one, good)
    lacking = code_of(lambda: check_template(one, replace(good, names=one.required - {"appeal"})))
    assert (lacking.code, lacking.facts["names"]) == ("letter-template.lacks", "appeal")
    strange = code_of(lambda: check_template(one, replace(good, names=one.required | {"risk"})))
    assert (strange.code, strange.facts["names"]) == ("letter-template.unknown-name", "risk")
    assert (
        code_of(lambda: check_template(one, replace(good, forbidden="x.y"))).code
        == "letter-template.computes"
    )
    outside = Read(form("referral").required, "戒毒人员转介单")
    assert code_of(lambda: check_template(form("referral"), outside)).code == "letter-template.not-neutral"
