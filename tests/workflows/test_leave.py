"""Telling of leave, putting it off, coming back: and what cannot be."""

from datetime import date, timedelta

import pytest

from guitu.casework.journal.models import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.workflows.leave import away, come_back, put_off, tell_leave
from tests.world import NOW, TODAY, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def tell(case, by, first, back, **more):
    return tell_leave(person=case.person, first=days(first), back=days(back), by=by, at=NOW, **more)


def code(act, *args, **more):
    with pytest.raises(DomainError) as caught:
        act(*args, **more)
    return caught.value.code


@pytest.fixture
def case(world):
    return in_rehab(world.station)


def test_three_days_are_told_and_two_need_not_be(world, case):
    _, needed = tell(case, world.lin, 0, 2)
    assert not needed
    come_back(person=case.person, on=TODAY, by=world.lin, at=NOW)
    done, needed = tell(case, world.lin, 5, 8, because="work", words="深圳，电话不变")

    assert needed
    assert Entry.objects.get(id=done.entry_id).details == {
        "from": days(5).isoformat(),
        "to": days(8).isoformat(),
        "because": "work",
    }
    assert away(world.lin, case.person, today=TODAY).now.days == 3


def test_a_leave_is_put_off_and_ended(world, case):
    assert code(put_off, person=case.person, back=days(3), by=world.lin, at=NOW) == "leave.none"
    tell(case, world.lin, 0, 5)
    put_off(person=case.person, back=days(9), by=world.lin, at=NOW)
    now = away(world.lin, case.person, today=TODAY).now
    assert (now.extended, date.fromordinal(now.to)) == (True, days(9))
    come_back(person=case.person, on=TODAY, by=world.lin, at=NOW)
    assert away(world.lin, case.person, today=TODAY).now is None


@pytest.mark.parametrize(
    ("first", "back", "refused"),
    [(5, 2, "journal.dates-reversed"), (0, 400, "leave.too-long"), (-60000, 2, "leave.too-long")],
)
def test_days_that_cannot_be_are_refused(world, case, first, back, refused):
    assert code(tell, case, world.lin, first, back) == refused
    assert not Entry.objects.filter(kind="leave_report").exists()


def test_two_leaves_do_not_overlap(world, case):
    tell(case, world.lin, 0, 5)
    assert code(tell, case, world.lin, 3, 8) == "leave.overlaps"


def test_nobody_returns_before_leaving(world, case):
    tell(case, world.lin, 0, 5)
    before = {"person": case.person, "by": world.lin, "at": NOW}
    assert code(come_back, on=days(-1), **before) == "leave.not-begun"
    assert code(put_off, back=days(-1), **before) == "journal.dates-reversed"


@pytest.mark.parametrize("who", ["mo", "gate", "manager", "admin", "officer"])
def test_whose_person_it_is_not_reads_and_writes_nothing(world, case, who):
    assert code(away, getattr(world, who), case.person, today=TODAY) == "person.unknown"
    assert code(tell, case, getattr(world, who), 0, 5) == "person.unknown"
