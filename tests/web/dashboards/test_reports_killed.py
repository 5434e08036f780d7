"""A worker that is killed while it makes a report: no half of a file, and the next one makes it whole."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from guitu.casework.exports.models import Report
from guitu.casework.publications.models import Answer
from guitu.config.home import REPOSITORY
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.runtime.roles import superuser
from guitu.web.dashboards import jobs
from tests.databases import TestDatabase
from tests.web.dashboards.test_reports import ask
from tests.web.dashboards.test_reports_outside import CODE, visits

pytestmark = [pytest.mark.own_machine, pytest.mark.django_db(transaction=True)]
_LONG = 120
_SOMEBODY_WAITS = """
    select exists (select from pg_locks where relation = 'outcomes_release'::regclass and not granted)"""


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + _LONG
    while not holds():
        assert monotonic() < end, "it never came to that"
        sleep(0.1)


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """The real one, as bin/serve starts it, at the database of this test."""
    command = [sys.executable, "-m", "guitu.runtime.cli", "worker"]
    process = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, "GUITU_DB_ROLE": "worker"})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_killed_in_the_middle_it_leaves_nothing_and_is_taken_up_again(
    world, browser, django_db_setup: TestDatabase
):
    visits(world, 20, 10)
    ask(browser(world.manager), audience="outward", period=CODE)
    server, name = django_db_setup.server, django_db_setup.name

    with superuser(server, name) as way:
        with way.transaction():
            way.execute("lock table outcomes_release in access exclusive mode")  # so far it gets
            with worker() as first:
                until(lambda: way.execute(_SOMEBODY_WAITS).fetchone() == (True,))
                assert Report.objects.values_list("done", flat=True).get() > 0
                first.send_signal(signal.SIGKILL)
                first.wait()
        row = Report.objects.get()
        assert (row.state, row.docx, row.xlsx) == ("working", None, None)
        assert not Answer.objects.exists()

        jobs.take_up(0)
        assert (
            ProcrastinateJob.objects.get(task_name="dashboards.report").status == "doing"
        )  # it may yet live
        way.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")
    jobs.take_up(0)
    assert ProcrastinateJob.objects.get(task_name="dashboards.report").status == "todo"
    with worker():
        until(lambda: Report.objects.values_list("state", flat=True).get() != "working")
    row = Report.objects.get()
    assert (row.state, bool(row.docx), bool(row.xlsx)) == ("ready", True, True)
    assert Answer.objects.filter(report=row.id).exists()
    assert not ProcrastinateJob.objects.filter(task_name="dashboards.report", status="doing").exists()


def test_what_kills_every_worker_is_given_up_with_a_sentence(world, browser, django_db_setup: TestDatabase):
    manager = browser(world.manager)
    address = ask(manager)
    with superuser(django_db_setup.server, django_db_setup.name) as way:
        way.execute("update procrastinate_jobs set status = 'doing', attempts = 3")
    jobs.take_up(0)

    assert Report.objects.get().failure == "report.interrupted"
    assert "几次被中断" in manager.get(address).content.decode()
    jobs.make(str(Report.objects.get().id))  # the queue still knows it; it ends at once
    assert Report.objects.get().state == "failed"
    manager.post(f"{address}again")
    jobs.make(str(Report.objects.get().id))
    assert Report.objects.get().state == "ready"


def test_what_another_task_left_behind_is_not_touched(world, browser, django_db_setup: TestDatabase):
    jobs.make.configure().defer(wanted=str(new_id()))
    with superuser(django_db_setup.server, django_db_setup.name) as way:
        way.execute("update procrastinate_jobs set status = 'doing', task_name = 'nightly'")
    jobs.take_up(int(clock.now().timestamp()))

    assert ProcrastinateJob.objects.get().status == "doing"
