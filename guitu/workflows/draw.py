"""A unit draws who takes a random test: announced first, drawn once, and nobody outside their order.

The arithmetic is ``guitu.domain.testing.draw``; docs/spec/draw.md says how anybody checks it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import episodes_in_care
from guitu.casework.people.queries import joined_files
from guitu.casework.testing import commands as testing
from guitu.casework.testing.queries import DrawRow, EntrantRow, booked_for, draw_for
from guitu.domain.access import Permission, Viewer, holds, may, scope
from guitu.domain.episode import ORDERED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.eligible import may_be_drawn
from guitu.domain.testing.hours import window_days
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.workflows.orders import running_orders, running_orders_of

MOST = 2000  # people in one draw; a unit has a few hundred


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the adopted profile asks for a random test today."""

    person: UUID
    held_by: int
    episode: UUID


def candidates(viewer: Viewer, *, today: date) -> tuple[Candidate, ...]:
    """Everybody who may be drawn at the viewer's unit today, each once.

    Whoever has an appointment for a random test already is left out until it is kept.
    """
    found = dict(_candidates(viewer, today=today))
    waiting = booked_for(viewer, found)
    return tuple(
        candidate
        for person, candidate in sorted(found.items())
        if person not in waiting or waiting[person].draw is None
    )


def _candidates(viewer: Viewer, *, today: date) -> Iterator[tuple[UUID, Candidate]]:
    reach = scope(viewer, Permission.TEST_RECORD)
    rows = [row for row in episodes_in_care(viewer, limit=MOST) if row.kind in ORDERED]
    groups = {file: group for group in joined_files() for file in group}
    asked: dict[UUID, tuple[UUID, ...]] = {}
    for row in rows:
        group = groups.get(row.person_id, (row.person_id,))
        if reach.lo <= row.held_by <= reach.hi and may(
            viewer, Permission.TEST_RECORD, held_by=row.held_by, person=group[0]
        ):
            asked.setdefault(group[0], group)
    day = today.toordinal()
    for person, orders in zip(asked, running_orders_of(list(asked.values()), on=today), strict=True):
        order = next((one for one in orders if may_be_drawn(one.of, one.seen.level, day)), None)
        if order is not None:
            yield person, Candidate(person, order.row.held_by, order.row.id)


@transaction.atomic
def announce(*, pick: int, by: Viewer, at: datetime) -> DrawRow:
    """Freeze who may be drawn, fix the seed and the number, and give the line to publish.

    Raises:
        DomainError: "draw.not-yours", "draw.nobody", "draw.pick".
    """
    _require(by)
    draw = testing.new_draw_id()
    people = candidates(by, today=day_of(at))
    named = {pseudonym.in_draw(draw, one.person): one for one in people}
    made = testing.announce(draw, unit=by.unit, population=named, pick=pick, by=by.id, at=at)
    testing.enter(draw, ((one.person, one.held_by, one.episode, token) for token, one in named.items()))
    line = made.announcement.line
    note("draw.announced", by=by, at=at, draw=draw, line=line, people=len(named), pick=pick)
    return made


@transaction.atomic
def draw(*, draw: UUID, salt: str, by: Viewer, at: datetime) -> DrawRow:
    """Draw, once, with digits said aloud; each who was drawn and whose order still runs gets a week's time.

    Raises:
        DomainError: "draw.not-yours", "draw.unknown", "draw.salt", "draw.drawn-before".
    """
    _require(by)
    row = draw_for(by, draw)
    done, drawn = testing.draw(row, salt=salt, by=by.id, at=at)
    for entrant in drawn:
        _ask(entrant, by=by, at=at)
    assert done.log is not None  # noqa: S101 - it was drawn just now
    note("draw.drawn", by=by, at=at, draw=draw, digest=str(done.log["digest"]), people=len(drawn))
    return done


def _require(viewer: Viewer) -> None:
    if not holds(viewer, Permission.TEST_RECORD):
        raise DomainError("draw.not-yours")


def _ask(entrant: EntrantRow, *, by: Viewer, at: datetime) -> None:
    """An appointment within the window and the term; none for whose order is over or rests."""
    today = day_of(at)
    orders = {order.row.id: order for order in running_orders((entrant.person_id,), on=today)}
    order = orders.get(entrant.episode)
    if order is None:
        testing.settle_entrant(entrant, reason="order_over")
        return
    days = window_days(order.seen.book.parameters)
    made = testing.book(
        person=entrant.person_id,
        held_by=order.row.held_by,
        episode=entrant.episode,
        mode="random",
        sample="urine",
        opens_on=today,
        due_on=min(today + timedelta(days=days), order.last),
        starts_at=None,
        draw=entrant.draw,
        by=by.id,
        at=at,
    )
    testing.settle_entrant(entrant, appointment=made)
    note("test.drawn", subject=entrant.person_id, by=by, at=at, draw=entrant.draw, appointment=made)
