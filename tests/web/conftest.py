"""The cast of the web tests: Lin posted at a station, a newcomer, and whoever a test makes beside them."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client

from guitu.domain.access import Role, Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of

AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
PASSWORD = "calm-morning-17"


@dataclass(frozen=True)
class Somebody:
    """An account of the cast, with its password."""

    account: Account
    viewer: Viewer
    password: str


def make(username: str, name: str, role: Role, unit: int, *, must_change: bool = False) -> Somebody:
    """An account of the cast."""
    made = create_account(
        username=username,
        display_name=name,
        role=role,
        unit=unit,
        password=PASSWORD,
        by=None,
        at=clock.now() if must_change else AT,
        must_change_password=must_change,
    )
    account = Account.objects.select_related("unit").get(id=made)
    return Somebody(account, viewer_of(account), PASSWORD)


@pytest.fixture
def officer(db: None, units) -> Somebody:
    """Lin, posted officer at the first station."""
    return make("lin", "林岚", Role.POSTED_OFFICER, units.station)


@pytest.fixture
def newcomer(db: None, units) -> Somebody:
    """Somebody whose password was given by an administrator."""
    return make("new", "新来", Role.POSTED_OFFICER, units.station, must_change=True)


@pytest.fixture
def signed_in(client: Client, officer: Somebody) -> Client:
    """Lin's browser."""
    client.force_login(officer.account)
    return client


@dataclass(frozen=True)
class Units:
    """Place numbers of the units of the cast."""

    station: int
    neighbour: int
    township: int
    county: int


@pytest.fixture
def units(db: None) -> Units:
    """Two stations and a township office in one made-up corner of Changsha."""
    from guitu.foundation.organisations.commands import create_unit
    from guitu.foundation.organisations.models import Region

    rows = [
        (430000000000, "湖南省", "province", None),
        (430100000000, "长沙市", "prefecture", 430000000000),
        (430102000000, "芙蓉区", "county", 430100000000),
        (430102001000, "文艺路街道", "township", 430102000000),
        (430102002000, "朝阳街街道", "township", 430102000000),
    ]
    for code, name, level, parent in rows:
        Region.objects.update_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent, "full_name": name}
        )

    def unit(region: int, kind: str, name: str) -> int:
        return create_unit(region=region, type=kind, name=name, by=None, at=AT)

    return Units(
        station=unit(430102001000, "guidance_station", "林荫康复指导站"),
        neighbour=unit(430102002000, "guidance_station", "朝阳康复指导站"),
        township=unit(430102001000, "township_office", "文艺路街道社区戒毒社区康复办公室"),
        county=unit(430102000000, "narcotics_office", "芙蓉区禁毒委员会办公室"),
    )
