"""A number is entered, a status proposed, and decided one level up: on a phone, every page looked at."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.organisations.commands import create_unit
from tests.journeys.looking import Phone, look
from tests.web.conftest import AT, Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]

COUNTY = 430102000000


@pytest.fixture
def cast(officer, units: Units) -> None:
    """The managers of the county and of the city around it."""
    above = create_unit(region=430100000000, type="bureau", name="长沙演示戒毒管理局", by=None, at=AT)
    make("county", "主管卢", Role.REGION_MANAGER, units.county)
    make("city", "主管孟", Role.REGION_MANAGER, above)


def test_a_number_is_entered_and_a_status_proposed_and_decided_one_level_up(
    phone: Phone,
) -> None:
    county = phone("county")
    page = county.page
    page.goto(f"/areas/{COUNTY}/facts/new")
    page.get_by_label("截至哪一天").fill("2025-12-31")
    page.get_by_label("数字（人）").fill("很多")
    page.get_by_label("谁公布的").fill("演示市公安局")
    page.get_by_label("哪份文件").fill("2025 年统计")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("数字没有看懂")).to_be_visible()
    look(county, "enter-refused")
    page.get_by_label("数字（人）").fill("1,200")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记。")).to_be_visible()
    look(county, "area")
    page.screenshot(path="var/areas-area.png", full_page=True)
    page.get_by_role("link", name="向上一级报送").click()
    look(county, "propose")
    page.screenshot(path="var/areas-propose.png", full_page=True)
    page.get_by_label("重点整治", exact=True).check()
    page.get_by_label("理由和做过的工作").fill("整治任务已经下达。")
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_text("已报送上一级")).to_be_visible()
    look(county, "proposal")
    address = page.url

    city = phone("city")
    page = city.page
    page.goto("/areas/")
    look(city, "counties")
    page.screenshot(path="var/areas-counties.png", full_page=True)
    page.goto(address)
    page.get_by_label("同意", exact=True).check()
    page.get_by_label("决定机关").fill("演示市禁毒委员会")
    page.get_by_label("文号").fill("演〔2026〕3号")
    page.get_by_label("从哪一天起").fill("2026-01-05")
    page.get_by_role("button", name="记下决定").click()
    expect(page.get_by_role("heading", name="已同意")).to_be_visible()
    look(city, "decided")
    page.screenshot(path="var/areas-decided.png", full_page=True)
    page.goto(f"/areas/{COUNTY}/units")
    look(city, "units")
    page.goto("/figures/lens/five_chains/")
    look(city, "lens")
    page.screenshot(path="var/areas-lens.png", full_page=True)


def test_who_shares_how_many_people_is_read_place_by_place(phone: Phone, officer, units: Units):
    today = clock.today()
    for number in range(3):
        since = today - timedelta(days=60)
        in_rehab(
            f"周{'甲乙丙'[number]}", by=officer.viewer, held_by=units.station, since=since, today=today,
            number=number + 1,
        )  # fmt: skip
    county = phone("county")
    page = county.page
    page.goto(f"/areas/{COUNTY}/")
    page.get_by_role("link", name="正在执行的人").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("人均服务人数")
    look(county, "caseload")
    page.screenshot(path="var/areas-caseload.png", full_page=True)
    assert "周甲" not in page.content()
    page.locator("[data-open]").first.click()
    look(county, "caseload-of-a-township")
