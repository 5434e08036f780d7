"""Somebody moves to their daughter's: the old office offers the file with every open task, the new one takes.

On a phone, as two officers of two stations see it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from guitu.casework.people.models import Person
from guitu.casework.transfers.models import Transfer
from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.authorization import door
from tests.journeys.looking import fits, sign_in
from tests.web.conftest import Units, make
from tests.web.situations import in_rehab

pytestmark = [pytest.mark.django_db(transaction=True)]
NAME = "王强"


@pytest.fixture
def kept(officer, units: Units):
    """Somebody under an order for forty days, who reported and has not signed the agreement."""
    today: date = clock.today()
    make("mo", "莫凡", Role.POSTED_OFFICER, units.neighbour)
    return in_rehab(
        NAME,
        by=officer.viewer,
        held_by=units.station,
        since=today - timedelta(days=40),
        today=today,
        number=1,
    )


@pytest.fixture
def pages(browser: Browser, live_server, kept) -> Iterator[tuple[Page, Page]]:
    """The phones of Lin and Mo."""
    contexts = [
        browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", base_url=live_server.url)
        for _ in range(2)
    ]
    for context in contexts:
        context.set_default_timeout(15_000)
    lin, mo = (context.new_page() for context in contexts)
    yield lin, mo
    for context in contexts:
        context.close()


def held_by(person) -> int:
    with transaction.atomic(), door.even_sealed("test"):
        return Person.objects.get(id=person).held_by


def test_a_file_with_open_tasks_goes_over_and_comes_back_once(pages, kept, units: Units):
    lin, mo = pages
    sign_in(lin, "lin")
    sign_in(mo, "mo")

    # offered, every open task with an answer
    lin.goto(f"/people/{kept.id}")
    lin.get_by_role("link", name="转给另一个单位").click()
    expect(lin.get_by_text("搬家不是过错")).to_be_visible()
    fits(lin)
    lin.get_by_label("接收单位").fill("朝阳康复指导站")
    lin.get_by_label("给对方的说明").fill("搬去女儿家，每周三有空。")
    tasks = lin.locator("fieldset.task")
    assert tasks.count() > 0
    agreement = tasks.filter(has_text="签订协议")
    expect(agreement).to_be_visible()
    assert agreement.locator("option[value=drop]").count() == 0  # the law asks for it
    agreement.locator("select").first.select_option("do_before")
    lin.get_by_role("button", name="提交给对方").click()
    expect(lin.get_by_text("对方接收之前，档案仍由本单位负责")).to_be_visible()
    fits(lin)
    assert held_by(kept.id) == units.station

    # declined, with a reason; it never left
    mo.goto("/transfers/")
    mo.get_by_role("link", name=NAME).click()
    expect(mo.get_by_text("搬去女儿家，每周三有空。")).to_be_visible()
    fits(mo)
    mo.get_by_label("原因").select_option("tasks_unclear")
    mo.get_by_label("说明").last.fill("协议为什么没有签？")
    mo.get_by_role("button", name="退回对方").click()
    expect(mo.get_by_text("没有等待接收的档案")).to_be_visible()
    lin.goto("/transfers/")
    expect(lin.get_by_text("未办事项没有交代清楚")).to_be_visible()
    assert held_by(kept.id) == units.station

    # offered again, and taken
    lin.goto(f"/people/{kept.id}/transfer")
    lin.get_by_label("接收单位").fill(str(units.neighbour))
    lin.get_by_label("给对方的说明").fill("协议已约好下周三签。")
    lin.get_by_role("button", name="提交给对方").click()
    expect(lin.get_by_text("对方接收之前，档案仍由本单位负责")).to_be_visible()
    mo.goto("/transfers/")
    mo.get_by_role("link", name=NAME).click()
    mo.get_by_label("由谁负责").select_option(label="莫凡")
    mo.get_by_role("button", name="接收").click()
    expect(mo.get_by_text("从现在起由本单位负责")).to_be_visible()
    expect(mo.get_by_role("heading", level=1)).to_contain_text(NAME)
    fits(mo)
    assert held_by(kept.id) == units.neighbour

    # the new desk has the work, the old one has nobody
    mo.goto("/")
    mo.locator("a.tab", has_text="逾期").click()
    expect(mo.locator("[data-row]").filter(has_text=NAME).filter(has_text="签订协议")).to_have_count(1)
    lin.goto(f"/people/{kept.id}")
    expect(lin.get_by_text(NAME)).to_have_count(0)

    with transaction.atomic(), door.as_system("test"):
        assert sorted(Transfer.objects.values_list("state", flat=True)) == ["accepted", "declined"]
