"""wapiti, a scanner that knows nothing of us, against a served site, signed in: nothing high, nothing medium.

It lives in an environment of its own (requirements-nightly.lock): it wants older libraries than we do.
``bin/test --nightly`` makes that environment.
"""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from guitu.foundation import clock
from tests.web.conftest import Units
from tests.web.situations import in_aftercare

WAPITI = Path(__file__).parents[2] / "var" / "nightly" / "bin" / "wapiti"
MODULES = (
    "sql,timesql,xss,permanentxss,file,exec,crlf,redirect,ssrf,xxe,csrf,methods,htaccess,backup,cookieflags"
)
SERIOUS = 2  # wapiti's levels: 1 low, 2 medium, 3 high, 4 critical
# Cookies are Secure where TLS is; the test's site has none (tests/web/shell/test_limits.py has the other).
EXPECTED = {"Secure Flag cookie"}

pytestmark = [pytest.mark.nightly, pytest.mark.own_machine, pytest.mark.django_db(transaction=True)]


@pytest.mark.skipif(not WAPITI.exists(), reason="bin/test --nightly makes its environment")
def test_a_scanner_finds_nothing_serious(live_server, officer, units: Units, tmp_path: Path):
    since = clock.today() - timedelta(days=200)
    with transaction.atomic():
        in_aftercare(
            "陈静",
            by=officer.viewer,
            held_by=units.station,
            released=since,
            opened=since,
            today=clock.today(),
        )
    browser = Client()
    browser.force_login(officer.account)
    browser.get("/people/")
    said = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())

    subprocess.run(
        [
            *(WAPITI, "-u", f"{live_server.url}/", "--scope", "domain", "-m", MODULES, "--flush-session"),
            *(
                "-H",
                f"Cookie: {said}",
                "-x",
                f"{live_server.url}/sign-out",
                "--store-session",
                tmp_path / "s",
            ),
            *("-f", "json", "-o", tmp_path / "found.json", "--max-scan-time", "1500", "-S", "normal"),
            *("--no-bugreport", "--verify-ssl", "0", "--max-links-per-page", "40", "-d", "4"),
        ],
        check=True,
        capture_output=True,
        timeout=2400,
        start_new_session=True,  # at its end it stops everything of its own session
    )

    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["infos"]["crawled_pages_nbr"] > 5, "it was not signed in"
    serious = [
        (kind, each["method"], each["path"], each["info"])
        for kind, all_of_it in found["vulnerabilities"].items()
        for each in all_of_it
        if each["level"] >= SERIOUS and kind not in EXPECTED
    ]
    assert serious == []
