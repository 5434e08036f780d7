"""A list of jobs on a phone: imported, read, found, checked for what it demands, closed."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from guitu.foundation import clock
from tests.exchange.workbooks import save
from tests.journeys.looking import Phone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
HEADER = ("用人单位", "招聘岗位", "招聘人数", "任职要求", "薪资待遇", "工作地点", "截止日期", "车补")
WHERE = "湖南省长沙市芙蓉区"


def _list(folder: Path) -> Path:
    until = (clock.today() + timedelta(days=40)).isoformat()
    rows = [
        ("某区春风行动岗位信息汇总表",),
        HEADER,
        ("芙蓉演示服装厂", "缝纫工", 8, "会平车，没有经验的可以学", "3500-5500元/月", WHERE, until, "有"),
        ("芙蓉演示物业", "保安", 3, "无犯罪记录，能上夜班", "面议", WHERE, until, ""),
        ("芙蓉演示物业", "", 3, "", "面议", WHERE, until, ""),
    ]
    return save(folder / "春风行动.xlsx", {"岗位": rows})


def test_a_list_becomes_jobs_somebody_can_be_sent_to(phone: Phone, officer, tmp_path):
    visit = phone(officer.account.username)
    page = visit.page
    page.goto("/vacancies/import")
    visit.check()
    page.get_by_label("表格文件").set_input_files(_list(tmp_path))
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("岗位名称没有填写")).to_be_visible()
    expect(page.get_by_text("这些列不认识")).to_contain_text("车补")
    visit.check()

    page.get_by_role("link", name="打开").nth(1).click()
    expect(page.get_by_role("note")).to_contain_text("《禁毒法》第五十二条")
    visit.check()

    page.goto("/vacancies/")
    expect(page.get_by_role("link", name="缝纫工")).to_be_visible()
    visit.check()
    page.get_by_label("技能").select_option("guarding")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("link", name="缝纫工")).to_have_count(0)
    expect(page.get_by_role("link", name="保安")).to_be_visible()

    page.goto("/employers/")
    page.get_by_role("link", name="芙蓉演示服装厂").click()
    page.get_by_text("登记一份基地协议").click()
    page.get_by_label("协议编号").fill("芙基〔2026〕1号")
    page.get_by_label("提供的岗位数").fill("0")
    page.get_by_label("从哪一天起").fill(clock.today().isoformat())
    page.get_by_label("到哪一天为止").fill((clock.today() + timedelta(days=365)).isoformat())
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("岗位数应在 1 到 9999 之间")).to_be_visible()
    visit.wrong.clear()  # the browser's own line about the 422
    page.get_by_label("提供的岗位数").fill("8")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已登记这份基地协议")).to_be_visible()
    page.get_by_role("link", name="芙蓉演示服装厂").click()
    page.get_by_text("对用人单位的鼓励").click()
    expect(page.get_by_text("这是一篇文章的建议，不是法律。").first).to_be_visible()
    visit.check()

    page.get_by_role("link", name="缝纫工").click()
    page.get_by_text("关闭这个岗位").click()
    page.get_by_label("已招满").check()
    page.get_by_role("button", name="关闭", exact=True).click()
    expect(page.get_by_text("已关闭，不再列出")).to_be_visible()
    visit.check()
    page.goto("/vacancies/new")
    visit.check()
    page.goto("/vacancies/feed")
    visit.check()
    page.goto("/courses/")
    visit.check()
