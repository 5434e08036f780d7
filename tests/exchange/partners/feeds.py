"""The stub of the HR bureau's feed as tests use it: published posts, misbehaviour, what it was asked."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guitu.config.channels import Way

STUB = Path(__file__).with_name("stub_feed.py")
KEY = "a key that both sides know"
SOURCE = "hr-demo"
REGION = "430102001000"


def post(name: str, **said: Any) -> dict[str, Any]:
    """A post as the feed says it; anything can be said otherwise."""
    return {
        "id": name,
        "revision": 1,
        "state": "open",
        "employer": {
            "name": "芙蓉演示服装厂",
            "region": "430102",
            "address": "演示路1号",
            "phone": "0731-5550100",
        },
        "title": "缝纫工",
        "region": REGION,
        "skills": ["sewing"],
        "requirements": "会平车，能吃苦",
        "description": "做六休一，包午餐。",
        "schedule": "full_time",
        "hours_week": 44,
        "night_work": False,
        "wage": {"least": 350_000, "most": 500_000, "per": "month"},
        "places": 2,
        "open_until": "2026-12-31",
        "contact": "人事部",
        **said,
    }


class FeedStub:
    """The bureau in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, Any] = {"key": KEY, "source": SOURCE, "items": []}
        self._write()
        self.process = subprocess.Popen(
            [sys.executable, str(STUB), str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    @property
    def way(self) -> Way:
        """As the settings name it."""
        return Way("127.0.0.1", self.port, "/v1/vacancies", secure=False)

    def publish(self, *posts: dict[str, Any]) -> None:
        """Add posts, or further revisions of them, to what the feed tells."""
        self.said["items"] += posts
        self._write()

    def forget(self) -> None:
        """Tell nothing any more."""
        self.said["items"] = []
        self._write()

    def behave(self, mode: str = "good", *, from_page: int = 1, page: int = 200, key: str = KEY) -> None:
        """How to answer from some page on; the modes stand in the stub."""
        self.said |= {"mode": mode, "from_page": from_page, "page": page, "key": key}
        self._write()

    def heard(self) -> list[dict[str, Any]]:
        """The questions that came."""
        log = self.folder / "heard.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def end(self) -> None:
        """Stop it; asking again finds nobody."""
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _write(self) -> None:
        fresh = self.folder / "script.new"
        fresh.write_text(json.dumps(self.said, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / "script.json")


@pytest.fixture
def feed(tmp_path: Path, settings: Any) -> Iterator[FeedStub]:
    """The stub, and settings that lead to it. Marked ``own_machine`` where it is used."""
    made = FeedStub(tmp_path)
    settings.GUITU_FEED_VACANCIES = made.way
    settings.GUITU_FEED_VACANCIES_KEY = KEY
    settings.GUITU_FEED_VACANCIES_SOURCE = SOURCE
    yield made
    made.end()
