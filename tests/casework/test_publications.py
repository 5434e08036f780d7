"""A quarter is published once and whole; two questions of one account never pass each other."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from guitu.casework.publications import commands, queries
from guitu.casework.publications.models import Cell, Issue
from guitu.casework.publications.queries import Published
from guitu.domain.disclosure import Asked, refusal
from guitu.domain.disclosure.quarters import Quarter
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.ids import new_id

Q3 = Quarter(2026, 3)
HUNAN = 430000000000
ON = date(2026, 10, 1)


def cells(n=2):
    return [Published(f"m{i}", 1, HUNAN, None if i else 40, 5) for i in range(n)]


@pytest.mark.django_db
def test_a_quarter_is_published_once_and_never_again():
    assert commands.publish(Q3, cells(), as_of=ON, at=clock.now()) == 2

    with pytest.raises(DomainError, match=r"publication\.twice"):
        commands.publish(Q3, cells(), as_of=ON, at=clock.now())

    assert [issue.quarter for issue in queries.issues()] == [Q3]
    assert {(c.metric, c.counted) for c in queries.published(Q3, [HUNAN])} == {("m0", 40), ("m1", None)}
    assert queries.published_regions(Q3) == {HUNAN}


@pytest.mark.django_db
def test_a_publication_that_breaks_in_the_middle_leaves_nothing():
    twice = [*cells(1), *cells(1)]

    with pytest.raises(Exception, match="cell_once"), transaction.atomic():
        commands.publish(Q3, twice, as_of=ON, at=clock.now())

    assert not Issue.objects.exists()
    assert not Cell.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_once_see_each_other():
    """Each alone would be answered; together they would subtract to three people."""
    account, start = new_id(), Barrier(2)
    asked = [Asked("m", 1, 9, Q3.first, Q3.last, 40, n) for n in (100, 103)]
    given: list[int] = []

    def ask(one: Asked) -> None:
        start.wait(timeout=10)
        try:
            with transaction.atomic():
                commands.one_at_a_time()
                if refusal(one, queries.answers_to(account, metrics=["m"])) is None:
                    commands.remember(account, [one], at=clock.now())
                    given.append(one.of)
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[one]) for one in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(given) == 1
    assert [answer.of for answer in queries.answers_to(account, metrics=["m"])] == given
