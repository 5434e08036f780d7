"""Two at the same moment: one gift is never approved twice by one account, nor received twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from guitu.casework.journal.models import Entry
from guitu.casework.support.models import Application, Approval, Gift, Step
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import application, gift
from tests.workflows.supporting import STEP, colleague, proposed
from tests.world import NOW, TODAY, World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: tuple[Viewer, Callable[[Viewer], object]]) -> list[str]:
    """Each act in a transaction of its own, all begun together; "" or the code that each was refused with."""
    start = Barrier(len(acts))

    def work(who: Viewer, act: Callable[[Viewer], object]) -> str:
        start.wait()
        try:
            with transaction.atomic():
                viewer = with_relations(who, at=NOW)
                with door.open_for(viewer, to_the_end=True):
                    act(viewer)
        except DomainError as refused:
            return refused.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [found.result() for found in [pool.submit(work, *one) for one in acts]]


@pytest.fixture
def set_up(world: World):
    with transaction.atomic():
        case = in_aftercare(world.station, worker=world.lin.id)
        third = colleague(world, "third", "姚岚")
    return case, third


def within(viewer: Viewer, act: Callable[[], object]) -> object:
    with transaction.atomic(), door.open_for(with_relations(viewer, at=NOW), to_the_end=True):
        return act()


def test_one_account_that_approves_twice_at_once_counts_once(world: World, set_up) -> None:
    case, third = set_up
    made = within(world.lin, lambda: proposed(case, by=world.lin))

    codes = at_once(*[(third, lambda by: gift.approve(person=case.person, gift=made, by=by, at=NOW))] * 2)

    assert sorted(codes) == ["", "gift.twice"]
    with transaction.atomic(), door.as_system("looking"):
        assert Approval.objects.count() == 1
        assert Gift.objects.get().state == "proposed"


def test_two_who_approve_at_once_are_two_and_a_third_comes_too_late(world: World, set_up) -> None:
    case, third = set_up
    made = within(world.lin, lambda: proposed(case, by=world.lin))

    codes = at_once(
        (third, lambda by: gift.approve(person=case.person, gift=made, by=by, at=NOW)),
        (world.head, lambda by: gift.approve(person=case.person, gift=made, by=by, at=NOW)),
        (world.lin, lambda by: gift.approve(person=case.person, gift=made, by=by, at=NOW)),
    )

    assert codes[:2] == ["", ""]
    assert codes[2] in {"gift.own", "gift.not-now"}
    with transaction.atomic(), door.as_system("looking"):
        assert Gift.objects.get().state == "approved"
        assert Approval.objects.count() == 2


def test_a_gift_that_is_handed_over_twice_at_once_is_one_help(world: World, set_up) -> None:
    case, third = set_up
    made = within(world.lin, lambda: proposed(case, by=world.lin))
    for viewer in (third, world.head):
        within(viewer, lambda v=viewer: gift.approve(person=case.person, gift=made, by=v, at=NOW))

    def receive(by: Viewer) -> None:
        gift.receive(person=case.person, gift=made, receiver="person", received_on=TODAY, by=by, at=NOW)

    codes = at_once((world.lin, receive), (third, receive))

    assert sorted(codes) == ["", "gift.not-now"]
    with transaction.atomic(), door.as_system("looking"):
        assert Entry.objects.filter(person_id=case.person, kind="service").count() == 1


def test_the_same_applied_for_twice_at_once_is_one(world: World, set_up) -> None:
    case, third = set_up

    def begin(by: Viewer) -> None:
        application.begin(
            person=case.person, application=new_id(), kind="identity_card", words="", due_on=None, step=STEP,
            by=by, at=NOW,
        )  # fmt: skip

    codes = at_once((world.lin, begin), (third, begin))

    assert sorted(codes) == ["", "application.twice"]
    with transaction.atomic(), door.as_system("looking"):
        assert Application.objects.count() == Step.objects.count() == 1


def test_what_is_cut_short_between_leaves_nothing_behind(world: World, set_up) -> None:
    case, third = set_up
    made = within(world.lin, lambda: proposed(case, by=world.lin))
    for viewer in (third, world.head):
        within(viewer, lambda v=viewer: gift.approve(person=case.person, gift=made, by=v, at=NOW))

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), transaction.atomic():  # noqa: PT012 - the kill is the last word
        with door.open_for(with_relations(world.lin, at=NOW), to_the_end=True):
            gift.receive(
                person=case.person, gift=made, receiver="person", received_on=TODAY, by=world.lin, at=NOW
            )
        raise Killed

    with transaction.atomic(), door.as_system("looking"):
        assert Gift.objects.get().state == "approved"
        assert not Entry.objects.filter(person_id=case.person, kind="service").exists()
