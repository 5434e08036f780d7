"""The pages of rights: consents in one press, "this is wrong", answers with reasons, copies, sealed files."""

import io
import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from guitu.casework.people.commands import NewContact, NewFact
from guitu.casework.people.queries import contacts, facts, person_for
from guitu.casework.records.models import CorrectionCount, Request
from guitu.domain.access import Permission, Relation, Viewer
from guitu.domain.rights import About, Asked, State
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.audit import log, pseudonym
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.ids import new_id
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh
from guitu.workflows.rights import answer_request, ask
from tests.world import Case, World, in_aftercare, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def browser(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


@pytest.fixture
def case(world: World) -> Case:
    """Somebody in rehab with a phone, a fact and a visit."""
    made = someone(
        world.station,
        name="欧阳安",
        contacts=(NewContact("phone", "12088880001"),),
        facts=(NewFact("background", "remark", "会木工"),),
    )
    since = clock.today() - timedelta(days=60)
    case = in_rehab(world.station, person=made, since=since, worker=world.lin.id)
    record_entry(
        person=case.person, kind="home_visit", happened_on=since + timedelta(days=9), outcome="done",
        details={}, note_text="在家，气色好", episode=case.episode, by=world.lin, at=clock.now(),
    )  # fmt: skip
    refresh((case.person,), on=clock.today())
    return case


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_consent_is_given_and_withdrawn_by_one_press_each(world: World, case: Case) -> None:
    lin = browser(world.lin)
    address = reverse("records:consent", args=[case.person, "job_referral"])

    assert "已同意" not in page(lin, "records:rights", case.person)
    assert lin.post(address, {"outcome": "given"}).status_code == 303
    assert "已同意" in page(lin, "records:rights", case.person)
    assert lin.post(address, {"outcome": "withdrawn"}).status_code == 303
    assert "没有同意" in page(lin, "records:rights", case.person)


@pytest.mark.parametrize("of", ["entry", "fact", "contact", "identity"])
def test_what_is_said_to_be_wrong_is_flagged_where_it_stands(world: World, case: Case, of: str) -> None:
    lin = browser(world.lin)
    who = person_for(world.lin, case.person, Permission.PERSON_READ)
    rows = {
        "fact": facts(who)[0].id,
        "contact": contacts(who)[0].id,
        "entry": next(iter(lines(world, case))),
        "identity": case.person,
    }
    address = reverse("records:ask", args=[case.person]) + f"?of={of}&row={rows[of]}"
    assert "本人认为有误" not in page(lin, "people:person", case.person)

    said = {"kind": "correction", "words": "不是这样的"}
    assert lin.post(address, said).status_code == 303
    assert "本人认为有误" in page(lin, "people:person", case.person)
    assert "不是这样的" in page(lin, "records:rights", case.person)
    assert Request.objects.get().due_on == clock.today() + timedelta(days=15)
    read = lin.get(reverse("api:person", args=[case.person])).json()
    said_of = {
        "entry": {entry["id"]: entry["disputed"] for entry in read["entries"]}.get(str(rows["entry"])),
        "fact": read["facts"][0]["disputed"],
        "contact": read["contacts"][0]["disputed"],
        "identity": read["disputed"],
    }
    assert said_of == {each: "open" if each == of else "" for each in said_of}


def test_the_flag_goes_to_those_who_read_orders_only(world: World, case: Case) -> None:
    """Police read no casework, and the request is casework; that a row is disputed they read all the same."""
    authorization.tie(
        case.person,
        held_by=world.station,
        kind=Relation.ASSIGNED,
        account=world.officer.id,
        at=clock.now() - timedelta(hours=1),
    )
    police = browser(world.officer)
    assert "本人认为有误" not in page(police, "people:person", case.person)
    ask(
        person=case.person, kind=Asked.OBJECTION, words="不是我", of=About.IDENTITY, row=case.person,
        by=world.lin, at=clock.now(),
    )  # fmt: skip

    shown = page(police, "people:person", case.person)
    assert "本人认为有误" in shown
    assert "不是我" not in shown


def lines(world: World, case: Case):
    from guitu.casework.journal.queries import timeline

    who = person_for(world.lin, case.person, Permission.PERSON_READ)
    return [line.id for line in timeline(world.lin, who) if line.note]


def test_a_row_of_somebody_else_cannot_be_named(world: World, case: Case) -> None:
    lin = browser(world.lin)
    for of in ("entry", "fact", "contact"):
        address = reverse("records:ask", args=[case.person]) + f"?of={of}&row={new_id()}"
        assert lin.post(address, {"kind": "correction"}).status_code == 404


def test_a_refusal_needs_a_reason_and_shows_the_way_on(world: World, case: Case) -> None:
    browser(world.lin).post(reverse("records:ask", args=[case.person]), {"kind": "deletion", "words": "请删"})
    asked = Request.objects.get().id
    head = browser(world.head)

    assert "欧阳安" in page(head, "records:waiting")
    shown = page(head, "records:answer", asked)
    assert "请删" in shown
    assert "60" in shown
    address = reverse("records:answer", args=[asked])
    assert head.post(address, {"state": "refused"}).status_code == 422
    said = {"state": "refused", "reason": "law_keeps", "words": "依法保存"}
    assert head.post(address, said).status_code == 303
    assert "依法保存" in page(browser(world.lin), "records:rights", case.person)


def test_the_privacy_officer_answers_without_learning_a_name(world: World, case: Case) -> None:
    browser(world.lin).post(
        reverse("records:ask", args=[case.person]), {"kind": "explanation", "words": "为什么"}
    )
    guardian = browser(world.guardian)

    assert "欧阳安" not in page(guardian, "records:waiting")
    shown = page(guardian, "records:answer", Request.objects.get().id)
    assert "为什么" in shown
    assert "欧阳安" not in shown
    read = [line for line in log.recent(limit=50, actor=world.guardian.id) if line.screen == "records:answer"]
    assert [(line.act, line.subject) for line in read] == [("answer", pseudonym.of(case.person))]
    assert "查看、答复本人提出的请求" in page(browser(world.lin), "oversight:who-looked", case.person)


def test_those_elsewhere_see_and_answer_no_request(world: World, case: Case) -> None:
    browser(world.lin).post(reverse("records:ask", args=[case.person]), {"kind": "copy"})
    mo = browser(world.mo)
    assert mo.get(reverse("records:waiting")).status_code == 403
    assert mo.get(reverse("records:rights", args=[case.person])).status_code == 404


def test_the_copy_says_what_is_kept_why_until_when_and_disputes_travel(world: World, case: Case) -> None:
    lin = browser(world.lin)
    row = lines(world, case)[0]
    address = reverse("records:ask", args=[case.person]) + f"?of=entry&row={row}"
    lin.post(address, {"kind": "objection", "words": "那天不在家"})
    made = lin.post(reverse("records:copy", args=[case.person]), {"form": "json"})

    assert made.status_code == 200
    assert "欧阳" not in made["Content-Disposition"]
    copy = json.loads(made.content)
    assert copy["identity"][0]["name"] == "欧阳安"
    assert {e["disputed"] for e in copy["entries"] if e["note"]} == {"open"}
    assert all(kept["why"] and kept["ground"] and kept["until"] for kept in copy["kept"])
    assert {r["kind"] for r in copy["requests"]} == {"objection", "copy"}

    document = Document(
        io.BytesIO(lin.post(reverse("records:copy", args=[case.person]), {"form": "docx"}).content)
    )
    words = "\n".join(
        [p.text for p in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for said in ("欧阳安", "在家，气色好", "那天不在家", "走访", "会木工"):
        assert said in words


def test_the_page_says_when_it_ends_by_itself(world: World, case: Case) -> None:
    shown = page(browser(world.lin), "people:person", case.person)
    assert "自动结束并封存" in shown or "三年没有复吸" in shown


def test_only_a_number_is_kept_of_another_population(world: World) -> None:
    assert reverse("records:correction") in page(browser(world.head), "rosters:start")
    head = browser(world.head)
    address = reverse("records:correction")
    for people in ("249", "250"):
        said = {"counted_on": clock.today().isoformat(), "people": people}
        assert head.post(address, said).status_code == 303
    assert head.post(address, {"counted_on": "2999-01-01", "people": "1"}).status_code == 422
    assert list(CorrectionCount.objects.values_list("unit", "people")) == [(world.station, 250)]
    assert browser(world.lin).get(address).status_code == 403


def test_a_sealed_file_is_asked_agreed_and_read_on_pages(world: World) -> None:
    made = someone(world.station, name="司马宁")
    since = date(2026, 1, 1)
    case = in_aftercare(world.station, person=made, since=since, worker=world.lin.id)
    asked = ask(
        person=case.person, kind=Asked.CORRECTION, words="名字写错了", of=About.IDENTITY, row=case.person,
        by=world.lin, at=clock.now(),
    )  # fmt: skip
    answer_request(
        request=asked, state=State.REFUSED, reason="found_correct", by=world.guardian, at=clock.now()
    )
    for outcome in ("given", "withdrawn"):
        record_entry(
            person=case.person, kind="consent", happened_on=clock.today(), outcome=outcome, details={},
            episode=case.episode, by=world.lin, at=clock.now(),
        )  # fmt: skip
    police, head, guardian = (browser(v) for v in (world.officer, world.head, world.guardian))
    said = {
        "citizen_id": made.citizen_id, "basis": "case_handling", "document": "演公调字〔2026〕7号",
        "reader": "officer", "first": "head", "second": "guardian", "hours": "24", "silence": "",
    }  # fmt: skip
    answer = police.post(reverse("records:ask-to-open"), said)
    assert answer.status_code == 303, answer.content.decode()
    opening = answer["Location"].rsplit("/", 1)[1]

    assert "演公调字〔2026〕7号" not in page(browser(world.lin), "records:openings")
    assert police.get(reverse("records:read", args=[opening])).status_code == 404
    for client in (head, guardian):
        assert "演公调字〔2026〕7号" in page(client, "records:openings")
        agreed = client.post(reverse("records:opening", args=[opening]), {"citizen_id": made.citizen_id})
        assert agreed.status_code == 303
    shown = page(police, "records:read", opening)
    assert "司马宁" in shown
    assert "本人认为有误，单位未采纳" in shown
    assert head.get(reverse("records:read", args=[opening])).status_code == 404


def test_what_closes_a_file_is_asked_once_more_and_then_done(world: World) -> None:
    case = in_aftercare(world.station, since=clock.today() - timedelta(days=30), worker=world.lin.id)
    lin = browser(world.lin)
    lin.post(reverse("records:consent", args=[case.person, "aftercare"]), {"outcome": "given"})
    address = reverse("encounters:record", args=[case.person, "consent"])
    said = {
        "entry_id": str(new_id()), "happened_on": clock.today().isoformat(), "note": "",
        "outcome": "withdrawn", "purpose": "aftercare", "episode": str(case.episode),
    }  # fmt: skip

    first = lin.post(address, said)
    assert first.status_code == 422
    assert "不能撤销" in first.content.decode()
    assert page(lin, "people:person", case.person)
    assert lin.post(address, {**said, "closes": "yes"}).status_code == 303
    assert lin.get(reverse("people:person", args=[case.person])).status_code == 404
