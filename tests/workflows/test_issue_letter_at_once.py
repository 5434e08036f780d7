"""Two colleagues of one unit at the same moment: their numbers differ, and what is taken back leaves no gap."""

# ruff: noqa: E501 - a call stays on its line

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from guitu.casework.letters.models import Counter, Letter
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows.issue_letter import issue
from tests.world import NOW, World, in_rehab, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, EACH = 2, 12


def test_numbers_of_a_unit_have_no_gap_and_no_double(world: World) -> None:
    with transaction.atomic():
        people = [in_rehab(world.station).person for _ in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def work(person: object) -> None:
        start.wait()
        for n in range(EACH):
            with transaction.atomic():
                viewer = with_relations(world.lin, at=NOW)
                with door.open_for(viewer, to_the_end=True):
                    issue(
                        person=person,
                        kind="leave_return",
                        facts={"returned_on": "2026-03-01"},
                        by=viewer,
                        at=NOW,
                    )
                if n % 3 == 0:  # somebody thinks better of it after the number was given
                    transaction.set_rollback(True)
        connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(work, people))

    numbers = sorted(Letter.objects.values_list("number", flat=True))
    assert numbers == list(range(1, AT_ONCE * EACH * 2 // 3 + 1))
    assert Counter.objects.get().last == len(numbers)
