"""The board, the calendar and the way of one person between two offices, as the people who use them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.models import Handoff
from guitu.casework.journal.models import Entry
from guitu.casework.people.models import Person
from guitu.domain.handoff.release import PACKET
from guitu.domain.kernel.citizen_id import make
from guitu.foundation import clock
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import offer_release, prepare_release
from tests.workflows.handing_over import ORDER, held, offered, packed, stay
from tests.world import in_aftercare

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def form(world, today, settings):
    """A stay that can be, as the form sends it."""
    settings.GUITU_DEMO = True
    return {
        "name": "赵平安",
        "sex": "male",
        "citizen_id": make(990101, today.replace(year=1990, day=1), 1),
        "decided_on": (today - timedelta(days=700)).isoformat(),
        "order_document": ORDER,
        "released_on": (today + timedelta(days=30)).isoformat(),
        "township": str(world.township),
        "station": str(world.station),
    }


def at(name, who=None):
    return reverse(f"handoffs:{name}", args=[who.person] if who else [])


def text(answer):
    return answer.content.decode()


# -- the centre


def test_a_centre_takes_somebody_in_and_finds_them_on_its_calendar(world, browser, form):
    gate = browser(world.gate)

    answer = gate.post(at("new"), form)

    assert (answer.status_code, answer["Location"]) == (303, at("calendar"))
    page = text(gate.get(at("calendar")))
    assert "赵平安" in page
    assert "T−30" in page
    assert "出所前评估" in page
    assert Person.objects.get().held_by == world.centre


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"decided_on": "1980-01-01"}, "决定日期早于出生日期"),
        ({"decided_on": "2026-02-30"}, "日期没有看懂"),
        ({"decided_on": "2999-01-01"}, "决定日期在今天之后"),
        ({"released_on": "2000-01-01"}, "出所日期不晚于决定日期"),
        ({"released_on": "2999-01-01"}, "法律没有这么长的期限"),
        ({"released_on": ""}, "这一项还没有填写"),
        ({"citizen_id": "990101199002300018"}, "出生日期不存在"),
        ({"citizen_id": "12"}, "18 位"),
        ({"order_document": "王小明"}, "文号"),
        ({"order_document": "990101199001010018"}, "不要填身份证号"),
        ({"name": ""}, "这一项还没有填写"),
        ({"phone": "x"}, "电话"),
        ({"township": "1"}, "请从选项中选择"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_nothing_typed_is_lost(world, browser, form, change, words):
    answer = browser(world.gate).post(at("new"), {**form, **change})

    assert answer.status_code == 422
    assert words in text(answer)
    kept = {**form, **change}
    assert all(kept[name] in text(answer) for name in ("name", "order_document", "released_on"))
    assert not Person.objects.exists()


def test_a_second_release_that_overlaps_is_refused_with_a_sentence(world, browser, form):
    gate = browser(world.gate)
    gate.post(at("new"), form)

    answer = gate.post(at("new"), form)

    assert answer.status_code == 422
    assert "已有一次正在准备的出所" in text(answer)
    assert Episode.objects.count() == 1


def test_an_office_that_is_no_centre_takes_nobody_in(world, browser, form):
    for viewer in (world.lin, world.worker, world.head):
        assert browser(viewer).get(at("new")).status_code == 403
        assert browser(viewer).post(at("new"), form).status_code == 403
        assert browser(viewer).get(at("calendar")).status_code == 403


def test_packet_need_and_assessment_are_written_on_one_page(world, browser, today):
    who, gate = held(world), browser(world.gate)
    assert gate.get(at("person", who)).status_code == 200

    packet = {"packet-order": ORDER, **{f"packet-{code}": f"{code} 良好" for code in PACKET}}
    assert gate.post(at("packet", who), packet).status_code == 303
    need = {
        "need-code": "work",
        "need-words": "想学电工",
        "need-inside": world.gate.id,
        "need-outside": "station",
    }
    assert gate.post(at("need", who), need).status_code == 303
    found = {
        "entry_id": str(who.row.id), "happened_on": today.isoformat(), "body": "好", "mind": "稳定",
        "social_adaptation": "家人支持", "assessors": ["counsellor", "social_worker"], "sole_carer": "no",
    }  # fmt: skip
    assert gate.post(at("assess", who), found).status_code == 303
    assert gate.post(at("assess", who), found).status_code == 303  # sent twice, written once

    page = text(gate.get(at("person", who)))
    assert "想学电工" in page
    assert "管教高" in page
    assert "conduct 良好" in page
    assert Entry.objects.filter(kind="pre_release_assessment").count() == 1


def test_a_need_without_an_owner_outside_is_refused(world, browser):
    who = held(world)

    answer = browser(world.gate).post(at("need", who), {"need-code": "work", "need-inside": world.gate.id})

    assert answer.status_code == 422
    assert "这一项还没有填写" in text(answer)


def test_an_assessment_in_the_future_or_without_words_gets_a_sentence(world, browser, today):
    who, gate = held(world), browser(world.gate)
    found = {"entry_id": str(who.row.id), "happened_on": today.isoformat(), "sole_carer": "no"}

    assert "三个方面都没有填写" in text(gate.post(at("assess", who), found))
    later = {**found, "body": "好", "happened_on": (today + timedelta(days=2)).isoformat()}
    assert "日期在今天之后" in text(gate.post(at("assess", who), later))
    assert not Entry.objects.filter(kind="pre_release_assessment").exists()


def test_an_unfinished_packet_is_not_handed_over(world, browser):
    who = held(world)

    answer = browser(world.gate).post(at("offer", who), {"offer-station": str(world.station)})

    assert answer.status_code == 422
    assert "还没有写全" in text(answer)


def test_the_notice_is_recorded_from_its_step_and_leads_back(world, browser, today):
    who, gate = held(world), browser(world.gate)
    form = reverse("encounters:record", args=[who.person, "release_notice"]) + "?back=handoff"
    assert f'href="{form}"' in text(gate.get(at("person", who)))
    sheet = gate.get(form)
    entry = sheet.context["form"].initial["entry_id"]

    answer = gate.post(
        form,
        {"entry_id": entry, "outcome": "done", "happened_on": today.isoformat(), "told": ["family_member"],
         "episode": sheet.context["form"].initial["episode"]},
    )  # fmt: skip

    assert (answer.status_code, answer["Location"]) == (303, at("person", who))
    assert Entry.objects.get(kind="release_notice").details["told"] == ["family_member"]


# -- the receivers


def test_both_receivers_read_the_packet_and_accept_with_a_receipt(world, browser):
    who = offered(world)
    township, station = browser(world.worker), browser(world.lin)
    for reader in (township, station):
        assert "conduct：良好" in text(reader.get(at("person", who)))

    assert township.post(at("accept", who)).status_code == 303
    assert "专干吴" in text(station.get(at("person", who)))
    assert station.post(at("accept", who)).status_code == 303

    assert who.row.held_by == world.station
    page = text(station.get(at("person", who)))
    assert "接收回执" in page
    assert "林岚" in page
    assert station.get(reverse("people:person", args=[who.person])).status_code == 200


def test_accepting_twice_gets_a_sentence(world, browser):
    who, station = offered(world), browser(world.lin)
    station.post(at("accept", who))

    answer = station.post(at("accept", who))

    assert answer.status_code == 422
    assert "本单位已经有人接收" in text(answer)


def test_sending_back_needs_a_reason_and_then_stands_on_the_centres_page(world, browser):
    who, station = offered(world), browser(world.lin)

    refused = station.post(at("send-back", who), {"back-words": "地址不对"})
    assert refused.status_code == 422
    assert "没有选择原因" in text(refused)
    assert "地址不对" in text(refused)

    answer = station.post(at("send-back", who), {"back-reason": "not_our_place", "back-words": "地址不对"})
    assert (answer.status_code, answer["Location"]) == (303, at("board"))
    page = text(browser(world.gate).get(at("person", who)))
    assert "不属于本单位辖区" in page
    assert "地址不对" in page
    assert station.get(at("person", who)).status_code == 404


def test_the_centre_takes_back_puts_off_and_names_a_new_day(world, browser, today):
    who, gate = offered(world), browser(world.gate)
    assert gate.post(at("take-back", who)).status_code == 303
    assert "没有选择原因" in text(gate.post(at("stay", who), {}))

    assert gate.post(at("stay", who), {"stay-reason": "in_hospital"}).status_code == 303
    assert "暂不出所" in text(gate.get(at("person", who)))
    day = (today + timedelta(days=40)).isoformat()
    wrong = gate.post(at("day", who), {"day-released_on": "2020-02-02"})
    assert wrong.status_code == 422
    assert "出所日期不晚于决定日期" in text(wrong)
    assert gate.post(at("day", who), {"day-released_on": day}).status_code == 303

    assert (who.row.state, who.row.released_on.isoformat()) == ("preparing", day)


@pytest.mark.parametrize("name", ["offer", "packet", "take-back", "stay", "day", "need"])
def test_a_receiver_cannot_do_what_the_centre_does(world, browser, name):
    who = offered(world)
    before = Handoff.objects.values().get()

    body = {"stay-reason": "other", "day-released_on": "2026-05-01", "packet-conduct": "x"}
    answer = browser(world.lin).post(at(name, who), body)

    assert answer.status_code == 422
    assert "不由您的单位办理" in text(answer)
    assert Handoff.objects.values().get() == before


def test_somebody_who_never_was_handed_over_says_so(world, browser):
    case = in_aftercare(world.station)

    answer = browser(world.lin).get(reverse("handoffs:person", args=[case.person]))

    assert answer.status_code == 200
    assert "没有移交" in text(answer)
    assert browser(world.lin).post(reverse("handoffs:accept", args=[case.person])).status_code == 404


# -- the board


def test_the_board_says_whose_turn_it_is(world, browser):
    offered(world)

    page = text(browser(world.lin).get(at("board")))
    assert "王小明" in page
    assert "轮到" in page
    assert "王小明" not in text(browser(world.mo).get(at("board"), {"show": "all"}))


def test_every_number_of_the_board_is_the_length_of_its_list(world, browser):
    for _ in range(2):
        offered(world)
    packed(world)

    for viewer in (world.gate, world.lin, world.worker):
        for show in ("ours", "late", "all"):
            answer = browser(viewer).get(at("board"), {"show": show})
            assert len(answer.context["rows"]) == answer.context["counts"][show]


@pytest.mark.parametrize("who", ["officer", "manager", "admin", "doctor", "guardian"])
def test_whoever_hands_nobody_over_has_no_board(world, browser, who):
    assert browser(getattr(world, who)).get(at("board")).status_code == 403


@pytest.mark.parametrize("page", ["board", "calendar"])
def test_the_same_queries_for_one_person_and_for_many(world, browser, page):
    gate = browser(world.gate)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            answer = gate.get(at(page), {"show": "all"})
        return len(caught), len(answer.context["rows" if page == "board" else "people"])

    today = clock.today()
    days = {"released_on": today + timedelta(days=20), "decided_on": today - timedelta(days=600)}
    _held_now(world, **days)
    few = queries()
    for _ in range(6):
        _held_now(world, **days)

    assert few[1] == 1
    assert queries() == (few[0], 7)


def _held_now(world, **days):
    prepare_release.open_at_centre(stay(world, **days), by=world.gate, at=clock.now())


def test_the_board_goes_on_after_fifty(world, browser):
    today = clock.today()
    for _ in range(52):
        _held_now(world, released_on=today + timedelta(days=20), decided_on=today - timedelta(days=600))
    gate = browser(world.gate)

    first = gate.get(at("board"), {"show": "all"})
    second = gate.get(at("board"), {"show": "all", "after": first.context["more"]})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 2)
    assert gate.get(at("board"), {"after": "x"}).status_code == 200


def test_the_centre_finds_whom_it_released_and_records_a_follow_up(world, browser, today):
    days = {"released_on": today, "decided_on": today - timedelta(days=600)}
    who = packed(world, **days)
    care = Episode.objects.get(person_id=who.person)
    gate, now = browser(world.gate), clock.now()
    said = gate.post(reverse("records:consent", args=[who.person, "aftercare"]), {"outcome": "given"})
    assert said.status_code == 303
    offer_release.offer(
        person=who.person, township=world.township, station=world.station, by=world.gate, at=now
    )
    for viewer in (world.worker, world.lin):
        offer_release.accept(person=who.person, by=with_relations(viewer, at=now), at=now)

    form = reverse("encounters:record", args=[who.person, "follow_up"])
    sheet = gate.get(form)
    entry = sheet.context["form"].initial["entry_id"]
    answer = gate.post(
        form, {"entry_id": entry, "outcome": "done", "happened_on": today.isoformat(), "mode": "phone"}
    )

    assert answer.status_code == 303
    kept = Entry.objects.get(kind="follow_up")
    assert (kept.unit, kept.held_by, care.facility_unit) == (world.centre, world.station, world.centre)
    assert gate.get(reverse("people:person", args=[who.person])).status_code == 200
