"""What waits in the outbox leaves: taken up, decided once more, sent outside of a transaction, noted.

A message is held for as long as it is being sent, and its id goes along with every try. If this process ends
in between, the next one tries again after the lease, with the same id: a file is the same file, a gateway
knows the id. What stood on something that has changed since is dropped and never sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction

from guitu.casework.episodes.queries import files_of
from guitu.casework.journal.queries import entries_for
from guitu.casework.outreach import commands as outreach
from guitu.casework.outreach.queries import MessageRow, waiting
from guitu.casework.people.queries import joined_files
from guitu.casework.people.reaching import reach_of
from guitu.domain.consent import given
from guitu.domain.episode import CLOSED
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import (
    HOURS,
    KEEP_DAYS,
    NO_MESSAGES,
    RETRY_HOURS,
    Channel,
    Reason,
    chosen,
    is_too_old,
    may_go_out,
    next_try,
    opens_again,
    wish_of,
)
from guitu.foundation import channels
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import BEIJING, day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.family_apart import apart_of
from guitu.workflows.remind import is_answered
from guitu.workflows.remind_appointment import is_untrue
from guitu.workflows.remind_support import is_settled

_FILES_KEPT = timedelta(days=7)  # proposed: so long a message lies as a file

Ended = Literal["sent", "failed", "dropped", "waits"]


@dataclass(frozen=True, slots=True)
class _Going:
    """A message on its way: by which channel, and what the channel gets."""

    message: MessageRow
    channel: Channel
    parcel: channels.Parcel


def send_due(*, at: datetime) -> Mapping[Ended, int]:
    """Send whatever may leave at this moment; how many ended how. Harmless to repeat, and beside itself."""
    counts: dict[Ended, int] = {"sent": 0, "failed": 0, "dropped": 0, "waits": 0}
    with transaction.atomic(), door.as_system("outreach"):
        due = list(waiting(at))
        groups = {file: group for group in joined_files() for file in group} if due else {}
    for person, message in due:
        with transaction.atomic(), door.as_system("outreach"):
            found = _prepared(person, message, groups.get(person, (person,)), at)
        if found is None:
            continue
        counts[_deliver(found, at) if isinstance(found, _Going) else found] += 1
    channels.discard_older(_FILES_KEPT, at=at)
    return counts


def _prepared(person: UUID, message: UUID, ids: tuple[UUID, ...], at: datetime) -> _Going | Ended | None:
    """Take a message up and decide: it goes, it ended here, or somebody else has it (None)."""
    row = outreach.take_up(person, message, at=at)
    if row is None:
        return None
    if row.account is not None:
        return _tell(row, row.account, at)
    hours = _hours(row)
    local = at.astimezone(BEIJING)
    why_not = _why_not(row, ids, at)
    if why_not is not None:
        outreach.drop(row, why_not, at=at)
        return "dropped"
    if not may_go_out(local, hours):
        outreach.put_back(row, at=opens_again(local, hours))
        return "waits"
    reach = reach_of(ids)
    way = chosen(channels.connected(), wish=_wish(ids), phone=reach.phone, mail=reach.mail)
    if way is None or apart_of(ids).touches(way[1]):  # a number that somebody kept apart has as well
        return _give_up(row, Reason.NO_ADDRESS, None, at)
    parcel = channels.Parcel(row.id, way[1], row.text, settings.GUITU_CHANNEL_NAME)
    return _Going(row, way[0], parcel)


def _tell(row: MessageRow, colleague: UUID, at: datetime) -> Ended:
    """A colleague reads it here, whenever they sign in."""
    try:
        is_active = account(colleague).is_active
    except DomainError:
        is_active = False
    if not is_active:
        outreach.failed(row, Reason.ACCOUNT_ENDED, at=at)
        return "failed"
    outreach.sent(row, channel=Channel.HOUSE, address="", at=at)
    return "sent"


def _why_not(row: MessageRow, ids: tuple[UUID, ...], at: datetime) -> Reason | None:
    """Why it may not leave any more, from what is known now."""
    keep_days = int(str(_parameter(row, "outreach.keep_days", KEEP_DAYS)))
    if is_too_old(row.due_on, day_of(at), keep_days):
        return Reason.TOO_OLD
    known = effective(entries_for(ids)).entries
    if row.basis and row.basis not in given(known):
        return Reason.WITHDRAWN
    if wish_of(known) == NO_MESSAGES:
        return Reason.NOT_WISHED
    if is_untrue(row.key, ids, held_by=row.held_by) or is_settled(row.key, ids):
        return Reason.ANSWERED
    return Reason.ANSWERED if is_answered(row.key, ids, on=day_of(at)) else None


def _wish(ids: tuple[UUID, ...]) -> str:
    return wish_of(effective(entries_for(ids)).entries)


def _deliver(going: _Going, at: datetime) -> Ended:
    row, channel = going.message, going.channel
    try:
        channels.deliver(channel, going.parcel)
    except channels.RefusedError:
        return _ended(row, Reason.REFUSED, channel, at)
    except channels.LaterError:
        waits = cast("list[int]", _parameter(row, "outreach.retry_hours", list(RETRY_HOURS)))
        again = next_try(row.tries, at, waits)
        if again is None:
            return _ended(row, Reason.UNREACHABLE, channel, at)
        with transaction.atomic(), door.as_system("outreach"):
            outreach.try_again(row, at=again, channel=channel)
        return "waits"
    with transaction.atomic(), door.as_system("outreach"):
        outreach.sent(row, channel=channel, address=going.parcel.address, at=at)
        note("message.sent", subject=row.person_id, by=None, at=at, message=row.id, channel=channel.value)
    return "sent"


def _ended(row: MessageRow, reason: Reason, channel: Channel, at: datetime) -> Ended:
    with transaction.atomic(), door.as_system("outreach"):
        return _give_up(row, reason, channel, at)


def _give_up(row: MessageRow, reason: Reason, channel: Channel | None, at: datetime) -> Ended:
    """It will not arrive: whoever works with the person is told, so that they are reached another way."""
    outreach.failed(row, reason, channel=channel, at=at)
    note("message.failed", subject=row.person_id, by=None, at=at, message=row.id, reason=reason.value)
    courses = files_of([row.person_id]).get(row.person_id, [])
    for worker in {course.worker for course in courses if course.worker and course.phase not in CLOSED}:
        outreach.queue(
            person=row.person_id,
            held_by=row.held_by,
            to=worker,
            template="not_reached",
            facts={},
            due_on=day_of(at),
            by=None,
            at=at,
            key=f"not-reached:{row.id}:{row.tries}",
        )
    return "failed"


def _hours(row: MessageRow) -> tuple[int, int]:
    first, last = cast("list[int]", _parameter(row, "outreach.hours", list(HOURS)))
    return first, last


def _parameter(row: MessageRow, name: str, default: object) -> object:
    return book_for(row.held_by).parameters.get(name, default)
