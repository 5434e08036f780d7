"""A letter on a phone: written, looked at, put right, issued, fetched; and the head's own layout.

Every page is looked at as in the officer's day: nothing from elsewhere, light, and accessible.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from docx import Document
from playwright.sync_api import Browser, expect

from guitu.casework.letters.models import Letter
from tests.exchange.templates import saying
from tests.journeys.looking import Phones
from tests.world import PASSWORD, Case, World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phones(browser: Browser, live_server, world: World, settings, tmp_path: Path) -> Iterator[Phones]:
    settings.GUITU_DEMO = True
    settings.GUITU_HOME = tmp_path
    phones = Phones(browser, live_server.url, PASSWORD)
    yield phones
    phones.close()


@pytest.fixture
def case(world: World) -> Case:
    with transaction.atomic():
        return in_rehab(world.station, person=someone(world.station, name="赵平安"), worker=world.lin.id)


def paragraphs(path: Path) -> list[str]:
    return [one.text for one in Document(io.BytesIO(path.read_bytes())).paragraphs]


def test_a_letter_is_looked_at_issued_and_fetched_and_the_next_has_the_head_s_layout(
    phones: Phones, case: Case, tmp_path: Path
) -> None:
    lin = phones.of("lin")
    page = lin.page
    page.goto(f"/people/{case.person}/letters/")
    lin.check()
    page.get_by_role("link", name="劝诫书", exact=True).click()
    page.get_by_label("事情发生的日期").fill("2026-03-01")
    page.get_by_label("事实").fill("约好的谈话没有来")
    page.get_by_label("本人怎么说").fill("加班，没有看到短信")
    page.get_by_label("希望今后怎样做").fill("来不了先打电话")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("这一项还没有填写。")).to_be_visible()
    expect(page.get_by_label("事实")).to_have_value("约好的谈话没有来")
    page.get_by_label("我们能帮什么").fill("把谈话改到下班以后")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("heading", name="预览")).to_be_visible()
    expect(page.get_by_text("六十日内申请行政复议")).to_be_visible()
    lin.wrong.clear()  # the 422 above was meant
    lin.check()
    page.get_by_role("button", name="出具").click()
    expect(page.get_by_text("请下载打印。")).to_be_visible()
    lin.check()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="下载 劝诫书").click()
    file = tmp_path / "a.docx"
    fetched.value.save_as(file)
    assert "您的说明：加班，没有看到短信" in paragraphs(file)

    head = phones.of("head")
    head.page.goto("/letters/templates/")
    head.check()
    head.page.get_by_role("link", name="销假登记").click()
    head.check()
    bad, good = (tmp_path / name for name in ("bad.docx", "good.docx"))
    bad.write_bytes(saying("leave_return", "{{ risk_level }}"))
    good.write_bytes(saying("leave_return", "欢迎回来"))
    head.page.get_by_label("本单位的模板").set_input_files(bad)
    head.page.get_by_role("button", name="检查并换上").click()
    expect(head.page.get_by_text("模板里的 risk_level 在这种文书里没有")).to_be_visible()
    head.wrong.clear()
    head.check()
    head.page.get_by_label("本单位的模板").set_input_files(good)
    head.page.get_by_role("button", name="检查并换上").click()
    expect(head.page.get_by_text("已换上新模板")).to_be_visible()

    page.goto(f"/people/{case.person}/letters/new/leave_return?returned_on=2026-03-02")
    page.get_by_role("button", name="出具").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="下载 销假登记").click()
    fetched.value.save_as(file)
    assert "欢迎回来" in paragraphs(file)
    with transaction.atomic():
        assert list(Letter.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
