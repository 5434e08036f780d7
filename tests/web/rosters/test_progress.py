"""Large files are the worker's; the page says how far it is and leads on."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from guitu.casework.people.models import Person
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from guitu.web.rosters import work
from guitu.web.rosters.held import held, hold
from guitu.web.rosters.jobs import clear_away
from tests.web.rosters.conftest import line


@pytest.fixture
def uploaded(world, browser, workbook, monkeypatch):
    """A file too large to be looked at while somebody waits, and the browser that sent it."""
    monkeypatch.setattr(work, "AT_ONCE_BYTES", 10)
    monkeypatch.setattr(work, "AT_ONCE_ROWS", 1)
    client = browser(world.head)
    sent = client.post("/rosters/", {"file": workbook(line(1), line(2))})
    held_id = UUID(sent["Location"].split("/")[2])
    return client, held(world.head.id, held_id), sent["Location"]


def jobs():
    from procrastinate.contrib.django.models import ProcrastinateJob

    return [(job.task_name, job.args["act"]) for job in ProcrastinateJob.objects.order_by("id")]


def test_the_worker_is_asked_and_the_page_waits(uploaded):
    client, _, address = uploaded

    assert client.get(address)["Location"] == f"{address}progress"
    assert client.get(f"{address}progress").status_code == 200
    assert jobs() == [("rosters.work", "look")]


def test_the_way_leads_on_when_the_worker_has_looked_and_imported(
    world, uploaded, django_capture_on_commit_callbacks
):
    client, file, address = uploaded

    work.run(file.id, world.head.id, "look")
    assert client.get(f"{address}progress")["Location"] == address
    assert client.post(f"{address}import")["Location"] == f"{address}progress"
    assert jobs()[-1] == ("rosters.work", "import")
    assert "0 / " not in client.get(f"{address}progress").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        work.run(file.id, world.head.id, "import")

    assert Person.objects.count() == 2
    assert client.get(f"{address}progress")["Location"].startswith("/rosters/imports/")


def test_a_fragment_is_led_on_by_its_header(world, uploaded):
    client, file, address = uploaded
    work.run(file.id, world.head.id, "look")

    answer = client.get(f"{address}progress", headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == address


def test_work_that_stopped_says_so_after_a_while(uploaded):
    client, file, address = uploaded
    long_ago = (clock.now() - timedelta(minutes=5)).isoformat()
    file.say(replace(file.state, state="running", at=long_ago))

    page = client.get(f"{address}progress")

    assert page.context["stuck"]
    assert "可能已中断" in page.content.decode()


def test_an_account_switched_off_meanwhile_is_refused_by_the_worker(world, uploaded):
    _, file, _ = uploaded
    Account.objects.filter(id=world.head.id).update(is_active=False)

    work.run(file.id, world.head.id, "look")

    assert held(world.head.id, file.id).state.code == "access.refused"


def test_a_file_that_is_no_roster_is_refused_on_the_progress_page(world, uploaded):
    client, _, _ = uploaded
    file = hold([b"no workbook"], file_name="名册.xlsx", account=world.head.id, at=clock.now())
    address = f"/rosters/{file.id}/"

    work.run(file.id, world.head.id, "look")

    page = client.get(f"{address}progress")
    assert page.status_code == 200
    assert page.context["refusal"]
    assert not file.is_there


def test_files_nobody_imported_are_cleared_away_after_a_day(world, uploaded, workbook):
    import os

    client, file, _ = uploaded
    about = Path(settings.GUITU_HOME) / "uploads" / "rosters" / str(file.id) / "about.sealed"
    old = clock.now().timestamp() - 25 * 60 * 60
    os.utime(about, (old, old))

    client.post("/rosters/", {"file": workbook(line(3))})

    assert not file.is_there


def test_the_hour_clears_away_what_nobody_came_back_for(world, uploaded):
    import os

    _, file, _ = uploaded
    half_sent = Path(settings.GUITU_HOME) / "uploads" / "rosters" / str(new_id())
    half_sent.mkdir()
    (half_sent / "roster.sealed").write_bytes(b"x")
    clear_away(timestamp=0)
    assert file.is_there
    assert half_sent.exists()

    old = clock.now().timestamp() - 25 * 60 * 60
    for place in (half_sent.parent / str(file.id) / "about.sealed", half_sent):
        os.utime(place, (old, old))
    clear_away(timestamp=0)

    assert not file.is_there
    assert not half_sent.exists()
