"""The real site on the bench's database, and a client like a browser that draws nothing."""

import http.client
import os
import re
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from guitu.runtime.bench.database import PEOPLE
from guitu.runtime.children import spawn, stop_all
from guitu.runtime.demo.cast import PASSWORD
from guitu.runtime.say import MachineError
from guitu.runtime.serving import Address, site_command

_SLOWEST_START = 60  # seconds
_TIMING = re.compile(r"total;dur=([\d.]+), db;dur=([\d.]+);desc=\"(\d+) queries\"")


@dataclass(frozen=True, slots=True)
class Answer:
    """One response. Times in ms: at the client, on the server, of that in the database."""

    status: int
    location: str
    body: bytes
    client: float
    server: float
    database: float
    queries: int


class Client:
    """One signed-in reader on one connection. Not for two threads."""

    def __init__(self, address: Address) -> None:
        self._way = http.client.HTTPConnection(address.host, address.port, timeout=60)
        self._cookies: dict[str, str] = {}

    def sign_in(self, username: str) -> "Client":
        """Through the page, as everybody does.

        Raises:
            MachineError: the page did not let us in.
        """
        form = fields(self.get("/sign-in").body)
        done = self.post("/sign-in", {**form, "username": username, "password": PASSWORD})
        if done.status != HTTPStatus.SEE_OTHER:
            raise MachineError(f"测量账号 {username} 无法登录。", f"{username} could not sign in.")
        return self

    def twin(self, address: Address) -> "Client":
        """Another connection in the same session: signing in is slow on purpose."""
        made = Client(address)
        made._cookies = dict(self._cookies)
        return made

    def get(self, path: str) -> Answer:
        """One page."""
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """One form; redirects are not followed."""
        return self._ask("POST", path, urlencode(form).encode())

    def close(self) -> None:
        """Hang up."""
        self._way.close()

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._way.request(method, path, body=body, headers=headers)
        response = self._way.getresponse()
        content = response.read()
        took = (time.perf_counter() - began) * 1000
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        total, in_database, queries = _timing(response.headers.get("Server-Timing", ""))
        where = response.headers.get("Location", "")
        return Answer(response.status, where, content, took, total, in_database, queries)


def _timing(header: str) -> tuple[float, float, int]:
    found = _TIMING.search(header)
    return (float(found[1]), float(found[2]), int(found[3])) if found else (0.0, 0.0, 0)


@contextmanager
def serving(workers: int) -> Iterator[Address]:
    """The site on a free port of this machine, on the bench's database, until the block ends.

    Raises:
        MachineError: it does not come up.
    """
    address = Address("127.0.0.1", _free_port())
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "guitu.config.settings",
        "GUITU_DB_NAME": PEOPLE,
        "GUITU_DB_ROLE": "app",
        "GUITU_DEMO": "1",
        "GUITU_TLS": "0",
    }
    site = spawn(site_command(address, workers), surroundings=surroundings)
    try:
        until = time.monotonic() + _SLOWEST_START
        while not _answers(address):
            if site.poll() is not None or time.monotonic() > until:
                raise MachineError("网站没有启动，原因见上。", "The site did not start; see above.")
            time.sleep(0.1)
        yield address
    finally:
        stop_all([site])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: Address) -> bool:
    try:
        Client(address).get("/sign-in")
    except (OSError, http.client.HTTPException):
        return False
    return True


class _Fields(HTMLParser):
    """Collects what a browser would send of the forms of a page if nobody touched them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, value = said.get("name") or "", said.get("value") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and (self._select not in self.found or "selected" in said):
            self.found[self._select] = value
        elif tag == "textarea" and name:
            self.found[name] = ""
        elif tag == "input" and name:
            kind = said.get("type") or "text"
            if kind not in {"checkbox", "radio", "submit", "button"} or "checked" in said:
                self.found[name] = value


def fields(page: bytes) -> dict[str, str]:
    """The names and values of a page's form fields, as they stand."""
    reader = _Fields()
    reader.feed(page.decode())
    return reader.found
