"""Telling of leave, putting it off, coming back: kept, or refused beside the field, never lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.situations import in_rehab

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def kept(officer, units, today):
    return in_rehab(
        "王强", by=officer.viewer, held_by=units.station, since=today - timedelta(days=100), today=today
    )


def send(client, kept, to="leave", **fields):
    body = {f"{to}-{name}": value for name, value in fields.items()}
    return client.post(reverse(f"leave:{to}", args=[kept.id]), {f"{to}-entry_id": str(new_id()), **body})


def page(client, kept):
    return client.get(reverse("leave:leave", args=[kept.id])).content.decode()


def test_a_leave_is_told_put_off_and_ended(signed_in, kept, today):
    first, back = today, today + timedelta(days=5)
    assert send(signed_in, kept, first=first, back=back, words="深圳，电话不变").status_code == 303
    assert "说好的" in page(signed_in, kept)
    assert send(signed_in, kept, "later", back=back + timedelta(days=2)).status_code == 303
    assert "已推迟" in page(signed_in, kept)
    assert send(signed_in, kept, "back", on=today).status_code == 303
    assert "说好的" not in page(signed_in, kept)


def test_two_days_need_no_report_and_the_page_says_so(signed_in, kept, today):
    send(signed_in, kept, first=today, back=today + timedelta(days=2))
    assert "本来不需要报告" in page(signed_in, kept)


@pytest.mark.parametrize(
    ("first", "back", "words"),
    [
        ("2026-02-30", "2026-03-09", "日期没有看懂"),
        ("2026-03-09", "2026-03-01", "结束日期早于开始日期"),
        ("2026-03-01", "9999-12-31", "长期住到外地"),
    ],
)
def test_days_that_cannot_be_get_a_sentence_and_nothing_is_lost(signed_in, kept, first, back, words):
    answer = send(signed_in, kept, first=first, back=back, words="深圳，电话不变")
    content = answer.content.decode()

    assert answer.status_code == 422
    assert words in content
    assert "深圳，电话不变" in content
    assert not Entry.objects.filter(kind="leave_report").exists()


def test_a_return_without_a_leave_is_refused(signed_in, kept, today):
    answer = send(signed_in, kept, "back", on=today)
    assert answer.status_code == 422
    assert not Entry.objects.filter(kind="leave_return").exists()


def test_the_plain_form_leads_here(signed_in, kept):
    answer = signed_in.get(reverse("encounters:record", args=[kept.id, "leave_report"]))
    assert answer.headers["Location"] == reverse("leave:leave", args=[kept.id])
