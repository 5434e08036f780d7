"""Pages of unfair treatment: told from a refused job, sent with agreement, and what is typed wrong."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.incidents.models import Act, Incident
from guitu.domain.access import Relation
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.ids import new_id
from tests.web.plans.opened import browser, text
from tests.world import NOW, Case, World, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    made = someone(world.station, name="欧阳安")
    since = clock.today() - timedelta(days=20)
    return in_aftercare(world.station, person=made, since=since, worker=world.lin.id)


@pytest.fixture
def lin(world: World) -> Client:
    return browser(world.lin)


def at(name: str, case: Case, *more: object) -> str:
    return reverse(f"incidents:{name}", args=[case.person, *more])


def body(**changed: str) -> dict[str, str]:
    told = {
        "incident": str(new_id()), "area": "job", "kind": "refused", "where": "某物流公司",
        "happened_on": clock.today().isoformat(), "words": "一查就说不要", "wish": "correct", "agreed": "on",
    }  # fmt: skip
    return {**told, **changed}


def test_a_refused_job_leads_here_with_its_area_chosen(lin: Client, case: Case):
    page = text(lin, at("new", case) + "?from=job")
    assert '<option value="job" selected>' in page

    assert lin.post(at("new", case) + "?from=job", body()).status_code == 303
    made = Incident.objects.get()
    assert made.origin == "job"
    page = text(lin, at("incident", case, made.id))
    assert "人社部门" in page
    assert "劳动者可以向人民法院提起诉讼" in page
    assert "欧阳安" in text(lin, reverse("incidents:board"))


def test_it_is_brought_to_the_authority_only_with_agreement(lin: Client, case: Case):
    lin.post(at("new", case), body())
    made = Incident.objects.get()
    today = clock.today()
    sent = {
        "step": str(new_id()), "state": "sent", "happened_on": today.isoformat(), "route": "labour",
        "next_on": (today + timedelta(days=10)).isoformat(), "words": "交了材料",
    }  # fmt: skip
    answer = lin.post(at("incident", case, made.id), sent)
    assert answer.status_code == 422
    assert "什么都没有发出" in answer.content.decode()
    assert "交了材料" in answer.content.decode()

    assert lin.post(at("incident", case, made.id), {**sent, "agreed": "on"}).status_code == 303
    closed = {
        "step": str(new_id()),
        "state": "closed",
        "happened_on": today.isoformat(),
        "outcome": "corrected",
    }
    assert lin.post(at("incident", case, made.id), closed).status_code == 303
    assert "改正了" in text(lin, at("incidents", case))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"agreed": ""}, "本人没有同意记下来"),
        ({"area": "moon"}, "请从选项中选择"),
        ({"happened_on": "9999-12-31"}, "发生的日期在将来"),
        ({"happened_on": "x"}, "日期没有看懂"),
        ({"words": ""}, "没有写发生了什么"),
        ({"wish": ""}, "还没有填写"),
        ({"incident": "x"}, ""),
    ],
)
def test_what_is_typed_wrong_gets_a_sentence(lin: Client, case: Case, changed: dict[str, str], said: str):
    answer = lin.post(at("new", case), body(**changed))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "某物流公司" in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_lawyer_reads_the_question_and_the_team_does_not(lin: Client, case: Case, world: World):
    lin.post(at("new", case), body())
    made = Incident.objects.get()
    question = {"words": "能不能起诉他们", "agreed": "on", "question": str(new_id())}
    page = text(lin, at("incident", case, made.id))
    assert "还没有指定律师" in page
    assert lin.post(at("ask", case, made.id), {**question, "agreed": ""}).status_code == 422
    assert lin.post(at("ask", case, made.id), question).status_code == 303
    assert "能不能起诉他们" not in text(lin, at("incident", case, made.id))
    assert lin.get(at("advice", case)).status_code == 403

    legal = browser(world.legal)
    assert legal.get(at("advice", case)).status_code == 404
    assert "没有在等的问题" in text(legal, reverse("incidents:questions"))
    authorization.tie(
        case.person, held_by=case.held_by, kind=Relation.TEAM, account=world.legal.id, at=NOW,
        by=world.head.id,
    )  # fmt: skip
    board = text(legal, reverse("incidents:questions"))
    assert "欧阳安" in board
    assert "能不能起诉他们" not in board
    assert Account.objects.get(id=world.legal.id).display_name in text(lin, at("incident", case, made.id))
    page = text(legal, at("advice", case))
    assert "能不能起诉他们" in page
    assert "一查就说不要" not in page
    said = {"advice": str(new_id())}
    assert legal.post(at("advise", case, made.id), {**said, "words": ""}).status_code == 422
    assert legal.post(at("advise", case, made.id), {**said, "words": "证据够"}).status_code == 303
    assert "证据够" in text(legal, at("advice", case))
    assert "没有在等的问题" in text(legal, reverse("incidents:questions"))
    assert lin.get(reverse("incidents:questions")).status_code == 403


def test_a_step_is_sent_once_and_the_last_one_is_taken_back(lin: Client, case: Case):
    lin.post(at("new", case), body())
    made = Incident.objects.get()
    today = clock.today()
    sent = {
        "step": str(new_id()), "state": "sent", "happened_on": today.isoformat(), "route": "labour",
        "next_on": (today + timedelta(days=10)).isoformat(), "words": "交了材料", "agreed": "on",
    }  # fmt: skip
    for _ in range(2):
        assert lin.post(at("incident", case, made.id), sent).status_code == 303
    assert Act.objects.count() == 1
    assert "记错了，没有这一步" in text(lin, at("incident", case, made.id))

    undo = at("take-back", case, made.id, sent["step"])
    assert lin.get(undo).status_code == 405
    answer = lin.post(undo, follow=True).content.decode()
    assert "这件事回到上一步的样子" in answer
    assert "已撤回" in answer
    assert Incident.objects.get().state == "told"
    assert "情况已经改变" in lin.post(undo, follow=True).content.decode()
