"""A manager looks at how long people stay clean: the county, then by substance; on a phone, and printed."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from guitu.casework.outcomes.models import Release
from guitu.casework.people.models import Substance
from guitu.foundation import clock
from tests.journeys.looking import Visit, look
from tests.journeys.test_content_security import _LISTEN, broken
from tests.journeys.test_dashboards import boss, shoot
from tests.world import in_aftercare

__all__ = ["boss"]
pytestmark = [pytest.mark.django_db(transaction=True)]
KINDS = ("opioid", "stimulant", "ketamine")


@pytest.fixture
def lives(boss: Visit, units) -> None:
    """Forty-eight releases of three years: some relapsed, one died, most were lost sight of in the end."""
    today = clock.today()
    for n in range(48):
        out = today - timedelta(days=1150 - 15 * n)
        watched = (today - out).days * (n % 5 + 1) // 5
        case = in_aftercare(units.station, since=out)
        Release.objects.filter(person_id=case.person).delete()
        Release.objects.create(
            person_id=case.person, released_on=out, episode_id=case.episode, held_by=case.held_by, times=1,
            at_6="unknown", at_12="unknown", at_24="unknown", at_36="unknown",
            relapsed_on=out + timedelta(days=watched // 2) if n % 4 == 0 else None,
            died_on=out + timedelta(days=watched) if n == 5 else None,
            known_on=None if n % 11 == 10 else out + timedelta(days=watched),
        )  # fmt: skip
        if n % 6:
            Substance.objects.create(
                person_id=case.person, held_by=case.held_by, kind=KINDS[min(n % 6 // 2, 2)]
            )


def test_curves_on_a_phone(lives: None, boss: Visit) -> None:
    page = boss.page
    page.goto("/dashboards/")
    expect(page.locator("#curve-whole svg")).to_be_visible()
    look(boss, "board with a curve")
    page.get_by_role("link", name="操守保持曲线").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("操守保持曲线")
    expect(page.locator(".curve")).to_have_count(1)
    look(boss, "whole")
    shoot(page, "clean")

    page.select_option("#split", "substance")
    page.get_by_role("button", name="查看").click()
    expect(page.locator(".curve")).to_have_count(4)
    look(boss, "by substance")
    shoot(page, "clean-substance")
    page.evaluate(_LISTEN)
    page.locator("#curve-g1 [data-draw]").click()
    expect(page.locator("#curve-g1 canvas")).to_be_visible()
    expect(page.locator("#curve-g1 svg.trend")).to_be_hidden()
    page.locator("#curve-g1 canvas").hover()
    assert broken(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shoot(page, "clean-drawn")

    page.emulate_media(media="print")
    expect(page.locator("#curve-g1 svg.trend")).to_be_visible()
    if Path("var/shots").is_dir():
        page.pdf(path="var/shots/clean.pdf", format="A4")
