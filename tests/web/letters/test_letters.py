"""The pages of letters: a look before it counts, the same file again, a shelf that takes no bad template."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from docx import Document

from guitu.casework.journal.models import Entry
from guitu.casework.letters.models import Letter
from guitu.domain.access import Viewer
from guitu.exchange import letter_shelf as shelf
from guitu.foundation.accounts.models import Account
from guitu.foundation.audit.models import Event
from guitu.foundation.ids import new_id
from tests.exchange.templates import changed, saying
from tests.world import Case, World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
WARNING = {
    "happened_on": "2026-03-01", "what": "约好的谈话没有来", "heard": "加班，没有看到短信", "count": "第一次",
    "ask": "来不了先打电话", "help": "把谈话改到下班以后",
}  # fmt: skip
REFERRAL = {
    "to": "区人力资源服务中心", "about": "求职登记", "agreed_on": "2026-03-01", "answer_by": "2026-03-20",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: Path) -> None:
    settings.GUITU_HOME = tmp_path  # type: ignore[attr-defined]
    shelf._judged.clear()


@pytest.fixture
def case(world: World) -> Case:
    return in_rehab(world.station, person=someone(world.station, name="欧阳安"), worker=world.lin.id)


def browser(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def send(viewer: Viewer, person: UUID, kind: str, facts: dict[str, str], act: str = "issue") -> HttpResponse:
    body = {"act": act, "letter_id": str(new_id()), **facts}
    return browser(viewer).post(reverse("letters:new", args=[person, kind]), body)


def test_a_preview_shows_the_whole_letter_and_keeps_nothing(world: World, case: Case) -> None:
    answer = send(world.lin, case.person, "warning_letter", WARNING, "preview")
    shown = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "告诫书",
        "欧阳安",
        "加班，没有看到短信",
        "六十日内申请行政复议",
        "法律援助",
        "林荫站",
        "出具时编号",
    ):
        assert words in shown
    assert 'value="第一次"' in shown  # what was typed is still there to be issued
    assert not Letter.objects.exists()
    assert not Entry.objects.filter(kind="letter").exists()


def test_a_letter_is_issued_listed_and_fetched_again_byte_for_byte(world: World, case: Case) -> None:
    assert send(world.lin, case.person, "warning_letter", WARNING).status_code == 303
    lin = browser(world.lin)
    listed = lin.get(reverse("letters:letters", args=[case.person])).content.decode()
    assert "〔2026〕第0001号" in listed.replace(str(Letter.objects.get().year), "2026")
    address = reverse("letters:letter", args=[case.person, Letter.objects.get().id])
    assert address in listed

    first, again = lin.get(address), lin.get(address)
    assert first.content == again.content
    assert first["Content-Disposition"].startswith("attachment;")
    assert "告诫" not in first["Content-Disposition"]
    assert "no-store" in first["Cache-Control"]
    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(first.content)).paragraphs)
    assert "欧阳安" in said
    assert "您的说明：加班，没有看到短信" in said


def test_a_field_left_open_is_named_and_nothing_typed_is_lost(world: World, case: Case) -> None:
    answer = send(world.lin, case.person, "warning_letter", {**WARNING, "heard": ""})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "这一项还没有填写" in shown
    assert "把谈话改到下班以后" in shown
    assert not Letter.objects.exists()


def test_a_word_that_tells_strangers_stops_the_letter_beside_its_field(world: World, case: Case) -> None:
    answer = send(world.lin, case.person, "referral", {**REFERRAL, "useful": "社区康复人员，需要照顾"})
    assert answer.status_code == 422
    assert "“康复”会让旁人知道本人的情况" in answer.content.decode()
    assert not Letter.objects.exists()
    assert send(world.lin, case.person, "referral", REFERRAL).status_code == 303


def test_sending_twice_gives_one_letter(world: World, case: Case) -> None:
    body = {"act": "issue", "letter_id": str(new_id()), **REFERRAL}
    address = reverse("letters:new", args=[case.person, "referral"])
    assert [browser(world.lin).post(address, body).status_code for _ in range(2)] == [303, 303]
    assert Letter.objects.count() == 1


def test_who_may_not_finds_nothing_and_who_may_finds_only_theirs(world: World, case: Case) -> None:
    send(world.lin, case.person, "warning_letter", WARNING)
    letter = Letter.objects.get().id
    addresses = (
        reverse("letters:letters", args=[case.person]),
        reverse("letters:new", args=[case.person, "talk_record"]),
        reverse("letters:letter", args=[case.person, letter]),
    )
    for stranger in (world.mo, world.officer, world.gate, world.partner):
        assert [browser(stranger).get(address).status_code for address in addresses] == [404] * 3
    # of the township, but not of the station: why do you open this? The file is no way around the question
    assert [browser(world.social).get(address).status_code for address in addresses] == [303] * 3
    own = in_rehab(world.other_station)
    assert browser(world.mo).get(reverse("letters:letter", args=[own.person, letter])).status_code == 404
    held = in_rehab(world.township)
    social = browser(world.social)
    offered = social.get(reverse("letters:letters", args=[held.person])).content.decode()
    assert "转介单" in offered
    assert "告诫书" not in offered
    assert social.get(reverse("letters:new", args=[held.person, "warning_letter"])).status_code == 404


def test_what_the_police_issue_has_no_address(world: World, case: Case) -> None:
    for kind in ("form_26", "form-27", "decision"):
        assert browser(world.lin).get(reverse("letters:new", args=[case.person, kind])).status_code == 404


def test_the_form_opens_with_what_a_link_already_knows(world: World, case: Case) -> None:
    address = reverse("letters:new", args=[case.person, "leave_return"])
    shown = browser(world.lin).get(address, {"returned_on": "2026-03-02", "risk": "高"}).content.decode()
    assert 'value="2026-03-02"' in shown
    assert "高" not in shown


def upload(viewer: Viewer, kind: str, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("模板.docx", content)
    return browser(viewer).post(reverse("letters:template", args=[kind]), {"file": file})


def test_a_head_lays_out_the_unit_s_letters_and_takes_it_back(world: World, case: Case) -> None:
    assert upload(world.head, "warning_letter", saying("warning_letter", "林荫站格式")).status_code == 303
    assert "自己的模板" in browser(world.head).get(reverse("letters:shelf")).content.decode()
    assert Event.objects.filter(verb="letter-template.placed", by=world.head.id).count() == 1
    shown = send(world.lin, case.person, "warning_letter", WARNING, "preview").content.decode()
    assert "林荫站格式" in shown
    fetched = browser(world.head).get(reverse("letters:template-file", args=["warning_letter"]))
    assert fetched.content == saying("warning_letter", "林荫站格式")

    address = reverse("letters:template-remove", args=["warning_letter"])
    assert [browser(world.head).post(address).status_code for _ in range(2)] == [303, 404]
    assert (
        "林荫站格式"
        not in send(world.lin, case.person, "warning_letter", WARNING, "preview").content.decode()
    )


def test_a_wrong_placeholder_is_named_and_the_template_before_stays(world: World) -> None:
    good = saying("warning_letter", "林荫站格式")
    upload(world.head, "warning_letter", good)
    answer = upload(world.head, "warning_letter", saying("warning_letter", "{{ risk_level }}"))
    assert answer.status_code == 422
    assert "模板里的 risk_level 在这种文书里没有" in answer.content.decode()
    assert shelf.own(world.station, "warning_letter") == good
    lacking = upload(
        world.head, "warning_letter", changed("warning_letter", "word/document.xml", "{{ appeal }}", "x")
    )
    assert "少了必须有的内容：appeal" in lacking.content.decode()
    assert upload(world.head, "warning_letter", b"").status_code == 422


def test_an_earlier_version_is_fetched_and_taken_up_again(world: World) -> None:
    kind, head = "warning_letter", browser(world.head)
    first, second = saying(kind, "第一版"), saying(kind, "第二版")
    upload(world.head, kind, first)
    upload(world.head, kind, second)
    shown = head.get(reverse("letters:template", args=[kind])).content.decode()
    assert "有过的各版" in shown
    assert head.get(reverse("letters:template-version", args=[kind, 1])).content == first
    assert head.post(reverse("letters:template-use", args=[kind, 1])).status_code == 303
    assert shelf.own(world.station, kind) == first
    assert Event.objects.filter(verb="letter-template.placed", by=world.head.id).count() == 3
    assert head.post(reverse("letters:template-use", args=[kind, 9])).status_code == 404


def test_the_shelf_is_for_heads_system_administrators_and_region_managers(world: World) -> None:
    for viewer in world.everyone:
        status = browser(viewer).get(reverse("letters:shelf")).status_code
        assert status == (200 if viewer in (world.head, world.admin, world.manager) else 403), viewer.role
    assert upload(world.lin, "referral", saying("referral", "格式")).status_code == 403
    upload(world.admin, "referral", saying("referral", "全市格式"))
    assert shelf.template_for(world.station, "referral").place == shelf.places(world.bureau)[1]
    assert browser(world.head).get(reverse("letters:template", args=["none"])).status_code == 404
