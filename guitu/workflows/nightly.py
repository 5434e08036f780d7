"""The night's work: what only the clock changes. Harmless to repeat and to miss; it catches up."""

from datetime import date
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import turning
from guitu.workflows.refresh import lock_files, refresh


def run_night(*, on: date) -> int:
    """Bring every episode whose phase the clock changed up to date; return how many persons were looked at.

    One transaction per person, so that a night that is cut short loses nothing.
    """
    seen = 0
    done: set[UUID] = set()
    while True:
        waiting = [row.person_id for row in turning(on) if row.person_id not in done]
        if not waiting:
            return seen
        for person in dict.fromkeys(waiting):
            with transaction.atomic():
                lock_files((person,))
                refresh((person,), on=on)
            done.add(person)
            seen += 1
