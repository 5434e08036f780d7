"""A form that is sent twice, by a slow line or an impatient thumb, says what it says once."""

from datetime import timedelta

import pytest

from guitu.casework.counselling.models import Case as Counselling
from guitu.casework.counselling.models import Session
from guitu.casework.health.models import Checkup, Insurance, Line, Referral
from guitu.casework.support.models import Step
from guitu.casework.work.models import Status
from guitu.domain.access import Relation
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.insurance import Insurance as Insured
from guitu.domain.health.record import NewLine
from guitu.domain.support.applications import Change, State
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import application, counselling, health, work_file
from tests.workflows.supporting import STEP, begun, case
from tests.world import NOW, TODAY, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=7)


def named(world, case, who):
    authorization.tie(case.person, held_by=case.held_by, kind=Relation.TEAM, account=who.id, at=NOW, by=None)
    return with_relations(who, at=NOW)


def twice(act, **how):
    """Done twice; what came back of both."""
    return act(**how), act(**how)


def test_what_a_doctor_says_twice_stands_once(world, case):
    doctor = named(world, case, world.doctor)
    ask = {"person": case.person, "by": doctor, "at": NOW}
    line = NewLine(Sort.CONDITION, "heart", " 起床时心慌 ", TODAY)
    with door.open_for(doctor):
        first, second = twice(health.write_line, line=line, **ask)
        assert first == second
        health.write_line(line=line._replace(words="好些了"), **ask)
        health.end_line(line=first, **ask)
        health.write_line(line=line, **ask)  # it came back: that is another line
        first, second = twice(health.plan_checkup, kind="general", words="", due_on=SOON, **ask)
        assert first == second
        health.plan_checkup(kind="general", words="", due_on=SOON + timedelta(days=1), **ask)
        twice(health.set_insurance, said=Insured("insured", "residents", SOON), **ask)
        health.set_insurance(said=Insured("insured", "residents", SOON + timedelta(days=30)), **ask)
        health.set_insurance(said=Insured("insured", "residents", SOON), **ask)  # back again: said anew
        sent = {"hospital": "区第一医院", "reason": "看看心脏", "green": False, "lines": ()}
        first, second = twice(health.draft_referral, **sent, **ask)
        assert first == second

    rows = (Line, Checkup, Insurance, Referral)
    assert [model.objects.count() for model in rows] == [3, 2, 3, 1]


def test_a_waiting_list_and_a_session_are_entered_once(world, case):
    pei = named(world, case, world.psychologist)
    ask = {"person": case.person, "by": pei, "at": NOW}
    with door.open_for(pei):
        first, second = twice(counselling.begin, kind="individual", goals="睡得好", with_whom="", **ask)
        assert first == second
        counselling.begin(kind="individual", goals="和儿子说话", with_whom="", **ask)
        counselling.open_case(case=first, **ask)
        one, two = twice(counselling.plan_session, case=first, on=SOON, **ask)
        assert one == two
        counselling.plan_session(case=first, on=SOON + timedelta(days=7), **ask)

    assert (Counselling.objects.count(), Session.objects.count()) == (2, 2)


def test_where_somebody_stands_and_what_was_done_about_a_paper_are_written_once(world, case):
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    first, second = twice(work_file.write_status, status="looking", since_on=TODAY, words=" 想早点 ", **ask)
    assert first == second
    work_file.write_status(status="training", since_on=TODAY, **ask)
    work_file.write_status(status="looking", since_on=TODAY, words="想早点", **ask)
    assert Status.objects.count() == 3

    made = begun(case, by=world.lin)
    before = Step.objects.count()
    change = Change(State.HANDED_IN, TODAY, " 交了 ", next=STEP)
    twice(application.move_on, application=made, change=change, **ask)
    assert Step.objects.count() == before + 1
    later = change._replace(words="又问了一次")
    application.move_on(application=made, change=later, **ask)
    assert Step.objects.count() == before + 2
