"""The night's friendly words before the day of a step, a payment, a part of a loan, and once after the last.

Whoever does the step hears of it: the person outside, a colleague in the house. Nothing else follows when a
day passes; a part of a loan that is open three days later brings a neutral wish to be called, that is all.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction

from guitu.casework.outreach import commands as outreach
from guitu.casework.support.queries import is_open, parts_between, steps_between
from guitu.domain.support.applications import REMIND_DAYS
from guitu.foundation.authorization import door
from guitu.foundation.rulebooks import book_for
from guitu.workflows.office_facts import office_facts

_MAKER: Final = "support"  # begins the key of each such message
_LADDER: Final = (7, 1)  # days before, where no book says; proposed
_FARTHEST: Final = 31  # no ladder looks further ahead
_AFTER: Final = 3  # days after a part of a loan, once; proposed


class _Word(NamedTuple):
    """One message: about which row and day, how many days before it, whom it goes to (None: the person)."""

    person: UUID
    held_by: int
    row: UUID
    day: date
    before: int
    colleague: UUID | None = None


def queue_support_reminders(*, on: date, at: datetime) -> int:
    """Queue what is to be said on a day; how many messages. Harmless to repeat."""
    with transaction.atomic(), door.as_system("remind-support"):
        words = [word for word in _words(on) if word.before in (*_ladder(word.held_by), -_AFTER)]
        for word in words:
            _queue(word, on, at)
    return len(words)


def _ladder(place: int) -> tuple[int, ...]:
    days = book_for(place).parameters.get(REMIND_DAYS, _LADDER)
    return tuple(day for day in days if isinstance(day, int)) if isinstance(days, (list, tuple)) else _LADDER


def _words(on: date) -> Iterator[_Word]:
    first, last = on, on + timedelta(days=_FARTHEST)
    for row in steps_between(first, last):
        if row.next_on is not None and row.actor in {"person", "worker"}:
            before = (row.next_on - on).days
            yield _Word(row.person_id, row.held_by, row.id, row.next_on, before, row.owner)
        if row.due_on is not None and row.due_on != row.next_on:
            yield _Word(row.person_id, row.held_by, row.id, row.due_on, (row.due_on - on).days)
    for part, held_by in parts_between(on - timedelta(days=_AFTER), last):
        yield _Word(part.person_id, held_by, part.id, part.due_on, (part.due_on - on).days)


def _queue(word: _Word, on: date, at: datetime) -> None:
    template = "agreed_soon" if word.before >= 0 else "call_back"
    outreach.queue(
        person=word.person,
        held_by=word.held_by,
        to=word.colleague or "person",
        template="step_soon" if word.colleague else template,
        facts={**office_facts(word.held_by), "due": word.day},
        due_on=on,
        by=None,
        at=at,
        key=f"{_MAKER}:{word.row}:{word.day.isoformat()}:{word.before}",
    )


def is_settled(key: str, ids: tuple[UUID, ...]) -> bool:
    """Whether what a queued word is about was done, moved to another day or paid; others' never are."""
    maker, _, rest = key.partition(":")
    if maker != _MAKER:
        return False
    row, day, _ = rest.split(":")
    return not is_open(ids, UUID(row), date.fromisoformat(day))
