"""The pages of work: written with the person, refused in a sentence beside its field, nothing lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.people.commands import NewContact
from guitu.casework.work.models import Placement, Sheet, Status
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from tests.workflows.jobs import factory, post
from tests.world import in_aftercare, someone

pytestmark = pytest.mark.django_db
PHONE = "12000000009"


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def case(world, today):
    person = someone(world.station, name="赵谋职", contacts=(NewContact("phone", PHONE),))
    return in_aftercare(world.station, person=person, since=today - timedelta(days=200))


@pytest.fixture
def vacancy(today):
    return post(factory(), until=today + timedelta(days=20), wants="熟手优先", wage_least=300000,
                wage_most=450000, wage_per="month")  # fmt: skip


@pytest.fixture
def lin(world):
    client = Client()
    client.force_login(Account.objects.get(id=world.lin.id))
    return client


def _at(name, case, *more):
    return reverse(f"work:{name}", args=[case.person, *more])


SHEET = {"skills": ["sewing"], "wants": ["sewing"], "farthest": "county", "nights": "no", "firm": ["nights"],
         "experience": "做过三年车位"}  # fmt: skip


def test_what_was_said_stands_on_the_page(lin, case):
    assert lin.get(_at("sheet", case)).status_code == 200
    assert lin.post(_at("sheet", case), SHEET).status_code == 303
    page = lin.get(_at("file", case)).content.decode()
    assert "缝纫" in page
    assert "做过三年车位" in page
    assert "不上夜班" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"firm": ["hours"]}, "没有写明是什么"),
        ({"skills": ["magic"]}, "请从选项中选择"),
        ({"hours_most": "999"}, ""),
        ({"experience": "长" * 1001}, ""),
    ],
)
def test_what_cannot_be_said_comes_back_with_what_was_typed(lin, case, changed, words):
    answer = lin.post(_at("sheet", case), {**SHEET, "words": "想离家近", **changed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "想离家近" in page
    assert Sheet.objects.count() == 0


def test_a_status_of_tomorrow_is_refused_and_one_of_today_kept(lin, case, today):
    tomorrow = (today + timedelta(days=1)).isoformat()
    answer = lin.post(_at("status", case), {"status": "looking", "since_on": tomorrow, "words": "在问"})
    assert answer.status_code == 422
    assert "日期晚于今天" in answer.content.decode()
    assert Status.objects.count() == 0
    said = {"status": "looking", "since_on": today.isoformat(), "words": "在问"}
    assert lin.post(_at("status", case), said).status_code == 303
    assert "正在找工作" in lin.get(_at("file", case)).content.decode()


def test_a_match_says_what_speaks_for_it(lin, case, vacancy):
    lin.post(_at("sheet", case), SHEET)
    page = lin.get(_at("matches", case)).content.decode()
    assert "缝纫工" in page
    assert "会：缝纫" in page
    assert "就在本街道" in page
    assert "没有写明有没有夜班" in page
    assert "3,000–4,500" in page


def _proposed(lin, case, vacancy):
    made = new_id()
    answer = lin.post(_at("propose", case), {"vacancy": str(vacancy.id), "placement": str(made)})
    assert answer.status_code == 303
    return made


def test_a_slip_needs_consent_and_is_read_by_the_person_first(world, lin, case, vacancy, today):
    lin.post(_at("sheet", case), SHEET)
    made = _proposed(lin, case, vacancy)
    said = {"skills": ["缝纫"], "phone": PHONE, "experience": "做过三年车位", "was_shown": "on"}
    page = lin.get(_at("slip", case, made)).content.decode()
    assert "还没有同意" in page
    answer = lin.post(_at("slip", case, made), said)
    assert answer.status_code == 422
    assert "没有同意向用人单位推荐" in answer.content.decode()
    record_entry(
        person=case.person, kind="consent", happened_on=today, outcome="given",
        details={"purpose": "job_referral"}, by=world.lin, at=clock.now(),
    )  # fmt: skip
    answer = lin.post(_at("slip", case, made), {**said, "was_shown": ""})
    assert "还没有给本人看过" in answer.content.decode()
    answer = lin.post(_at("slip", case, made), {**said, "experience": "在康复指导站学的"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "会让人看出不该看出的事" in page
    assert "在康复指导站学的" in page  # nothing typed is lost
    assert lin.get(_at("slip-file", case, made)).status_code == 404
    assert lin.post(_at("slip", case, made), said).status_code == 303
    file = lin.get(_at("slip-file", case, made))
    assert file.status_code == 200
    assert file.content[:2] == b"PK"
    assert "jianli.docx" in file["Content-Disposition"]
    record_entry(
        person=case.person, kind="consent", happened_on=today, outcome="withdrawn",
        details={"purpose": "job_referral"}, by=world.lin, at=clock.now(),
    )  # fmt: skip
    assert lin.get(_at("slip-file", case, made)).status_code == 422


def test_not_hired_because_of_the_past_says_what_the_law_says(lin, case, vacancy, today):
    made = _proposed(lin, case, vacancy)
    said = {"to": "not_hired", "reason": "not_hired:history", "on": today.isoformat()}
    assert lin.post(_at("placement", case, made), {**said, "reason": "declined:wage"}).status_code == 422
    assert lin.post(_at("placement", case, made), {**said, "reason": ""}).status_code == 422
    assert lin.post(_at("placement", case, made), said).status_code == 303
    assert "就业歧视" in lin.get(_at("placement", case, made)).content.decode()
    assert "就业歧视" in lin.get(_at("file", case)).content.decode()
    assert Placement.objects.get().reason == "history"


def test_a_job_from_elsewhere_needs_a_name(lin, case):
    answer = lin.post(
        _at("propose", case), {"title": " ", "employer_name": "老王", "placement": str(new_id())}
    )
    assert answer.status_code == 422
    assert "没有写是什么工作" in answer.content.decode()
    assert "老王" in answer.content.decode()
    answer = lin.post(_at("propose", case), {"title": "装卸", "placement": str(new_id())})
    assert answer.status_code == 303


def test_asked_too_early_is_refused_in_a_sentence(lin, case, vacancy, today):
    made = _proposed(lin, case, vacancy)
    lin.post(_at("placement", case, made), {"to": "hired", "on": today.isoformat()})
    page = lin.get(_at("placement", case, made)).content.decode()
    assert "满 1 个月" in page
    answer = lin.post(_at("kept", case, made), {"months": "1", "on": today.isoformat()})
    assert answer.status_code == 422


def test_a_job_that_was_none_is_taken_back_with_its_reason(lin, case, vacancy, today):
    made = _proposed(lin, case, vacancy)
    assert "撤回“" not in lin.get(_at("placement", case, made)).content.decode()
    lin.post(_at("placement", case, made), {"to": "hired", "on": today.isoformat()})
    undo, said = _at("take-back", case, made), {"step": "hired", "words": "听错了，是面试"}
    assert lin.get(undo).status_code == 405

    answer = lin.post(undo, {**said, "words": " "})
    assert answer.status_code == 422
    assert "没有写为什么撤回" in answer.content.decode()
    answer = lin.post(undo, {**said, "step": "job_ended"})
    assert (answer.status_code, Placement.objects.get().state) == (422, "hired")
    answer = lin.post(undo, {**said, "words": "长" * 1001})
    assert (answer.status_code, Placement.objects.get().state) == (422, "hired")

    page = lin.post(undo, said, follow=True).content.decode()
    assert "岗位回到上一步" in page
    assert "听错了，是面试" in page
    assert Placement.objects.get().state == "proposed"
    assert not Status.objects.exists()
    assert lin.post(undo, said).status_code == 422


def test_a_small_business_is_followed_step_by_step(lin, case, today):
    answer = lin.post(_at("business", case), {"words": "卖早点"})
    assert answer.status_code == 303
    day = today.isoformat()
    assert lin.post(answer["Location"], {"step": "licence", "done_on": day}).status_code == 303
    assert lin.post(answer["Location"], {"state": "running", "on": day, "outcome": ""}).status_code == 303
    assert lin.post(answer["Location"], {"step": "magic", "done_on": day}).status_code == 422
    page = lin.get(answer["Location"]).content.decode()
    assert "办好执照" in page
    assert "已经开张" in page


def test_whoever_looks_stands_on_the_list_of_their_own_place_alone(world, lin, case, vacancy, today):
    lin.post(_at("sheet", case), {**SHEET, "skills": []})
    lin.post(_at("status", case), {"status": "looking", "since_on": today.isoformat()})
    page = lin.get(reverse("work:seekers")).content.decode()
    assert "赵谋职" in page
    assert "缝纫" in page
    assert "1 人还不会" in page
    mo = Client()
    mo.force_login(Account.objects.get(id=world.mo.id))
    assert "赵谋职" not in mo.get(reverse("work:seekers")).content.decode()


def test_a_refusal_is_written_down(lin, case, today):
    said = {"refused_by": "employer", "reason": "wage", "happened_on": today.isoformat()}
    assert lin.get(_at("refusal", case)).status_code == 200
    assert lin.post(_at("refusal", case), said).status_code == 422  # a reason of the person's, not of theirs
    assert lin.post(_at("refusal", case), {**said, "reason": "history"}).status_code == 303
