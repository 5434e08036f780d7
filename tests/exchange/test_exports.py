"""Exports end to end: asked, approved by another, made as the asker is then, fetched once, traceable."""

import io
import random
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from guitu.casework.exports import commands
from guitu.casework.exports.queries import export, exports_of, waiting_for
from guitu.domain.access import Role, Viewer
from guitu.exchange.exporters import requests
from guitu.exchange.exporters.people import MASKABLE
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.audit.sightings import watching
from guitu.foundation.uploads import store
from tests.exchange.exporting import PHONE, account, asked, made, make, people, refusal, rows_of
from tests.world import NOW, in_aftercare, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.GUITU_HOME = tmp_path


# what is in a file


def test_a_file_holds_the_people_of_the_unit_masked(world):
    people(world, 3)

    row = made(world.lin)
    content = rows_of(requests.take(row.id, by=world.lin, at=NOW).content)

    assert row.state == "ready"
    assert "林岚" in content[0][0]
    assert "保密" in content[1][0]
    assert len(content) == 3 + 3
    text = str(content[3:])
    assert "王小" not in text
    assert PHONE not in text
    assert PHONE[-4:] in text
    assert "1990-05-01" not in text


def test_what_is_asked_for_plain_is_plain_and_still_no_formula(world):
    people(world, 2)

    row = made(world.lin, plain=tuple(MASKABLE))
    content = rows_of(requests.take(row.id, by=world.lin, at=NOW).content)

    assert content[3][1].startswith("'=王小")
    assert PHONE in str(content)
    assert "1990-05-01" in str(content)


def test_only_the_columns_asked_for_are_there(world):
    people(world, 1)

    row = made(world.lin, columns=("phase", "name"))
    content = rows_of(requests.take(row.id, by=world.lin, at=NOW).content)

    assert content[2] == ["序号", "姓名", "状态"]


def test_a_workbook_holds_the_same(world):
    people(world, 2)

    row = made(world.lin, form="xlsx")
    content = requests.take(row.id, by=world.lin, at=NOW).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert len(sheet) == 3 + 2


def test_a_file_holds_nobody_of_another_unit(world):
    people(world, 2)
    in_aftercare(world.other_station, person=someone(world.other_station, name="别站人"))

    row = made(world.lin, plain=("name",))
    content = requests.take(row.id, by=world.lin, at=NOW).content.decode("utf-8-sig")

    assert "别站人" not in content
    assert "王小" in content


def test_mine_are_only_those_assigned_to_me(world):
    people(world, 2)
    people(world, 1, worker=world.lin.id)

    assert made(world.lin, whose="mine").rows == 1


def test_the_file_lies_sealed_and_under_no_name(world, tmp_path):
    people(world, 1)
    made(world.lin, plain=("name", "phone"))

    [file] = (tmp_path / "uploads" / "files").iterdir()
    assert PHONE.encode() not in file.read_bytes()
    assert "王小".encode() not in file.read_bytes()


# who may ask


def test_who_has_no_exports_is_refused(world):
    people(world, 1)

    for viewer in (world.social, world.manager, world.admin, world.gate, world.officer):
        assert refusal(asked, viewer) == "access.refused"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"columns": ()}, "export.no-columns"),
        ({"columns": ("name", "note")}, "export.unknown-column"),
        ({"columns": ("name;drop table people_person",)}, "export.unknown-column"),
        ({"plain": ("unit",)}, "export.unknown-column"),
        ({"kind": "everything"}, "export.unknown-column"),
        ({"purpose": "because"}, "export.unknown-column"),
        ({"kind": "community_detox"}, "export.nobody"),
    ],
)
def test_only_what_is_on_the_lists_can_be_asked_for(world, more, code):
    people(world, 1)

    assert refusal(asked, world.lin, **more) == code


def test_nobody_asks_all_day(world):
    people(world, 1)
    for _ in range(requests.A_DAY_MOST):
        asked(world.lin)

    assert refusal(asked, world.lin) == "export.too-often"
    assert asked(world.lin, at=NOW + timedelta(days=2)).state == "approved"


def test_more_than_a_file_may_hold_is_refused(world, monkeypatch):
    monkeypatch.setattr(requests, "ROWS_MOST", 2)
    people(world, 3)

    assert refusal(asked, world.lin) == "export.too-many"


# a second person


@pytest.fixture
def many(world, monkeypatch):
    """More people than one may name alone; the limit itself is a number and is checked below."""
    monkeypatch.setattr(requests, "NAMED_ALONE", 2)
    return people(world, 3)


def test_the_limit_is_fifty():
    assert requests.NAMED_ALONE == 50


def test_many_names_wait_for_somebody_from_elsewhere(world, many):
    row = asked(world.lin, plain=("name",))

    assert row.state == "asked"
    make(row.id)
    assert export(row.id).state == "asked"
    assert refusal(requests.take, row.id, by=world.lin, at=NOW) == "export.not-ready"
    requests.decide(row.id, approved=True, by=world.head, at=NOW)  # another role
    make(row.id)
    assert requests.take(row.id, by=world.lin, at=NOW).content


@pytest.mark.parametrize("plain", [("citizen_id",), ("phone",), ("name",)])
def test_whatever_names_people_counts(world, many, plain):
    assert asked(world.lin, plain=plain).state == "asked"


def test_many_rows_that_name_nobody_need_no_second_person(world, many):
    assert asked(world.lin, plain=("birth",)).state == "approved"


def test_few_names_need_no_second_person(world):
    people(world, 3)

    assert asked(world.lin, plain=("name",)).state == "approved"


def test_a_long_list_in_short_pieces_needs_a_second_person_too(world, monkeypatch):
    monkeypatch.setattr(requests, "NAMED_ALONE", 2)
    people(world, 1, worker=world.lin.id)
    people(world, 1)

    assert asked(world.lin, plain=("name",)).state == "approved"
    assert asked(world.lin, plain=("phone",), form="xlsx").state == "approved"  # the same list again
    assert asked(world.lin, plain=("name",), whose="mine").state == "asked"
    assert asked(world.lin, plain=("birth",), whose="mine").state == "approved"
    assert asked(world.head, plain=("name",)).state == "approved"
    assert asked(world.lin, plain=("name",), whose="mine", at=NOW + timedelta(days=2)).state == "approved"


def test_what_failed_or_was_refused_named_nobody(world, monkeypatch):
    monkeypatch.setattr(requests, "NAMED_ALONE", 2)
    people(world, 2, worker=world.lin.id)
    first = asked(world.lin, plain=("name",))
    commands.fail(first.id, code="export.nobody")

    assert asked(world.lin, plain=("name",), whose="mine").state == "approved"


def test_what_was_agreed_to_is_the_list_of_that_unit(world, many):
    """An asker who has moved meanwhile gets no other unit's people by it."""
    row = asked(world.lin, plain=("name",))
    requests.decide(row.id, approved=True, by=world.head, at=NOW)
    for _ in range(3):
        in_aftercare(world.other_station, person=someone(world.other_station, name="别站人"))
    Account.objects.filter(id=world.lin.id).update(unit=world.other_station)

    make(row.id)

    assert (export(row.id).state, export(row.id).failure) == ("failed", "export.needs-approval")


def test_nobody_approves_their_own(world, many):
    row = asked(world.head, plain=("name",))

    assert waiting_for(world.head) == ()
    assert refusal(requests.decide, row.id, approved=True, by=world.head, at=NOW) == "export.unknown"
    assert refusal(commands.decide, row.id, approved=True, by=world.head, at=NOW) == "export.own"


def test_a_second_head_of_the_same_unit_is_not_from_elsewhere(world, many):
    row = asked(world.head, plain=("name",))
    twin = account(world, Role.UNIT_HEAD, world.station, "twin")

    assert refusal(requests.decide, row.id, approved=True, by=twin, at=NOW) == "export.unknown"
    assert refusal(commands.decide, row.id, approved=True, by=twin, at=NOW) == "export.same-unit-and-role"


def test_a_head_of_another_unit_and_the_guardian_approve(world, many):
    neighbour = account(world, Role.UNIT_HEAD, world.other_station, "far-head")
    guardian = account(world, Role.PRIVACY_OFFICER, world.bureau, "far-guardian")
    for approver in (neighbour, guardian):
        row = asked(world.head, plain=("name",))
        assert row.id in {each.id for each in waiting_for(approver)}
        assert requests.decide(row.id, approved=True, by=approver, at=NOW).state == "approved"


def test_who_may_not_approve_does_not(world, many):
    row = asked(world.head, plain=("name",))

    for viewer in (world.lin, world.social, world.manager, world.admin):
        assert refusal(requests.decide, row.id, approved=True, by=viewer, at=NOW) == "export.unknown"


def test_what_was_refused_is_never_made(world, many):
    row = asked(world.lin, plain=("name",))
    requests.decide(row.id, approved=False, by=world.head, at=NOW)

    make(row.id)

    assert export(row.id).state == "refused"
    assert refusal(commands.decide, row.id, approved=True, by=world.head, at=NOW) == "export.state"


def test_a_list_that_grew_past_the_limit_meanwhile_is_not_made(world, monkeypatch):
    people(world, 2)
    row = asked(world.lin, plain=("name",))
    monkeypatch.setattr(requests, "NAMED_ALONE", 1)

    make(row.id)

    assert (export(row.id).state, export(row.id).failure) == ("failed", "export.needs-approval")


# as the asker is then


def test_an_account_that_was_disabled_meanwhile_gets_nothing(world):
    people(world, 1)
    row = asked(world.lin)
    Account.objects.filter(id=world.lin.id).update(is_active=False)

    make(row.id)

    assert (export(row.id).state, export(row.id).failure) == ("failed", "export.rights-lost")


def test_who_lost_the_right_meanwhile_gets_nothing(world):
    people(world, 1)
    row = asked(world.lin)
    Account.objects.filter(id=world.lin.id).update(role=Role.SOCIAL_WORKER.value)

    make(row.id)

    assert export(row.id).failure == "export.rights-lost"


def test_who_moved_to_another_unit_meanwhile_gets_that_units_people_only(world):
    people(world, 2)
    in_aftercare(world.other_station, person=someone(world.other_station, name="别站人"))
    row = asked(world.lin, plain=("name",))
    Account.objects.filter(id=world.lin.id).update(unit=world.other_station)

    make(row.id)

    moved = viewer_of(Account.objects.get(id=world.lin.id))
    content = requests.take(row.id, by=moved, at=NOW).content.decode("utf-8-sig")
    assert "别站人" in content
    assert "王小" not in content


def test_rights_are_asked_again_when_the_file_is_fetched(world):
    people(world, 2)
    row = made(world.lin)
    elsewhere = account(world, Role.POSTED_OFFICER, world.other_station, "elsewhere")
    moved = Viewer(world.lin.id, world.lin.role, elsewhere.unit, elsewhere.lo, elsewhere.hi)

    assert refusal(requests.take, row.id, by=moved, at=NOW) == "export.rights-lost"


# once, for a day, logged


def test_a_file_is_fetched_once(world, django_capture_on_commit_callbacks):
    people(world, 1)
    row = made(world.lin)
    file = row.file
    with django_capture_on_commit_callbacks(execute=True):
        requests.take(row.id, by=world.lin, at=NOW)

    assert refusal(requests.take, row.id, by=world.lin, at=NOW) == "export.expired"
    assert file is not None
    assert refusal(store.content_of, file) == "file.unknown"


def test_a_file_expires_after_a_day(world):
    people(world, 1)
    row = made(world.lin)

    assert requests.clear_away(at=NOW + timedelta(hours=23)) == 0
    assert refusal(requests.take, row.id, by=world.lin, at=NOW + timedelta(hours=24)) == "export.expired"
    assert requests.clear_away(at=NOW + timedelta(hours=24)) == 1
    assert export(row.id).state == "expired"
    assert row.file is not None
    assert refusal(store.content_of, row.file) == "file.unknown"


def test_nobody_else_finds_a_file(world):
    people(world, 1)
    row = made(world.lin)

    for viewer in (world.head, world.mo, world.admin):
        assert refusal(requests.take, row.id, by=viewer, at=NOW) == "export.unknown"
        assert exports_of(viewer) == ()


def test_everybody_in_a_file_is_reported_to_the_access_log(world):
    listed = people(world, 3)
    row = made(world.lin)

    with watching() as watch:
        requests.take(row.id, by=world.lin, at=NOW)

    assert set(watch.shown) == set(listed)
    assert {shown.act for shown in watch.shown.values()} == {"export"}


# whose copy


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_any_thirty_rows_of_a_leaked_file_name_who_fetched_it(world, form):
    people(world, 40)
    worker = account(world, Role.UNIT_HEAD, world.station, "other-asker")
    copies = {}
    for viewer in (world.lin, world.head, worker):
        row = made(viewer, form=form)
        copies[viewer.id] = requests.take(row.id, by=viewer, at=NOW).content

    for recipient, content in copies.items():
        assert requests.whose(content) == recipient
        if form == "csv":
            lines = content.decode("utf-8-sig").splitlines()[3:]
            excerpt = "\n".join(random.Random(5).sample(lines, 30))  # noqa: S311 - made-up rows
            assert requests.whose(excerpt.encode()) == recipient


def test_a_file_of_somebody_elses_names_nobody(world):
    assert requests.whose("姓名,电话\r\n王小明,12088880001\r\n".encode()) is None
    assert requests.whose(b"PK\x03\x04 no workbook") is None
    assert requests.whose(b"") is None
