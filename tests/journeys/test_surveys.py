"""A survey on a phone: worked out, announced, drawn, answered by link and on paper, and read.

The page of whoever answers is large, plain, and tells nobody what it is about.
Every page on the way is looked at: nothing from another host, nothing serious that the accessibility rules
find, light and dark, and nothing wider than the phone.
"""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import FilePayload, expect

from guitu.casework.surveys.queries import campaigns
from guitu.domain.access import Role
from guitu.domain.outreach import telling
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows import survey_answer
from tests.domain.surveys.test_questionnaire import ask, bare
from tests.journeys.looking import Phone, look
from tests.web.conftest import AT, Somebody, Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("manager")]

PEOPLE = 14


@pytest.fixture
def manager(officer, units: Units, today: date) -> Somebody:
    """Fourteen people at Lin's station, and the county's manager."""
    office = create_unit(region=430102000000, type="narcotics_office", name="芙蓉区禁毒办", by=None, at=AT)
    since = today - timedelta(days=60)
    for number in range(PEOPLE):
        name = f"周{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[number]}"
        in_rehab(name, by=officer.viewer, held_by=units.station, since=since, today=today, number=number + 1)
    return make("lu", "主管卢", Role.REGION_MANAGER, office)


def test_from_the_announcement_to_the_results(phone: Phone, manager: Somebody):
    lu = phone("lu")
    page = lu.page

    # worked out, then announced
    page.goto("/surveys/")
    look(lu, "1-none")
    page.get_by_role("link", name="新开一次").click()
    page.get_by_label("名称").fill("生活与需要")
    page.get_by_label("问卷").select_option(label="生活与需要")
    page.get_by_label("抽多少人").fill("99")
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_text(f"人数要在 1 到 {PEOPLE} 之间")).to_be_visible()
    expect(page.get_by_label("名称")).to_have_value("生活与需要")
    page.get_by_label("抽多少人").fill("12")
    page.get_by_role("button", name="先算一算").click()
    expect(page.locator("#worked")).to_contain_text(f"{PEOPLE} 人里要收到 14 份")
    look(lu, "2-new")
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_text(f"{PEOPLE} 人中抽 12 人")).to_be_visible()
    look(lu, "3-announced")

    # drawn with digits said aloud; nobody's name is shown to whoever draws
    page.get_by_label("现场报出的数").fill("2718")
    page.get_by_role("button", name="抽取").click()
    expect(page.get_by_role("link", name="下载日志")).to_be_visible()
    assert "周甲" not in page.content()
    look(lu, "4-drawn")
    campaign = page.url

    # Lin hands out a link and a sheet
    lin = phone("lin")
    lin.page.goto(campaign)
    expect(lin.page.locator("#asked")).to_be_visible()
    look(lin, "5-hand-out")
    links = lin.page.locator(".rows .hash code").all_inner_texts()
    assert len(links) == 12
    lin.page.get_by_role("link", name="纸质", exact=True).nth(1).click()
    look(lin, "6-sheet")
    number = lin.page.locator(".sheet code").inner_text()

    # somebody answers on their phone
    anybody = phone("")
    anybody.page.goto(links[0])
    look(anybody, "7-questions")
    assert not telling(anybody.page.content())
    anybody.page.get_by_role("button", name="提交").click()
    expect(anybody.page.get_by_text("一题也没有选")).to_be_visible()
    anybody.page.locator("[name=q1][value=true]").check()
    anybody.page.get_by_role("button", name="提交").click()
    expect(anybody.page.get_by_text("收到了，谢谢您")).to_be_visible()
    look(anybody, "8-thanks")
    anybody.page.goto(links[0])
    expect(anybody.page.get_by_text("不能再答一次")).to_be_visible()

    # a sheet comes back
    lin.page.goto(campaign + "/enter")
    lin.page.get_by_label("表上的编号").fill(number)
    lin.page.locator("[name=q1][value=false]").check()
    look(lin, "9-enter")
    lin.page.get_by_role("button", name="记下这一份").click()
    expect(lin.page.get_by_text("已记下一份")).to_be_visible()

    # while it is open nobody sees what was answered; the others answer, and it ends: nothing leads back
    page.goto(campaign + "/results")
    expect(page.get_by_text("调查还没有结束")).to_be_visible()
    look(lu, "10-open")
    _others_answer(manager, [link.rpartition("/")[2] for link in links[1:]], number.replace("-", ""))
    page.goto(campaign)
    page.get_by_role("button", name="结束调查").click()
    expect(page.get_by_text("名单和链接已经删除")).to_be_visible()
    look(lu, "11-finished")

    # what came out, here and in the figures of the county
    page.get_by_role("link", name="结果").click()
    expect(page.get_by_text("n = 12")).to_be_visible()
    look(lu, "12-results")
    page.get_by_label("竖着").select_option(index=0)
    page.get_by_label("横着").select_option(index=1)
    page.get_by_role("button", name="对外使用的").click()
    expect(page.get_by_text("可以对外")).to_be_visible()
    look(lu, "13-crossed")
    page.goto("/figures/?theme=surveys")
    expect(page.get_by_text("来自调查“生活与需要”").first).to_be_visible()
    look(lu, "14-figures")


def test_an_office_brings_a_questionnaire_of_its_own(phone: Phone, manager: Somebody):
    lu = phone("lu")
    page = lu.page
    page.goto("/surveys/")
    page.get_by_role("link", name="问卷", exact=True).click()
    look(lu, "20-shelf")
    wrong = bare(
        ask("您的姓名是哪几个字，请您从下面的选项里选出最接近的一个来"),
        ask("还想说什么？", "text", linkId="b"),
    )
    page.get_by_label("导入本单位的问卷").set_input_files(_file(wrong))
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("有 2 处不能使用")).to_be_visible()
    look(lu, "21-refused")
    page.get_by_label("导入本单位的问卷").set_input_files(_file(bare(ask("您有工作吗？"))))
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入为草稿")).to_be_visible()
    look(lu, "22-preview")
    page.screenshot(path="var/questionnaire.png", full_page=True)
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("新开调查时可以选它")).to_be_visible()
    page.goto("/surveys/questionnaires/")
    look(lu, "23-in-use")
    page.screenshot(path="var/questionnaires.png", full_page=True)
    page.goto("/surveys/new")
    page.get_by_label("问卷").select_option(label="生活问卷 · 1.0")


def _file(body: dict[str, Any]) -> FilePayload:
    return {"name": "own.json", "mimeType": "application/json", "buffer": json.dumps(body).encode()}


def _others_answer(manager: Somebody, numbers: list[str], came_back: str) -> None:
    """Whoever has not answered yet does, each through their own address."""
    with transaction.atomic(), door.open_for(manager.viewer):
        (row,) = campaigns(manager.viewer)
    assert row.asked == len(numbers) + 1
    for n, number in enumerate(numbers):
        if number != came_back:
            typed = {"unemployed": ["true" if n % 2 else "false"], "no_skill": ["true"]}
            survey_answer.answer(number, typed, at=clock.now())
