"""The demo directory: nearest first, one closed, some long not verified, a place for every entitlement."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from guitu.casework.directory.queries import services, stale
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.service_files import programmes
from guitu.runtime.demo.making import make_demo
from guitu.runtime.demo.services import make_services

ON = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def made(
    django_db_setup: object, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The county and its directory, in a transaction that ends with this file."""
    mark: Path = tmp_path_factory.mktemp("home") / "demo" / "sign-ins.txt"
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's
        make_demo(people=1, on=ON, mark=mark)
        yield make_services(on=ON)
        transaction.set_rollback(True)


def test_a_worker_finds_help_nearby(made: int):
    lin = viewers_named(("linlan",))["linlan"]
    found = services(lin)

    assert made == len(found) + 1  # one is closed
    assert found[0].name == "站里的一对一指导"
    assert [row.name for row in services(lin, "dbsq")] == ["低保申请窗口"]
    assert all(row.phone.startswith("12") for row in found)


def test_some_pages_wait_to_be_verified():
    head = viewers_named(("chenfeng",))["chenfeng"]

    assert len(stale(head, today=ON)) == 2


def test_every_entitlement_names_a_place_to_apply_at():
    kinds = {row.kind for row in services(viewers_named(("linlan",))["linlan"])}

    assert [p.code for p in programmes().values() if not p.information and not kinds & set(p.apply_at)] == []


def test_a_second_time_adds_nothing():
    assert make_services(on=ON) == 0
