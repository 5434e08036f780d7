"""A county's people with duties and entries, and browsers for whoever looks at their figures."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from tests.world import Case, World, in_aftercare, world

__all__ = ["world"]


@pytest.fixture
def browser() -> Callable[[Viewer], Client]:
    """A browser in which this viewer is signed in."""

    def of(viewer: Viewer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(id=viewer.id))
        return client

    return of


def owe(
    case: Case,
    kind: str = "follow_up",
    *,
    n: int = 1,
    state: str = "open",
    rule: str = "J-01",
    due: date | None = None,
) -> None:
    """A duty of a case that was due yesterday, or on that day."""
    due = due or clock.today() - timedelta(days=1)
    Duty.objects.create(
        person_id=case.person, episode_id=case.episode, rule=rule, n=n, held_by=case.held_by, kind=kind,
        nature="care", owed_by="person", opens_on=due, due_on=due, late_after=due, state=state,
        done_on=due if state == "done" else None, done_by=new_id() if state == "done" else None, revision="r",
    )  # fmt: skip


def plan(case: Case) -> None:
    """A plan in the journal."""
    Entry.objects.create(
        person_id=case.person, held_by=case.held_by, kind="plan", outcome="done", compartment="casework",
        happened_on=clock.today(), recorded_at=clock.now(), recorded_by=new_id(),
    )  # fmt: skip


@pytest.fixture
def county(world: World) -> World:
    """Three people at the station, one at the neighbour's; two visits of four made, one plan."""
    for n in range(3):
        case = in_aftercare(world.station)
        owe(case, state="done" if n else "open")
        if not n:
            plan(case)
    owe(in_aftercare(world.other_station))
    return world
