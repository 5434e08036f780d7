"""The page of those we are behind with: whom it names, one press for several, and bad input loses nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from tests.world import in_aftercare, someone

pytestmark = pytest.mark.django_db
ADDRESS = "work:behind"


@pytest.fixture
def today():
    return clock.today()


def _browser(viewer):
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


@pytest.fixture
def waiting(world, today):
    since = today - timedelta(days=100)
    return [
        in_aftercare(world.station, since=since, person=someone(world.station, name=name))
        for name in ("甲等待", "乙等待", "丙等待")
    ]


def _body(people, today, **changed):
    return {
        "person": [str(case.person) for case in people], "service": "job_notice", "words": "服装厂招缝纫工",
        "happened_on": today.isoformat(), "form": str(new_id()), **changed,
    }  # fmt: skip


def test_one_press_tells_several_and_they_leave_the_list(world, waiting, today):
    lin = _browser(world.lin)
    page = lin.get(reverse(ADDRESS)).content.decode()
    assert all(name in page for name in ("甲等待", "乙等待", "丙等待"))
    answer = lin.post(reverse(ADDRESS), _body(waiting[:2], today))
    assert answer.status_code == 303
    assert Entry.objects.filter(kind="service").count() == 2
    page = lin.get(reverse(ADDRESS)).content.decode()
    assert "丙等待" in page
    assert "甲等待" not in page
    assert "乙等待" not in page


def test_what_was_typed_and_ticked_stays_when_something_is_missing(world, waiting, today):
    answer = _browser(world.lin).post(reverse(ADDRESS), _body([], today, person=[]))
    assert answer.status_code == 422
    assert "没有选择任何人" in answer.content.decode()
    answer = _browser(world.lin).post(reverse(ADDRESS), _body(waiting[:1], today, words=" "))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert " checked" in page
    assert Entry.objects.filter(kind="service").count() == 0


def test_the_neighbour_sees_nobody_and_cannot_tell_anybody(world, waiting, today):
    mo = _browser(world.mo)
    page = mo.get(reverse(ADDRESS)).content.decode()
    assert not any(name in page for name in ("甲等待", "乙等待", "丙等待"))
    assert mo.post(reverse(ADDRESS), _body(waiting, today)).status_code == 404
    assert Entry.objects.filter(kind="service").count() == 0


@pytest.mark.parametrize("after", ["-1", "x", "9" * 40, "²"])
def test_a_broken_page_number_shows_the_first_page(world, waiting, after):
    assert _browser(world.lin).get(reverse(ADDRESS), {"after": after}).status_code == 200


def test_police_and_administrators_have_no_such_page(world):
    for viewer in (world.officer, world.admin, world.manager):
        assert _browser(viewer).get(reverse(ADDRESS)).status_code == 403
