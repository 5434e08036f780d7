"""A figure over 36 months is the same before and after the files behind it are sealed."""

from datetime import date, timedelta

import pytest

from guitu.analytics.cohorts import Outcome, outcomes
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.clock import midnight
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh
from tests.world import COUNTY, World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
ASKED = {"county": COUNTY, "first": date(2026, 1, 1), "last": date(2026, 1, 31), "kinds": ("aftercare",)}


def say(case, world: World, outcome: str, day: date) -> None:
    record_entry(
        person=case.person, kind="consent", happened_on=day, outcome=outcome, details={},
        episode=case.episode, by=world.lin, at=midnight(day) + timedelta(hours=9),
    )  # fmt: skip


def test_sealing_moves_a_course_from_open_to_closed_and_loses_none(world: World) -> None:
    cases = [in_aftercare(world.station, since=date(2026, 1, 3), worker=world.lin.id) for _ in range(3)]
    for case in cases:
        say(case, world, "given", date(2026, 1, 5))
        refresh((case.person,), on=date(2026, 3, 2))
    assert outcomes(world.manager, **ASKED) == Outcome(3, 3, 0, 0, 0, 0)

    say(cases[0], world, "withdrawn", date(2026, 3, 2))
    assert outcomes(world.manager, **ASKED) == Outcome(3, 2, 1, 0, 0, 0)


def test_a_station_reads_no_county(world: World) -> None:
    with pytest.raises(DomainError, match=r"place\.unknown"):
        outcomes(world.lin, **ASKED)
