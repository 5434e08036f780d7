"""The pages of doctors, psychologists and a crisis: what they show, to whom, and what they refuse."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.counselling.models import Case as CounsellingCase
from guitu.casework.counselling.models import Session
from guitu.casework.health.models import Checkup, Line, Plan, Referral
from guitu.casework.journal.models import Entry
from guitu.domain.access import Relation, Role, Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows import team
from tests.web.conftest import PASSWORD
from tests.web.plans.opened import browser
from tests.world import COUNTY, NOW, Case, World, in_rehab, someone, world

__all__ = ["PASSWORD", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    made = someone(world.station, name="欧阳安")
    since = clock.today() - timedelta(days=20)
    return in_rehab(world.station, person=made, since=since, worker=world.lin.id)


def named(case: Case, to: Viewer, world: World, relation: Relation = Relation.TEAM) -> Client:
    team.name(person=case.person, to=to.id, relation=relation, until=None, by=world.head, at=clock.now())
    return browser(to)


@pytest.fixture
def doctor(case: Case, world: World) -> Client:
    return named(case, world.doctor, world)


@pytest.fixture
def pei(case: Case, world: World) -> Client:
    return named(case, world.psychologist, world)


def at(name: str, case: Case, *more: object) -> str:
    return reverse(name, args=[case.person, *more])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def day(n: int) -> str:
    return (clock.today() + timedelta(days=n)).isoformat()


def test_a_doctor_begins_with_their_people_and_writes_the_record(doctor: Client, case: Case):
    assert "欧阳安" in text(doctor, reverse("health:start"))

    body = {"line-code": "condition:diabetes", "line-words": "二型", "line-since": "2025-01-01"}
    assert doctor.post(at("health:add-line", case), body).status_code == 303
    assert doctor.post(
        at("health:add-line", case), {"line-code": "maintenance:", "line-words": "城南门诊"}
    ).status_code == 303  # fmt: skip
    page = text(doctor, at("health:health", case))
    assert "糖尿病：二型" in page
    assert "城南门诊" in page
    line = Line.objects.first()
    assert line is not None
    assert doctor.post(at("health:end-line", case, line.id)).status_code == 303
    again = doctor.post(at("health:end-line", case, line.id), follow=True)
    assert "没有再变动" in again.content.decode()


def test_a_line_that_is_refused_keeps_what_was_typed(doctor: Client, case: Case):
    body = {"line-code": "maintenance:", "line-words": "城南门诊，每天60毫克"}

    answer = doctor.post(at("health:add-line", case), body)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "写了剂量" in page
    assert "每天60毫克" in page
    assert not Line.objects.exists()


PLAN = {"conditions": "血糖高", "medicines": "二甲双胍", "steps": "少吃糖", "doctor": "钟医生"}


def test_a_doctor_who_saw_an_older_version_is_shown_the_newer_and_keeps_their_words(
    doctor: Client, case: Case
):
    address = at("health:plan", case)
    assert doctor.post(address, {**PLAN, "seen": "0", "check_on": day(30)}).status_code == 303

    answer = doctor.post(address, {**PLAN, "seen": "0", "check_on": day(40), "conditions": "我刚写的"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "另一位医生已经保存了第 1 版" in page
    assert "我刚写的" in page
    assert "血糖高" in page
    assert Plan.objects.count() == 1
    assert 'value="1"' in text(doctor, address)


def test_a_checkup_is_agreed_on_and_its_finding_plans_the_next(doctor: Client, case: Case):
    body = {"checkup-kind": "liver", "checkup-due_on": day(0)}
    assert doctor.post(at("health:add-checkup", case), body).status_code == 303
    past = doctor.post(at("health:add-checkup", case), {**body, "checkup-due_on": day(-1)})
    assert (past.status_code, "没有写日期" in past.content.decode()) == (422, True)
    made = Checkup.objects.get()
    address = at("health:checkup", case, made.id)
    assert "肝功能" in text(doctor, address)
    done = {"outcome": "done", "done_on": day(0), "found": "正常", "next_on": day(180)}
    assert doctor.post(address, done).status_code == 303
    assert Checkup.objects.count() == 2
    assert "没有再变动" in doctor.post(address, done).content.decode()


def test_somebody_goes_to_hospital_with_a_slip_they_agreed_to(doctor: Client, case: Case, world: World):
    create_unit(region=COUNTY, type="partner_hospital", name="芙蓉区第一医院", by=None, at=NOW)
    doctor.post(at("health:add-line", case), {"line-code": "condition:liver"})
    doctor.post(at("health:add-line", case), {"line-code": "infection:hiv"})
    liver = Line.objects.order_by("id")[0]
    address = at("health:refer", case)
    assert "芙蓉区第一医院" in text(doctor, address)
    body = {"hospital": "芙蓉区第一医院", "reason": "查肝功能", "green": "on", "lines": [str(liver.id)]}

    wrong = doctor.post(address, {**body, "reason": "戒毒后复查"})
    assert (wrong.status_code, "外人看了会知道" in wrong.content.decode()) == (422, True)
    assert doctor.post(address, body).status_code == 303
    sent = Referral.objects.get()
    step = at("health:step", case, sent.id)
    refused = doctor.post(step, {"to": "sent"}, follow=True)
    assert "本人还没有同意" in refused.content.decode()
    agreed = {"purpose": "hospital_referral", "agreed": "yes"}
    assert doctor.post(at("health:agree", case), agreed).status_code == 303
    assert doctor.post(step, {"to": "sent"}).status_code == 303
    slip = text(doctor, at("health:slip", case, sent.id))
    assert "肝病" in slip
    assert "艾滋" not in slip
    assert doctor.post(step, {"to": "accepted", "answer": "周三上午"}).status_code == 303
    assert "周三上午" in text(doctor, at("health:health", case))
    assert doctor.post(step, {"to": "nonsense"}).status_code == 404


def test_insurance_that_ran_out_says_so(doctor: Client, case: Case):
    address = at("health:insurance", case)
    wrong = doctor.post(address, {"insurance-state": "insured", "insurance-kind": "residents"})
    assert (wrong.status_code, "交到什么时候" in wrong.content.decode()) == (422, True)
    body = {
        "insurance-state": "insured", "insurance-kind": "residents", "insurance-paid_until": day(-3)
    }  # fmt: skip
    assert doctor.post(address, body).status_code == 303
    page = text(doctor, at("health:health", case))
    assert "已断保" in page
    assert "需要续保" in page


def test_the_person_reads_their_own_health_and_writes_nothing(doctor: Client, case: Case, world: World):
    doctor.post(at("health:add-line", case), {"line-code": "condition:heart"})
    made = create_account(
        username="self", display_name="本人", role=Role.PERSON, unit=world.station, password=PASSWORD,
        by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    team.link_own_record(person=case.person, account_id=made, by=world.head, at=clock.now())
    themselves = browser(viewer_of(Account.objects.get(id=made)))

    page = text(themselves, at("health:health", case))

    assert "心脏病" in page
    assert "写一条" not in page
    assert themselves.post(at("health:add-line", case), {}).status_code == 403
    assert themselves.get(at("counselling:counselling", case)).status_code == 404


def test_a_psychologist_works_from_the_waiting_list_to_the_end(pei: Client, case: Case):
    assert "欧阳安" in text(pei, reverse("counselling:start"))
    body = {"kind": "individual", "goals": "睡个好觉", "with_whom": ""}
    assert pei.post(at("counselling:counselling", case), {**body, "goals": ""}).status_code == 422
    assert pei.post(at("counselling:counselling", case), body).status_code == 303
    made = CounsellingCase.objects.get()
    assert pei.post(at("counselling:open", case, made.id)).status_code == 303
    plan = at("counselling:plan-session", case, made.id)
    assert pei.post(plan, {"plan-on": day(-1)}).status_code == 422
    assert pei.post(plan, {"plan-on": day(0)}).status_code == 303
    assert "记录" in text(pei, reverse("counselling:start"))
    session = Session.objects.get()
    write = at("counselling:session", case, session.id)
    text(pei, write)
    said = {"attendance": "came", "on": day(0), "themes": ["sleep"], "words": "梦见以前"}
    assert pei.post(write, {**said, "attendance": ""}).status_code == 422
    assert pei.post(write, said).status_code == 303
    page = text(pei, at("counselling:case", case, made.id))
    assert "梦见以前" in page
    assert "睡眠" in page
    end = at("counselling:end", case, made.id)
    assert pei.post(end, {"end-ending": "goals_met", "end-on": day(1)}).status_code == 422
    assert pei.post(end, {"end-ending": "goals_met", "end-on": day(0)}).status_code == 303
    again = pei.post(at("counselling:open", case, made.id), follow=True)
    assert "状态已经改变" in again.content.decode()


def test_the_team_sees_who_is_named_and_what_is_agreed(pei: Client, case: Case, world: World):
    lin = browser(world.lin)
    pei.post(at("counselling:counselling", case), {"kind": "individual", "goals": "睡个好觉"})
    made = CounsellingCase.objects.get()
    pei.post(at("counselling:open", case, made.id))
    pei.post(at("counselling:plan-session", case, made.id), {"plan-on": day(0)})
    write = at("counselling:session", case, Session.objects.get().id)
    pei.post(write, {"attendance": "came", "on": day(0), "themes": ["sleep"], "words": "梦见以前"})

    page = text(lin, at("counselling:shared", case))
    assert "咨询师裴" in page
    assert "睡眠" not in page
    pei.post(at("counselling:agree", case), {"agreed": "yes"})
    page = text(lin, at("counselling:shared", case))
    assert "睡眠" in page
    assert "梦见以前" not in page
    withdrawn = reverse("records:consent", args=[case.person, "counselling_sharing"])
    assert lin.post(withdrawn, {"outcome": "withdrawn"}).status_code == 303
    assert "睡眠" not in text(lin, at("counselling:shared", case))


def test_help_comes_first_and_the_crisis_is_written_down_below_it(case: Case, world: World, doctor: Client):
    lin = browser(world.lin)
    create_unit(region=COUNTY, type="partner_hospital", name="芙蓉区第一医院", by=None, at=NOW)
    person = text(lin, reverse("people:person", args=[case.person]))
    address = at("crisis:crisis", case)
    assert f'href="{address}"' in person

    page = text(lin, address)
    assert page.index("tel:120") < page.index("<textarea")
    assert page.index("tel:12356") < page.index("<textarea")
    assert "芙蓉区第一医院" in page
    assert "医生钟" in page
    body = {"crisis": "overdose", "words": "叫不醒", "entry_id": str(new_id())}
    wrong = lin.post(address, {**body, "crisis": ""})
    assert (wrong.status_code, "叫不醒" in wrong.content.decode()) == (422, True)
    done = lin.post(address, body, follow=True)
    page = done.content.decode()
    assert "已告知：医生钟" in page
    assert "叫不醒" not in page
    assert Entry.objects.filter(kind="crisis", person_id=case.person).count() == 1
    assert "叫不醒" in text(doctor, at("health:health", case))
    back = lin.post(at("crisis:look-back", case), {"entry_id": str(new_id())}, follow=True)
    assert "还不到回头看的时候" in back.content.decode()


@pytest.mark.parametrize("who", ["lin", "head", "officer", "mo", "partner"])
def test_pages_of_health_and_counselling_are_not_there_for_others(
    case: Case, world: World, doctor: Client, pei: Client, who: str
):
    doctor.post(at("health:add-line", case), {"line-code": "condition:heart"})
    client = browser(getattr(world, who))

    for name in ("health:health", "counselling:counselling"):
        assert client.get(at(name, case)).status_code == 404, name
    for name in ("health:start", "counselling:start"):
        assert client.get(reverse(name)).status_code == 403, name
