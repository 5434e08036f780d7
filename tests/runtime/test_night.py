"""The worker knows the night's work, plans it for Beijing's small hours, and does it when its time comes."""

from datetime import UTC, datetime

import croniter
import pytest
from django.db import connection
from procrastinate.contrib.django import app

from guitu.foundation.clock import BEIJING
from guitu.runtime.tasks import NIGHTLY, nightly, outbox


def test_the_night_begins_at_ten_past_three_in_beijing():
    noon = datetime(2026, 3, 1, 12, tzinfo=BEIJING)

    planned = croniter.croniter(NIGHTLY).get_next(ret_type=float, start_time=noon.timestamp())

    assert datetime.fromtimestamp(planned, UTC).astimezone(BEIJING).isoformat() == "2026-03-02T03:10:00+08:00"


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_nights_work():
    nightly.defer(timestamp=0)

    with app.replace_connector(app.connector.get_worker_connector()) as working, working.open():
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    with connection.cursor() as cursor:
        # what the clock itself plans for this very minute may stand beside it
        cursor.execute("select status::text from procrastinate_jobs where task_name = %s", [nightly.name])
        assert set(cursor.fetchall()) == {("succeeded",)}


@pytest.mark.django_db(transaction=True)
def test_the_worker_looks_after_the_outbox():
    outbox.defer(timestamp=0)

    with app.replace_connector(app.connector.get_worker_connector()) as working, working.open():
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    with connection.cursor() as cursor:
        cursor.execute("select status::text from procrastinate_jobs where task_name = %s", [outbox.name])
        assert set(cursor.fetchall()) == {("succeeded",)}
