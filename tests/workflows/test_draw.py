"""A unit draws: who may be in it, what is fixed before, what anybody can check after."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from guitu.casework.testing.models import Appointment, Draw, Entrant
from guitu.casework.testing.queries import draw_for, drawn_people, draws_of
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.draw import verify
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.models import Event
from guitu.workflows.draw import announce, candidates, draw
from guitu.workflows.record import record_entry
from tests.workflows.ordered import adopt_profile, under_order
from tests.world import NOW, TODAY, TOWN, in_aftercare, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

SINCE = date(2025, 9, 1)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _adopted(settings, tmp_path):
    adopt_profile(settings, tmp_path, region=TOWN)


def ordered(world, count=1, **more):
    return [under_order(world.station, world.lin, since=SINCE, today=TODAY, **more) for _ in range(count)]


def who(viewer):
    return {one.person for one in candidates(viewer, today=TODAY)}


def tell(case, by, kind, on=TODAY, outcome="done", **details):
    return record_entry(
        person=case.person, kind=kind, outcome=outcome, happened_on=on, details=details,
        episode=case.episode, by=by, at=NOW,
    )  # fmt: skip


def test_only_those_whose_adopted_profile_asks_are_in_a_draw(world):
    (case,) = ordered(world)
    in_aftercare(world.station, worker=world.lin.id)
    elsewhere = under_order(world.other_station, world.mo, since=SINCE, today=TODAY)

    assert who(world.lin) == {case.person}
    assert who(world.mo) == set()  # the profile was adopted for another place
    assert elsewhere.person not in who(world.lin)


@pytest.mark.parametrize("what", ["over", "suspended", "ended", "not reported", "enough"])
def test_nobody_is_drawn_whose_order_does_not_run_or_who_had_enough(world, what):
    (other,) = ordered(world)
    if what == "over":
        case = under_order(world.station, world.lin, since=SINCE, until=date(2026, 2, 28), today=SINCE)
    elif what == "not reported":
        case = in_rehab(world.station, since=SINCE, worker=world.lin.id)
    else:
        (case,) = ordered(world)
    if what == "suspended":
        tell(case, world.lin, "suspended", document_number="演公中止字〔2026〕2号", decided_on="2026-03-01")
    if what == "ended":
        paper = {"ground": "abroad", "document_number": "3号", "decided_on": "2026-03-01"}
        tell(case, world.lin, "terminated", **paper)
    if what == "enough":
        for day in (1, 2):
            tell(case, world.lin, "drug_test", TODAY - timedelta(days=day), "negative", mode="random")

    assert who(world.lin) == {other.person}


def test_what_is_published_before_names_nobody_and_shows_no_seed(world):
    cases = ordered(world, 3)

    made = announce(pick=1, by=world.lin, at=NOW)

    stored = Draw.objects.get()
    tokens = {pseudonym.in_draw(made.id, case.person) for case in cases}
    assert set(made.announcement.population) == tokens
    assert made.announcement.line == stored.announced
    assert stored.log is None
    assert len(bytes(stored.seed)) > 32  # sealed
    trail = Event.objects.get(verb="draw.announced")
    assert trail.facts["line"] == stored.announced
    assert not {str(case.person) for case in cases} & set(json.dumps(stored.population))
    assert Entrant.objects.filter(place__isnull=False).count() == 0


def test_a_draw_is_made_once_and_its_log_holds(world):
    cases = ordered(world, 4)
    made = announce(pick=2, by=world.lin, at=NOW)

    done = draw(draw=made.id, salt="314159", by=world.head, at=LATER)

    drawn = verify(json.loads(json.dumps(done.log)), published=made.announcement.line)
    people = drawn_people(world.lin, made.id)
    assert [one.entrant for one in drawn] == [one.token for one in people]
    assert {one.person_id for one in people} < {case.person for case in cases}
    assert [one.place for one in people] == [1, 2]
    with pytest.raises(DomainError, match=r"draw\.drawn-before"):
        draw(draw=made.id, salt="1", by=world.lin, at=LATER)
    assert Event.objects.get(verb="draw.drawn").facts["digest"] == done.log["digest"]


def test_whoever_is_drawn_gets_a_week_and_is_not_drawn_again_before(world):
    (case,) = ordered(world)
    made = announce(pick=1, by=world.lin, at=NOW)
    draw(draw=made.id, salt="7", by=world.lin, at=LATER)

    booked = Appointment.objects.get()
    assert (booked.person_id, booked.mode, booked.draw) == (case.person, "random", made.id)
    assert (booked.opens_on, booked.due_on) == (TODAY, TODAY + timedelta(days=7))
    assert booked.starts_at is None
    assert who(world.lin) == set()


def test_the_week_ends_with_the_order(world):
    under_order(world.station, world.lin, since=SINCE, until=TODAY + timedelta(days=2), today=TODAY)
    made = announce(pick=1, by=world.lin, at=NOW)
    draw(draw=made.id, salt="7", by=world.lin, at=LATER)

    assert Appointment.objects.get().due_on == TODAY + timedelta(days=2)


def test_whose_order_ended_between_the_line_and_the_draw_is_not_tested(world):
    (case,) = ordered(world)
    made = announce(pick=1, by=world.lin, at=NOW)
    tell(case, world.lin, "suspended", document_number="演公中止字〔2026〕2号", decided_on="2026-03-01")

    done = draw(draw=made.id, salt="7", by=world.lin, at=LATER)

    assert not Appointment.objects.exists()
    (one,) = drawn_people(world.lin, made.id)
    assert (one.place, one.reason) == (1, "order_over")
    assert verify(done.log)


@pytest.mark.parametrize("who_asks", ["mo", "manager", "admin", "gate", "social"])
def test_a_draw_is_its_units_and_nobody_elses(world, who_asks):
    ordered(world)
    made = announce(pick=1, by=world.lin, at=NOW)
    stranger = getattr(world, who_asks)

    assert draws_of(stranger) == ()
    with pytest.raises(DomainError, match=r"draw\.(unknown|not-yours)"), transaction.atomic():
        draw(draw=made.id, salt="7", by=stranger, at=LATER)
    with pytest.raises(DomainError, match=r"draw\.unknown"):
        draw_for(stranger, made.id)
    assert Draw.objects.get().state == "announced"


def test_nobody_or_too_many_cannot_be_announced_and_wrong_digits_draw_nobody(world):
    with pytest.raises(DomainError, match=r"draw\.nobody"):
        announce(pick=1, by=world.lin, at=NOW)
    ordered(world)
    for pick in (0, 2):
        with pytest.raises(DomainError, match=r"draw\.pick"):
            announce(pick=pick, by=world.lin, at=NOW)
    made = announce(pick=1, by=world.lin, at=NOW)
    with pytest.raises(DomainError, match=r"draw\.salt"), transaction.atomic():
        draw(draw=made.id, salt="七", by=world.lin, at=LATER)
    assert Draw.objects.get().state == "announced"


def test_a_person_is_called_otherwise_in_every_draw(world):
    (case,) = ordered(world)
    first, second = (announce(pick=1, by=world.lin, at=NOW).id for _ in range(2))

    assert pseudonym.in_draw(first, case.person) != pseudonym.in_draw(second, case.person)
    assert Entrant.objects.count() == 2
