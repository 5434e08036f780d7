"""Whoever was honoured when their file closed stays in the county's numbers, without a name."""

from datetime import timedelta

import pytest

from guitu.analytics.honours import numbers
from guitu.analytics.places import place_for
from guitu.casework.honours.models import Honour
from guitu.casework.people.queries import person_for
from guitu.casework.records import commands as records
from guitu.casework.records.models import Cohort
from guitu.domain.access import Permission
from guitu.domain.honours.tiers import Tier
from guitu.domain.rights import Asked
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.workflows import honour
from tests.workflows.honouring import case, granted, nominated, said
from tests.world import COUNTY, NOW, TODAY, Case, World, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db


def close(case: Case, world: World) -> None:
    said(case, "withdrawn", "aftercare", by=world.lin, at=NOW + timedelta(hours=1))


def in_the(place: int, viewer) -> dict[Tier, int]:
    return dict(numbers(viewer, place_for(viewer, place), year=TODAY.year).tiers)


ONE = {Tier.TEAM: 1, Tier.ROLE_MODEL: 0, Tier.SUCCESS_CASE: 0}
NONE = dict.fromkeys(Tier, 0)


def opened(case: Case, world: World) -> None:
    said(case, "given", "aftercare", by=world.lin)


def test_the_county_counts_once_before_and_after_and_the_unit_no_more(world: World, case: Case):
    opened(case, world)
    granted(case, world)
    assert in_the(COUNTY, world.manager) == in_the(world.station, world.head) == ONE

    close(case, world)

    assert in_the(COUNTY, world.manager) == ONE
    assert in_the(world.station, world.head) == NONE
    assert in_the(COUNTY * 1000 + 3, world.manager) == NONE  # an office of the county is no county
    assert Cohort.objects.get().honour == Tier.TEAM
    with door.even_sealed("test"):
        assert {row.held_by for row in Honour.objects.all()} == {-world.station}


def test_nobody_is_counted_twice_while_a_question_of_theirs_still_waits(world: World, case: Case):
    opened(case, world)
    granted(case, world)
    who = person_for(world.lin, case.person, Permission.PERSON_READ)
    records.ask(who, Asked.EXPLANATION, words="", by=world.lin.id, at=NOW, on=clock.day_of(NOW))

    close(case, world)

    assert person_for(world.lin, case.person, Permission.PERSON_READ)
    assert in_the(COUNTY, world.manager) == ONE


def test_who_took_their_consent_back_before_leaves_no_number(world: World, case: Case):
    opened(case, world)
    granted(case, world)
    honour.leave(person=case.person, by=world.lin, at=NOW)

    close(case, world)

    assert Cohort.objects.get().honour == ""
    assert in_the(COUNTY, world.manager) == NONE


def test_a_nomination_that_was_never_granted_leaves_no_number(world: World, case: Case):
    opened(case, world)
    said(case, "given", "honours", by=world.lin)
    nominated(case, by=world.lin)

    close(case, world)

    assert Cohort.objects.get().honour == ""


def test_the_longest_tier_is_kept_on_the_last_course_alone(world: World, case: Case):
    from tests.workflows.test_seal import in_rehab_of, record

    opened(case, world)
    granted(case, world)
    order = Case(case.person, case.held_by, in_rehab_of(case, world))

    close(case, world)
    assert Cohort.objects.get().honour == ""
    assert in_the(COUNTY, world.manager) == in_the(world.station, world.head) == ONE

    paper = {"document_number": "演公决字〔2026〕0001号", "decided_on": TODAY.isoformat()}
    record(order, "terminated", TODAY, by=world.lin, ground="imprisoned", **paper)
    assert sorted(Cohort.objects.values_list("honour", flat=True)) == ["", Tier.TEAM]
    assert in_the(COUNTY, world.manager) == ONE
