"""The pages of plans: rights before signing, draft to review, the map, wishes, opinions; and refusals."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.casework.plans.models import Line, Plan
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.workflows import opinion
from tests.web.conftest import PASSWORD
from tests.web.plans.opened import ACTION, SIGNED, at, browser, case, head, lin, read_rights, text
from tests.world import Case, World, world

__all__ = ["PASSWORD", "case", "head", "lin", "world"]
pytestmark = pytest.mark.django_db


def a_group(client: Client, case: Case, **changed: str):
    body = {
        "entry_id": str(new_id()),
        "full_time_worker-words": "张三", "community_police-words": "李四", "medical_staff-words": "王五",
        "volunteer-words": "赵六", "family_member-gap": "family_not_safe", **changed,
    }  # fmt: skip
    return client.post(at("group", case), body)


def a_draft(client: Client, case: Case, world: World) -> Plan:
    """Four lines, one of each sort, through the forms."""
    assert client.post(at("begin", case)).status_code == 303
    plan = Plan.objects.get(person_id=case.person, state="draft")
    due = (clock.today() + timedelta(days=20)).isoformat()
    for body in (
        {"sort": "goal", "code": "mood", "words": "晚上能睡个整觉"},
        {"sort": "strength", "words": "会木工"},
        {"sort": "need", "code": "job", "words": ""},
        {"sort": "action", "code": "policy_help", "words": "陪他去人社局", "actor": "government",
         "owner": str(world.lin.id), "due_on": due},
    ):  # fmt: skip
        assert client.post(at("add-line", case, plan.id), body).status_code == 303
    return plan


def in_force(lin: Client, head: Client, case: Case, world: World) -> Plan:
    a_group(lin, case)
    plan = a_draft(lin, case, world)
    lin.post(at("propose", case, plan.id))
    answer = head.post(at("decide", case, plan.id), {"decision": "approve"})
    assert answer.status_code == 303
    return plan


# --- rights and papers -----------------------------------------------------------------------------


def test_the_agreement_opens_only_after_the_rights_were_read_and_says_so(lin: Client, case: Case):
    closed = lin.get(at("sign", case, "community_agreement"), follow=True)
    assert closed.redirect_chain == [(at("rights", case), 303)]
    assert "不能签字" in closed.content.decode()
    assert at("sign", case, "community_agreement") not in text(lin, at("papers", case))

    read_rights(lin, case)

    page = text(lin, at("sign", case, "community_agreement"))
    assert "权利告知书" in page
    assert page.count("<h2>") == 6  # the six items of the agreement
    today = clock.today().isoformat()
    body = {**SIGNED, "signed_on": today, "entry_id": str(new_id())}
    assert lin.post(at("sign", case, "community_agreement"), body).status_code == 303
    assert Entry.objects.get(person_id=case.person, kind="agreement").outcome == "done"


def test_a_post_before_the_rights_were_read_signs_nothing(lin: Client, case: Case):
    body = {**SIGNED, "signed_on": clock.today().isoformat(), "entry_id": str(new_id())}

    assert lin.post(at("sign", case, "community_agreement"), body).status_code == 303

    assert not Entry.objects.filter(person_id=case.person, kind="agreement").exists()


def test_one_signature_is_not_enough_and_what_was_typed_stays(lin: Client, case: Case):
    read_rights(lin, case)
    body = {**SIGNED, "signed_by": ["person"], "words": "周末再谈", "entry_id": str(new_id())}
    body["signed_on"] = clock.today().isoformat()

    answer = lin.post(at("sign", case, "community_agreement"), body)

    assert answer.status_code == 422
    assert "双方都签" in answer.content.decode()
    assert "周末再谈" in answer.content.decode()


def test_the_rights_ask_how_they_were_read(lin: Client, case: Case):
    answer = lin.post(at("rights", case), {"entry_id": str(new_id())})

    assert answer.status_code == 422
    assert "怎样读的" in answer.content.decode()
    assert not Entry.objects.filter(kind="rights_read").exists()


def test_the_form_of_recording_leads_elsewhere_for_what_has_its_own_page(lin: Client, case: Case):
    for kind in ("agreement", "plan", "plan_review", "working_group", "rights_read"):
        assert lin.get(reverse("encounters:record", args=[case.person, kind])).status_code == 404


# --- the group -------------------------------------------------------------------------------------


def test_a_missing_kind_without_a_reason_is_said_beside_it(lin: Client, case: Case):
    answer = a_group(lin, case, **{"volunteer-words": ""})

    assert answer.status_code == 422
    assert "缺员的原因" in answer.content.decode()
    assert not Entry.objects.filter(person_id=case.person, kind="working_group").exists()


def test_family_without_the_persons_word_stays_out(lin: Client, case: Case):
    answer = a_group(lin, case, **{"family_member-words": "母亲"})
    assert answer.status_code == 422
    assert "家人参加对本人是安全的" in answer.content.decode()

    assert a_group(lin, case, **{"family_member-words": "母亲", "is_safe": "on"}).status_code == 303


# --- the plan --------------------------------------------------------------------------------------


def test_a_plan_goes_from_draft_to_review(lin: Client, head: Client, case: Case, world: World):
    plan = in_force(lin, head, case, world)

    page = text(lin, at("plan", case))
    for words in ("晚上能睡个整觉", "会木工", "找到工作", "陪他去人社局", "就业难", "政府", "执行中"):
        assert words in page
    need = Line.objects.get(plan=plan.id, sort="need")
    assert lin.post(at("progress", case, need.id), {"progress": "in_progress"}).status_code == 303
    assert "正在做" in text(lin, at("plan", case))
    body = {"view": "比以前踏实", "held_on": clock.today().isoformat(), "entry_id": str(new_id())}
    assert lin.post(at("review", case, plan.id), body).status_code == 303
    assert Plan.objects.get(id=plan.id).reviewed_on == clock.today()


def test_a_review_without_the_persons_view_keeps_what_was_typed(
    lin: Client, head: Client, case: Case, world: World
):
    plan = in_force(lin, head, case, world)
    body = {
        "view": "", "worker": "很稳定", "held_on": clock.today().isoformat(), "entry_id": str(new_id()),
    }  # fmt: skip

    answer = lin.post(at("review", case, plan.id), body)

    assert answer.status_code == 422
    assert "本人的看法" in answer.content.decode()
    assert "很稳定" in answer.content.decode()
    assert not Entry.objects.filter(kind="plan_review").exists()


def test_an_unfinished_draft_says_what_it_lacks(lin: Client, case: Case):
    lin.post(at("begin", case))
    plan = Plan.objects.get(person_id=case.person)

    answer = lin.post(at("propose", case, plan.id), follow=True)

    assert "还没有写全" in answer.content.decode()
    assert "还缺：" in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"sort": "goal", "code": "mood", "words": ""}, "这一项还没有填写"),
        ({"sort": "goal", "code": "fame", "words": "x"}, "请从选项中选择"),
        ({**ACTION, "due_on": "2026-02-31"},
         "日期没有看懂"),
        ({**ACTION, "due_on": "2020-01-01"},
         "没有写明谁来做"),
        ({**ACTION, "actor": "family", "due_on": "2020-01-01"},
         "日期已经过去"),
        ({"sort": "need", "code": "other", "words": ""}, "没有写内容"),
    ],
)  # fmt: skip
def test_a_line_that_lacks_something_is_not_kept(lin: Client, case: Case, body: dict, words: str):
    lin.post(at("begin", case))
    plan = Plan.objects.get(person_id=case.person)

    answer = lin.post(at("add-line", case, plan.id), body)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Line.objects.filter(plan=plan.id).exists()


def test_a_worker_does_not_decide_and_a_head_sends_back_with_a_reason(
    lin: Client, head: Client, case: Case, world: World
):
    plan = a_draft(lin, case, world)
    lin.post(at("propose", case, plan.id))

    assert lin.post(at("decide", case, plan.id), {"decision": "approve"}).status_code == 403
    assert 'name="decision"' not in text(lin, at("version", case, plan.id))
    assert 'name="decision"' in text(head, at("version", case, plan.id))
    silent = head.post(at("decide", case, plan.id), {"decision": "back", "words": ""})
    assert silent.status_code == 422
    assert head.post(at("decide", case, plan.id), {"decision": "back", "words": "太笼统"}).status_code == 303
    assert "负责人退回：太笼统" in text(lin, at("version", case, plan.id))


def test_without_a_group_an_order_has_no_plan_yet(lin: Client, head: Client, case: Case, world: World):
    plan = a_draft(lin, case, world)
    lin.post(at("propose", case, plan.id))

    answer = head.post(at("decide", case, plan.id), {"decision": "approve"})

    assert answer.status_code == 422
    assert "还没有登记工作小组" in answer.content.decode()


def test_the_old_version_can_still_be_read(lin: Client, head: Client, case: Case, world: World):
    old = in_force(lin, head, case, world)
    lin.post(at("begin", case))
    new = Plan.objects.get(person_id=case.person, version=2)
    lin.post(at("add-line", case, new.id), {"sort": "goal", "code": "work", "words": "开个小店"})
    lin.post(at("propose", case, new.id))
    head.post(at("decide", case, new.id), {"decision": "approve"})

    before = text(lin, at("version", case, old.id))

    assert "开个小店" not in before
    assert "已由新版代替" in before
    assert "开个小店" in text(lin, at("plan", case))


def test_what_waits_stands_on_the_heads_list(lin: Client, head: Client, case: Case, world: World):
    plan = a_draft(lin, case, world)
    lin.post(at("propose", case, plan.id))
    opinion.give(
        person=case.person, speaker="family", words="等太久", said_on=clock.today(), by=world.lin,
        at=clock.now(),
    )  # fmt: skip

    page = text(head, reverse("plans:waiting"))

    assert page.count("欧阳安") == 2
    assert "等太久" not in page  # opened one by one
    assert lin.get(reverse("plans:waiting")).status_code == 403


def test_a_stranger_sees_nothing_of_it(lin: Client, head: Client, case: Case, world: World):
    plan = in_force(lin, head, case, world)

    for viewer in (world.mo, world.manager, world.officer, world.legal):
        client = browser(viewer)
        for address in (
            at("plan", case),
            at("version", case, plan.id),
            at("support", case),
            at("safety", case),
        ):
            assert client.get(address).status_code in (403, 404), viewer.role
