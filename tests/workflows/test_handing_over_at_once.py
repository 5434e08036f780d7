"""Two browsers at the same moment: one accepts, the other is told; nobody changes hands twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from guitu.casework.journal.models import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import offer_release
from tests.workflows.handing_over import offered
from tests.world import NOW, World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
BROWSERS = 4


def test_of_several_browsers_one_accepts_and_the_others_get_a_sentence(world: World) -> None:
    with transaction.atomic():
        who = offered(world)
    start = Barrier(BROWSERS)

    def press(_: int) -> str:
        try:
            with transaction.atomic():
                viewer = with_relations(world.lin, at=NOW)
                with door.open_for(viewer, to_the_end=True):
                    start.wait()
                    offer_release.accept(person=who.person, by=viewer, at=NOW)
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return "accepted"

    with ThreadPoolExecutor(BROWSERS) as pool:
        heard = sorted(pool.map(press, range(BROWSERS)))

    assert heard == ["accepted", *["handoff.answered-already"] * (BROWSERS - 1)]
    assert Entry.objects.filter(kind="handover_receipt").count() == 1
    assert who.row.state == "offered"  # the township has not answered yet
