"""A neutral word about a time that was agreed on: the day before, in words that name no test.

It is dropped at the moment of sending where it is no longer true: called off, kept, at another time, or with
another office, whose own word then goes out.
"""

from datetime import datetime, timedelta
from uuid import UUID

from guitu.casework.outreach.commands import queue
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.testing.queries import booked_times
from guitu.domain.access import Viewer
from guitu.domain.outreach import telling
from guitu.foundation.clock import BEIJING, day_of
from guitu.foundation.organisations.queries import unit

AHEAD = timedelta(days=1)  # proposed
LONGEST = 60  # characters that a message has for a place
_MAKER = "appointment"  # begins the key of each such message


def remind(
    who: AdmittedPerson,
    appointment: UUID,
    starts_at: datetime,
    *,
    moved: bool,
    held_by: int | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Queue it, in the caller's transaction. ``held_by`` the unit the file goes to with it; None: it stays.

    Where the office has no phone to call, or neither a name nor an address that says nothing, none is sent.
    """
    office = unit(by.unit)
    place = next((words for words in (office.name, office.address) if _is_neutral(words)), "")
    if not place or not office.phone:
        return
    local, held = starts_at.astimezone(BEIJING), held_by or who.held_by
    queue(
        person=who.id,
        held_by=held,
        to="person",
        template="appointment_moved" if moved else "appointment",
        facts={"day": local.date(), "at": f"{local:%H:%M}", "place": place, "phone": office.phone},
        due_on=max(local.date() - AHEAD, day_of(at)),
        by=by,
        at=at,
        key=_key(appointment, starts_at, held),
    )


def is_untrue(key: str, ids: tuple[UUID, ...], *, held_by: int) -> bool:
    """Whether a queued word about a time is true no more. ``key`` its own; others' messages never are."""
    if key.partition(" ")[0] != _MAKER:
        return False
    return key not in {_key(appointment, starts, held_by) for appointment, starts in booked_times(ids)}


def _key(appointment: UUID, starts_at: datetime, held_by: int) -> str:
    return f"{_MAKER} {appointment} {starts_at.astimezone(BEIJING):%Y%m%d%H%M} {held_by}"


def _is_neutral(words: str) -> bool:
    """Whether a name or an address may stand in a message to somebody's phone, and is short enough."""
    return 0 < len(words) <= LONGEST and telling(words) is None
