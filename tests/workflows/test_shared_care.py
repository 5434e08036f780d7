"""Two offices care for one person: what either does is one entry, answers one duty and is counted once."""

from datetime import timedelta

import pytest

from guitu.analytics import figures
from guitu.casework.agenda.models import Duty
from guitu.casework.journal.models import Entry
from guitu.domain.kernel import region as regions
from guitu.domain.measures import Question
from guitu.domain.transfer import Sort
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.metrics import metric
from guitu.workflows.record import record_entry
from guitu.workflows.transfer import accept, offer
from tests.world import COUNTY, NOW, TODAY, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(world, settings):
    """Somebody whose half-yearly visit is due about now, with two stations to care for them."""
    settings.GUITU_DEMO = True
    case = in_aftercare(world.station, since=TODAY - timedelta(days=190), worker=world.lin.id)
    write(case, world.lin, "consent", "given", on=TODAY - timedelta(days=180), purpose="aftercare")
    made = offer(
        person=case.person, sort=Sort.SHARE, to_unit=world.other_station, effective_on=TODAY, answers={},
        by=world.lin, at=NOW,
    )  # fmt: skip
    accept(person=case.person, offer_id=made, by=seen(world.mo), at=NOW)
    return case


def seen(viewer):
    return with_relations(viewer, at=NOW + timedelta(seconds=1))


def write(case, by, kind, outcome="done", on=TODAY, **details):
    return record_entry(
        person=case.person, kind=kind, outcome=outcome, happened_on=on, details=details,
        episode=case.episode if kind == "consent" else None, by=by, at=NOW,
    )  # fmt: skip


def visits(bounds):
    asked = Question(
        lo=bounds[0], hi=bounds[1], first=TODAY - timedelta(days=60), as_of=TODAY,
        fields=("phone",), days=90,
    )  # fmt: skip
    with door.as_system("test"):
        return figures.count(metric("visit_completion"), asked)


def test_a_visit_of_the_helping_office_answers_the_one_duty_and_is_counted_once(world, shared):
    before = visits(regions.place_interval(COUNTY))

    write(shared, seen(world.mo), "follow_up", "done", mode="in_person")

    after = visits(regions.place_interval(COUNTY))
    assert (after.counted, after.acts) == (before.counted + 1, before.acts + 1)
    assert after.of == before.of
    assert visits((world.other_station, world.other_station)).of == 0  # not the helper's case
    assert visits((world.station, world.station)).counted == after.counted


def test_two_visits_of_two_offices_are_two_entries_and_one_answered_duty(world, shared):
    for by in (world.lin, seen(world.mo)):
        write(shared, by, "follow_up", "done", mode="in_person")

    visited = Entry.objects.filter(person_id=shared.person, kind="follow_up")
    assert set(visited.values_list("unit", flat=True)) == {world.station, world.other_station}
    answered = Duty.objects.filter(person_id=shared.person, kind="follow_up", state="done")
    by_rule = list(answered.values_list("rule", "done_by"))
    assert len({entry for _, entry in by_rule}) == len(by_rule)  # no entry fills two turns of a rule
    county = visits(regions.place_interval(COUNTY))
    assert county.acts == county.counted == 1
