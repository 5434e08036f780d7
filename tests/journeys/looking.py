"""What every journey does alike: phones of colleagues, signing in, looking at the page that is open."""

from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.web.conftest import PASSWORD

WIDTH = 360  # of a small phone
SERIOUS = {"serious", "critical"}
HEAVIEST = 400 * 1024  # bytes, uncompressed
MOST = 40  # requests
_PATIENCE = 30_000  # milliseconds; two cores are shared with other tests
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


class Phones:
    """Phones in one browser, each a device of its own."""

    def __init__(self, browser: Browser, address: str, password: str = PASSWORD) -> None:
        self._browser, self._address, self._password = browser, address, password
        self._contexts: list[BrowserContext] = []
        self._visits: dict[str, Visit] = {}

    def open(self, username: str = "") -> Visit:
        """Another phone, signed in as somebody, or as nobody."""
        context = self._browser.new_context(
            viewport={"width": WIDTH, "height": 740}, locale="zh-CN", base_url=self._address
        )
        context.set_default_timeout(_PATIENCE)
        self._contexts.append(context)
        visit = Visit(context.new_page(), self._address)
        if username:
            sign_in(visit.page, username, self._password)
            visit.answers.clear()
        return visit

    def of(self, username: str) -> Visit:
        """The phone of a colleague, the same one each time."""
        if username not in self._visits:
            self._visits[username] = self.open(username)
        return self._visits[username]

    def close(self) -> None:
        for context in self._contexts:
            context.close()


Phone = Callable[..., Visit]


def sign_in(page: Page, username: str = "lin", password: str = PASSWORD) -> None:
    """Each role begins on a page of its own."""
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.wait_for_load_state("networkidle")


def look(visit: Visit, name: str) -> None:
    """What must hold of the page, and that it is no wider than the phone."""
    visit.wrong.clear()  # the browser logs a 422 that was asked for
    visit.check()
    fits(visit.page, name)


def fits(page: Page, name: str = "") -> None:
    """Nothing is wider than the phone."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name or page.url} is {wide}px wider than the phone"


def open_person(page: Page, name: str = "周明", typed: str = "zm") -> None:
    """Somebody's page, found by the first letters of their name."""
    page.goto("/people/")
    page.get_by_label("查找").fill(typed)
    page.keyboard.press("Enter")
    page.locator("#found").get_by_role("link", name=name, exact=True).click()
