"""A crisis is written down after the help; it tells who must know, owes two looks, and burdens nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from guitu.casework.agenda.models import Duty
from guitu.casework.health.models import Crisis
from guitu.casework.journal.models import Entry
from guitu.casework.outreach.models import Message
from guitu.domain.access import Relation, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import counselling, crisis, health, team
from guitu.workflows.record import record_entry
from tests.world import NOW, TODAY, Case, World, in_rehab, world

__all__ = ["world"]
WORDS = "割了手腕，送了急诊"


@pytest.fixture
def case(world: World) -> Case:
    return in_rehab(world.station, worker=world.lin.id)


def named(case: Case, to: Viewer, world: World) -> Viewer:
    team.name(person=case.person, to=to.id, relation=Relation.TEAM, until=None, by=world.head, at=NOW)
    return with_relations(to, at=NOW)


def written(case: Case, by: Viewer, **more: Any) -> crisis.Written:
    given = {"crisis": "self_harm", "words": WORDS, "entry_id": new_id(), "by": by, "at": NOW, **more}
    with door.open_for(by):
        return crisis.record(person=case.person, **given)


def refusal(act: Any, **given: Any) -> str:
    with pytest.raises(DomainError) as refused, transaction.atomic():
        act(**given)
    return refused.value.code


def test_the_words_reach_the_named_doctor_and_psychologist_and_the_team_learns_the_need(
    case: Case, world: World
):
    doctor, pei = named(case, world.doctor, world), named(case, world.psychologist, world)

    done = written(case, world.lin)

    assert {one.id for one in done.told} == {doctor.id, pei.id}
    with door.open_for(doctor):
        (row,) = health.health_of(doctor, case.person).crises
    assert (row.crisis, row.words) == ("self_harm", WORDS)
    with door.open_for(pei):
        (letter,) = counselling.mind_of(pei, case.person).letters
    assert (letter.crisis, letter.words) == ("self_harm", WORDS)
    with door.open_for(world.lin):
        entry = Entry.objects.get(kind="crisis")
        assert (entry.compartment, entry.details, bytes(entry.note)) == (
            "casework",
            {"need": "mental_health"},
            b"",
        )
        assert not Crisis.objects.exists()
    told = set(Message.objects.filter(person_id=case.person).values_list("account", "kind"))
    assert told == {(doctor.id, "please_review"), (pei.id, "please_review")}


def test_a_day_and_a_week_later_somebody_looks_again(case: Case, world: World):
    written(case, world.lin)

    def owed() -> dict[str, tuple[Any, str]]:
        found = Duty.objects.filter(rule__startswith="GP-40").values_list("rule", "due_on", "state")
        return {rule: (due, state) for rule, due, state in found}

    day, week = TODAY + timedelta(days=1), TODAY + timedelta(days=7)
    assert owed() == {"GP-40.day": (day, "open"), "GP-40.week": (week, "open")}
    later = NOW + timedelta(days=1)
    record_entry(
        person=case.person, kind="phone_call", happened_on=day, outcome="verified", details={"mode": "phone"},
        by=world.lin, at=later,
    )  # fmt: skip
    assert owed()["GP-40.day"][1] == "done"
    assert owed()["GP-40.week"][1] == "open"
    crisis.look_back(person=case.person, entry_id=new_id(), by=world.lin, at=later)
    assert owed()["GP-40.week"][1] == "done"


def test_looking_back_needs_a_crisis_and_another_day(case: Case, world: World):
    back = {"person": case.person, "entry_id": new_id(), "by": world.lin, "at": NOW}

    assert refusal(crisis.look_back, **back) == "crisis.none"
    written(case, world.lin)
    assert refusal(crisis.look_back, **back) == "crisis.too-early"


@pytest.mark.parametrize("who", ["lin", "worker", "social", "head"])
def test_any_care_staff_writes_it_also_where_nobody_is_named(case: Case, world: World, who: str):
    viewer: Viewer = getattr(world, who)
    if who in {"worker", "social"}:
        viewer = named(case, viewer, world)

    assert written(case, viewer).told == ()

    with door.as_system("looking"):
        assert Crisis.objects.filter(person_id=case.person).count() == 1


@pytest.mark.parametrize("who", ["mo", "officer", "partner", "manager", "admin", "doctor", "gate"])
def test_strangers_and_police_write_none(case: Case, world: World, who: str):
    with pytest.raises(DomainError) as refused:
        written(case, getattr(world, who))

    assert refused.value.code == "person.unknown"


def test_sending_twice_is_once_and_an_impossible_one_is_refused(case: Case, world: World):
    doctor = named(case, world.doctor, world)
    entry = new_id()

    assert written(case, world.lin, entry_id=entry).was_new
    assert not written(case, world.lin, entry_id=entry).was_new

    with door.open_for(doctor):
        assert len(health.health_of(doctor, case.person).crises) == 1
    given = {"person": case.person, "entry_id": new_id(), "by": world.lin, "at": NOW}
    assert refusal(crisis.record, crisis="x", words="", **given) == "crisis.kind"
    assert refusal(crisis.record, crisis="overdose", words="话" * 2001, **given) == "crisis.words"


def test_a_crisis_is_no_breach_and_no_control_follows_it(case: Case, world: World):
    before = set(Duty.objects.filter(nature="control").values_list("rule", "n"))

    written(case, world.lin, crisis="overdose")

    assert set(Duty.objects.filter(nature="control").values_list("rule", "n")) == before
    assert not Entry.objects.filter(kind__in=["relapse", "hearing_offered", "serious_breach_report"]).exists()
    assert refusal(
        record_entry, person=case.person, kind="crisis", happened_on=TODAY, outcome="helped", details={},
        by=world.lin, at=NOW,
    ) == "journal.own-act"  # fmt: skip
