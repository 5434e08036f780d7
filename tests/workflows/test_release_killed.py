"""A process that dies while a file closes leaves the release where it was: whole, and counted once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import sleep

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from guitu.casework.episodes.models import Episode
from guitu.casework.outcomes.models import Release
from guitu.casework.records.models import Cohort
from guitu.foundation.authorization import door
from guitu.foundation.clock import midnight
from guitu.runtime.roles import superuser
from guitu.workflows.record import record_entry
from tests.databases import TestDatabase
from tests.world import TODAY, Case, World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
OUT = date(2025, 6, 1)


def tell(case: Case, world: World, kind: str, day: date, outcome: str, **details: object) -> None:
    with transaction.atomic(), door.as_system("test"):
        record_entry(
            person=case.person, kind=kind, happened_on=day, outcome=outcome, details=details,
            episode=case.episode, by=world.lin, at=midnight(day) + timedelta(hours=12),
        )  # fmt: skip


def waiting_for_a_lock(way: psycopg.Connection, name: str) -> int:
    """The server process of this database that waits for a lock, once there is one."""
    for _ in range(600):
        found = way.execute(
            "select pid from pg_stat_activity where datname = %s and wait_event_type = 'Lock'", [name]
        ).fetchone()
        if found:
            return int(found[0])
        sleep(0.05)
    raise AssertionError("nobody ever waited")


def stored() -> tuple[list[tuple], int, list[str]]:
    with transaction.atomic(), door.even_sealed("looking"):
        releases = list(Release.objects.values_list("released_on", "at_6", "held_by"))
        return releases, Cohort.objects.count(), list(Episode.objects.values_list("phase", flat=True))


def test_killed_in_the_middle_of_closing_nothing_is_half_done(
    world: World, django_db_setup: TestDatabase
) -> None:
    with transaction.atomic(), door.as_system("test"):
        case = in_aftercare(world.station, since=OUT, worker=world.lin.id)
    tell(case, world, "consent", OUT, "given", purpose="aftercare")
    for day in (OUT, date(2025, 12, 10)):
        tell(case, world, "home_visit", day, "done")
    before = stored()
    assert before == ([(OUT, "clean", world.station)], 0, ["active"])

    def close() -> None:
        try:
            tell(case, world, "consent", TODAY, "withdrawn", purpose="aftercare")
        finally:
            connection.close()

    server, name = django_db_setup.server, django_db_setup.name
    with superuser(server, name) as way, ThreadPoolExecutor(1) as pool, way.transaction():
        way.execute("lock table records_cohort in exclusive mode")  # so far it gets, and no further
        closing = pool.submit(close)
        with superuser(server) as other:
            other.execute("select pg_terminate_backend(%s)", [waiting_for_a_lock(other, name)])
        with pytest.raises(OperationalError):
            closing.result()

    assert stored() == before

    close()
    releases, left, phases = stored()
    assert (releases, left, phases) == ([], 1, ["finished"])
    assert Cohort.objects.get().at_6 == "clean"
