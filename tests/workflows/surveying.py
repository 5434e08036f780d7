"""People to ask, surveys of them, and who may look: shared by the tests of surveys."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guitu.domain.access import Role, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import About
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows import survey
from guitu.workflows.survey import Wanted
from tests.world import COUNTY, NOW, PASSWORD, World, in_aftercare, world

__all__ = ["world"]
NEEDS = "urn:guitu:survey:needs_survey|1.0"
TODAY = day_of(NOW)
SAID = {"unemployed": ["true"], "age50": ["false"]}
EVERYBODY = Wanted(0.9, 0.05, 18)


def about(**change: object) -> About:
    made = About(
        "生活与需要", COUNTY, "register", TODAY, TODAY + timedelta(days=30),
        frozenset({"link", "paper", "phone"}),
    )  # fmt: skip
    return replace(made, **change)


@pytest.fixture
def people(world: World):
    """Twelve people at the station, six next door."""
    here = [in_aftercare(world.station) for _ in range(12)]
    return here + [in_aftercare(world.other_station) for _ in range(6)]


def evaluator(world: World, name: str = "judge") -> Viewer:
    unit = create_unit(region=COUNTY, type="third_party_evaluator", name=f"评估{name}", by=None, at=NOW)
    account = create_account(
        username=name,
        display_name="评估",
        role=Role.EVALUATOR,
        unit=unit,
        password=PASSWORD,
        by=None,
        at=NOW,
        must_change_password=False,
    )
    return viewer_of(Account.objects.get(id=account))


def begin(world: World, *, wanted: Wanted | None = EVERYBODY, by: Viewer | None = None, **change: object):
    return survey.start(about(**change), questionnaire=NEEDS, wanted=wanted, by=by or world.manager, at=NOW)


def drawn(world: World, **more: object):
    row = begin(world, **more)
    return survey.draw(campaign=row.id, salt="2718", by=world.manager, at=NOW)


def addresses(viewer: Viewer, row) -> list[str]:
    with door.open_for(viewer):
        return [one.address for one in survey.asked(viewer, row)]


def refusal(act, *args, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code
