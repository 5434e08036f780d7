"""Pages of applications and gifts: what they show, what is refused and why; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.support.models import Application, Gift, Giver
from guitu.domain.outreach import telling
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.plans.opened import browser, text
from tests.workflows.supporting import third
from tests.world import Case, World, in_aftercare, someone, world

__all__ = ["third", "world"]
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
    return reverse(f"support:{name}", args=[case.person, *more])


def step() -> dict[str, str]:
    soon = (clock.today() + timedelta(days=3)).isoformat()
    return {"next_words": "带户口本去照相", "next_on": soon, "actor": "person", "owner": ""}


def new_application(client: Client, case: Case, **changed: str):
    body = {"application": str(new_id()), "kind": "identity_card", "words": "", "due_on": "", **step()}
    return client.post(at("new-application", case), {**body, **changed})


def gift_body(**changed: str) -> dict[str, str]:
    body = {
        "gift": str(new_id()), "form": "money", "amount": "１，２００.50", "purpose": "living",
        "words": "买米和棉被", "giver": "", "giver_kind": "donor", "giver_name": "", "is_anonymous": "on",
    }  # fmt: skip
    return {**body, **changed}


def test_something_is_applied_for_and_followed_to_its_end(lin: Client, case: Case):
    assert "现在没有在办的事" in text(lin, at("applications", case))
    assert new_application(lin, case).status_code == 303
    page = text(lin, at("applications", case))
    assert "身份证" in page
    assert "带户口本去照相" in page

    made = Application.objects.get()
    body = {"state": "granted", "happened_on": clock.today().isoformat(), "words": "拿到了", "actor": ""}
    assert lin.post(at("application", case, made.id), body).status_code == 303
    assert "拿到了" in text(lin, at("application", case, made.id))
    assert "拿到了" in text(lin, reverse("people:person", args=[case.person]))

    assert lin.post(at("reopen", case, made.id)).status_code == 303
    assert "已递交" in text(lin, at("application", case, made.id))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"next_words": ""}, "没有写清下一步"),
        ({"next_on": "1999-01-01"}, "下一步的日子已经过去"),
        ({"next_on": "9999-12-31"}, "下一步的日子已经过去"),
        ({"next_on": "2026-02-30"}, "日期没有看懂"),
        ({"actor": "worker"}, "没有选择是谁"),
        ({"kind": "passport"}, "请从选项中选择"),
        ({"due_on": "1999-01-01"}, "截止日期已经过去"),
        ({"application": "x"}, ""),
    ],
)
def test_an_impossible_application_gets_a_sentence_and_keeps_what_was_typed(
    lin: Client, case: Case, changed: dict[str, str], said: str
):
    answer = new_application(lin, case, words="文艺路派出所", **changed)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "文艺路派出所" in page
    assert not Application.objects.exists()


def test_a_refusal_because_of_the_past_names_the_law_and_the_way(lin: Client, case: Case):
    new_application(lin, case, kind="public_welfare_job")
    made = Application.objects.get()
    body = {
        "state": "refused", "happened_on": clock.today().isoformat(), "reason": "drug_history",
        "remedy": "review", "actor": "",
    }  # fmt: skip
    assert lin.post(at("application", case, made.id), body).status_code == 303

    page = text(lin, at("application", case, made.id))
    assert "《禁毒法》第五十二条" in page
    assert "申请行政复议" in page


def test_a_gift_from_its_proposal_to_the_receipt(lin: Client, case: Case, world: World, third):
    assert lin.post(at("new-gift", case), gift_body()).status_code == 303
    made = Gift.objects.get()
    assert made.fen == 120_050
    assert "不留名的爱心人士" in text(lin, at("gift", case, made.id))
    own = lin.post(at("decide", case, made.id), {"decision": "approve"})
    assert own.status_code == 422
    assert "您自己提出的" in own.content.decode()

    for viewer in (third, world.head):
        decided = browser(viewer).post(at("decide", case, made.id), {"decision": "approve"})
        assert decided.status_code == 303
    board = text(lin, reverse("support:board"))
    assert "欧阳安" in board
    today = clock.today().isoformat()
    assert lin.post(
        at("receive", case, made.id), {"receiver": "person", "received_on": today}
    ).status_code == (303)
    paper = text(lin, at("receipt", case, made.id)).split("data-receipt", 1)[1].split("</section>", 1)[0]
    assert "¥1,200.50" in paper
    assert "壹仟贰佰元伍角整" in paper
    assert "芒果" not in paper
    assert telling(paper.replace("欧阳安", "")) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": "-5"}, "金额是负数"),
        ({"amount": "0"}, "金额是零"),
        ({"amount": "一千"}, "金额没有看懂"),
        ({"amount": "1.005"}, "小数多于两位"),
        ({"amount": "200000.01"}, "金额超过上限 ¥200,000.00"),
        ({"amount": "9" * 38}, "金额超过上限"),
        ({"amount": ""}, "金额没有填写"),
        ({"words": " "}, "还没有填写"),
        ({"giver_kind": "", "is_anonymous": ""}, "没有选择是谁给的"),
        ({"giver_kind": "unit"}, "只有爱心人士可以不留名"),
        ({"giver": "01a21ab9-73d3-71e1-89a1-a50b2e1dc5f1"}, "请从选项中选择"),
        ({"purpose": "party"}, "请从选项中选择"),
    ],
)
def test_an_impossible_gift_gets_a_sentence_and_leaves_no_giver_behind(
    lin: Client, case: Case, changed: dict[str, str], said: str
):
    answer = lin.post(at("new-gift", case), gift_body(**changed))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Gift.objects.exists()
    assert not Giver.objects.exists()


def test_a_loan_is_lent_paid_back_and_agreed_on_anew(lin: Client, case: Case, world: World, third):
    lin.post(at("new-gift", case), gift_body(form="loan"))
    made = Gift.objects.get()
    for viewer in (third, world.head):
        browser(viewer).post(at("decide", case, made.id), {"decision": "approve"})
    today = clock.today().isoformat()
    body = {"receiver": "person", "received_on": today, "parts": "3", "first_on": today}
    assert lin.post(at("receive", case, made.id), {**body, "parts": "99"}).status_code == 422
    assert lin.post(at("receive", case, made.id), body).status_code == 303
    page = text(lin, at("gift", case, made.id))
    assert "¥400.17" in page

    part = page.split("/parts/")[1].split('"')[0]
    assert lin.post(at("paid", case, made.id, part), {"paid_on": today}).status_code == 303
    answer = lin.post(at("agree", case, made.id), {"anew-parts": "2", "anew-first_on": "1999-01-01"})
    assert answer.status_code == 422
    again = lin.post(at("agree", case, made.id), {"anew-parts": "2", "anew-first_on": today})
    assert again.status_code == 303
    assert "逾期" not in text(lin, at("gift", case, made.id))


def test_a_gift_sent_twice_is_one_from_one_giver(lin: Client, case: Case):
    said = gift_body(giver_kind="unit", giver_name="芙蓉区总工会", is_anonymous="")
    for _ in range(2):
        assert lin.post(at("new-gift", case), said).status_code == 303
    assert (Gift.objects.count(), Giver.objects.count()) == (1, 1)


def test_the_givers_page_has_no_name_of_anybody(lin: Client, case: Case, world: World, third):
    lin.post(at("new-gift", case), gift_body(giver_kind="unit", giver_name="芙蓉区总工会", is_anonymous=""))

    assert "芙蓉区总工会" in text(lin, reverse("support:givers"))
    page = text(lin, reverse("support:giver", args=[Giver.objects.get().id]))
    assert "芙蓉区总工会" in page
    assert "欧阳安" not in page
    assert "不显示" in page
