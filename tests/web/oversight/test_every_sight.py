"""Wherever somebody's name, number or words stand in an answer, a line of the log says so."""

from uuid import UUID

import pytest
from django.db import transaction

from guitu.foundation.audit import log, pseudonym
from tests.web.test_sweep import CASES, answers, browser_of
from tests.web.tries import NAME, Prey, prey
from tests.world import World, world

__all__ = ["prey", "world"]
pytestmark = pytest.mark.django_db

READERS = ("lin", "head", "worker", "social", "officer", "gate", "manager", "guardian")


def requests_about(prey: Prey, screen: str) -> set[UUID | None]:
    """The requests to one screen of which a line names this person."""
    subject = pseudonym.of(prey.person)
    return {
        line.request for line in log.recent(limit=200) if line.subject == subject and line.screen == screen
    }


@pytest.mark.parametrize("who", READERS)
def test_no_answer_shows_somebody_without_a_line(world: World, prey: Prey, who: str) -> None:
    shown = set()
    for name, case in CASES.items():
        typed = {str(value) for value in case.body(prey).values()}  # a form repeats what was typed in it
        secrets = [secret for secret in prey.secrets if secret not in typed]
        with transaction.atomic():
            content = [said for _, _, said in answers(browser_of(getattr(world, who)), name, prey)]
            transaction.set_rollback(True)  # the next is tried on the same file
        told = [said.replace(f"{NAME}.xlsx", "") for said in content]  # the sender's own name of a file
        showing = sum(any(secret in said for secret in secrets) for said in told)
        assert len(requests_about(prey, name)) >= showing, name
        shown |= {name} if showing else set()
    if who in {"lin", "head"}:  # otherwise nothing would be proven
        assert {"people:person", "people:search", "desk:desk", "api:person", "records:rights"} <= shown
