"""A station officer's day on a phone: the desk, why, three records from their duties, one corrected, done.

Every page on the way is checked: nothing from another host, under 400 KB and 40 requests, and nothing serious
that the accessibility rules find, light and dark.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from guitu.domain.kernel.dates import add_months
from guitu.foundation import clock
from tests.web.conftest import PASSWORD, Units
from tests.web.situations import in_aftercare, in_rehab

pytestmark = [pytest.mark.django_db(transaction=True)]

SERIOUS = {"serious", "critical"}
HEAVIEST = 400 * 1024  # bytes, uncompressed
MOST = 40  # requests
_LOADED = """() => ['navigation', 'resource']
    .flatMap((kind) => performance.getEntriesByType(kind))
    .map((each) => each.decodedBodySize)"""


def _is_wrong(said: ConsoleMessage) -> bool:
    """An error, but for the browser's note of a page that says what is wrong with a form."""
    return said.type == "error" and "status of 422" not in said.text


class Visit:
    """A browser page that counts what it loads and looks at itself."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.answers: list[Response] = []
        self.wrong: list[str] = []
        page.on("response", lambda answer: self.answers.append(answer))
        page.on("console", lambda said: self.wrong.append(said.text) if _is_wrong(said) else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def check(self) -> None:
        """What must hold of any page; then counting starts anew."""
        self.page.wait_for_load_state("networkidle")
        hosts = {urlsplit(answer.url).netloc for answer in self.answers}
        loaded = self.page.evaluate(_LOADED)  # of the page that is shown, unpacked
        assert hosts <= {urlsplit(self.address).netloc}
        assert len(loaded) < MOST
        assert sum(loaded) < HEAVIEST
        assert [answer.url for answer in self.answers if answer.status not in (200, 204, 303, 304, 422)] == []
        assert self.wrong == []
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # a literal of the two
            self._look(scheme)
        self.page.emulate_media(color_scheme="light")
        self.answers.clear()

    def _look(self, scheme: str) -> None:
        found = Axe().run(self.page).response["violations"]
        serious = [
            (rule["id"], [node["target"] for node in rule["nodes"]])
            for rule in found
            if rule["impact"] in SERIOUS
        ]
        assert serious == [], f"{self.page.url} {scheme}"


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def people(officer, units: Units, today: date) -> None:
    """Three people: one to be tested this week, one to be visited by now, one never talked to."""
    by, station = officer.viewer, units.station
    tested_next = add_months(today + timedelta(days=3), -2)
    in_rehab("王强", by=by, held_by=station, since=tested_next, today=today, number=1)
    visited_next = add_months(today - timedelta(days=5), -6)
    in_aftercare(
        "陈静", by=by, held_by=station, released=visited_next, opened=visited_next, today=today, number=2
    )
    in_aftercare(
        "周明",
        by=by,
        held_by=station,
        released=today - timedelta(days=60),
        opened=today - timedelta(days=60),
        today=today,
        number=3,
    )


@pytest.fixture
def visit(browser: Browser, live_server, people: None) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="zh-CN", base_url=live_server.url
    )
    context.set_default_timeout(15_000)
    yield Visit(context.new_page(), live_server.url)
    context.close()


def count(page: Page, window: str) -> int:
    return int(page.locator(f"#count-{window}").inner_text())


def row(page: Page, name: str, title: str):
    return page.locator("[data-row]").filter(has_text=name).filter(has_text=title)


def sign_in(page: Page, username: str = "lin") -> None:
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")


def test_an_officers_day(visit: Visit):
    page = visit.page

    # signing in
    page.goto("/sign-in")
    visit.check()
    page.get_by_label("用户名").fill("lin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    visit.check()

    # why, in place
    page.locator("a.tab", has_text="逾期").click()
    first_talk = row(page, "周明", "首次联系")
    first_talk.get_by_role("link", name="为什么").click()
    expect(first_talk.locator(".why-box")).to_contain_text("建档之日")
    visit.check()

    # the talk, from its duty; before it, when a worker must report
    late = count(page, "late")
    first_talk.get_by_role("link", name=re.compile("^记录")).click()
    expect(page.get_by_text("谈话之前，请先向对方说明")).to_be_visible()
    visit.check()
    page.get_by_role("radio", name="已完成").check()
    page.get_by_text("说明与细节").click()
    page.get_by_role("textbox", name="说明").fill("谈了找工作的事。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录周明的谈话")).to_be_visible()
    page.locator("a.tab", has_text="逾期").click()
    assert count(page, "late") == late - 1

    # the visit, in its grace
    page.locator("a.tab", has_text="今天").click()
    due = count(page, "today")
    row(page, "陈静", "半年回访").get_by_role("link", name=re.compile("^记录")).click()
    page.get_by_role("radio", name="未实现").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请在三类原因中选择一类")).to_be_visible()
    visit.wrong.clear()  # the browser logs the 422 that was just asked for
    visit.check()
    page.get_by_role("radio", name="已完成", exact=True).check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录陈静的回访")).to_be_visible()
    assert count(page, "today") == due - 1

    # the test, this week
    page.locator("a.tab", has_text="本周").click()
    week = count(page, "week")
    row(page, "王强", "定期检测").get_by_role("link", name=re.compile("^记录")).click()
    page.get_by_role("radio", name="阴性", exact=True).check()
    visit.check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录王强的检测")).to_be_visible()
    page.locator("a.tab", has_text="本周").click()
    assert count(page, "week") == week - 1

    # the person's page shows it, found by initials; one entry is corrected
    page.locator("nav.side").get_by_role("link", name="人员").click()
    page.get_by_label("查找").fill("zm")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("周明")
    visit.check()
    page.locator("#found").get_by_role("link", name="周明", exact=True).click()
    expect(page.locator(".timeline")).to_contain_text("谈了找工作的事。")
    visit.check()
    page.get_by_role("link", name=re.compile("^更正.*谈话")).click()
    page.get_by_role("radio", name="已联系并核实身份").check()
    page.get_by_role("radio", name="后来知道得更清楚").check()
    visit.check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".timeline")).to_contain_text("已更正")
    expect(page.locator(".timeline")).to_contain_text("已联系并核实身份")
    visit.check()

    # the way out
    page.locator(".menu-name").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def test_what_was_typed_stays_when_the_line_drops(visit: Visit):
    page = visit.page
    sign_in(page)
    page.locator("a.tab", has_text="逾期").click()
    row(page, "周明", "首次联系").get_by_role("link", name=re.compile("^记录")).click()
    page.get_by_role("radio", name="已完成").check()
    page.get_by_text("说明与细节").click()
    page.get_by_role("textbox", name="说明").fill("谈了找工作的事。")

    page.context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("没有发出去")).to_be_visible()
    expect(page.get_by_role("textbox", name="说明")).to_have_value("谈了找工作的事。")

    page.context.set_offline(False)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已记录周明的谈话")).to_be_visible()


def test_the_keyboard_moves_through_the_desk(visit: Visit):
    page = visit.page
    sign_in(page)
    page.locator("a.tab", has_text="逾期").click()
    page.wait_for_load_state("networkidle")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-row].here")).to_have_count(1)
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/record/"))
    page.keyboard.press("/")
    expect(page.get_by_label("查找")).to_be_focused()
