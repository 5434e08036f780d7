"""Browsers of Lin and of the head, somebody whose plan it is, and how a page of plans is asked for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from tests.world import Case, World, in_rehab, someone


def browser(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


@pytest.fixture
def lin(world: World) -> Client:
    return browser(world.lin)


@pytest.fixture
def head(world: World) -> Client:
    return browser(world.head)


@pytest.fixture
def case(world: World) -> Case:
    """Somebody under an order, and named so that a leak is seen."""
    made = someone(world.station, name="欧阳安")
    since = clock.today() - timedelta(days=20)
    return in_rehab(world.station, person=made, since=since, worker=world.lin.id)


def at(name: str, case: Case, *more: object) -> str:
    return reverse(f"plans:{name}", args=[case.person, *more])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


ACTION = {"sort": "action", "code": "policy_help", "words": "x", "actor": "government"}
SIGNED = {"outcome": "done", "signed_by": ["person", "station"], "reading": ["read_aloud"], "words": ""}


def read_rights(client: Client, case: Case) -> None:
    body = {"entry_id": str(new_id()), "reading": ["read_aloud"]}
    assert client.post(at("rights", case), body).status_code == 303
