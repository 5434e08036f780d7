"""People on their way: the morning's reminders, a file offered to another station, and care to be shared.

Made by the product's own acts, so that the outbox and the page of transfers show what they would.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import episodes_in_care
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.transfer import Answer, Sort, appointment_key
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.workflows.remind import queue_reminders
from guitu.workflows.transfer import offer, tasks_of
from guitu.workflows.transfer_appointments import booked_of

_OFFERED: Final = ((Sort.MOVE, "女儿在望江，想搬过去一起住。"), (Sort.SHARE, "平时住在望江，请协助走访。"))


def make_moves(*, on: date) -> int:
    """Queue the morning's reminders and offer two files of the first station to another; how many offers."""
    at = clock.midnight(on) + timedelta(hours=3)
    queue_reminders(on=on, at=at)
    named = viewers_named(("linlan", "dengxia"))
    by, other = named["linlan"], named["dengxia"]
    with transaction.atomic():
        people = list(
            dict.fromkeys(row.person_id for row in episodes_in_care(by, kind="community_rehab", limit=20))
        )
        return sum(
            _offered(person, sort, words, by=by, to=other.unit, on=on)
            for person, (sort, words) in zip(people, _OFFERED, strict=False)
        )


def _offered(person: UUID, sort: Sort, words: str, *, by: Viewer, to: int, on: date) -> bool:
    booked = booked_of(person_for(by, person, Permission.CONTACT_RECORD))
    keys = [task.key for task in tasks_of(by, person, on=on)] + [appointment_key(row.id) for row in booked]
    answers = dict.fromkeys(keys, (Answer.KEEP.value, ""))
    try:
        with transaction.atomic():
            offer(
                person=person,
                sort=sort,
                to_unit=to,
                effective_on=on,
                answers=answers,
                words=words,
                by=by,
                at=clock.midnight(on) + timedelta(hours=9),
            )
    except DomainError:  # somebody else's life already says otherwise
        return False
    return True
