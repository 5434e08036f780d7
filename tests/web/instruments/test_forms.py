"""Filling in, reading and comparing forms, and who may do neither."""

import re

import pytest
from django.urls import reverse

from guitu.casework.instruments.models import Draft
from guitu.casework.journal.models import Entry
from guitu.foundation.ids import new_id
from tests.web.instruments.conftest import AUDIT, FORMS, entries, phq

pytestmark = pytest.mark.django_db


def test_each_sees_the_forms_of_their_own_calling(world, desk):
    for viewer, has, lacks in (
        (world.social, "饮酒情况", "PHQ-9"),
        (world.psychologist, "PHQ-9", "饮酒情况"),
        (world.doctor, "BAM", "PHQ-9"),
        (world.officer, "您的岗位不使用这些表", "填写</a>"),
    ):
        page = desk(viewer).page("choose")
        assert has in page, viewer.role
        assert lacks not in page, viewer.role


def test_a_finished_form_is_an_entry_that_says_no_more_than_which_form(world, desk):
    lin = desk(world.lin)
    answer = lin.sends("audit", AUDIT)

    (entry,) = entries("assessment")
    assert answer.status_code == 303
    assert answer.url == lin.address("result", entry.id)
    assert entry.details == {"instrument": "audit", "version": "1.0"}
    assert (entry.compartment, entry.outcome) == ("casework", "done")
    assert b"audit" not in bytes(entry.note)
    page = lin.page("result", entry.id)
    assert "6<" in page
    assert "第一区" in page
    assert "每月 2 到 4 次" in page


def test_what_is_missing_is_marked_and_nothing_is_lost(world, desk):
    answer = desk(world.lin).sends("audit", {"1": "2", "2": "1", "3": "0"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "还有没填好的地方" in page
    assert page.count("这一项还没有填写。") == 7  # 4 to 8 opened by item 2, and 9 and 10
    assert len(re.findall(r"checked", page)) == 3
    assert entries("assessment") == []


def test_what_branching_hides_is_neither_asked_nor_kept(world, desk):
    lin = desk(world.lin)
    lin.sends("audit", {**AUDIT, "1": "0"})

    (entry,) = entries("assessment")
    assert "您在通常饮酒" not in lin.page("result", entry.id)
    assert "2<" in lin.page("result", entry.id)  # 9 and 10 alone


@pytest.mark.parametrize("text", ["-1", "21", "三", "1e3"])
def test_an_impossible_number_gets_a_sentence(world, desk, text):
    answer = desk(world.lin).sends("intake", {"children": text})
    assert answer.status_code == 422
    assert f'value="{text}"' in answer.content.decode()
    assert re.search("不在范围之内|请填写整数", answer.content.decode())


def test_a_day_that_lies_ahead_is_refused_and_the_form_stays(world, desk):
    lin = desk(world.lin)
    names = {id_: f"q{n}" for n, id_ in enumerate(item.id for item in FORMS["audit"].items)}
    body = {names[id_]: code for id_, code in AUDIT.items()}
    for on in ("2999-01-01", "2026-02-30", ""):
        answer = lin.client.post(
            lin.address("fill", "audit"), {**body, "intent": "finish", "on": on, "entry_id": str(new_id())}
        )
        assert answer.status_code == 422, on
        assert "checked" in answer.content.decode()
    assert entries("assessment") == []


def test_a_draft_goes_on_from_another_device_and_ends_with_the_form(world, desk):
    desk(world.lin).sends("audit", {"1": "2", "2": "1"}, intent="draft")
    draft = Draft.objects.get()
    assert "1" not in str(bytes(draft.note))[2:3]
    assert entries("assessment") == []

    elsewhere = desk(world.lin)
    page = elsewhere.page("fill", "audit")
    assert page.count("checked") == 2
    assert str(draft.id) in page
    assert "接着填草稿" in elsewhere.page("choose")

    elsewhere.sends("audit", AUDIT, id_=draft.id)
    assert [entry.id for entry in entries("assessment")] == [draft.id]
    assert not Draft.objects.exists()


def test_a_draft_keeps_what_cannot_be_read_yet_and_drops_what_is_hidden(world, desk):
    lin = desk(world.lin)
    lin.sends("intake", {"children": "两个", "income": "none", "work_kind": "司机"}, intent="draft")
    page = lin.page("fill", "intake")
    assert 'value="两个"' in page
    assert "司机" not in page


def test_the_page_keeps_a_draft_by_itself(world, desk):
    lin = desk(world.lin)
    answer = lin.client.post(lin.address("draft", "audit"), {"q1": "3", "entry_id": str(new_id())})
    assert answer.status_code == 204
    assert Draft.objects.count() == 1
    lin.sends("audit", {}, intent="give-up")
    assert not Draft.objects.exists()


def test_what_the_page_kept_too_late_is_no_draft_of_a_finished_form(world, desk):
    lin, id_ = desk(world.lin), new_id()
    lin.sends("audit", AUDIT, id_=id_)
    lin.client.post(lin.address("draft", "audit"), {"q1": "3", "entry_id": str(id_)})
    assert not Draft.objects.exists()
    assert lin.sends("audit", {**AUDIT, "1": "4"}).status_code == 303  # another one, begun afresh


def test_a_draft_is_its_writers_alone(world, desk):
    desk(world.lin).sends("audit", {"1": "4"}, intent="draft")
    page = desk(world.social).page("fill", "audit")
    assert "checked" not in page
    desk(world.social).sends("audit", {"1": "1"}, intent="draft")
    assert Draft.objects.count() == 2


def test_sending_twice_writes_once(world, desk):
    lin, id_ = desk(world.lin), new_id()
    for _ in range(2):
        assert lin.sends("audit", AUDIT, id_=id_).status_code == 303
    assert len(entries("assessment")) == 1
    assert lin.sends("audit", {**AUDIT, "1": "4"}, id_=id_).status_code == 422


def test_a_form_is_withdrawn_by_a_further_entry_and_leaves_the_course(world, desk):
    psychologist = desk(world.psychologist)
    psychologist.sends("phq_9", phq())
    (entry,) = entries("assessment")
    undo = reverse("encounters:undo", args=[psychologist.case.person, entry.id])
    assert psychologist.client.post(undo).status_code == 303

    (taken,) = entries("retraction")
    assert taken.compartment == "psychological"
    assert "已经撤销" in psychologist.page("result", entry.id)
    assert psychologist.client.get(psychologist.address("course", "phq_9")).status_code == 404


def test_a_course_is_a_drawing_with_its_table(world, desk):
    psychologist = desk(world.psychologist)
    psychologist.sends("phq_9", phq())
    psychologist.sends("phq_9", {**phq(), "1": "daily"})
    page = psychologist.page("course", "phq_9")
    assert page.count('class="trend-point"') == 2
    assert "trend-line" in page
    assert page.count('<td class="num"') >= 2
    assert "轻度" in page


# —— help first ——


def test_thoughts_of_death_open_help_before_any_score(world, desk):
    psychologist = desk(world.psychologist)
    answer = psychologist.sends("phq_9", phq("several"))
    page = psychologist.client.get(answer.url).content.decode()

    assert page.index("12356") < page.index("总分")
    assert page.index("最近的精神专科") < page.index("逐题")
    (need,) = entries("need_raised")
    assert need.details == {"need": "mental_health", "urgency": "urgent"}
    assert (need.compartment, need.note, need.recorded_by) == ("casework", b"", world.psychologist.id)


def test_the_care_team_sees_the_need_and_not_the_answer(world, desk):
    psychologist = desk(world.psychologist)
    psychologist.sends("phq_9", phq("daily"))

    page = desk(world.lin).client.get(reverse("people:person", args=[psychologist.case.person]))
    assert "提出需求" in page.content.decode()
    assert "答复紧急需求" in page.content.decode()  # a duty of tomorrow
    assert "PHQ" not in page.content.decode()


def test_without_danger_nothing_is_raised(world, desk):
    psychologist = desk(world.psychologist)
    answer = psychologist.sends("phq_9", phq())
    assert "12356" not in psychologist.client.get(answer.url).content.decode()
    assert entries("need_raised") == []


def test_danger_sent_twice_is_one_need(world, desk):
    psychologist, id_ = desk(world.psychologist), new_id()
    for _ in range(2):
        psychologist.sends("phq_9", phq("several"), id_=id_)
    assert len(entries("need_raised")) == 1


def test_an_overdose_told_to_the_doctor_opens_help(world, desk):
    bam = {str(n): "0" for n in (1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)}
    doctor = desk(world.doctor)
    answer = doctor.sends("bam", {**bam, "6": "1", "overdose": "true"})
    page = doctor.client.get(answer.url).content.decode()
    assert page.index("纳洛酮") < page.index("总分")
    assert [need.details["need"] for need in entries("need_raised")] == ["health"]


# —— refusals ——


@pytest.mark.parametrize(
    "who", ["social", "lin", "head", "worker", "officer", "doctor", "mo", "gate", "legal"]
)
def test_nobody_but_its_author_reads_a_psychologists_form(world, desk, who):
    psychologist = desk(world.psychologist)
    psychologist.sends("phq_9", phq())
    (entry,) = entries("assessment")
    other = desk(getattr(world, who))

    for name, more in (("result", [entry.id]), ("course", ["phq_9"]), ("fill", ["phq_9"])):
        assert other.client.get(other.address(name, *more)).status_code in (403, 404, 422), name
    assert other.sends("phq_9", phq()).status_code in (403, 404, 422)
    assert len(entries("assessment")) == 1
    listed = other.client.get(other.address("choose"))
    assert "PHQ" not in listed.content.decode()


@pytest.mark.parametrize("who", ["psychologist", "doctor", "officer", "mo"])
def test_nobody_else_writes_the_care_teams_forms(world, desk, who):
    assert desk(getattr(world, who)).sends("audit", AUDIT).status_code in (403, 404, 422)
    assert entries("assessment") == []


def test_a_psychologist_who_is_not_named_finds_nobody(world, desk):
    from guitu.foundation.authorization.models import Tie

    Tie.objects.filter(account=world.psychologist.id).delete()
    assert desk(world.psychologist).sends("phq_9", phq()).status_code == 404


@pytest.mark.parametrize("kind", ["assessment", "risk_assessment"])
def test_no_plain_form_writes_a_filled_one_or_a_level(world, desk, kind):
    lin = desk(world.lin)
    address = reverse("encounters:record", args=[lin.case.person, kind])
    assert lin.client.get(address).status_code == 404
    assert lin.client.post(address, {"outcome": "done", "level": "high"}).status_code == 404
    assert Entry.objects.filter(kind=kind).count() == 0


def test_an_unknown_form_is_not_there(world, desk):
    lin = desk(world.lin)
    for name in ("fill", "course"):
        assert lin.client.get(lin.address(name, "sds")).status_code == 404
    assert lin.client.get(lin.address("result", new_id())).status_code == 404


def test_the_timeline_leads_to_the_form_and_shows_nothing_of_it(world, desk):
    lin = desk(world.lin)
    lin.sends("audit", AUDIT)
    (entry,) = entries("assessment")
    page = lin.client.get(reverse("people:person", args=[lin.case.person])).content.decode()
    assert lin.address("result", entry.id) in page
    assert "QuestionnaireResponse" not in page
    assert "标准杯" not in page


def test_english_pages_are_english(world, desk):
    lin = desk(world.lin)
    lin.client.post(reverse("account:language"), {"language": "en", "next": "/"})
    page = lin.page("fill", "audit")
    assert "How often do you have a drink containing alcohol?" in page
    assert "Keep as a draft" in page
