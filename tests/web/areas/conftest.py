"""A county, the managers of the levels around it, and browsers for them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from guitu.domain.access import Role, Viewer
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.organisations.commands import create_unit
from tests.world import NOW, OTHER_COUNTY, PASSWORD, PROVINCE, World, world

__all__ = ["world"]


@dataclass(frozen=True)
class Levels:
    """Region managers by what they look over; ``second`` is the county's other one."""

    county: Viewer
    second: Viewer
    neighbour: Viewer
    prefecture: Viewer
    province: Viewer


def manager(username: str, unit: int) -> Viewer:
    """A region manager at a unit."""
    made = create_account(
        username=username, display_name=f"管理{username}", role=Role.REGION_MANAGER, unit=unit,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))


@pytest.fixture
def levels(world: World) -> Levels:
    """One manager for each level."""
    province = create_unit(region=PROVINCE, type="provincial_bureau", name="湖南演示省局", by=None, at=NOW)
    beside = create_unit(region=OTHER_COUNTY, type="narcotics_office", name="天心区禁毒办", by=None, at=NOW)
    return Levels(
        county=world.manager,
        second=manager("second", world.manager.unit),
        neighbour=manager("beside", beside),
        prefecture=manager("pref", world.bureau),
        province=manager("prov", province),
    )


@pytest.fixture
def browser() -> Callable[[Viewer], Client]:
    """A browser in which this viewer is signed in."""

    def of(viewer: Viewer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(id=viewer.id))
        return client

    return of
