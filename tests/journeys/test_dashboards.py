"""A manager looks at the county, follows its months and a town, a head opens the list behind a number.

On a phone; every page on the way is looked at as in ``test_plans``.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.web.dashboards.jobs import make as make_report
from tests.journeys.looking import Phone, Visit, look
from tests.journeys.test_content_security import _LISTEN, broken
from tests.journeys.test_plans import cast
from tests.web.conftest import Units, make

__all__ = ["cast"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]
SHOTS = Path("var/shots")


def shoot(page, name: str) -> None:
    if SHOTS.is_dir():
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture
def boss(phone: Phone, units: Units) -> Visit:
    """The county's manager, signed in."""
    make("boss", "郑主任", Role.REGION_MANAGER, units.county)
    return phone("boss")


def test_from_the_county_to_its_months_and_the_list(phone, boss: Visit):
    page = boss.page
    page.goto("/dashboards/")
    expect(page.get_by_role("heading", level=1)).to_have_text("芙蓉区")
    look(boss, "county")
    shoot(page, "county")
    page.locator("#chart-visit_completion summary").click()
    expect(page.locator("#chart-visit_completion tbody tr")).to_have_count(12)
    look(boss, "trend")
    page.get_by_role("link", name="文艺路街道").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("文艺路街道")
    expect(page.locator("[data-number=in_care]")).to_have_text("1")
    look(boss, "town")
    page.select_option("#period", (clock.today() - timedelta(days=40)).strftime("%Y-%m"))
    page.get_by_role("button", name="查看").click()
    look(boss, "month")
    page.evaluate(_LISTEN)
    page.locator("#chart-visit_completion [data-draw]").click()
    expect(page.locator("#chart-visit_completion canvas")).to_be_visible()
    expect(page.locator("#chart-visit_completion svg.trend")).to_be_hidden()
    page.locator("#chart-visit_completion canvas").hover()
    assert broken(page) == []
    assert boss.wrong == []
    shoot(page, "drawn")

    # a report: asked for, left, come back to, downloaded
    page.goto("/dashboards/")
    page.get_by_role("link", name="要一份报告").click()
    look(boss, "reports")
    page.select_option("#period", clock.today().strftime("%Y-%m"))
    page.get_by_role("button", name="生成报告").click()
    expect(page.get_by_text("正在生成报告")).to_be_visible()
    address = page.url
    look(boss, "progress")
    page.goto("/dashboards/")
    make_report(address.rstrip("/").rsplit("/", 1)[1])  # the worker, while nobody looks
    page.goto("/dashboards/reports/")
    page.get_by_role("link", name="可以下载").click()
    assert page.url == address
    look(boss, "report")
    for words, begins in (("下载文字", b"PK"), ("下载表格", b"PK")):
        with page.expect_download() as fetched:
            page.get_by_role("link", name=words).click()
        assert Path(fetched.value.path()).read_bytes().startswith(begins)

    head = phone("head")
    head.page.goto("/dashboards/")
    head.page.locator("[data-number=in_care] a").click()
    expect(head.page.locator("[data-row]")).to_have_count(1)
    look(head, "list")
