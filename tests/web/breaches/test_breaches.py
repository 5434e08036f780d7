"""Counters in words on both sides, every step before a report, and help before any form."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.conftest import make
from tests.web.situations import in_aftercare, in_rehab, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def kept(officer, units, today):
    """Somebody in rehab who did not come to three tests."""
    made = in_rehab(
        "王强", by=officer.viewer, held_by=units.station, since=today - timedelta(days=100), today=today
    )
    for n in (60, 40, 20):
        record(made, "drug_test", today - timedelta(days=n), "refused", by=officer.viewer)
    return made


def page(client, kept):
    return client.get(reverse("breaches:breach", args=[kept.id])).content.decode()


def take(client, kept, step, **fields):
    body = {f"{step}-{name}": value for name, value in fields.items()}
    body.setdefault(f"{step}-entry_id", str(new_id()))
    return client.post(reverse("breaches:step", args=[kept.id, kept.episode, step]), body)


def test_the_same_numbers_stand_on_the_page_and_on_the_sheet_for_the_person(signed_in, kept):
    for address in ("breaches:breach", "breaches:sheet"):
        content = signed_in.get(reverse(address, args=[kept.id])).content.decode()
        assert "逃避或者拒绝检测 3 次" in content
        assert "擅自离开累计 0 天" in content
    assert "六十日内申请行政复议" in content
    assert "逃避或者拒绝检测 3 次" in signed_in.get(reverse("people:person", args=[kept.id])).content.decode()


def test_heard_and_not_sent_takes_three_presses(signed_in, kept, today):
    until = today + timedelta(days=3)
    assert take(signed_in, kept, "offer", told="三次检测没有来", answer_by=until).status_code == 303
    assert take(signed_in, kept, "hear", words="上夜班").status_code == 303
    assert take(signed_in, kept, "close", why="good_reason").status_code == 303

    assert "已听取说明，没有报告" in page(signed_in, kept)
    assert not Entry.objects.filter(kind="serious_breach_report").exists()
    assert Entry.objects.filter(kind="drug_test", outcome="refused").count() == 3


def test_the_kinder_way_stands_before_the_report(signed_in, kept, today):
    take(signed_in, kept, "offer", told="x", answer_by=today + timedelta(days=3))
    take(signed_in, kept, "hear", words="y")
    content = page(signed_in, kept)

    assert content.index('data-step="close"') < content.index('data-step="confirm"')
    assert 'data-step="report"' not in content


def test_a_report_needs_a_second_person_of_the_other_side(client, kept, officer, units, today):
    client.force_login(officer.account)
    take(client, kept, "offer", told="x", answer_by=today + timedelta(days=3))
    take(client, kept, "hear", words="y")
    assert take(client, kept, "confirm").status_code == 303
    again = take(client, kept, "confirm")
    early = take(client, kept, "report", document_number="演报〔2026〕1号", decided_on=today)
    assert (again.status_code, early.status_code) == (422, 422)
    assert "您已经确认过" in again.content.decode()
    assert "分别确认" in early.content.decode()

    client.force_login(make("head", "站长何", Role.UNIT_HEAD, units.station).account)
    assert take(client, kept, "confirm").status_code == 303
    assert (
        take(client, kept, "report", document_number="演报〔2026〕1号", decided_on=today).status_code == 303
    )
    assert "等公安机关决定" in page(client, kept)


def test_what_is_refused_stays_in_the_form_with_its_reason(signed_in, kept, today):
    answer = take(signed_in, kept, "offer", told="三次没有来", answer_by=today)
    content = answer.content.decode()

    assert answer.status_code == 422
    assert "至少给本人 3 天说明" in content
    assert "三次没有来" in content
    assert not Entry.objects.filter(kind="hearing_offered").exists()


def test_a_step_that_is_not_there_is_not_found(signed_in, kept):
    assert take(signed_in, kept, "punish").status_code == 404
    other = reverse("breaches:step", args=[kept.id, new_id(), "close"])
    assert signed_in.post(other, {"close-why": "other", "close-entry_id": str(new_id())}).status_code == 404


def test_social_workers_see_the_counters_and_take_no_step_but_listening(client, kept, units, today, officer):
    client.force_login(officer.account)
    take(client, kept, "offer", told="x", answer_by=today + timedelta(days=3))
    client.force_login(make("su", "社工苏", Role.SOCIAL_WORKER, units.station).account)
    content = page(client, kept)

    assert 'data-step="hear"' in content
    assert 'data-step="close"' not in content
    assert take(client, kept, "close", why="other").status_code == 404


def test_aftercare_counts_nothing(signed_in, officer, units, today):
    day = today - timedelta(days=40)
    free = in_aftercare(
        "陈静", by=officer.viewer, held_by=units.station, released=day, opened=day, today=today, number=2
    )
    assert "后续照管是自愿的" in page(signed_in, free)
    lost = signed_in.get(reverse("breaches:lost", args=[free.id])).content.decode()
    assert "联系不上也不告知任何人" in lost
    assert "告知公安机关：联系不上" not in lost


def test_nobody_is_told_before_three_ways_and_seven_days(signed_in, kept, officer, today):
    address = reverse("breaches:lost", args=[kept.id])
    body = {"lost-told": ["police_station"], "lost-entry_id": str(new_id())}
    assert "告知公安机关：联系不上" not in signed_in.get(address).content.decode()
    assert signed_in.post(address, body).status_code == 422

    for n, mode in ((9, "phone"), (8, "message"), (7, "through_family")):
        record(
            kept, "talk", today - timedelta(days=n), "attempted", by=officer.viewer, details={"mode": mode}
        )
    assert "告知公安机关：联系不上" in signed_in.get(address).content.decode()
    assert signed_in.post(address, body).status_code == 303
    assert "暂时失去联系" in signed_in.get(reverse("people:person", args=[kept.id])).content.decode()


def test_help_stands_before_anything_that_is_written_down(signed_in, kept):
    address = reverse("breaches:use", args=[kept.id])
    content = signed_in.get(address).content.decode()
    record_form = signed_in.get(reverse("encounters:record", args=[kept.id, "relapse"]))

    assert content.index("120") < content.index("不予处罚") < content.index("said-title")
    assert (record_form.status_code, record_form.headers["Location"]) == (303, address)


def test_telling_of_use_opens_help(signed_in, kept, today):
    address = reverse("breaches:use", args=[kept.id])
    body = {"told": "yes", "said-on": today, "said-words": "想去医院", "said-entry_id": str(new_id())}

    assert signed_in.post(address, body).status_code == 303
    assert signed_in.post(address, body).status_code == 303  # twice is once
    assert Entry.objects.filter(kind="need_raised").count() == 1
    assert not Entry.objects.filter(kind="serious_breach_report").exists()
    late = {**body, "said-on": today + timedelta(days=2), "said-entry_id": str(new_id())}
    assert "日期在今天之后" in signed_in.post(address, late).content.decode()


def test_a_report_is_not_written_by_the_plain_form_or_the_api(signed_in, kept):
    assert (
        signed_in.get(reverse("encounters:record", args=[kept.id, "serious_breach_report"])).status_code
        == 404
    )
    sent = signed_in.post(
        reverse("api:record", args=[kept.id]),
        {
            "id": str(new_id()),
            "kind": "serious_breach_report",
            "happened_on": "2026-03-01",
            "outcome": "done",
            "details": {"document_number": "1号", "decided_on": "2026-03-01"},
        },
        content_type="application/json",
    )
    assert sent.status_code == 422
