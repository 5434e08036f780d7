"""Questionnaires an office brings: seen, put into use, asked with; hostile files get a sentence."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guitu.analytics import surveys as analysis
from guitu.analytics.places import place_for
from guitu.casework.surveys.models import Answer, Campaign, Questionnaire
from guitu.domain.access import Role
from guitu.domain.surveys.questionnaire import filled
from guitu.exchange.importers.questionnaire import MOST_BYTES
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.domain.surveys.test_questionnaire import ask, bare
from tests.web.figures.conftest import browser
from tests.web.surveys.test_pages import typed
from tests.world import COUNTY, _viewer, world

__all__ = ["browser", "world"]
pytestmark = pytest.mark.django_db
SHELF = "/surveys/questionnaires/"
OWN = bare(ask("您有工作吗？", linkId="unemployed"), ask("您满意吗？", linkId="q2"))
KEPT = filled(OWN, unit=1, publisher="站")


def send(client: Client, content: bytes | dict[str, Any]):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(SHELF, {"file": SimpleUploadedFile("form.json", body)})


def to(client: Client, row: Questionnaire, state: str):
    return client.post(reverse("surveys:questionnaire-state", args=[row.id]), {"to": state})


def test_a_questionnaire_is_brought_looked_at_put_into_use_and_asked_with(world, browser):
    manager = browser(world.manager)
    answer = send(manager, OWN)
    assert answer.status_code == 303
    row = Questionnaire.objects.get()

    shown = manager.get(answer["Location"]).content.decode()
    assert "您有工作吗？" in shown
    assert "没有英文" in shown
    assert str(row.id) not in manager.get(reverse("surveys:new")).content.decode()  # a draft asks nobody
    assert to(manager, row, "active").status_code == 303
    begun = manager.post(reverse("surveys:new"), typed(questionnaire=str(row.id), audience="public"))
    assert begun.status_code == 303, begun.content.decode()

    held = Campaign.objects.get()
    assert (held.instrument, held.version, held.body["name"]) == ("own", "1.0", "Own")
    there = reverse("surveys:link", args=[held.address])
    form = Client().get(there)
    assert "您有工作吗？" in form.content.decode()
    assert "谢谢您" in Client().post(there, {"form": form.context["form"], "q0": "1"}).content.decode()
    assert Answer.objects.get().answers == {"unemployed": ["1"]}
    to(manager, row, "retired")
    assert "您有工作吗？" in Client().get(there).content.decode()  # its own copy


def test_a_figure_never_reads_a_question_of_an_offices_own_by_its_name(world, browser):
    manager = browser(world.manager)
    send(manager, bare(ask("您满意吗？", "boolean", linkId="unemployed")))
    row = Questionnaire.objects.get()
    to(manager, row, "active")
    manager.post(reverse("surveys:new"), typed(questionnaire=str(row.id), audience="public"))
    held = Campaign.objects.get()
    for _ in range(12):
        Answer.objects.create(
            campaign=held.id, stratum=held.region, mode="link", answers={"unemployed": [True]}
        )
    manager.post(reverse("surveys:finish", args=[held.id]))

    told = analysis.told(place_for(world.manager, COUNTY), "unemployed", until=clock.today())

    assert told is None
    assert "100.0%" in manager.get(reverse("surveys:results", args=[held.id])).content.decode()


def test_another_version_stands_beside_the_first_and_the_same_one_is_refused(world, browser):
    manager = browser(world.manager)
    send(manager, OWN)
    again = send(manager, OWN)
    assert (again.status_code, "已经有第 1.0 版" in again.content.decode()) == (422, True)
    assert send(manager, {**OWN, "version": "1.1"}).status_code == 303
    assert Questionnaire.objects.count() == 2


def test_only_a_draft_is_thrown_away_and_only_what_is_in_use_goes_out_of_it(world, browser):
    manager = browser(world.manager)
    send(manager, OWN)
    row = Questionnaire.objects.get()
    to(manager, row, "retired")
    assert Questionnaire.objects.get().state == "draft"
    to(manager, row, "active")
    to(manager, row, "gone")
    assert Questionnaire.objects.get().state == "active"
    send(manager, {**OWN, "version": "2.0"})
    draft = Questionnaire.objects.get(version="2.0")
    assert to(manager, draft, "anything else").status_code == 303
    assert Questionnaire.objects.count() == 1
    assert to(manager, draft, "active").status_code == 404


def test_the_offices_of_a_place_use_it_and_only_its_own_changes_it(world, browser):
    send(browser(world.manager), OWN)
    row = Questionnaire.objects.get()
    head = browser(world.head)

    assert "生活问卷" in head.get(SHELF).content.decode()
    page = head.get(reverse("surveys:questionnaire", args=[row.id])).content.decode()
    assert "您有工作吗？" in page
    assert 'name="to"' not in page
    assert to(head, row, "active").status_code == 403
    assert Questionnaire.objects.get().state == "draft"


def test_an_office_of_another_place_does_not_find_it_and_workers_find_no_shelf(world, browser):
    send(browser(world.manager), OWN)
    row = Questionnaire.objects.get()
    Questionnaire.objects.update(unit=430103000000001, lo=430103000000000, hi=430103999999999)
    manager = browser(world.manager)

    assert "生活问卷" not in manager.get(SHELF).content.decode()
    assert manager.get(reverse("surveys:questionnaire", args=[row.id])).status_code == 404
    assert to(manager, row, "active").status_code == 404
    refused = manager.post(reverse("surveys:new"), typed(questionnaire=str(row.id)))
    assert refused.status_code == 422
    for viewer in (
        world.lin,
        world.admin,
        world.guardian,
        _viewer("judge", "评", Role.EVALUATOR, world.station),
    ):
        assert browser(viewer).get(SHELF).status_code == 403
        assert send(browser(viewer), OWN).status_code == 403
    assert Questionnaire.objects.count() == 1


def test_an_office_keeps_so_many_and_is_told_what_to_do(world, browser):
    Questionnaire.objects.bulk_create(
        Questionnaire(
            unit=world.manager.unit, lo=world.manager.lo, hi=world.manager.hi, instrument="own", body=KEPT,
            version=f"9.{n}", made_at=clock.now(), made_by=new_id(), state="retired",
        )
        for n in range(60)
    )  # fmt: skip
    answer = send(browser(world.manager), OWN)
    assert (answer.status_code, "已经有 60 份" in answer.content.decode()) == (422, True)


HOSTILE: list[tuple[bytes | dict[str, Any], str]] = [
    (b"", "JSON"),
    (b"{", "JSON"),
    (b"\xff\xfe\x00", "JSON"),
    (b'{"a": NaN}', "JSON"),
    (b'{"a": 1e999}', "JSON"),
    (b"[" * 100_000, "JSON"),
    (b'{"a":' * 400 + b"1" + b"}" * 400, "JSON"),
    (b" " * (MOST_BYTES + 1), "文件太大"),
    (b"[]", "Questionnaire"),
    (b'"Questionnaire"', "Questionnaire"),
    ({"resourceType": "Patient"}, "Questionnaire"),
    ({**OWN, "title": "生活\x00问卷"}, "JSON"),
    (b'{"resourceType": "Questionnaire", "title": "\\ud800"}', "JSON"),
    ({**OWN, "title": "<script>alert(1)</script>"}, "没有中文"),
    ({**OWN, "name": "../../etc"}, "“name”"),
    ({**OWN, "name": "Needs_survey"}, "随系统提供"),
    ({**OWN, "version": "1; drop table"}, "“version”"),
    ({**OWN, "date": "yesterday"}, "不符合 FHIR R4"),
    ({**OWN, "item": [ask("您的姓名")]}, "姓名"),
    ({**OWN, "item": [ask("一？"), ask("二？")]}, "重复"),
    ({**OWN, "item": [ask("一？", "quantity")]}, "不支持“quantity”"),
    ({**OWN, "item": [ask("一？", "text")]}, "要写字的题"),
    ({**OWN, "item": {"linkId": "q1"}}, "不是列表"),
    ({**OWN, "item": [ask("问？", linkId=f"q{n}") for n in range(301)]}, "问题太多"),
    ({**OWN, "surprise": 1}, "surprise"),
]


@pytest.mark.parametrize(("content", "words"), HOSTILE)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(world, browser, content, words):
    answer = send(browser(world.manager), content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert not Questionnaire.objects.exists()


def test_markup_in_a_question_is_shown_as_it_was_written(world, browser):
    manager = browser(world.manager)
    answer = send(manager, {**OWN, "item": [ask("好吗<img src=x onerror=alert(1)>")]})
    shown = manager.get(answer["Location"]).content.decode()
    assert "<img src=x" not in shown
    assert "&lt;img src=x" in shown


def test_each_fault_of_a_file_has_its_own_sentence(world, browser):
    wrong = {**OWN, "item": [ask("您的姓名", linkId="a"), ask("还想说什么？", "text", linkId="b")]}
    said = send(browser(world.manager), wrong).content.decode()
    assert "有 2 处不能使用" in said
    assert said.count("<li>") >= 3


def test_no_file_at_all_gets_a_sentence(world, browser):
    answer = browser(world.manager).post(SHELF)
    assert (answer.status_code, "没有选择文件" in answer.content.decode()) == (422, True)
