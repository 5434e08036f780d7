"""The pages beside a plan: the map, wishes, meetings, opinions; and what is refused there."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.casework.plans.models import Opinion
from guitu.domain.outreach import telling
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.workflows import support_map, wish
from tests.web.conftest import PASSWORD
from tests.web.plans.opened import at, case, head, lin, read_rights, text
from tests.world import Case, World, in_aftercare, world

__all__ = ["PASSWORD", "case", "head", "lin", "world"]
pytestmark = pytest.mark.django_db


# --- the map, wishes, opinions ---------------------------------------------------------------------


def test_the_map_is_written_and_what_the_person_carries_says_nothing_outside(
    lin: Client, case: Case, world: World
):
    for sort, words in (("avoid_places", "城南网吧"), ("call", "姐姐 12088880002")):
        assert lin.post(at("support", case), {"sort": sort, "words": words}).status_code == 303
    assert "城南网吧" in text(lin, at("support", case))

    page = text(lin, at("safety", case))
    cover = re.search(r"data-cover>(.*?)</section>", page, re.S)
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert cover is not None
    assert title is not None
    assert telling(re.sub(r"<[^>]+>", "", cover[1])) is None
    assert telling(title[1]) is None
    assert "姐姐 12088880002" in page


def test_an_empty_line_of_the_map_is_not_kept(lin: Client, case: Case):
    answer = lin.post(at("support", case), {"sort": "call", "words": " "})

    assert answer.status_code == 422
    assert "没有写内容" in answer.content.decode()


def test_wishes_are_shown_where_a_visit_is_recorded_and_never_block(lin: Client, case: Case, world: World):
    body = {
        "wish_worker_sex": "female",
        "wish_place": "station",
        "wish_hours": "any",
        "contact_channel": "sms",
    }
    assert lin.post(at("wishes", case), body).status_code == 303

    address = reverse("encounters:record", args=[case.person, "home_visit"])
    page = text(lin, address)
    assert "本人希望：" in page
    assert "女性工作人员" in page
    said = {
        "entry_id": str(new_id()), "happened_on": clock.today().isoformat(), "outcome": "done",
        "mode": "in_person", "note": "", "good": "", "opinion": "",
    }  # fmt: skip
    done = lin.post(address, said, follow=True)
    assert "没有照本人的意愿" in done.content.decode()
    assert Entry.objects.filter(person_id=case.person, kind="home_visit").exists()


def test_a_head_who_assigns_is_told_what_the_person_wishes(head: Client, case: Case, world: World):
    wish.wish(
        person=case.person, wishes={"wish_worker_sex": "female"}, on=clock.today(), by=world.lin,
        at=clock.now(),
    )  # fmt: skip
    queue = reverse("assignment:queue")
    assert "女性工作人员" in text(head, f"{queue}?show=all")

    body = {"person": f"{case.person}:{new_id()}", "worker": str(world.lin.id)}
    answer = head.post(queue, body, follow=True)

    assert "已分派 1 人" in answer.content.decode()
    assert "希望：女性工作人员" in answer.content.decode()


def test_a_meeting_takes_something_good_and_an_opinion_that_gets_an_answer(
    lin: Client, head: Client, case: Case, world: World
):
    address = reverse("encounters:record", args=[case.person, "talk"])
    said = {
        "entry_id": str(new_id()), "happened_on": clock.today().isoformat(), "outcome": "done",
        "mode": "in_person", "note": "聊了工作", "good": "三个月没缺勤", "weighs": ["income"],
        "holds": ["family", "work"], "opinion": "来之前打个电话", "opinion_from": "person",
    }  # fmt: skip

    assert lin.post(address, said).status_code == 303

    entry = Entry.objects.get(person_id=case.person, kind="talk")
    assert (entry.details["weighs"], entry.details["holds"]) == (["income"], ["family", "work"])
    assert "缺勤".encode() not in bytes(entry.note)
    assert "三个月没缺勤" in text(lin, reverse("people:person", args=[case.person]))
    kept = Opinion.objects.get(person_id=case.person)
    assert (kept.entry, kept.speaker) == (entry.id, "person")
    answer = head.post(at("answer", case, kept.id), {"answer": "以后先打电话"})
    assert answer.status_code == 303
    assert "以后先打电话" in text(lin, at("opinions", case))


def test_an_opinion_of_nobody_is_asked_about_and_the_entry_is_not_kept_without_it(lin: Client, case: Case):
    address = reverse("encounters:record", args=[case.person, "talk"])
    said = {
        "entry_id": str(new_id()), "happened_on": clock.today().isoformat(), "outcome": "done",
        "mode": "in_person", "note": "", "opinion": "不满意",
    }  # fmt: skip

    answer = lin.post(address, said)

    assert answer.status_code == 422
    assert "没有选择是谁的意见" in answer.content.decode()
    assert not Entry.objects.filter(person_id=case.person, kind="talk").exists()


def test_in_aftercare_only_what_is_voluntary_is_offered(lin: Client, world: World):
    case = in_aftercare(world.station, worker=world.lin.id, since=clock.today() - timedelta(days=9))
    support_map.add(person=case.person, sort="family", words="妈妈", by=world.lin, at=clock.now())
    read_rights(lin, case)

    page = text(lin, at("papers", case))

    assert "后续照管协议（自愿）" in page
    assert "社区戒毒、社区康复协议" not in page
