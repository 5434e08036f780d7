"""What every test stands on: its database, and no network.

Ask for the database with ``@pytest.mark.django_db`` (rolled back) or ``django_db(transaction=True)``
(commits for real; afterwards the database is made anew). Either way the test runs as ``guitu_app``,
the role that serves people, which owns nothing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase

from tests.databases import TestDatabase
from tests.signing_in import install

pytest_plugins = ["tests.world"]
install()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object
) -> Iterator[TestDatabase]:
    """The test database of this process, on a server that runs as long as any test process needs it."""
    from guitu.runtime.framework import speak_as_the_system
    from guitu.runtime.presence import database as running_server

    speak_as_the_system()  # arranging and asserting see everybody; screens open their viewer's own

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with running_server() as server:
        assert server is not None, "tests run on the embedded server"
        made = TestDatabase(server, worker)
        with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django does not export its type
            made.make()
            original = TransactionTestCase._fixture_teardown
            TransactionTestCase._fixture_teardown = lambda _case: made.renew()  # type: ignore[method-assign]
            yield made
            TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign]
            made.drop()


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    """English stands beside the Chinese as it would be served."""
    from guitu.runtime.assets import compile_translations

    compile_translations()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Tests write past the trail of changes, which tells what was counted a moment ago that it is old."""
    if kept := sys.modules.get("guitu.analytics.recent"):
        kept.forget()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys are marked by their folder and may reach this machine; the large counts wait for --full."""
    import os

    journeys = Path(__file__).parent / "journeys"
    for item in items:
        if journeys in item.path.parents:
            item.add_marker("journey")
        if item.get_closest_marker("journey") or item.get_closest_marker("own_machine"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost"]))
        if item.get_closest_marker("nightly") and os.environ.get("GUITU_NIGHTLY") != "1":
            item.add_marker(pytest.mark.skip(reason="attacks: bin/test --nightly"))
        if item.get_closest_marker("full") and os.environ.get("GUITU_FULL") != "1":
            item.add_marker(pytest.mark.skip(reason="large counts: bin/test --full"))
