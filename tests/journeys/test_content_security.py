"""Every page in a real browser: the policy is strict, and in ordinary use nothing ever breaks it.

A page may run only scripts that carry its own nonce, hold no styles and no handlers of its own, and stand
in no frame. ``securitypolicyviolation`` is what the browser itself says, for what is refused and for what is
only looked at (Trusted Types).
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page

from guitu.foundation import clock
from tests.journeys.looking import sign_in
from tests.web.conftest import Units
from tests.web.situations import Kept, in_aftercare

pytestmark = [pytest.mark.django_db(transaction=True)]

_LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.broken.push(
    `${event.disposition} ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
_ATTACKS = """() => {
    window.ran = [];
    const inline = document.createElement("div");
    inline.innerHTML = "<img src=x onerror=\\"window.ran.push('handler')\\"><b style='color:red'>x</b>";
    document.body.append(inline);
    const written = document.createElement("div");
    written.innerHTML = "<script>window.ran.push('inline')<\\/script>";
    document.body.append(written);
    // later, outside of what the test drives: there a browser lets its own tools evaluate
    window.setTimeout(() => {
        try { window.eval("window.ran.push('eval')"); } catch (error) { /* refused, as it should be */ }
        try { new Function("window.ran.push('function')")(); } catch (error) { /* refused too */ }
    });
    const link = document.createElement("a");
    link.href = "javascript:window.ran.push('address')";
    document.body.append(link);
    link.click();
}"""


@pytest.fixture
def kept(officer, units: Units) -> Kept:
    today: date = clock.today()
    since = today - timedelta(days=60)
    with transaction.atomic():  # as every command and page runs
        return in_aftercare(
            "周明", by=officer.viewer, held_by=units.station, released=since, opened=since, today=today
        )


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    context.set_default_timeout(15_000)
    context.add_init_script(_LISTEN)
    yield context.new_page()
    context.close()


def broken(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    said: list[str] = page.evaluate("() => window.broken")
    return said


def addresses(kept: Kept) -> list[str]:
    return [
        "/",
        "/?window=late&whose=unit",
        reverse("account:me"),
        reverse("people:search"),
        reverse("people:person", args=[kept.id]),
        reverse("people:why", args=[kept.id, kept.episode, "J-01", 1]),
        reverse("encounters:choose", args=[kept.id]),
        reverse("encounters:record", args=[kept.id, "talk"]),
        reverse("encounters:record", args=[kept.id, "home_visit"]),
        reverse("figures:region"),
        reverse("dashboards:place"),
        reverse("rulebook:book"),
        reverse("rulebook:pack", args=["national"]),
        "/not-there",
    ]


def test_no_page_breaks_the_policy(page: Page, kept: Kept):
    page.goto("/sign-in")
    assert broken(page) == []
    sign_in(page)
    for address in addresses(kept):
        page.goto(address)
        assert broken(page) == [], address


def test_working_on_pages_breaks_the_policy_nowhere(page: Page, kept: Kept):
    sign_in(page)
    page.goto("/?window=late&whose=unit")
    page.get_by_role("link", name="为什么").first.click()
    page.locator(".why-box").first.wait_for()
    assert broken(page) == []
    page.goto(reverse("people:search"))
    page.get_by_label("查找").fill("zm")
    page.keyboard.press("Enter")
    page.locator("#found").get_by_role("link", name="周明", exact=True).wait_for()
    assert broken(page) == []
    page.goto(reverse("encounters:record", args=[kept.id, "talk"]))
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state("networkidle")
    assert broken(page) == []


def test_what_somebody_smuggles_into_a_page_does_not_run(page: Page, kept: Kept):
    """Otherwise the tests above would prove nothing."""
    sign_in(page)
    page.evaluate(_ATTACKS)
    page.wait_for_timeout(300)

    assert page.evaluate("() => window.ran") == []
    said = " ".join(broken(page))
    for directive in ("script-src-attr", "style-src-attr", "script-src"):
        assert directive in said


def test_the_site_stands_in_no_frame(page: Page, live_server):
    page.set_content(f"<iframe src='{live_server.url}/sign-in'></iframe>")
    page.wait_for_timeout(500)

    assert [frame.url for frame in page.frames[1:]] in ([], ["chrome-error://chromewebdata/"])
