"""A real browser at a real server: Debian's Chromium, the site on 127.0.0.1, nobody else reachable."""

import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, sync_playwright

from guitu.foundation import clock
from tests.journeys.looking import Phone, Phones
from tests.web.conftest import officer, units  # noqa: F401 - the cast, found by pytest through this module

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def _database_beside_a_browser() -> Iterator[None]:
    # the browser's own event loop runs in this thread; the database calls of the tests are ordinary ones
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser(_database_beside_a_browser: None, django_db_setup: object) -> Iterator[Browser]:
    """Chromium, as apt installs it; nothing is downloaded."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "no Chromium: apt install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def phones(browser: Browser, live_server) -> Iterator[Phones]:
    """Phones of colleagues whom the test's own cast makes."""
    phones = Phones(browser, live_server.url)
    yield phones
    phones.close()


@pytest.fixture
def phone(phones: Phones) -> Phone:
    """Another phone: signed in as who is named, or as nobody."""
    return phones.open
