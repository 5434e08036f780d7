"""Homes to start servers in: each test that kills, fills or breaks one has its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from guitu.config.home import REPOSITORY


class Home:
    """A GUITU_HOME and the command line in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def surroundings(self, **more: str) -> dict[str, str]:
        """The environment of an operator, without what the tests themselves run in."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GUITU_", "DJANGO_", "DATABASE_URL"))
        }
        return {**kept, "GUITU_HOME": str(self.folder), "GUITU_THROWAWAY": "1", **more}

    def guitu(self, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run ``bin/guitu ARGUMENTS`` without its set-up."""
        return subprocess.run(
            [sys.executable, "-m", "guitu.runtime.cli", *arguments],
            cwd=REPOSITORY,
            env=self.surroundings(**more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def password(self, role: str) -> str:
        """The password of "superuser", "owner" or "app"."""
        return (self.folder / "keys" / f"postgres_{role}").read_text()

    @property
    def socket(self) -> Path:
        """The folder of the server's socket."""
        return self.folder / "postgres" / "socket"

    def connect(self, role: str, database: str = "guitu") -> psycopg.Connection:
        """A connection that commits each statement."""
        user = "postgres" if role == "superuser" else f"guitu_{role}"
        return psycopg.connect(
            host=str(self.socket),
            user=user,
            password=self.password(role),
            dbname=database,
            autocommit=True,
        )

    def postmasters(self) -> list[psutil.Process]:
        """The servers that run on this home's data."""
        data = str(self.folder / "postgres" / "data")
        return [
            process
            for process in psutil.process_iter(["cmdline", "name"])
            if process.info["name"] == "postgres" and data in (process.info["cmdline"] or [])
        ]

    def remove(self) -> None:
        """Kill the server and delete everything."""
        for postmaster in self.postmasters():
            for process in [postmaster, *postmaster.children()]:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_home() -> Home:
    """A fresh home in a short place that every user can reach; to be removed by whoever made it."""
    folder = Path(tempfile.mkdtemp(prefix="guitu-", dir="/tmp"))
    folder.chmod(0o711)
    return Home(folder)


@pytest.fixture(scope="session")
def running() -> Iterator[Home]:
    """A home whose server is left running, for tests that only look or make databases of their own."""
    made = make_home()
    started = made.guitu("db", "start")
    assert started.returncode == 0, started.stderr
    yield made
    made.remove()


@pytest.fixture
def home() -> Iterator[Home]:
    """A home of the test's own."""
    made = make_home()
    yield made
    made.remove()
