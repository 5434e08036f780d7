"""``bin/guitu vacancies fetch`` without a feed: a sentence and exit code 1, and nothing is asked."""

import subprocess
import sys

from guitu.config.home import REPOSITORY
from tests.runtime.conftest import Home


def test_without_a_feed_it_says_so(home: Home) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guitu.runtime.cli", "vacancies", "fetch"],
        cwd=REPOSITORY,
        env=home.surroundings(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 1
    assert "GUITU_FEED_VACANCIES" in done.stderr
