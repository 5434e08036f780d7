"""The pages of tests: the week, a time, a sample, a challenge, a draw; refusals beside successes."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.casework.testing.models import Appointment, Draw, Hours, Sample
from guitu.domain.testing.draw import verify
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.clock import BEIJING
from guitu.foundation.ids import new_id
from tests.workflows.ordered import adopt_profile, set_level, under_order
from tests.world import TOWN, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


@pytest.fixture(autouse=True)
def _adopted(settings, tmp_path):
    adopt_profile(settings, tmp_path, region=TOWN)


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def case(world, today):
    """Somebody at medium risk whose next test is due in three days."""
    since = (today + timedelta(days=3)).replace(day=1) - timedelta(days=70)
    made = under_order(
        world.station, world.lin, since=since, today=today, person=someone(world.station, name="司马宁")
    )
    set_level(made, world.lin, "high", on=since)
    return made


def address(name, *args):
    return reverse(f"testing:{name}", args=args)


def text(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def sample_form(world, today, **changes):
    return {
        "id": str(new_id()), "sample": "urine", "outcome": "negative", "taken_on": today.isoformat(),
        "taken_time": "00:01", "medicines": "感冒药", "collector": str(world.lin.id), "sex": "male",
        "second": str(world.head.id), "seal_a": "A-77", "seal_b": "B-77", "is_signed": "on", "told": "on",
        "note": "", **changes,
    }  # fmt: skip


def test_the_page_of_a_person_says_what_is_next_and_their_rights_in_plain_words(world, case):
    page = text(browser(world.lin), address("person", case.person))

    assert "您的权利" in page
    assert "这里没有人可以强制您检测" in page
    assert "检测不收您的钱" in page


def test_a_time_is_booked_from_the_page_and_stands_in_the_week(world, case, today):
    lin = browser(world.lin)
    page = text(lin, address("book", case.person))
    assert "之间都可以" in page
    row = _book(lin, world, case, today)

    assert row.mode == "scheduled"
    week = text(lin, address("week") + f"?from={row.starts_at.astimezone(BEIJING).date()}")
    assert "司马宁" in week
    assert "司马宁" not in text(browser(world.mo), address("week"))


def _book(lin, world, case, today):
    from guitu.workflows.book_test import next_asked

    asked = next_asked((case.person,), on=today)
    assert asked is not None
    said = {
        "id": str(new_id()), "day": max(asked.opens_on, today + timedelta(days=1)).isoformat(),
        "time": "18:30", "mode": "scheduled", "sample": "urine",
    }  # fmt: skip
    answer = lin.post(address("book", case.person), said)
    assert answer.status_code == 303, answer.content.decode()
    return Appointment.objects.get()


def test_a_wrong_time_keeps_what_was_typed_and_says_why(world, case, today):
    said = {"id": str(new_id()), "day": "2020-01-01", "time": "18:30", "mode": "scheduled", "sample": "hair"}

    answer = browser(world.lin).post(address("book", case.person), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这个时间已经过去" in page
    assert 'value="18:30"' in page
    for wrong in (
        {**said, "day": "31. Februar"},
        {**said, "time": "25:99"},
        {**said, "mode": "random"},
        {"x": "1"},
    ):
        assert browser(world.lin).post(address("book", case.person), wrong).status_code == 422
    assert not Appointment.objects.exists()


def test_hours_and_calling_off(world, case, today):
    lin = browser(world.lin)
    lin.post(address("hours", case.person), {"days": ["1", "3"], "starts": "08:00", "ends": "18:00"})
    assert Hours.objects.get().days == "13"
    assert "周一" in text(lin, address("person", case.person))
    lin.post(address("hours", case.person), {"days": ["1"], "starts": "", "ends": ""})
    lin.post(address("hours", case.person), {"days": ["9"], "starts": "x"})
    assert Hours.objects.count() == 1

    row = _book(lin, world, case, today)
    lin.post(address("cancel", case.person, row.id), {"reason": ""})
    assert Appointment.objects.get().state == "booked"
    lin.post(address("cancel", case.person, row.id), {"reason": "at_their_request"})
    assert Appointment.objects.get().state == "cancelled"


def test_a_sample_is_written_down_and_shown_with_its_seals(world, case, today):
    lin = browser(world.lin)
    assert text(lin, address("collect", case.person))

    answer = lin.post(address("collect", case.person), sample_form(world, today))

    assert answer.status_code == 303, answer.content.decode()
    page = text(lin, address("person", case.person))
    for words in ("A-77", "B-77", "感冒药", "B样本至少保存到"):
        assert words in page
    step = {"step": "stored", "on": today.isoformat(), "document": ""}
    lin.post(address("custody", case.person, Sample.objects.get().id), step)
    assert "入库保存" in text(lin, address("person", case.person))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"second": ""}, "这一项还没有填写"),
        ({"seal_b": "A-77"}, "封签号不能相同"),
        ({"is_signed": ""}, "本人签名后再勾选"),
        ({"sex": "female"}, "同性工作人员"),
        ({"outcome": "confirmed_positive"}, "请从选项中选择"),
        ({"taken_on": "2030-01-01"}, "时间在现在之后"),
    ],
)
def test_what_cannot_be_trusted_is_said_beside_its_field_and_nothing_is_kept(
    world, case, today, changes, words
):
    answer = browser(world.lin).post(address("collect", case.person), sample_form(world, today, **changes))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Sample.objects.exists()
    assert not Entry.objects.filter(kind="drug_test").exists()


def test_a_remote_test_waits_for_another_colleague_on_the_weeks_page(world, case, today):
    lin, head = browser(world.lin), browser(world.head)
    said = {
        "id": str(new_id()), "sample": "urine", "outcome": "negative", "taken_on": today.isoformat(),
        "taken_time": "00:01", "medicines": "",
    }  # fmt: skip
    assert lin.post(address("remote", case.person), said).status_code == 303
    made = Sample.objects.get()
    review = address("review", case.person, made.id)
    assert review not in text(lin, address("week"))
    assert review in text(head, address("week"))

    lin.post(review, {"accepted": "yes"})
    head.post(review, {"accepted": "perhaps"})
    head.post(review, {"accepted": "no", "reason": ""})
    assert Sample.objects.get().state == "waits"
    head.post(review, {"accepted": "yes"})

    assert Sample.objects.get().state == "recorded"
    assert Entry.objects.get(kind="drug_test").details["mode"] == "remote"


def test_a_challenge_page_says_whose_turn_it_is_and_takes_the_next_step(world, case, today):
    lin, social = browser(world.lin), browser(world.social)
    lin.post(address("collect", case.person), sample_form(world, today, outcome="non_negative_unconfirmed"))
    test = Entry.objects.get(kind="drug_test").id
    page = text(lin, address("person", case.person))
    assert "由本人决定" in page
    assert "本人可以提出异议" in page
    early = {"id": str(new_id()), "happened_on": today.isoformat(), "document_number": "演公检字〔2026〕1号",
             "decided_on": today.isoformat()}  # fmt: skip
    refused = lin.post(address("step", case.person, test, "confirm"), early)
    assert refused.status_code == 422
    assert "本人还可以提出异议" in refused.content.decode()

    challenge = address("step", case.person, test, "test_challenged")
    assert "本人的权利" in text(lin, challenge)
    said = {"id": str(new_id()), "happened_on": today.isoformat(), "note": "说吃了感冒药"}
    assert lin.post(challenge, said).status_code == 303

    assert "该公安机关办" in text(lin, address("person", case.person))
    assert social.get(address("step", case.person, test, "confirm")).status_code == 404
    for wrong in ({"x": "1"}, {**said, "happened_on": "昨天"}, {**said, "id": "x"}):
        assert lin.post(challenge, wrong).status_code == 422
    assert lin.get(address("step", case.person, new_id(), "test_challenged")).status_code == 404
    assert lin.get(address("step", case.person, test, "dance")).status_code == 404


def test_whoever_reads_no_orders_sees_no_tests(world, case):
    for viewer in (world.psychologist, world.gate, world.mo, world.manager):
        assert browser(viewer).get(address("person", case.person)).status_code in (403, 404)


def test_a_draw_is_announced_drawn_and_downloaded(world, case, today):
    lin = browser(world.lin)
    assert "现在可以抽检的有 1 人" in text(lin, address("draws"))
    assert lin.post(address("draws"), {"pick": "0"}).status_code == 422
    assert lin.post(address("draws"), {"pick": "2"}).status_code == 422
    assert lin.post(address("draws"), {"pick": "1"}).status_code == 303
    made = Draw.objects.get()
    page = text(lin, address("draw", made.id))
    assert made.announced in page
    assert "司马宁" not in page
    assert lin.get(address("log", made.id)).status_code == 404
    assert lin.post(address("draw", made.id), {"salt": "七"}).status_code == 422

    assert lin.post(address("draw", made.id), {"salt": "271828"}).status_code == 303
    assert lin.post(address("draw", made.id), {"salt": "1"}).status_code == 422
    page = text(lin, address("draw", made.id))
    assert "司马宁" in page
    assert "bin/guitu draw verify" in page
    answer = lin.get(address("log", made.id))
    assert verify(json.loads(answer.content), published=made.announced)
    assert "司马宁" not in answer.content.decode()
    assert "司马宁" in text(lin, address("week"))
    assert "抽中，第 1 位" in text(lin, address("person", case.person))


def test_another_units_draw_is_not_there(world, case):
    browser(world.lin).post(address("draws"), {"pick": "1"})
    made = Draw.objects.get().id

    for viewer in (world.mo, world.worker):
        assert browser(viewer).get(address("draw", made)).status_code == 404
        assert browser(viewer).post(address("draw", made), {"salt": "1"}).status_code == 404
    assert browser(world.social).get(address("draws")).status_code == 403
    assert Draw.objects.get().state == "announced"
