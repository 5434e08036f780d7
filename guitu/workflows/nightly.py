"""The night's work: what only the clock changes, and sealing what closed. Harmless to repeat and to miss."""

from datetime import date
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import any_released, closed_left, turning
from guitu.casework.outcomes.queries import any_stored
from guitu.casework.people import substances
from guitu.casework.people.queries import joined_files
from guitu.casework.records.queries import kept_too_long
from guitu.casework.referrals import commands as referrals
from guitu.casework.referrals.queries import run_out as referrals_run_out
from guitu.foundation import clock
from guitu.foundation.accounts import sign_ins
from guitu.foundation.audit.commands import note
from guitu.foundation.audit.log import keep_house
from guitu.foundation.authorization import door
from guitu.workflows.rebuild import rebuild
from guitu.workflows.refresh import lock_files, refresh
from guitu.workflows.remind import queue_reminders
from guitu.workflows.remind_support import queue_support_reminders
from guitu.workflows.seal import settle
from guitu.workflows.send_messages import send_due


def run_night(*, on: date) -> int:
    """Bring every episode whose phase the clock changed up to date; return how many persons were looked at.

    Closed episodes are sealed on the way, reminders are queued, and the access log gets its months ahead.
    One transaction per person, so that a night that is cut short loses nothing.
    """
    if any_released() and not any_stored():  # stored before outcomes were: all at once, this once
        rebuild(on=on)
    with transaction.atomic(), door.as_system("kinds of substances"):
        substances.catch_up()  # as well
    groups = {file: group for group in joined_files() for file in group}
    done: set[UUID] = set()
    while waiting := [row.person_id for row in (*turning(on), *closed_left()) if row.person_id not in done]:
        for person in dict.fromkeys(waiting):
            if person not in done:
                done |= _brought_up_to_date(groups.get(person, (person,)), on)
    for person in kept_too_long(on=on):
        with transaction.atomic():
            lock_files((person,))
            settle(groups.get(person, (person,)), on=on)
    _end_what_ran_out(on)
    queue_reminders(on=on, at=clock.now())
    queue_support_reminders(on=on, at=clock.now())
    send_due(at=clock.now())
    keep_house(today=clock.now())
    sign_ins.keep_house(at=clock.now())
    return len(done)


def _end_what_ran_out(on: date) -> None:
    """Referrals whose last day is over come back to their owners; the partner saw nothing any more."""
    with transaction.atomic(), door.as_system("referrals that ran out"):
        waiting = referrals_run_out(on)
    for person in waiting:
        with transaction.atomic(), door.as_system("referrals that ran out"):
            lock_files((person,))
            if ended := referrals.end_all((person,), reason="consent_expired", on=on, run_out=True):
                note("referral.run-out", subject=person, by=None, at=clock.now(), ended=ended)


@transaction.atomic
def _brought_up_to_date(files: tuple[UUID, ...], on: date) -> set[UUID]:
    lock_files(files)
    refresh(files, on=on)
    return set(files)
