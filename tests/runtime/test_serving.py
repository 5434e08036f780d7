"""``bin/serve`` brings everything up and takes everything down, also when it is killed itself."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from guitu.config.home import REPOSITORY
from tests.runtime.conftest import Home


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true, *, seconds: float = 60) -> bool:
    """Whether ``true()`` became so within ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5) as page:
            return page.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def serving(home: Home, port: int) -> Iterator[subprocess.Popen]:
    """The site in a home of its own, without the demo county."""
    with (home.folder / "said").open("w+") as said:
        site = subprocess.Popen(
            [sys.executable, "-m", "guitu.runtime.cli", "serve"],
            cwd=REPOSITORY,
            env=home.surroundings(GUITU_PORT=str(port), GUITU_DEMO="0"),
            stdin=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            assert until(lambda: answers(port) or site.poll() is not None)
            assert site.poll() is None, (home.folder / "said").read_text()
            yield site
        finally:
            site.kill()
            site.wait()


def family(site: subprocess.Popen) -> list[psutil.Process]:
    return psutil.Process(site.pid).children(recursive=True)


@pytest.mark.own_machine
def test_a_signal_stops_everything_and_a_kill_leaves_nothing_that_hinders_the_next_start(home: Home):
    port = free_port()

    with serving(home, port) as killed:
        children = family(killed)
        killed.kill()
        assert until(lambda: not any(child.is_running() for child in children), seconds=20)
    with serving(home, port) as stopped:
        children = family(stopped)
        stopped.send_signal(signal.SIGINT)
        code = stopped.wait(30)

    said = (home.folder / "said").read_text()
    assert code == 0, said
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert not any(child.is_running() for child in children)
    assert home.postmasters() == []
