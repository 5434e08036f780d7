"""Who completes soon, what is owed by whom, and that the end waits for no paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.domain.access import Role
from guitu.foundation import clock
from guitu.workflows.nightly import run_night
from tests.web.conftest import make
from tests.web.situations import in_rehab, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


def ending_in(days, name, *, officer, units, today, number=1):
    """Somebody whose three years end in so many days."""
    last = today + timedelta(days=days)
    since = last.replace(year=last.year - 3) + timedelta(days=1)
    return in_rehab(name, by=officer.viewer, held_by=units.station, since=since, today=today, number=number)


def page(client):
    return client.get(reverse("endings:endings")).content.decode()


def test_who_ends_within_sixty_days_is_listed_with_what_is_owed(signed_in, officer, units, today):
    soon = ending_in(20, "王强", officer=officer, units=units, today=today)
    ending_in(200, "周明", officer=officer, units=units, today=today, number=2)
    content = page(signed_in)

    assert "王强" in content
    assert "周明" not in content
    assert "期满前提醒公安机关" in content
    assert reverse("letters:new", args=[soon.id, "completion_certificate"]) in content
    assert reverse("letters:new", args=[soon.id, "end_of_control_request"]) in content


def test_a_letter_that_was_written_is_owed_no_more(signed_in, officer, units, today):
    soon = ending_in(20, "王强", officer=officer, units=units, today=today)
    for template in ("expiry_reminder", "completion_certificate"):
        record(soon, "letter", today, by=officer.viewer, details={"template": template})
    content = page(signed_in)

    assert "期满前提醒公安机关" not in content
    assert "期满证明交给本人" not in content
    assert "期满解除通知" in content  # the police still owe theirs


def test_the_order_ends_by_the_clock_and_the_file_is_sealed_without_a_notice(
    signed_in, officer, units, today
):
    soon = ending_in(1, "王强", officer=officer, units=units, today=today)
    run_night(on=today + timedelta(days=1))
    assert "王强" in page(signed_in)
    run_night(on=today + timedelta(days=2))

    assert "王强" not in page(signed_in)
    assert signed_in.get(reverse("people:person", args=[soon.id])).status_code == 404
    assert not Entry.objects.filter(kind="completion_notice").exists()


def test_the_neighbour_sees_nobody_and_social_workers_have_no_such_page(client, officer, units, today):
    ending_in(20, "王强", officer=officer, units=units, today=today)
    client.force_login(make("mo", "莫凡", Role.POSTED_OFFICER, units.neighbour).account)
    assert "王强" not in page(client)
    client.force_login(make("su", "社工苏", Role.SOCIAL_WORKER, units.station).account)
    assert client.get(reverse("endings:endings")).status_code == 403
