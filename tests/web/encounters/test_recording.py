"""Recording, correcting and taking back; a form that is refused keeps what was typed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.conftest import make
from tests.web.situations import Kept, in_rehab, record

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
SINCE = date(2025, 12, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "_fixed_day", TODAY)


@pytest.fixture
def ming(officer, units) -> Kept:
    return in_rehab("周明", by=officer.viewer, held_by=units.station, since=SINCE, today=TODAY)


def filled(**given: str) -> dict[str, str]:
    """A form as the page sends it."""
    return {"entry_id": str(new_id()), "happened_on": TODAY.isoformat(), "note": "", **given}


def lines(client: Client, kept: Kept) -> int:
    return client.get(f"/people/{kept.id}/").content.decode().count('<li id="entry-')


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("home_visit", {"outcome": "done", "mode": "in_person", "confirmed": ["phone", "address"]}),
        ("talk", {"outcome": "verified", "mode": "in_person", "note": "谈了近况。"}),
        ("drug_test", {"outcome": "negative", "sample": "urine", "mode": "scheduled"}),
        ("service", {"outcome": "done", "service": "job_notice"}),
        ("phone_call", {"outcome": "attempted", "mode": "phone"}),
        ("consent", {"outcome": "given", "purpose": "aftercare"}),
        ("unauthorised_absence", {"outcome": "unauthorised", "from": "2026-03-01", "to": "2026-03-05"}),
        ("leave_report", {"outcome": "done", "from": "2026-03-20", "to": "2026-03-25"}),
        ("decision_received", {"outcome": "done", "document_number": "演公社康决字〔2026〕0007号"}),
    ],
)
def test_what_happened_is_written_down(signed_in: Client, ming: Kept, kind: str, given: dict[str, str]):
    before = lines(signed_in, ming)
    shown = signed_in.get(f"/people/{ming.id}/record/{kind}").content.decode()
    episode = re.search(r'name="episode" value="([^"]+)"', shown)
    sent = filled(**given) | ({"episode": episode[1]} if episode else {})

    answer = signed_in.post(f"/people/{ming.id}/record/{kind}", sent)

    assert answer.status_code == 303, answer.content.decode()
    assert lines(signed_in, ming) == before + 1


def test_sending_the_same_form_twice_writes_one_entry(signed_in: Client, ming: Kept):
    before, form = lines(signed_in, ming), filled(outcome="done", mode="in_person")

    for _ in range(2):
        assert signed_in.post(f"/people/{ming.id}/record/talk", form).status_code == 303

    assert lines(signed_in, ming) == before + 1


def test_recording_from_the_desk_leads_back_to_it(signed_in: Client, ming: Kept):
    form = filled(outcome="done", mode="in_person")

    answer = signed_in.post(f"/people/{ming.id}/record/talk?back=desk", form)

    assert answer["Location"] == "/"
    assert "已记录周明的谈话" in signed_in.get("/").content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"outcome": "missed"}, "是谁的原因"),
        ({"outcome": "done", "happened_on": "2026-03-21"}, "日期在今天之后"),
        ({}, "这一项还没有填写"),
        ({"outcome": "done", "happened_on": "三月"}, "日期没有看懂"),
        ({"outcome": "done", "entry_id": "x"}, ""),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(signed_in: Client, ming: Kept, given, words):
    before = lines(signed_in, ming)

    answer = signed_in.post(f"/people/{ming.id}/record/talk", filled(note="谈了近况。", **given))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "谈了近况。" in answer.content.decode()
    assert lines(signed_in, ming) == before


def test_a_refused_form_comes_back_to_htmx_as_a_fragment(signed_in: Client, ming: Kept):
    answer = signed_in.post(f"/people/{ming.id}/record/talk", filled(), headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()


def test_a_visit_that_did_not_happen_keeps_whose_matter_it_was(signed_in: Client, ming: Kept):
    form = filled(outcome="missed", reason_kind="logistics", reason="no_transport", mode="in_person")

    assert signed_in.post(f"/people/{ming.id}/record/home_visit", form).status_code == 303
    assert "没有交通工具" in signed_in.get(f"/people/{ming.id}/").content.decode()


def test_a_reason_left_over_from_another_outcome_is_not_sent(signed_in: Client, ming: Kept):
    form = filled(outcome="done", reason_kind="logistics", reason="no_transport", mode="in_person")

    assert signed_in.post(f"/people/{ming.id}/record/home_visit", form).status_code == 303


def test_before_a_talk_the_page_says_when_a_worker_must_report(signed_in: Client, ming: Kept):
    assert "第二十一条" in signed_in.get(f"/people/{ming.id}/record/talk").content.decode()


def test_a_correction_replaces_and_says_why(signed_in: Client, officer, ming: Kept):
    wrong = record(ming, "talk", TODAY - timedelta(days=2), by=officer.viewer, details={"mode": "phone"})
    shown = signed_in.get(f"/people/{ming.id}/entries/{wrong}/correct").content.decode()
    assert re.search(r'value="phone"[^>]*checked', shown)

    form = filled(outcome="attempted", mode="phone", happened_on="2026-03-18")
    refused = signed_in.post(f"/people/{ming.id}/entries/{wrong}/correct", form)
    done = signed_in.post(f"/people/{ming.id}/entries/{wrong}/correct", {**form, "why": "wrong_outcome"})

    assert refused.status_code == 422
    assert done.status_code == 303
    assert "已更正" in signed_in.get(f"/people/{ming.id}/").content.decode()


def test_what_was_saved_is_taken_back_and_both_stay(signed_in: Client, ming: Kept):
    before = lines(signed_in, ming)
    signed_in.post(f"/people/{ming.id}/record/talk", filled(outcome="done", mode="in_person"))
    shown = signed_in.get(f"/people/{ming.id}/").content.decode()
    undo = re.search(r'action="([^"]+/undo)"', shown)[1]

    assert signed_in.post(undo).status_code == 303
    after = signed_in.get(f"/people/{ming.id}/").content.decode()

    assert "已撤销" in after
    assert "撤销记录" in after
    assert lines(signed_in, ming) == before + 2


def test_taking_back_twice_says_so(signed_in: Client, officer, ming: Kept):
    entry = record(ming, "talk", TODAY, by=officer.viewer)
    address = f"/people/{ming.id}/entries/{entry}/undo"

    signed_in.post(address)
    signed_in.post(address)

    assert "已经更正或撤销过" in signed_in.get("/me").content.decode()


def test_a_social_worker_records_care_and_no_act_of_control(client: Client, units, ming: Kept):
    helper = make("shu", "舒然", Role.SOCIAL_WORKER, units.station)
    client.force_login(helper.account)

    assert client.get(f"/people/{ming.id}/record/talk").status_code == 200
    assert client.get(f"/people/{ming.id}/record/drug_test").status_code == 403
    assert client.post(f"/people/{ming.id}/record/drug_test", filled(outcome="negative")).status_code == 403
    assert "检测" not in client.get(f"/people/{ming.id}/record/").content.decode()


def test_a_neighbour_cannot_write_correct_or_take_back(client: Client, officer, units, ming: Kept):
    entry = record(ming, "talk", TODAY, by=officer.viewer)
    neighbour = make("mo", "莫远", Role.POSTED_OFFICER, units.neighbour)
    client.force_login(neighbour.account)

    for address in ("record/talk", f"entries/{entry}/correct", f"entries/{entry}/undo"):
        answer = client.post(f"/people/{ming.id}/{address}", filled(outcome="done", why="wrong_day"))
        assert answer.status_code == 404


def test_an_unknown_kind_has_no_form(signed_in: Client, ming: Kept):
    assert signed_in.get(f"/people/{ming.id}/record/nonsense").status_code == 404
    assert signed_in.get(f"/people/{ming.id}/record/assignment").status_code == 404


def test_evaded_asks_for_its_ground_beside_the_outcome_and_a_missed_test_does_not(
    signed_in: Client, ming: Kept
):
    address = f"/people/{ming.id}/record/drug_test"
    before = lines(signed_in, ming)

    refused = signed_in.post(address, filled(outcome="evaded", sample="urine"))

    page = refused.content.decode()
    assert refused.status_code == 422
    part = page.partition('data-when="outcome=evaded"')[2].partition("data-when=")[0]
    assert "认定逃避检测要由人选明依据" in part
    # what was chosen for another outcome is not sent with this one
    left_over = filled(outcome="missed_unexplained", sample="urine", evasion="hid_from_staff")
    assert signed_in.post(address, left_over).status_code == 303
    evaded = filled(outcome="evaded", sample="urine", evasion="left_before_sampling")
    assert signed_in.post(address, evaded).status_code == 303
    assert lines(signed_in, ming) == before + 2


def test_a_field_result_cannot_be_confirmed_and_a_confirmation_asks_for_its_paper(
    signed_in: Client, ming: Kept
):
    address = f"/people/{ming.id}/record/drug_test"
    paper = {"document_number": "演公检字〔2026〕1号", "decided_on": "2026-03-19"}

    without = signed_in.post(address, filled(outcome="confirmed_positive", level="laboratory"))
    field = signed_in.post(address, filled(outcome="confirmed_positive", level="field", **paper))

    assert "确认阳性要有公安机关决定的文号和日期" in without.content.decode()
    assert "现场检测不能直接记为确认阳性" in field.content.decode()
    assert (
        signed_in.post(address, filled(outcome="confirmed_positive", level="laboratory", **paper)).status_code
        == 303
    )
