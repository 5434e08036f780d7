"""A head writes a page of the directory; a worker finds it and sees with somebody what may be applied for.

On a phone; every page on the way is looked at.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from guitu.domain.access import Role
from guitu.foundation import clock
from tests.journeys.looking import Phone, look
from tests.web.conftest import Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]

NAME = "周明"
SERVICE = "低保申请窗口"


@pytest.fixture
def cast(officer, units: Units) -> None:
    """Somebody at Lin's station, and its head."""
    make("head", "陈站长", Role.UNIT_HEAD, units.station)
    today = clock.today()
    since = today - timedelta(days=40)
    in_rehab(NAME, by=officer.viewer, held_by=units.station, since=since, today=today, number=1)


def test_help_is_written_down_found_and_asked_for(phone: Phone) -> None:
    head = phone("head")
    page = head.page
    page.goto("/services/")
    look(head, "services-empty")
    page.get_by_role("link", name="加一项服务").click()
    page.get_by_label("种类").select_option("subsistence_allowance")
    page.get_by_label("名称", exact=True).fill(SERVICE)
    page.get_by_label("或者：外部机构的名称").fill("某便民服务中心")
    page.get_by_label("开放时间").fill("上班时间")
    page.get_by_label("身份证", exact=True).check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("没有看懂")).to_be_visible()
    look(head, "edit-refused")
    expect(page.get_by_label("名称", exact=True)).to_have_value(SERVICE)
    page.get_by_label("开放时间").fill("24小时")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name=SERVICE)).to_be_visible()
    look(head, "service")

    worker = phone("lin")
    page = worker.page
    page.goto("/services/")
    page.get_by_label("找什么帮助").fill("dbsq")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("link", name=SERVICE)).to_be_visible()
    look(worker, "services")

    page.goto("/people/")
    page.get_by_label("查找").fill(NAME)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=NAME, exact=True).click()
    page.get_by_role("link", name="可以申请的政策").click()
    look(worker, "entitlements")
    page.get_by_label("家里人均收入").select_option("below_dibao")
    page.get_by_label("户籍地").select_option("芙蓉区")
    page.get_by_role("button", name="重新计算").click()
    may = page.get_by_role("region", name="可以申请")
    expect(may.get_by_text("最低生活保障（低保）")).to_be_visible()
    look(worker, "entitlements-answered")
    may.get_by_role("link", name=SERVICE).click()
    expect(page.get_by_text("全天 24 小时")).to_be_visible()
