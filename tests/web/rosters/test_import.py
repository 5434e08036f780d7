"""From a chosen file to files of people and back again, as the pages do it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guitu.casework.intake.models import SenderColumn
from guitu.casework.people.commands import register
from guitu.casework.people.models import Person, PersonAlias
from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.workflows.assign import assign
from tests.web.rosters.conftest import HEADER, line
from tests.world import NOW, PASSWORD, someone

START = "/rosters/"


@pytest.fixture
def head(world, browser):
    """The head of the township office, who looks over the whole subdistrict."""
    account = create_account(
        username="chief", display_name="主任袁", role=Role.UNIT_HEAD, unit=world.township,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return browser(viewer_of(Account.objects.get(id=account)))


def send(client, file):
    """Upload, and the preview it leads to."""
    sent = client.post(START, {"file": file})
    assert sent.status_code == 303, sent.content.decode()
    return sent["Location"], client.get(sent["Location"])


def bring_in(client, address):
    done = client.post(f"{address}import")
    assert done.status_code == 303
    return done["Location"]


def test_a_preview_counts_and_writes_nothing(world, head, workbook):
    _, page = send(head, workbook(line(1), line(2, id="不是号码"), line(1)))

    counts = page.context["counts"]
    assert (counts["accepted"], counts["rejected"], counts["duplicate"]) == (1, 1, 1)
    assert not Person.objects.exists()


def test_every_reason_names_its_cell(world, head, workbook):
    address, _ = send(head, workbook(line(1), line(2, id="123")))
    page = head.get(address, {"show": "rejected"})

    reasons = [reason for row in page.context["rows"] for reason in row["reasons"]]
    assert [reason["cell"] for reason in reasons] == ["C5"]
    assert "C5" in page.content.decode()


def test_an_import_makes_files_and_its_page_comes_back_later(world, head, workbook):
    address, _ = send(head, workbook(line(1), line(2)))

    result = bring_in(head, address)

    page = head.get(result)
    assert Person.objects.count() == 2
    assert [one["row"].state for one in page.context["rows"]] == ["accepted", "accepted"]
    assert page.context["batch"].counts["new_files"] == 2


def test_sending_the_import_twice_imports_once(world, head, workbook, django_capture_on_commit_callbacks):
    address, _ = send(head, workbook(line(1)))

    with django_capture_on_commit_callbacks(execute=True):
        bring_in(head, address)
    again = head.post(f"{address}import")

    assert again.status_code == 303
    assert Person.objects.count() == 1
    assert head.get(f"{address}progress").status_code == 303


def test_the_uploaded_file_is_gone_once_it_is_imported(
    world, head, workbook, settings, django_capture_on_commit_callbacks
):
    address, _ = send(head, workbook(line(1)))

    with django_capture_on_commit_callbacks(execute=True):
        bring_in(head, address)

    assert not list(settings.GUITU_HOME.rglob("*.xlsx"))
    assert "周明" not in "".join(p.read_text("utf-8") for p in settings.GUITU_HOME.rglob("*.json"))


def test_an_unknown_column_is_listed_and_can_be_put_right_for_its_sender(world, head, workbook):
    header = [*HEADER[:-1], "紧要号码"]
    address, page = send(head, workbook(line(1), header=header))
    assert page.context["unknown"] == 1

    changed = head.post(f"{address}columns", {"column.紧要号码": "phone", "remember": "yes"})
    page = head.get(changed["Location"])

    assert page.context["unknown"] == 0
    assert SenderColumn.objects.get(sender="演示戒毒所").key == "phone"
    _, again = send(head, workbook(line(2), header=header))
    assert again.context["unknown"] == 0


def test_a_file_without_a_known_date_column_asks_which_it_is(world, head, workbook):
    header = ["序号", "姓名", "身份证号码", "离开的日子", "接收街道", "联系电话"]
    address, page = send(head, workbook(line(1), header=header, sender=""))
    assert page.context["found"]["error"]

    head.post(f"{address}columns", {"column.离开的日子": "released_on", "remember": "yes"})
    page = head.get(address)

    assert page.context["counts"]["accepted"] == 1
    assert not SenderColumn.objects.exists()


def test_what_the_page_knew_already_is_not_remembered(world, head, workbook):
    header = ["序号", "姓名", "身份证号码", "离开的日子", "接收街道", "联系电话"]
    address, _ = send(head, workbook(line(1), header=header))

    said = {"column.离开的日子": "released_on", "column.姓名": "name", "column.序号": "nonsense"}
    head.post(f"{address}columns", {**said, "remember": "yes"})

    assert list(SenderColumn.objects.values_list("words", "key")) == [("离开的日子", "released_on")]


def test_a_mapping_can_be_taken_back(world, head, workbook):
    address, _ = send(head, workbook(line(1)))

    head.post(f"{address}columns", {"column.联系电话": "-"})
    taken = [c.value for _, _, cs in head.get(address).context["sheets"] for c in cs if c.words == "联系电话"]
    head.post(f"{address}columns", {"column.联系电话": "phone"})
    back = [c.value for _, _, cs in head.get(address).context["sheets"] for c in cs if c.words == "联系电话"]

    assert (taken, back) == (["-"], ["phone"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"x", "另存为"),
        ("a.csv", b"x", ".xlsx"),
        ("a.xlsx", b"", "文件是空的"),
        ("a.xlsx", b"not a workbook", ".xlsx"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_beside_its_field(world, head, name, content, words):
    page = head.post(START, {"file": SimpleUploadedFile(name, content)})

    assert page.status_code == 422
    assert words in page.context["form"].errors["file"][0]


def test_no_file_at_all_is_said(world, head):
    assert head.post(START).status_code == 422


def test_an_import_is_taken_back_whole(world, head, workbook):
    result = bring_in(head, send(head, workbook(line(1), line(2)))[0])

    assert head.post(f"{result}undo").status_code == 303
    assert not Person.objects.exists()
    assert head.get(result).context["batch"].state == "undone"
    assert head.post(f"{result}undo").status_code == 422


def test_an_import_that_somebody_worked_on_stays(world, head, workbook):
    result = bring_in(head, send(head, workbook(line(1)))[0])
    person = Person.objects.get()
    chief = viewer_of(Account.objects.get(username="chief"))
    assign(person=person.id, to_unit=world.station, by=chief, at=clock.now())

    assert head.post(f"{result}undo").status_code == 422
    assert Person.objects.filter(id=person.id).exists()


def test_the_answer_that_two_files_are_one_person_joins_them(world, head, workbook):
    there = someone(world.station, name="周明")
    register(there)
    result = bring_in(head, send(head, workbook(line(1)))[0])
    page = head.get(result, {"show": "questions"})
    asked, *rest = page.context["rows"]
    row, new, other = asked["row"], asked["person"], asked["other"]

    done = head.post(f"{result}rows/{row.id}/answer", {"same": "yes"})

    assert not rest
    assert (other.id, done.status_code) == (there.id, 303)
    assert PersonAlias.objects.get(person_id=new.id).canonical == there.id
    assert head.post(f"{result}rows/{row.id}/answer", {"same": "no"}).status_code == 422


def test_nobody_finds_the_upload_or_the_import_of_somebody_elses_unit(world, head, workbook, browser):
    address, _ = send(head, workbook(line(1)))
    result = bring_in(head, send(head, workbook(line(2)))[0])
    gate = browser(world.gate)

    assert gate.get(address).status_code == 404
    assert gate.post(f"{address}import").status_code == 404
    assert gate.get(result).status_code == 404
    assert gate.post(f"{result}undo").status_code == 404
    assert browser(world.lin).get(address).status_code == 403
    assert Client().get(address).status_code == 303


def test_a_centre_imports_and_is_not_told_who_was_known(world, browser, workbook):
    register(someone(world.other_station, name="周明"))
    gate = browser(world.gate)
    result = bring_in(gate, send(gate, workbook(line(1), line(2)))[0])

    page = gate.get(result).content.decode()
    assert "/people/" not in page.replace('href="/people/"', "")
    assert "待确认" not in page


def test_a_dropped_file_is_gone(world, head, workbook, settings):
    address, _ = send(head, workbook(line(1)))

    head.post(f"{address}drop")

    assert not list(settings.GUITU_HOME.rglob("*.xlsx"))
    assert head.get(START).context["held"] == []
