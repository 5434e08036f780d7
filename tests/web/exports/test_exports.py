"""The pages of exports: a step-up before, a choice from lists, one download, an approval from elsewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guitu.casework.exports.queries import export, exports_of
from guitu.domain.access import Viewer
from guitu.exchange.exporters import requests
from guitu.foundation import clock
from guitu.foundation.accounts.models import SignIn
from guitu.web.exports import jobs
from tests.web.test_sweep import browser_of
from tests.world import World, in_aftercare, someone

pytestmark = pytest.mark.django_db

START, WAITING = "exports:start", "exports:waiting"
ASKED = {
    "purpose": "check", "whose": "unit", "kind": "", "columns": ["name", "phase"], "plain": ["name"],
    "form": "csv",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.GUITU_HOME = tmp_path


@pytest.fixture
def people(world: World):
    return [
        in_aftercare(world.station, person=someone(world.station, name=f"王{n}")).person for n in "一二三"
    ]


def latest(viewer: Viewer):
    return exports_of(viewer)[0]


def test_an_officer_asks_and_fetches_a_file_once(world, people):
    lin = browser_of(world.lin)

    answer = lin.post(reverse(START), ASKED)
    assert answer.status_code == 303
    row = latest(world.lin)
    assert (row.state, row.columns, row.plain) == ("approved", ("name", "phase"), ("name",))
    assert "正在生成" in lin.get(reverse(START)).content.decode()

    jobs.make(str(row.id))
    assert "下载" in lin.get(reverse(START)).content.decode()
    file = lin.post(reverse("exports:fetch", args=[row.id]))
    assert file.status_code == 200
    assert file.headers["Content-Disposition"].startswith('attachment; filename="guitu-')
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    assert "王一" in file.content.decode("utf-8-sig")
    assert "林岚" in file.content.decode("utf-8-sig")

    assert lin.post(reverse("exports:fetch", args=[row.id])).status_code == 422


def test_a_link_fetches_nothing(world, people):
    lin = browser_of(world.lin)
    lin.post(reverse(START), ASKED)
    jobs.make(str(latest(world.lin).id))

    assert lin.get(reverse("exports:fetch", args=[latest(world.lin).id])).status_code == 405
    assert latest(world.lin).state == "ready"


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": ["name", "note"]},
        {"columns": ["person_id"]},
        {"columns": []},
        {"plain": ["unit"]},
        {"kind": "everything"},
        {"whose": "province"},
        {"form": "pdf"},
        {"purpose": "' or 1=1 --"},
    ],
)
def test_what_is_on_no_list_is_refused(world, people, wrong):
    answer = browser_of(world.lin).post(reverse(START), {**ASKED, **wrong})

    assert answer.status_code == 422
    assert exports_of(world.lin) == ()


def test_exports_ask_for_a_factor_again(world, people):
    lin = browser_of(world.lin)
    SignIn.objects.update(proved_at=clock.now() - timedelta(minutes=6))

    answer = lin.post(reverse(START), ASKED)

    assert answer.status_code == 303
    assert reverse(START) not in answer.headers["Location"].partition("?")[0]
    assert exports_of(world.lin) == ()


def test_a_head_approves_what_many_names_need(world, people, monkeypatch):
    monkeypatch.setattr(requests, "NAMED_ALONE", 2)
    browser_of(world.lin).post(reverse(START), ASKED)
    row = latest(world.lin)
    assert row.state == "asked"
    head = browser_of(world.head)

    page = head.get(reverse(WAITING)).content.decode()
    assert "林岚" in page
    assert "王一" not in page
    head.post(reverse("exports:decide", args=[row.id]), {"answer": "perhaps"})
    assert export(row.id).state == "asked"
    head.post(reverse("exports:decide", args=[row.id]), {"answer": "approve"})
    assert export(row.id).state == "approved"


def test_not_mine_reads_the_same_as_not_there(world, people):
    browser_of(world.lin).post(reverse(START), ASKED)
    row = latest(world.lin)
    mo = browser_of(world.mo)

    not_mine = mo.post(reverse("exports:fetch", args=[row.id]))
    not_there = mo.post(reverse("exports:fetch", args=[world.lin.id]))

    assert not_mine.status_code == not_there.status_code == 404
    assert world.social.id
    assert browser_of(world.social).get(reverse(START)).status_code == 403
    assert browser_of(world.social).get(reverse(WAITING)).status_code == 403
