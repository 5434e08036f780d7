"""The shelf: everybody reads it, the administrator changes it, a wrong file is refused with its places."""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guitu.casework.instruments.models import Shelved
from guitu.exchange.importers.questionnaire import MOST_BYTES
from tests.domain.instruments.shelf import BRANCHES, raw
from tests.web.instruments.conftest import AUDIT, entries

pytestmark = pytest.mark.django_db
SHELF = "/instruments/"


def sent(content: bytes | dict[str, Any]) -> dict[str, object]:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"file": SimpleUploadedFile("form.json", body)}


def newer(version: str = "2.0") -> dict[str, Any]:
    return {**deepcopy(raw("audit")), "version": version}


def to(client, version: str, state: str):
    return client.post(reverse("instruments:state", args=["audit", version]), {"to": state})


def test_everybody_reads_source_and_licence_and_prints_an_empty_form(world, desk):
    for viewer in (world.lin, world.psychologist, world.admin, world.auditor):
        client = desk(viewer).client
        page = client.get(SHELF).content.decode()
        assert "World Health Organization" in page
        assert "无需许可" in page
        paper = client.get(reverse("instruments:paper", args=["phq_9", "1.0"])).content.decode()
        assert paper.count("☐ 几乎每天") == 9


def test_a_paper_shows_no_local_label(world, desk):
    paper = desk(world.lin).client.get(reverse("instruments:paper", args=["risk_level", "1.0"]))
    assert "本地标记" not in paper.content.decode()


def test_an_imported_version_waits_comes_into_use_and_goes_out_of_it(world, desk):
    admin, lin = desk(world.admin).client, desk(world.lin)
    assert admin.post(SHELF, sent(newer())).status_code == 303
    lin.sends("audit", AUDIT)
    assert to(admin, "2.0", "active").status_code == 303
    lin.sends("audit", AUDIT)
    assert to(admin, "2.0", "retired").status_code == 303
    lin.sends("audit", AUDIT)

    assert [entry.details["version"] for entry in entries("assessment")] == ["1.0", "2.0", "1.0"]
    for entry in entries("assessment"):
        assert "标准杯" in lin.page("result", entry.id)
    assert "1.0" in lin.page("course", "audit")


def test_a_retired_form_is_asked_no_more_and_its_draft_is_kept(world, desk):
    admin, lin = desk(world.admin).client, desk(world.lin)
    lin.sends("audit", {"1": "2"}, intent="draft")
    admin.post(SHELF, sent(newer()))
    to(admin, "2.0", "active")
    to(admin, "1.0", "retired")

    answer = lin.sends("audit", AUDIT)  # the draft was begun with 1.0
    assert answer.status_code == 422
    assert "已经停用" in answer.content.decode()
    lin.sends("audit", {}, intent="give-up")
    assert lin.sends("audit", AUDIT).status_code == 303


def test_with_no_version_in_use_nobody_is_asked(world, desk):
    to(desk(world.admin).client, "1.0", "retired")
    lin = desk(world.lin)
    assert lin.client.get(lin.address("fill", "audit")).status_code == 404
    assert "饮酒情况" not in lin.page("choose")


@pytest.mark.parametrize("who", ["lin", "head", "guardian", "security"])
def test_nobody_else_changes_the_shelf(world, desk, who):
    client = desk(getattr(world, who)).client
    assert client.post(SHELF, sent(newer())).status_code == 403
    assert to(client, "1.0", "retired").status_code == 403
    assert not Shelved.objects.exists()


def test_a_version_that_is_there_is_not_changed_under_its_answers(world, desk):
    admin = desk(world.admin).client
    assert admin.post(SHELF, sent(newer("1.0"))).status_code == 422
    assert admin.post(SHELF, sent(newer())).status_code == 303
    answer = admin.post(SHELF, sent(newer()))
    assert answer.status_code == 422
    assert "已经在架上" in answer.content.decode()
    assert Shelved.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b'{"a": NaN}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b" " * (MOST_BYTES + 1), "文件太大"),
        (b"[]", "Questionnaire"),
        ({"resourceType": "Patient"}, "Questionnaire"),
        ({**BRANCHES, "name": "x y", "title": ""}, "“name”"),
        ({**BRANCHES, "date": "yesterday"}, "不符合 FHIR R4"),
        ({**BRANCHES, "contact": "me"}, "不符合 FHIR R4"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(world, desk, content, words):
    answer = desk(world.admin).client.post(SHELF, sent(content))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Shelved.objects.exists()


def test_no_file_at_all_gets_a_sentence(world, desk):
    answer = desk(world.admin).client.post(SHELF)
    assert answer.status_code == 422
    assert "没有选择文件" in answer.content.decode()


def test_a_foreign_form_can_be_imported_and_filled_in(world, desk):
    admin, lin = desk(world.admin).client, desk(world.lin)
    assert admin.post(SHELF, sent(BRANCHES)).status_code == 303
    admin.post(reverse("instruments:state", args=["test_form", "1.0"]), {"to": "active"})
    body = {"intent": "finish", "on": "2026-01-05", "entry_id": "", "q0": "true", "q1": "１"}
    answer = lin.client.post(lin.address("fill", "test_form"), body)
    assert answer.status_code == 303
    assert entries("assessment")[0].details == {"instrument": "test_form", "version": "1.0"}


@pytest.mark.parametrize(
    "name", ["audit", "phq_9", "gad_7", "bam", "risk_level", "half_year_review", "intake"]
)
def test_every_shipped_form_is_good_fhir(name):
    from guitu.exchange.importers.questionnaire import load

    definition, _ = load(json.dumps(raw(name)).encode())
    assert definition.code == name
