"""Tests agreed on at the first station: some evenings of this week, and one taken elsewhere that waits.

Made by the product's own acts, so that the page of tests shows what it would.
"""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda.queries import worklist
from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.workflows.book_test import book_test, next_asked, say_hours
from guitu.workflows.collect import report_remote

MOST: Final = 5
_EVENINGS: Final = (time(18, 30), time(19, 0), time(19, 30))
_MODES: Final = ("scheduled", "scheduled", "scheduled", "remote", "scheduled")


def make_appointments(*, on: date, officer: Viewer | None = None) -> int:
    """Agree on times for up to five people whose test is due this week; how many.

    ``officer`` who agrees; None: the first station's own of the demo county.
    """
    by = officer or viewers_named(("linlan",))["linlan"]
    at = clock.midnight(on) + timedelta(hours=9)
    made = 0
    with transaction.atomic():
        for person in _due(by, on):
            if made == MOST:
                break
            made += _agree(person, made, by, on=on, at=at)
    return made


def _due(by: Viewer, on: date) -> list[UUID]:
    """People of the station whose test can be taken now or within a week, the earliest due first."""
    found: dict[UUID, None] = {}
    for duty in (
        *worklist(by, today=on, window="today", whose="unit", limit=200),
        *worklist(by, today=on, window="week", whose="unit", limit=200),
    ):
        if duty.kind == "drug_test":
            found.setdefault(duty.person_id)
    return list(found)


def _agree(person: UUID, n: int, by: Viewer, *, on: date, at: datetime) -> bool:
    asked = next_asked((person,), on=on)
    if asked is None or not asked.opens_on <= asked.due_on or asked.due_on <= on:
        return False
    day = max(asked.opens_on, on + timedelta(days=1))
    if n == 0:
        say_hours(person=person, days="12345", starts=time(8), ends=time(17, 30), by=by, at=at)
    mode = _MODES[n]
    booked = book_test(
        person=person,
        mode=mode,
        sample="urine",
        day=day,
        at_time=_EVENINGS[n % 3],
        wished=False,
        by=by,
        at=at,
    )
    if mode == "remote":
        report_remote(
            person=person, sample="urine", outcome="negative", taken_at=at, medicines="", by=by, at=at,
            appointment=booked,
        )  # fmt: skip
    return True
