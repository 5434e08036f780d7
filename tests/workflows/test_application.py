"""Applications, all the way: what is taken, and beside it what is refused."""

from datetime import timedelta

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.support.models import Application, Step
from guitu.casework.support.queries import applications_of, coming, next_words, steps_of
from guitu.domain.access import Viewer
from guitu.domain.support.applications import Change, State
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows import application
from guitu.workflows.assign import move_rows
from tests.workflows.planning import refusal
from tests.workflows.supporting import STEP, begun, case, third
from tests.world import NOW, TODAY, Case, World, in_aftercare, world

__all__ = ["case", "third", "world"]
pytestmark = pytest.mark.django_db


def move(case: Case, made, by: Viewer, state: State, **more):
    change = Change(state, TODAY, **more)
    return application.move_on(person=case.person, application=made, change=change, by=by, at=NOW)


def kinds(case: Case) -> list[tuple[str, str]]:
    found = Entry.objects.filter(person_id=case.person).order_by("id")
    return list(found.values_list("kind", "details__service"))


def test_an_application_is_prepared_handed_in_asked_again_and_granted(case: Case, world: World):
    made = begun(case, by=world.lin, kind="medical_insurance")
    move(case, made, world.lin, State.HANDED_IN, next=STEP._replace(actor="office", words="等社区答复"))
    move(case, made, world.lin, State.MORE_ASKED, words="要一张照片", next=STEP)
    move(case, made, world.lin, State.HANDED_IN, next=STEP)
    until = TODAY + timedelta(days=300)
    entry = move(case, made, world.lin, State.GRANTED, words="缴到年底", holds_until=until)

    (row,) = applications_of(case.seen_by(world.lin))
    assert (row.state, row.next_on, row.holds_until, row.entry) == (State.GRANTED, None, until, entry)
    assert ("service", "insurance") in kinds(case)
    log = steps_of(case.seen_by(world.lin), row)
    assert [one.state.value for one in log] == [
        "granted", "handed_in", "more_asked", "handed_in", "prepared",
    ]  # fmt: skip
    assert log[2].words == "要一张照片"


def test_a_refusal_points_to_its_remedy_and_can_be_handed_in_again(case: Case, world: World):
    made = begun(case, by=world.lin, kind="subsistence_allowance")
    move(case, made, world.lin, State.HANDED_IN, next=STEP)
    move(case, made, world.lin, State.REFUSED, reason="conditions_not_met", remedy="review")

    (row,) = applications_of(case.seen_by(world.lin))
    assert (row.reason, row.remedy) == ("conditions_not_met", "review")
    assert row.remedy_until == TODAY + timedelta(days=60)
    assert ("service", "subsistence_allowance") not in kinds(case)

    move(case, made, world.lin, State.HANDED_IN, next=STEP)
    (row,) = applications_of(case.seen_by(world.lin))
    assert (row.state, row.reason, row.remedy_until) == (State.HANDED_IN, "", None)


def test_the_same_is_not_applied_for_twice_at_once(case: Case, world: World):
    made = begun(case, by=world.lin)

    assert refusal(begun, case=case, by=world.lin).code == "application.twice"
    move(case, made, world.lin, State.WITHDRAWN, words="本人不办了")
    begun(case, by=world.lin)


def test_sending_twice_makes_one(case: Case, world: World):
    once = new_id()
    for _ in range(2):
        application.begin(
            person=case.person, application=once, kind="other", words="换驾照", due_on=None, step=STEP,
            by=world.lin, at=NOW,
        )  # fmt: skip

    assert Application.objects.filter(person_id=case.person).count() == 1
    assert Step.objects.filter(person_id=case.person).count() == 1


def test_another_persons_id_makes_nothing(case: Case, world: World):
    other = in_aftercare(world.station, since=TODAY - timedelta(days=30))
    made = begun(case, by=world.lin)

    error = refusal(
        application.begin, person=other.person, application=made, kind="other", words="x", due_on=None,
        step=STEP, by=world.lin, at=NOW,
    )  # fmt: skip
    assert error.code == "application.unknown"
    assert not Application.objects.filter(person_id=other.person).exists()


def test_only_care_staff_of_the_place_write(case: Case, world: World):
    made = begun(case, by=world.lin)

    for viewer in (world.mo, world.officer, world.psychologist, world.manager, world.partner, world.gate):
        change = Change(State.WITHDRAWN, TODAY)
        error = refusal(
            application.move_on, person=case.person, application=made, change=change, by=viewer, at=NOW
        )
        assert error.code == "person.unknown"
    assert Application.objects.get(id=made).state == "prepared"


def test_the_words_lie_sealed_in_the_database(case: Case, world: World):
    made = begun(case, by=world.lin)
    move(case, made, world.lin, State.HANDED_IN, words="要一张照片", next=STEP)

    for row in (*Application.objects.all(), *Step.objects.all()):
        for column in ("note", "next_note"):
            for word in ("派出所", "照片"):
                assert word.encode() not in bytes(getattr(row, column, b""))


def test_what_was_granted_by_mistake_is_open_again_and_the_help_is_taken_back(case: Case, world: World):
    made = begun(case, by=world.lin)
    entry = move(case, made, world.lin, State.GRANTED)
    application.reopen(person=case.person, application=made, step=STEP, words="记错了", by=world.lin, at=NOW)

    (row,) = applications_of(case.seen_by(world.lin))
    assert (row.state, row.entry) == (State.HANDED_IN, None)
    assert Entry.objects.filter(person_id=case.person, supersedes=entry).exists()
    again = refusal(
        application.reopen, person=case.person, application=made, step=STEP, words="", by=world.lin, at=NOW
    )
    assert again.code == "application.not-now"


def test_the_board_of_a_unit_shows_its_own_and_nobody_elses(case: Case, world: World):
    made = begun(case, by=world.lin)

    (row,) = coming(world.lin, today=TODAY, ahead=14, limit=10).steps
    assert row.id == made
    assert coming(world.mo, today=TODAY, ahead=14, limit=10).steps == ()
    assert coming(world.lin, today=TODAY, ahead=1, limit=10).steps == ()
    assert next_words(case.seen_by(world.lin), [row])[made] == STEP.words


def test_it_goes_with_the_file(case: Case, world: World):
    begun(case, by=world.lin)
    with door.whole_files([case.person]):
        move_rows(case.person, to=world.other_station)

    assert {row.held_by for row in (*Application.objects.all(), *Step.objects.all())} == {world.other_station}
