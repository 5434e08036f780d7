"""Reading hand-offs: of one person, and the board of a centre, a region or a receiving office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from guitu.casework.handoffs.models import Handoff, Line
from guitu.casework.handoffs.translate import HandoffRow, LineRow, handoff_row, line_row
from guitu.casework.people.queries import AdmittedPerson, within
from guitu.domain import access
from guitu.domain.access import Viewer
from guitu.domain.handoff.machine import State

__all__ = ["HandoffRow", "LineRow"]

SHOWS = ("ours", "late", "all")


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the board. ``counts`` the length of each list by its name; ``after`` of the next page."""

    rows: tuple[HandoffRow, ...]
    counts: dict[str, int]
    more: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Of how many released people whose span is over how many were reached within it."""

    days: int
    released: int
    reached: int


def handoff_of(who: AdmittedPerson) -> HandoffRow | None:
    """The hand-off that is under way, else the last one; None where there never was one."""
    return latest(who.ids)


def latest(ids: Iterable[UUID]) -> HandoffRow | None:
    """The same for the files of one person by their ids, for workflows that hold the person's lock."""
    found = sorted(
        Handoff.objects.filter(person_id__in=tuple(ids)),
        key=lambda row: (row.state != State.ACCEPTED.value, row.made_at, row.id),
    )
    return handoff_row(found[-1]) if found else None


def handoffs_of(who: AdmittedPerson) -> tuple[HandoffRow, ...]:
    """Every hand-off there was of somebody, the earliest first: for their own copy."""
    found = Handoff.objects.filter(person_id__in=who.ids).order_by("made_at", "id")
    return tuple(map(handoff_row, found))


def lines_of(who: AdmittedPerson, handoff: HandoffRow) -> tuple[LineRow, ...]:
    """What is written for a hand-off, in the order it was written."""
    found = Line.objects.filter(person_id=handoff.person_id, handoff=handoff.id).order_by("written_at", "id")
    return tuple(line_row(row, who.ring) for row in found)


def board(
    viewer: Viewer, *, today: date, show: str, limit: int, after: tuple[date, UUID] | None = None
) -> Board:
    """Who is where between two offices, the earliest due first. Two queries.

    Args:
        viewer: who asks: of a centre, of a receiving office, or of a region that holds either.
        today: the day lateness is asked of.
        show: "ours" what waits for the viewer's unit, "late", or "all".
        limit: of the page.
        after: ``due_on`` and id of the last row of the page before.
    """
    open_ = _open(viewer)
    if open_ is None:
        return Board((), dict.fromkeys(SHOWS, 0), more=False)
    lists = {"ours": _ours(viewer.unit), "late": Q(due_on__lt=today), "all": Q()}
    named = {name: Count("id", filter=which) if which else Count("id") for name, which in lists.items()}
    counts: dict[str, int] = open_.aggregate(**named)
    found = open_.filter(lists[show])
    if after is not None:
        found = found.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))
    rows = tuple(map(handoff_row, found.order_by("due_on", "id")[: limit + 1]))
    return Board(rows[:limit], counts, more=len(rows) > limit)


def calendar(viewer: Viewer, *, first: date, last: date, limit: int) -> tuple[HandoffRow, ...]:
    """Whom the viewer's centre releases between two days, both inside, the earliest first. One query."""
    scope = access.scope(viewer)
    if scope == access.NOBODY:
        return ()
    found = Handoff.objects.filter(within(scope), centre=viewer.unit)
    found = found.filter(released_on__gte=first, released_on__lte=last)
    return tuple(map(handoff_row, found.order_by("released_on", "id")[:limit]))


def first_contacts(
    viewer: Viewer, *, today: date, spans: tuple[int, ...], over: int = 90
) -> tuple[Reached, ...]:
    """How many of the people released were reached in time, by span; who stayed is not counted. One query.

    Args:
        viewer: who asks.
        today: the day it is asked on.
        spans: days after release.
        over: counted are the releases of so many days before the last day whose span is over.
    """
    scope = access.scope(viewer)
    if scope == access.NOBODY:
        return ()
    named: dict[str, Any] = {}
    for days in spans:
        last = today - timedelta(days=days + 1)
        due = Q(released_on__lte=last, released_on__gt=last - timedelta(days=over))
        named[f"of_{days}"] = Count("id", filter=due)
        in_time = Q(contact_on__lte=F("released_on") + timedelta(days=days))
        named[f"in_{days}"] = Count("id", filter=due & in_time)
    oldest = today - timedelta(days=max(spans) + 1 + over)
    found = Handoff.objects.filter(within(scope), released_on__gt=oldest, released_on__lt=today)
    counted = found.exclude(state=State.STAYED.value).aggregate(**named)
    return tuple(Reached(days, counted[f"of_{days}"], counted[f"in_{days}"]) for days in spans)


def _open(viewer: Viewer) -> QuerySet[Handoff] | None:
    scope = access.scope(viewer)
    return None if scope == access.NOBODY else Handoff.objects.filter(within(scope)).exclude(turn="")


def _ours(unit: int) -> Q:
    return (
        Q(turn="centre", centre=unit)
        | Q(turn__in=("township", "receivers"), township=unit)
        | Q(turn__in=("station", "receivers"), station=unit)
    )
