"""A doctor keeps the record of the people named to them; two at once never overwrite each other."""

import threading
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections, transaction

from guitu.casework.health.models import Plan
from guitu.domain.access import Relation, Role, Viewer
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.insurance import Insurance
from guitu.domain.health.plan import Words
from guitu.domain.health.record import NewLine
from guitu.domain.health.referral import State
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import agree_to_share, copy_of_file, health, team
from guitu.workflows.consent import consents_of
from guitu.workflows.record import record_entry
from tests.world import NOW, TODAY, Case, World, in_aftercare, lay_out, world

__all__ = ["world"]


def named(case: Case, to: Viewer, world: World, relation: Relation = Relation.TEAM) -> Viewer:
    """The account, once the head has named it to the person."""
    team.name(person=case.person, to=to.id, relation=relation, until=None, by=world.head, at=NOW)
    return with_relations(to, at=NOW)


@pytest.fixture
def case(world: World) -> Case:
    return in_aftercare(world.station)


@pytest.fixture
def doctor(case: Case, world: World) -> Viewer:
    return named(case, world.doctor, world)


def refusal(act: Any, **given: Any) -> DomainError:
    with pytest.raises(DomainError) as refused, transaction.atomic():
        act(**given)
    return refused.value


def plan_of(case: Case, by: Viewer, words: str, *, seen: int = 0, check_on: date | None = None) -> int:
    return health.renew_plan(
        person=case.person,
        words=Words(words, "阿莫西林", "钟医生"),
        check_on=check_on or TODAY + timedelta(days=30),
        seen=seen,
        by=by,
        at=NOW,
    )


def line(case: Case, by: Viewer, sort: Sort, code: str, words: str = "") -> UUID:
    return health.write_line(person=case.person, line=NewLine(sort, code, words), by=by, at=NOW)


def test_a_named_doctor_writes_what_the_person_reads_in_their_copy(case: Case, doctor: Viewer):
    line(case, doctor, Sort.CONDITION, "diabetes", "二型")
    plan_of(case, doctor, "血糖高")

    found = health.health_of(doctor, case.person)

    assert [health.words_of_line(row) for row in found.lines] == ["糖尿病：二型"]
    assert found.plans[0].words.conditions == "血糖高"
    copy = copy_of_file.copy_for_the_person(case.person, at=NOW)
    told = " ".join(row["note"] for row in copy["health"])
    assert "糖尿病：二型" in told
    assert "血糖高" in told


@pytest.mark.parametrize("who", ["lin", "head", "worker", "social", "officer", "psychologist", "mo"])
def test_nobody_else_learns_that_there_is_a_record(case: Case, doctor: Viewer, world: World, who: str):
    line(case, doctor, Sort.INFECTION, "hepatitis_c")
    viewer: Viewer = getattr(world, who)

    for act in (health.health_of,):
        with pytest.raises(DomainError) as refused:
            act(viewer, case.person)
        assert refused.value.code == "person.unknown"
    assert refusal(plan_of, case=case, by=viewer, words="x").code == "person.unknown"


def test_a_doctor_who_is_not_named_is_a_stranger(case: Case, world: World):
    assert refusal(plan_of, case=case, by=world.doctor, words="x").code == "person.unknown"


def test_a_dose_of_maintenance_treatment_is_refused_and_the_clinic_is_kept(case: Case, doctor: Viewer):
    for dose in ("每天60毫克", "40 mg", "三十毫升", "１０ｍｌ"):
        new = NewLine(Sort.MAINTENANCE, "", f"城南门诊，{dose}")
        refused = refusal(health.write_line, person=case.person, line=new, by=doctor, at=NOW)
        assert refused.code == "health.no-dose", dose

    assert line(case, doctor, Sort.MAINTENANCE, "", "城南门诊")


def test_a_new_version_takes_the_place_of_the_one_its_writer_saw(case: Case, doctor: Viewer):
    assert plan_of(case, doctor, "第一版") == 1

    refused = refusal(plan_of, case=case, by=doctor, words="没有看过第一版")
    assert (refused.code, refused.facts["version"]) == ("health.plan-moved-on", 1)
    assert plan_of(case, doctor, "第二版", seen=1) == 2

    plans = health.health_of(doctor, case.person).plans
    assert [(p.version, p.words.conditions, p.replaced_at is None) for p in plans] == [
        (2, "第二版", True),
        (1, "第一版", False),
    ]


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=800)])
def test_a_plan_says_when_it_is_looked_at_next(case: Case, doctor: Viewer, day: date | None):
    given = {"words": Words("病", "", "钟"), "check_on": day, "seen": 0, "by": doctor, "at": NOW}

    assert refusal(health.renew_plan, person=case.person, **given).code == "health.plan-check"


def test_a_checkup_is_closed_once_and_plans_the_next(case: Case, doctor: Viewer):
    made = health.plan_checkup(person=case.person, kind="liver", words="", due_on=TODAY, by=doctor, at=NOW)
    done = {
        "person": case.person, "checkup": made, "done_on": TODAY, "found": "正常",
        "next_on": TODAY + timedelta(days=180), "by": doctor, "at": NOW,
    }  # fmt: skip

    health.close_checkup(outcome=Outcome.DONE, **done)

    assert refusal(health.close_checkup, outcome=Outcome.DONE, **done).code == "health.checkup-closed"
    found = health.health_of(doctor, case.person).checkups
    assert [(row.state, row.found) for row in found] == [(Outcome.OPEN, ""), (Outcome.DONE, "正常")]
    (mine,) = health.my_people(doctor)
    assert mine.ahead.checkup_on == TODAY + timedelta(days=180)


def referred(case: Case, doctor: Viewer, *lines: UUID, reason: str = "查肝功能") -> UUID:
    return health.draft_referral(
        person=case.person, hospital="市一医院", reason=reason, green=True, lines=lines, by=doctor, at=NOW
    )


def test_a_hospital_gets_what_the_person_chose_and_only_while_they_agree(case: Case, doctor: Viewer):
    told = line(case, doctor, Sort.CONDITION, "liver")
    line(case, doctor, Sort.INFECTION, "hiv")
    made = referred(case, doctor, told)
    step = {"person": case.person, "referral_id": made, "answer": "", "by": doctor, "at": NOW}

    assert refusal(health.step_referral, to=State.SENT, **step).code == "health.referral-consent"
    agree(case, doctor, "hospital_referral")
    health.step_referral(to=State.SENT, **step)

    row, given = health.slip(doctor, case.person, made, today=TODAY)
    assert given.conditions == ("肝病",)
    assert given.until == TODAY + timedelta(days=30)
    assert row.answer_by_on == TODAY + timedelta(days=3)
    late = {"today": TODAY + timedelta(days=31)}
    for refused in (lambda: health.slip(doctor, case.person, made, **late),):
        with pytest.raises(DomainError) as closed:
            refused()
        assert closed.value.code == "health.slip-closed"
    agree(case, doctor, "hospital_referral", agreed=False)
    with pytest.raises(DomainError) as withdrawn:
        health.slip(doctor, case.person, made, today=TODAY)
    assert withdrawn.value.code == "health.slip-closed"


def agree(case: Case, by: Viewer, purpose: str, *, agreed: bool = True) -> None:
    agree_to_share.say(person=case.person, purpose=purpose, agreed=agreed, by=by, at=NOW)


def test_maintenance_treatment_and_telling_words_never_go_to_a_hospital(case: Case, doctor: Viewer):
    clinic = line(case, doctor, Sort.MAINTENANCE, "", "城南门诊")

    assert refusal(referred, case=case, doctor=doctor, reason="戒毒后体检").code == "health.reason-tells"
    with pytest.raises(DomainError) as refused:
        referred(case, doctor, clinic)
    assert refused.value.code == "health.slice-line"


def test_until_when_somebody_is_insured_is_told_only_with_their_word(
    case: Case, doctor: Viewer, world: World
):
    until = date(2026, 12, 31)
    health.set_insurance(person=case.person, said=Insurance("insured", "residents", until), by=doctor, at=NOW)
    who = case.seen_by(world.lin)
    assert health.insured_until(who) is None

    agree(case, doctor, "insurance_sharing")
    assert health.insured_until(who) == until

    record_entry(  # anybody of the team may write down that it is taken back
        person=case.person, kind="consent", happened_on=TODAY, outcome="withdrawn",
        details={"purpose": "insurance_sharing"}, by=world.lin, at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    assert health.insured_until(who) is None
    assert consents_of(who)["insurance_sharing"].outcome == "withdrawn"


def test_only_purposes_of_that_room_are_asked_there(case: Case, doctor: Viewer):
    assert refusal(agree, case=case, by=doctor, purpose="publicity").code == "share.purpose"
    assert refusal(agree, case=case, by=doctor, purpose="counselling_sharing").code == "person.unknown"


@pytest.mark.django_db(transaction=True)
def test_of_two_doctors_at_once_the_second_is_told_and_nothing_is_lost():
    with transaction.atomic(), door.as_system("arranging"):
        made = lay_out()
        case = in_aftercare(made.station)
        doctor = named(case, made.doctor, made)
    both = threading.Barrier(2)
    said: list[str] = []

    def write(words: str) -> None:
        both.wait()
        try:
            with transaction.atomic(), door.open_for(doctor):
                said.append(f"{words}{plan_of(case, doctor, words)}")
        except DomainError as error:
            said.append(error.code)
        finally:
            connections.close_all()

    doctors = [threading.Thread(target=write, args=(words,)) for words in ("甲", "乙")]
    for one in doctors:
        one.start()
    for one in doctors:
        one.join()

    assert sorted(said)[0] == "health.plan-moved-on"
    assert sorted(said)[1] in {"甲1", "乙1"}
    with transaction.atomic(), door.as_system("looking"):
        assert Plan.objects.filter(person_id=case.person, replaced_at__isnull=True).count() == 1
        assert Plan.objects.count() == 1


def test_a_role_that_is_no_doctor_cannot_be_made_one_by_naming(case: Case, world: World):
    assert world.social.role is Role.SOCIAL_WORKER
    near = named(case, world.social, world)

    assert refusal(plan_of, case=case, by=near, words="x").code == "person.unknown"
