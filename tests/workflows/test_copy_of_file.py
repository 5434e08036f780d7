"""Somebody's copy of their own file: what the policy opens to them, under names that say nothing."""

import io
import json
import stat

import pytest
from docx import Document

from guitu.casework.outreach import commands as outreach
from guitu.casework.people.commands import NewContact, NewFact
from guitu.casework.people.queries import contacts
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import About, Asked
from guitu.domain.transfer import Sort
from guitu.exchange.exporters.people import Words, rows_for
from guitu.exchange.exporters.person_copy import as_docx, save
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.web.records.words import say
from guitu.workflows.copy_of_file import copy_for_the_person
from guitu.workflows.draw import announce, draw
from guitu.workflows.issue_letter import issue
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh
from guitu.workflows.rights import ask
from guitu.workflows.transfer import offer
from tests.workflows.ordered import adopt_profile, under_order
from tests.workflows.test_collect import MEDICINES, take
from tests.world import NOW, TODAY, TOWN, Case, World, in_aftercare, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    made = someone(
        world.station,
        name="欧阳安",
        contacts=(NewContact("phone", "12088880001"),),
        facts=(NewFact("background", "remark", "会木工"),),
    )
    case = in_rehab(world.station, person=made, since=clock.today(), worker=world.lin.id)
    record_entry(
        person=case.person, kind="talk", happened_on=clock.today(), outcome="done",
        details={"mode": "phone"}, note_text="想学电工", episode=case.episode, by=world.lin, at=clock.now(),
    )  # fmt: skip
    refresh((case.person,), on=clock.today())
    return case


def test_it_holds_what_is_kept_and_why(case: Case) -> None:
    copy = copy_for_the_person(case.person, at=clock.now())

    assert copy["identity"][0]["name"] == "欧阳安"
    assert [c["value"] for c in copy["contacts"]] == ["12088880001"]
    assert [f["value"] for f in copy["facts"]] == ["会木工"]
    assert [e["note"] for e in copy["entries"]] == ["想学电工"]
    assert "psychological" not in copy["about"][0]["compartments"]
    assert {"casework", "medical", "legal"} <= set(copy["about"][0]["compartments"])
    assert {kept["table"] for kept in copy["kept"]} >= {"people_person", "journal_entry", "crypto_datakey"}


def test_it_holds_what_was_said_to_them_and_where_their_file_was_offered(case: Case, world: World) -> None:
    about = {"person": case.person, "held_by": case.held_by, "due_on": TODAY, "by": None, "at": NOW}
    outreach.queue(**about, to="person", template="call_back", facts={"phone": "0731-5550101"})
    outreach.queue(**about, to=world.lin.id, template="please_call", facts={"due": TODAY})
    offer(
        person=case.person, sort=Sort.SHARE, to_unit=world.other_station, effective_on=clock.today(),
        answers={}, words="平时住女儿家", by=world.lin, at=clock.now(),
    )  # fmt: skip

    copy = copy_for_the_person(case.person, at=clock.now())

    (said,) = copy["messages"]
    assert (said["note"].endswith("：0731-5550101。"), said["message"]) == (True, "queued")
    (moved,) = copy["transfers"]
    assert (moved["to_unit"], moved["offer"], moved["note"]) == ("朝阳站", "offered", "平时住女儿家")
    assert as_docx(copy, say=say)


def test_it_holds_how_each_release_turned_out_once_its_months_have_passed(case: Case, world: World) -> None:
    since = add_months(clock.today(), -13)
    freed = in_aftercare(world.station, since=since, worker=world.lin.id)
    for month in (0, 5, 8):
        record_entry(
            person=freed.person, kind="home_visit", happened_on=add_months(since, month), outcome="done",
            details={}, episode=freed.episode, by=world.lin, at=clock.now(),
        )  # fmt: skip

    copy = copy_for_the_person(freed.person, at=clock.now())

    assert [(row["months"], row["window"]) for row in copy["releases"]] == [("6", "clean"), ("12", "unknown")]
    words = "\n".join(cell.text for table in Document(io.BytesIO(as_docx(copy, say=say))).tables
                      for row in table.rows for cell in row.cells)  # fmt: skip
    assert "没有复吸的记录，一直有联系" in words
    assert "我们不清楚" in words
    assert copy_for_the_person(case.person, at=clock.now())["releases"] == []


def test_nobody_is_not_a_copy(case: Case) -> None:
    with pytest.raises(DomainError, match=r"person\.unknown"):
        copy_for_the_person(new_id(), at=clock.now())


def test_both_files_say_the_same_and_their_names_say_nothing(case: Case, tmp_path) -> None:
    copy = copy_for_the_person(case.person, at=clock.now())
    for_machines, to_read = save(copy, tmp_path / "给本人", on=clock.today(), say=say)

    assert "欧阳" not in for_machines.name + to_read.name
    assert stat.S_IMODE(for_machines.stat().st_mode) == 0o600
    assert json.loads(for_machines.read_bytes())["entries"][0]["note"] == "想学电工"
    document = Document(str(to_read))
    words = "\n".join(p.text for p in document.paragraphs)
    assert "想学电工" in words
    assert "申请行政复议" in words


def test_what_is_disputed_is_so_in_a_table_that_leaves_the_house(world: World, case: Case) -> None:
    who = case.seen_by(world.lin)
    row = contacts(who)[0].id
    asked = {"columns": ("name", "phone"), "plain": ("name", "phone"), "words": Words({}, {}, {}, {})}
    before = rows_for(world.lin, [case.episode_for(world.lin)], **asked)
    ask(
        person=case.person, kind=Asked.CORRECTION, words="换号了", of=About.CONTACT, row=row,
        by=world.lin, at=clock.now(),
    )  # fmt: skip
    after = rows_for(world.lin, [case.episode_for(world.lin)], **asked)
    assert before.rows == (("欧阳安", "12088880001"),)
    assert after.rows == (("欧阳安", "12088880001（本人有异议）"),)


def test_samples_appointments_and_draws_are_in_it_with_what_the_person_said(
    world: World, settings, tmp_path
) -> None:
    adopt_profile(settings, tmp_path, region=TOWN)
    case = under_order(world.station, world.lin, since=TODAY.replace(month=1), today=TODAY)
    made = announce(pick=1, by=world.lin, at=NOW)
    draw(draw=made.id, salt="7", by=world.lin, at=NOW)
    take(case, world)

    copy = copy_for_the_person(case.person, at=clock.now())

    assert [s["medicines"] for s in copy["samples"]] == [MEDICINES]
    assert [a["mode"] for a in copy["appointments"]] == ["random"]
    assert copy["draws"] == [{"token": made.announcement.population[0], "place": 1}]
    assert as_docx(copy, say=say)[:2] == b"PK"


def test_letters_are_in_it_with_what_was_filled_in(world: World, case: Case) -> None:
    facts = {"needs": "学手艺", "help": "联系烹饪班", "answer_by": "2026-03-20"}
    issue(person=case.person, kind="needs_sheet", facts=facts, by=world.lin, at=clock.now())

    (row,) = copy_for_the_person(case.person, at=clock.now())["letters"]

    assert row["letter"] == "needs_sheet"
    assert "您提出的需要：学手艺" in row["note"]
    assert say("code", row["letter"]) == "需求与帮扶单"
