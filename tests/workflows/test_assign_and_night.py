"""Handing files over, the night's work, rebuilding, and what a page may show to whom."""

from datetime import date

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.agenda.queries import digest
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry
from guitu.casework.people.models import NameToken, Person
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows.assign import assign
from guitu.workflows.nightly import run_night
from guitu.workflows.person_file import person_file, why
from guitu.workflows.rebuild import rebuild
from guitu.workflows.record import record_entry
from tests.world import NOW, TODAY, in_aftercare, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.GUITU_DEMO = True


def write(case, by, kind, outcome="done", on=TODAY, **details):
    return record_entry(
        person=case.person,
        kind=kind,
        outcome=outcome,
        happened_on=on,
        details=details,
        episode=case.episode,
        by=by,
        at=NOW,
    )


def test_a_head_names_a_worker_and_the_desk_follows(world):
    case = in_aftercare(world.station)
    write(case, world.lin, "consent", "given", purpose="aftercare")

    assign(person=case.person, to_worker=world.lin.id, by=world.head, at=NOW)

    assert Episode.objects.get(id=case.episode).worker == world.lin.id
    assert set(Duty.objects.filter(person_id=case.person).values_list("worker", flat=True)) == {world.lin.id}
    assert Entry.objects.get(person_id=case.person, kind="assignment").details["to_worker"] == str(
        world.lin.id
    )


def test_a_file_moves_with_every_row_about_the_person(world):
    case = in_aftercare(world.township)
    write(case, world.worker, "consent", "given", purpose="aftercare")
    town = world.worker
    chief = type(town)(town.id, world.head.role, town.unit, town.lo, town.hi)

    assign(person=case.person, to_unit=world.station, by=chief, at=NOW)

    for table in (
        Person.objects.filter(id=case.person),
        *(t.objects.filter(person_id=case.person) for t in (NameToken, Episode, Entry, Duty)),
    ):
        assert set(table.values_list("held_by", flat=True)) == {world.station}


@pytest.mark.parametrize(
    ("who", "code"), [("lin", "person.unknown"), ("mo", "person.unknown"), ("manager", "person.unknown")]
)
def test_only_a_head_assigns(world, who, code):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match=code):
        assign(person=case.person, to_worker=world.lin.id, by=getattr(world, who), at=NOW)


def test_a_file_is_not_given_to_a_unit_out_of_reach_or_to_somebody_elsewhere(world):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match="assign.unit-out-of-reach"):
        assign(person=case.person, to_unit=world.other_station, by=world.head, at=NOW)
    with pytest.raises(DomainError, match="assign.worker-elsewhere"):
        assign(person=case.person, to_worker=world.mo.id, by=world.head, at=NOW)
    with pytest.raises(DomainError, match="assign.nothing"):
        assign(person=case.person, by=world.head, at=NOW)

    assert Person.objects.get(id=case.person).held_by == world.station


def test_assigning_twice_by_one_form_writes_one_entry(world):
    case, sent = in_aftercare(world.station), new_id()

    for _ in range(2):
        assign(person=case.person, to_worker=world.lin.id, by=world.head, at=NOW, entry_id=sent)

    assert Entry.objects.filter(person_id=case.person, kind="assignment").count() == 1


def test_the_night_ends_what_the_clock_ends(world):
    case = in_aftercare(world.station, since=date(2026, 1, 1))
    write(case, world.lin, "consent", "given", on=date(2026, 1, 2), purpose="aftercare")

    assert run_night(on=date(2029, 1, 1)) == 0  # the last day still belongs to the term
    assert run_night(on=date(2029, 1, 2)) == 1
    assert not Episode.objects.filter(id=case.episode).exists()  # closed, and sealed on the same day
    with door.even_sealed("test"):
        assert Episode.objects.get(id=case.episode).phase == "finished"
    assert run_night(on=date(2029, 1, 3)) == 0


def test_rebuilding_gives_the_same_rows_however_it_is_shared(world):
    for n in range(5):
        case = in_aftercare(world.station) if n % 2 else in_rehab(world.station)
        write(case, world.lin, "consent", "given", on=date(2026, 1, 2), purpose="aftercare")
        write(case, world.lin, "talk")
    before = digest()
    whole = rebuild(on=TODAY)
    after = digest()
    shares = [rebuild(on=TODAY, share=(k, 2)) for k in range(2)]

    assert before == after == digest()
    assert whole.people == sum(s.people for s in shares) == 5
    Duty.objects.filter(rule="J-01", n=1).update(state="done")
    assert digest() != before


def test_a_file_shows_what_is_next_and_why(world):
    case = in_aftercare(world.station)
    write(case, world.lin, "consent", "given", on=date(2026, 1, 2), purpose="aftercare")

    file = person_file(world.lin, case.person, today=TODAY)
    reason = why(world.lin, case.person, episode=case.episode, rule="J-01", n=1, today=TODAY)

    assert file.who.name == "王小明"
    assert [course.seen.phase for course in file.courses] == ["active"]
    assert (reason.anchor, reason.anchor_on, reason.due_on) == (
        "released",
        date(2026, 1, 1),
        date(2026, 7, 1),
    )
    assert "回访" in reason.source.quote


def test_a_file_costs_the_same_queries_with_one_entry_and_with_many(world, django_assert_num_queries):
    short, long = in_aftercare(world.station), in_aftercare(world.station)
    write(short, world.lin, "talk")
    for n in range(20):
        write(long, world.lin, "talk", on=date(2026, 2, 1 + n))

    # two of them tell the database whose file is opened whole for the rules, and that it is closed again
    with django_assert_num_queries(12) as asked:
        person_file(world.lin, short.person, today=TODAY)
    with django_assert_num_queries(len(asked.captured_queries)):
        person_file(world.lin, long.person, today=TODAY)


def test_the_police_see_orders_and_no_care(world):
    care, order = in_aftercare(world.station), in_rehab(world.station)
    write(care, world.lin, "talk")
    write(order, world.lin, "talk")
    write(order, world.lin, "drug_test", "negative")

    of_care = person_file(world.officer, care.person, today=TODAY)
    of_order = person_file(world.officer, order.person, today=TODAY)

    assert (of_care.courses, of_care.timeline, of_care.contacts, of_care.facts) == ((), (), (), ())
    assert [line.kind for line in of_order.timeline] == ["drug_test"]


@pytest.mark.parametrize("who", ["mo", "manager", "admin"])
def test_a_file_of_somebody_else_is_not_there(world, who):
    case = in_aftercare(world.station)

    with pytest.raises(DomainError, match="person.unknown"):
        person_file(getattr(world, who), case.person, today=TODAY)
