"""Somebody on their way home, on two phones: sent back once with a reason, then accepted by both offices.

Every page is looked at as in the officer's day: nothing from elsewhere, light, and accessible.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from guitu.casework.handoffs.models import Handoff
from guitu.domain.handoff.release import PACKET
from guitu.domain.journal.words import code_word
from guitu.domain.kernel import citizen_id
from tests.journeys.looking import Phones, Visit
from tests.world import PASSWORD, World, world

__all__ = ["world"]
pytestmark = [pytest.mark.django_db(transaction=True)]
ORDER = "演强戒决字〔2024〕0007号"


@pytest.fixture
def phones(browser: Browser, live_server, world: World, settings) -> Iterator[Phones]:
    settings.GUITU_DEMO = True  # made-up people are taken in
    phones = Phones(browser, live_server.url, PASSWORD)
    yield phones
    phones.close()


def open_from_board(visit: Visit, name: str = "赵平安") -> Page:
    """The person's page, found on the board."""
    visit.page.goto("/handoffs/")
    visit.check()
    visit.page.get_by_role("link", name=name, exact=True).click()
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text(name)
    visit.check()
    return visit.page


def hand_over(page: Page) -> None:
    page.get_by_text("移交给接收单位").click()
    page.get_by_role("button", name="移交", exact=True).click()
    expect(page.get_by_text("对方接收之前，本人仍由本所负责")).to_be_visible()


def test_a_handoff_is_sent_back_and_then_accepted_by_both(phones: Phones, world: World, today: date):
    # the centre takes somebody in; an impossible day is told, and what was typed stays
    gate = phones.of("gate")
    page = gate.page
    page.goto("/handoffs/new")
    page.get_by_label("姓名").fill("赵平安")
    page.get_by_role("radio", name="男").check()
    page.get_by_label("身份证号").fill(citizen_id.make(990101, date(1990, 5, 1), 7))
    page.get_by_label("强制隔离戒毒决定日期").fill("1980-01-01")
    page.get_by_label("决定书文号", exact=True).fill(ORDER)
    page.get_by_label("出所日期").fill((today + timedelta(days=10)).isoformat())
    page.get_by_label("接收乡镇、街道").select_option(label="文艺路街道社戒社康办")
    page.get_by_label("康复指导站").select_option(label="林荫站")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("决定日期早于出生日期")).to_be_visible()
    expect(page.get_by_label("姓名")).to_have_value("赵平安")
    gate.wrong.clear()  # the browser logs the 422 that was just asked for
    gate.check()
    page.get_by_label("强制隔离戒毒决定日期").fill((today - timedelta(days=710)).isoformat())
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", name="出所日历")).to_be_visible()
    expect(page.locator("#people")).to_contain_text("T−10")
    gate.check()

    # the packet, written and handed over
    page.get_by_role("link", name="赵平安").click()
    page.get_by_text("填写五项材料和文号").click()
    for code in PACKET:
        page.get_by_role("textbox", name=code_word(code, "zh")).fill("情况良好")
    page.get_by_role("button", name="保存材料").click()
    expect(page.get_by_text("材料已保存")).to_be_visible()
    gate.check()
    hand_over(page)
    gate.check()

    # the station sends it back: not without a reason
    station = phones.of("lin")
    page = open_from_board(station)
    expect(page.get_by_text("轮到：").first).to_be_visible()
    page.get_by_text("退回给戒毒所").click()
    page.get_by_role("textbox", name="说明").fill("请核对本人现住址。")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_text("没有选择原因")).to_be_visible()
    expect(page.get_by_role("textbox", name="说明")).to_have_value("请核对本人现住址。")
    station.wrong.clear()
    station.check()
    page.get_by_role("radio", name="移交材料不全").check()
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_text("现在轮到戒毒所办理")).to_be_visible()
    station.check()

    # the centre reads why, and hands over again
    page = open_from_board(gate)
    expect(page.get_by_text("请核对本人现住址。")).to_be_visible()
    hand_over(page)

    # both accept; the person is the centre's until the second has
    page = open_from_board(phones.of("worker"))
    page.get_by_role("button", name="接收", exact=True).click()
    expect(page.get_by_text("另一个单位接收之后")).to_be_visible()
    with transaction.atomic():
        assert Handoff.objects.get().held_by == world.centre
    page = open_from_board(station)
    page.get_by_role("button", name="接收", exact=True).click()
    expect(page.get_by_text("从现在起由接收单位负责")).to_be_visible()
    expect(page.get_by_role("heading", name="接收回执")).to_be_visible()
    station.check()
    with transaction.atomic():
        assert Handoff.objects.get().held_by == world.station

    # the file is theirs
    page.get_by_role("link", name="打开档案").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("赵平安")
    expect(page.locator(".timeline")).to_contain_text("退回移交")
    station.check()
