"""Friendly words before a day, none once it is settled, and nothing else when a day passes."""

from datetime import timedelta

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.outreach.models import Message
from guitu.domain.support.applications import Change, State
from guitu.workflows import application, gift
from guitu.workflows.remind_support import is_settled, queue_support_reminders
from tests.workflows.supporting import STEP, approved, begun, case, third
from tests.world import NOW, TODAY, Case, World, world

__all__ = ["case", "third", "world"]
pytestmark = pytest.mark.django_db


def said(case: Case) -> list[tuple[str, object]]:
    found = Message.objects.filter(person_id=case.person).order_by("due_on", "id")
    return list(found.values_list("kind", "account"))


def on(days: int) -> int:
    return queue_support_reminders(on=TODAY + timedelta(days=days), at=NOW)


def test_the_person_hears_of_their_step_the_day_before_and_once(case: Case, world: World):
    begun(case, by=world.lin)  # the step is in three days

    assert (on(0), on(1)) == (0, 0)
    assert (on(2), on(2)) == (1, 1)
    assert said(case) == [("agreed_soon", None)]


def test_a_colleague_hears_of_theirs_in_the_house(case: Case, world: World):
    begun(case, by=world.lin, step=STEP._replace(actor="worker", owner=world.lin.id))

    on(2)
    assert said(case) == [("step_soon", world.lin.id)]


def test_nobody_hears_of_a_step_that_another_office_does(case: Case, world: World):
    begun(case, by=world.lin, step=STEP._replace(actor="office"))

    assert on(2) == 0


def test_what_was_done_or_moved_is_not_said_any_more(case: Case, world: World):
    made = begun(case, by=world.lin)
    on(2)
    key = Message.objects.get().key
    assert not is_settled(key, (case.person,))

    later = STEP._replace(on=TODAY + timedelta(days=20))
    change = Change(State.HANDED_IN, TODAY, next=later)
    application.move_on(person=case.person, application=made, change=change, by=world.lin, at=NOW)
    assert is_settled(key, (case.person,))
    assert not is_settled("report-in:x", (case.person,))


def test_a_part_of_a_loan_is_said_before_and_once_after_and_nothing_else_follows(
    case: Case, world: World, third
):
    made = approved(case, world, third, form="loan")
    gift.receive(
        person=case.person, gift=made, receiver="person", received_on=TODAY, count=1,
        first_on=TODAY + timedelta(days=10), by=world.lin, at=NOW,
    )  # fmt: skip
    entries = Entry.objects.filter(person_id=case.person).count()

    for days in range(40):
        on(days)
    assert said(case) == [("agreed_soon", None), ("agreed_soon", None), ("call_back", None)]
    assert Entry.objects.filter(person_id=case.person).count() == entries
