"""A random test on a phone: announced, drawn, not negative, challenged, cleared by the laboratory.

On the way the log of the draw is downloaded and holds; nothing is confirmed, and the ledger stays clean.
"""

import json
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from guitu.casework.journal.models import Entry
from guitu.domain.access import Role
from guitu.domain.testing.draw import verify
from tests.journeys.looking import Phone, Visit, sign_in
from tests.web.conftest import Units, make
from tests.web.situations import in_rehab
from tests.workflows.ordered import adopt_profile

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(phone: Phone, settings, tmp_path, officer, units: Units, today: date) -> Visit:
    adopt_profile(settings, tmp_path, region=units.station // 1000)
    settings.GUITU_DEMO = True  # nobody is asked for a second factor
    make("head", "站长何", Role.UNIT_HEAD, units.station)
    since = (today - timedelta(days=60)).replace(day=1)
    in_rehab("王强", by=officer.viewer, held_by=units.station, since=since, today=today, number=1)
    return phone()


def fill_sample(page: Page) -> None:
    page.get_by_label("本人说正在吃的药").fill("感冒药，两天")
    page.get_by_role("radio", name="男", exact=True).check()
    page.get_by_label("另一名在场的工作人员").select_option(label="站长何 · 林荫康复指导站")
    page.get_by_label("A样本封签号").fill("A-20260001")
    page.get_by_label("B样本封签号").fill("B-20260001")
    page.get_by_label("本人看着封好").check()
    page.get_by_role("radio", name="未确认阳性").check()
    page.get_by_label("结果已当场告知本人").check()
    page.get_by_label("采样时间").fill("00:01")


def step(page: Page, name: str, **fields: str) -> None:
    page.get_by_role("link", name=name).click()
    for label, value in fields.items():
        if value == "radio":
            page.get_by_role("radio", name=label, exact=True).check()
        else:
            page.get_by_label(label).fill(value)
    page.get_by_role("button", name="保存").click()


def test_drawn_not_negative_challenged_and_cleared(visit: Visit, today: date):
    page = visit.page
    sign_in(page)

    # announced: a line, and no name
    page.goto("/tests/draws/")
    expect(page.get_by_text("现在可以抽检的有 1 人")).to_be_visible()
    visit.check()
    page.get_by_label("抽几人").fill("1")
    page.get_by_role("button", name="公布").click()
    line = page.locator("#line").locator("xpath=../..").locator("code").first.inner_text()
    expect(page.get_by_text("王强")).to_have_count(0)
    visit.check()

    # drawn, and the log holds
    page.get_by_label("现场报出的数").fill("160214")
    page.get_by_role("button", name="抽取").click()
    expect(page.get_by_role("link", name="王强")).to_be_visible()
    visit.check()
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载日志").click()
    log = json.loads(saved.value.path().read_text("utf-8"))
    assert len(verify(log, published=line)) == 1

    # the sample, from the page of the person
    page.get_by_role("link", name="王强").click()
    expect(page.get_by_text("还没有约时间")).to_be_visible()
    visit.check()
    page.get_by_role("link", name="采样", exact=True).click()
    fill_sample(page)
    visit.check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("由本人决定")).to_be_visible()
    expect(page.get_by_text("B样本至少保存到")).to_be_visible()
    visit.check()

    # challenged, granted, delivered, and the laboratory finds nothing
    step(page, "登记本人的异议", 本人的话或者说明="吃了感冒药，要求再检")
    expect(page.get_by_text("等公安机关决定")).to_be_visible()
    visit.check()
    step(page, "登记公安机关是否同意检测", 同意="radio")
    expect(page.get_by_text("等B样本送到实验室")).to_be_visible()
    step(page, "登记B样本送检", 回执号="演送字〔2026〕3号")
    step(page, "登记实验室结果", 未检出="radio", 报告编号="演毒检字〔2026〕9号")
    expect(page.get_by_text("已排除：这次检测按阴性计")).to_be_visible()
    visit.check()

    found = list(Entry.objects.filter(kind="drug_test").order_by("recorded_at", "id"))
    assert [entry.outcome for entry in found] == ["non_negative_unconfirmed", "negative"]
    assert found[1].supersedes == found[0].id
    assert found[1].happened_on == today
