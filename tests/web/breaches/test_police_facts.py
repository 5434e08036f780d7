"""What the police notify is written down with its number and date, and hearsay is not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guitu.casework.handoffs.models import Handoff
from guitu.casework.journal.models import Entry
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.commands import create_unit
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


def send(client, kept, kind, today, **more):
    body = {
        "entry_id": str(new_id()),
        "happened_on": today,
        "outcome": "done",
        "episode": str(kept.episode),
        **more,
    }
    return client.post(reverse("encounters:record", args=[kept.id, kind]), body)


@pytest.mark.parametrize("kind", ["harm_incident", "new_offence"])
def test_hearsay_is_refused_beside_the_field_and_a_paper_is_kept(signed_in, kept, today, kind):
    without = send(signed_in, kept, kind, today)
    half = send(signed_in, kept, kind, today, document_number="演公通〔2026〕1号")
    whole = send(signed_in, kept, kind, today, document_number="演公通〔2026〕1号", decided_on=today)

    assert (without.status_code, half.status_code, whole.status_code) == (422, 422, 303)
    assert 'id="id_document_number_error"' in without.content.decode()
    assert 'id="id_decided_on_error"' in half.content.decode()
    assert Entry.objects.get(kind=kind).details["document_number"] == "演公通〔2026〕1号"


def test_delivery_to_compulsory_detox_closes_the_order_and_says_when_the_person_is_free(
    signed_in, kept, today
):
    paper = {"document_number": "演强戒决字〔2026〕1号", "decided_on": today, "ground": "compulsory_detox"}
    free_on = today + timedelta(days=730)
    asked = send(signed_in, kept, "terminated", today, **paper, release_expected_on=free_on)
    done = send(signed_in, kept, "terminated", today, **paper, release_expected_on=free_on, closes="yes")

    assert (asked.status_code, done.status_code) == (422, 303)  # it closes for good: asked once more
    with door.even_sealed("test"):
        kept_on = Entry.objects.get(kind="terminated").details["release_expected_on"]
    assert kept_on == free_on.isoformat()
    assert signed_in.get(reverse("people:person", args=[kept.id])).status_code == 404


def test_a_birth_date_stands_before_every_other_day(signed_in, kept, today):
    answer = send(signed_in, kept, "report_in", "1987-12-31")

    assert answer.status_code == 422
    assert "在本人出生之前" in answer.content.decode()
    assert 'id="id_happened_on_error"' in answer.content.decode()


def test_the_form_offers_the_centres_around_and_the_chosen_one_prepares_the_release(signed_in, kept, today):
    centre = create_unit(region=430102000000, type="facility", name="芙蓉演示戒毒所", by=None, at=clock.now())
    page = signed_in.get(reverse("encounters:record", args=[kept.id, "terminated"])).content.decode()
    assert f'<option value="{centre}">芙蓉演示戒毒所</option>' in page
    assert 'data-when="ground=compulsory_detox"' in page

    paper = {"document_number": "演强戒决字〔2026〕1号", "decided_on": today, "ground": "compulsory_detox"}
    free_on = today + timedelta(days=730)
    told = {**paper, "to_centre": centre, "release_expected_on": free_on}
    asked = send(signed_in, kept, "terminated", today, **told)
    assert (asked.status_code, Handoff.objects.count()) == (422, 0)  # asked once more, nothing kept

    assert send(signed_in, kept, "terminated", today, **told, closes="yes").status_code == 303
    row = Handoff.objects.get()
    assert (row.held_by, row.released_on, row.person_id == kept.id) == (centre, free_on, False)


def test_a_release_before_the_delivery_is_refused_beside_the_day(signed_in, kept, today):
    paper = {"document_number": "演强戒决字〔2026〕1号", "decided_on": today, "ground": "compulsory_detox"}
    answer = send(
        signed_in, kept, "terminated", today, **paper, release_expected_on=today - timedelta(days=1)
    )

    assert answer.status_code == 422
    assert 'id="id_release_expected_on_error"' in answer.content.decode()
    assert "预计出所日期早于这件事的日期" in answer.content.decode()
