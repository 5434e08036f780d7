"""A manager reads the figures of the county on a phone and takes them along as a file, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from guitu.domain.access import Role
from guitu.exchange.exporters.requests import whose
from guitu.foundation.accounts.models import Account
from tests.journeys.looking import Phone, look
from tests.journeys.test_plans import cast
from tests.web.conftest import Units, make

__all__ = ["cast"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]
SHOTS = Path("var/shots")


def shoot(page: Page, name: str) -> None:
    if SHOTS.is_dir():
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def test_the_figures_go_along_as_a_file_in_both_languages(phone: Phone, units: Units):
    make("boss", "郑主任", Role.REGION_MANAGER, units.county)
    boss = phone("boss")
    page = boss.page
    page.goto("/figures/?theme=care")
    look(boss, "figures")
    page.get_by_text("导出这一页的数").click()
    look(boss, "figures-export")
    shoot(page, "figures-export")
    page.get_by_role("button", name="下载 .csv").click()
    expect(page).to_have_url(page.url)  # without a purpose nothing is sent
    for form in ("csv", "xlsx"):
        page.select_option("#purpose", "meeting")
        with page.expect_download() as fetched:
            page.get_by_role("button", name=f"下载 .{form}").click()
        content = Path(fetched.value.path()).read_bytes()
        assert fetched.value.suggested_filename.endswith(f"-care-6.{form}")
        assert whose(content) == Account.objects.get(username="boss").id

    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": boss.address}])
    page.goto("/figures/?theme=handoff&period=2012")
    expect(page.get_by_text("Export the figures of this page")).to_be_visible()
    page.get_by_text("Export the figures of this page").click()
    look(boss, "figures-english")
    shoot(page, "figures-english")
    with page.expect_download() as fetched:
        page.select_option("#purpose", "report")
        page.get_by_role("button", name="Download .csv").click()
    assert "Copy of: 郑主任" in Path(fetched.value.path()).read_text("utf-8-sig")
