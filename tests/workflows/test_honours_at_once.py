"""Several colleagues review at the same moment: each is heard once, and two who agree are enough, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from guitu.casework.honours.models import Honour, Review
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import honour
from tests.workflows.honouring import nominated, said, second, verified
from tests.world import NOW, World, lay_out

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 4


@pytest.fixture
def world(transactional_db: None) -> World:
    with transaction.atomic():
        return lay_out()


def test_each_of_two_colleagues_is_heard_once(world: World) -> None:
    with transaction.atomic(), door.as_system("arranging"):
        case = verified(world)
        said(case, "given", "honours", by=world.lin)
        made = nominated(case, by=world.lin)
        honour.send(person=case.person, honour=made, by=world.lin, at=NOW)
        colleagues = (world.head, second(world))
    start = Barrier(PRESSES)

    def press(by: Viewer) -> str:
        try:
            with transaction.atomic():
                viewer = with_relations(by, at=NOW)
                with door.open_for(viewer, to_the_end=True):
                    start.wait()
                    state = honour.review(
                        person=case.person, honour=made, agrees=True, words="", by=viewer, at=NOW
                    )
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return state.value

    with ThreadPoolExecutor(PRESSES) as pool:
        heard = sorted(pool.map(press, (*colleagues, *colleagues)))

    assert heard[:1] + heard[-1:] == ["granted", "review"]
    assert set(heard[1:-1]) <= {"honours.twice", "honours.not-now"}
    with transaction.atomic(), door.as_system("looking"):
        assert Review.objects.count() == 2
        assert list(Honour.objects.values_list("state", flat=True)) == ["granted"]
