"""Second factors in a real browser: a virtual device's passkey, and a phone's code from the picture's secret.

The device is Chromium's own virtual authenticator, which verifies its person.
"""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, CDPSession, Page, expect

from guitu.foundation import clock
from tests.journeys.looking import Visit
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser: Browser, live_server, officer) -> Iterator[Visit]:
    """A phone's browser at a named address, because no browser makes passkeys for a bare one."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", base_url=address)
    context.set_default_timeout(15_000)
    yield Visit(context.new_page(), address)
    context.close()


def device(page: Page, *, verifies: bool = True) -> tuple[CDPSession, str]:
    """A device that holds passkeys and, mostly, verifies who uses it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("用户名").fill("lin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def add_passkey(page: Page) -> None:
    page.goto("/me/factors")
    page.get_by_role("link", name="通行密钥").click()
    page.get_by_label("给它起个名字").fill("我的手机")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("备用码")
    page.get_by_role("button", name="已经抄好").click()


def test_a_passkey_is_made_and_signs_in_alone_and_as_the_second_proof(visit: Visit, officer):
    page = visit.page
    device(page)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    add_passkey(page)
    page.goto("/me/factors")
    expect(page.get_by_text("我的手机")).to_be_visible()
    visit.check()

    # alone
    page.locator(".menu-name").click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("link", name="用通行密钥登录").click()
    visit.check()
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")

    # after the password
    page.locator(".menu-name").click()
    page.get_by_role("button", name="退出登录").click()
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("再确认一次")
    visit.check()
    page.get_by_role("button", name="用通行密钥确认").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")


def test_a_device_that_verifies_nobody_makes_no_passkey(visit: Visit, officer):
    page = visit.page
    device(page, verifies=False)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    page.goto("/me/factors/passkey")
    page.get_by_role("button", name="添加通行密钥").click()

    expect(page.get_by_text("设备没有完成验证")).to_be_visible()


def test_a_passkey_that_is_not_ours_opens_nothing(visit: Visit, officer):
    """The device still holds it, but it was taken off here."""
    from guitu.foundation.accounts import factors

    page = visit.page
    device(page)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    add_passkey(page)
    factors.clear(officer.account.id)
    page.locator(".menu-name").click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("link", name="用通行密钥登录").click()
    page.get_by_role("button", name="登录", exact=True).click()

    expect(page.get_by_text("通行密钥没有通过验证")).to_be_visible()


def test_a_phone_is_set_up_and_asked_for(visit: Visit, officer):
    page = visit.page
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    page.goto("/me/factors/code")
    visit.check()
    secret = page.locator("code").inner_text()

    def code() -> str:
        return format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))

    first = code()
    page.get_by_label("验证码").fill(first)
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("备用码")
    visit.check()
    spare = page.locator("li code").first.inner_text()
    page.get_by_role("button", name="已经抄好").click()
    page.locator(".menu-name").click()
    page.get_by_role("button", name="退出登录").click()

    # the code that set it up is used; a spare one is not
    sign_in(page)
    page.get_by_label("验证码").fill(first)
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_text("验证码不正确，或已经用过")).to_be_visible()
    page.get_by_label("验证码").fill(spare)
    page.get_by_role("button", name="确认").click()
    expect(page).to_have_url(re.compile("/me/factors$"))
    page.goto("/me/places")
    expect(page.get_by_text("就是这里")).to_be_visible()
    visit.wrong.clear()  # the browser logs the 422 that was just asked for
    visit.check()
