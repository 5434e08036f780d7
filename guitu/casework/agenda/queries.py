"""Desk lists: what is due today, this week and late, for one worker or for all a unit looks over.

A duty is **late** when it is open, its grace is over and nobody has stopped asking for it; it is **today's**
when it is due or in its grace; it is **this week's** when it falls due in the next seven days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from guitu.casework.agenda.models import Duty
from guitu.casework.agenda.translate import COLUMNS, DutyRow, duty_row
from guitu.casework.people.queries import AdmittedPerson, within
from guitu.domain import access
from guitu.domain.access import Viewer
from guitu.domain.rules.model import LONGEST_GRACE

__all__ = ["DutyRow"]

Window = Literal["today", "week", "late"]
Whose = Literal["mine", "unit"]
Place = tuple[date, UUID, UUID, str, int]

WEEK = timedelta(days=7)
_ABOUT = timedelta(days=3)  # so long after its day an office is told of a duty that a night missed
_GRACE = timedelta(days=LONGEST_GRACE)
_POLICE = "police_organ"
_FACILITY = "facility"  # what the centre owed before and at release is no work of those who took over
_KEY = ("due_on", "person_id", "episode_id", "rule", "n")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties each list holds."""

    today: int
    week: int
    late: int


def _asked(today: date) -> Q:
    return Q(lapses_on__isnull=True) | Q(lapses_on__gt=today)


def _window(window: Window, today: date) -> Q:
    if window == "late":
        # due_on never lies after late_after; saying so lets the index end the search
        return Q(due_on__lt=today, late_after__lt=today) & _asked(today)
    if window == "today":
        # nothing that was due longer ago than the longest grace is in it: there the index may begin
        recent = Q(due_on__gte=today - _GRACE, due_on__lte=today)
        return recent & Q(late_after__gte=today, opens_on__lte=today) & _asked(today)
    return Q(due_on__gt=today, due_on__lte=today + WEEK)


def _in_reach(viewer: Viewer, whose: Whose) -> QuerySet[Duty]:
    scope = access.scope(viewer)
    if scope == access.NOBODY:
        return Duty.objects.none()
    found = Duty.objects.filter(within(scope), state="open")
    if viewer.role is not access.Role.FACILITY_OFFICER:
        found = found.exclude(owed_by=_FACILITY)
    if viewer.role is access.Role.COMMUNITY_POLICE:  # neither what care offers nor whom (PR-02)
        found = found.filter(Q(nature="control") | Q(owed_by=_POLICE))
    return found.filter(worker=viewer.id) if whose == "mine" else found


def worklist(
    viewer: Viewer,
    *,
    today: date,
    window: Window,
    whose: Whose,
    limit: int = 50,
    after: Place | None = None,
) -> tuple[DutyRow, ...]:
    """Open duties of one window. One query.

    The earliest due come first; of today's those due today, then those in their grace, the youngest first:
    a province's first page must not be sought among all that was ever late in the last months.

    Args:
        viewer: who asks.
        today: civil date.
        window: "today", "week" (the seven days after today) or "late".
        whose: "mine" assigned to the viewer, "unit" all in the viewer's reach.
        limit: of the page.
        after: ``place`` of the last row of the page before.
    """
    found = _in_reach(viewer, whose).filter(_window(window, today))
    if after is not None:
        found = found.filter(_behind(after, "lt" if window == "today" else "gt"))
    order = [f"-{name}" for name in _KEY] if window == "today" else _KEY
    # the page's keys come from the index alone; only its own rows are then read from the table
    page = found.order_by(*order).values("person_id", "episode_id", "rule", "n")[:limit]
    rows = Duty.objects.filter(pk__in=page).order_by(*order).values_list(*COLUMNS)
    return tuple(duty_row(values, today) for values in rows)


def _behind(place: Place, beyond: Literal["lt", "gt"]) -> Q:
    """Strictly behind ``place`` in the order of a worklist."""
    behind = Q(**{f"due_on__{beyond}": place[0]})
    for depth in range(1, len(_KEY)):
        same = dict(zip(_KEY[:depth], place[:depth], strict=True))
        behind |= Q(**same, **{f"{_KEY[depth]}__{beyond}": place[depth]})
    return Q(**{f"due_on__{beyond}e": place[0]}) & behind


def counts(viewer: Viewer, *, today: date, whose: Whose) -> Counts:
    """How many duties each window holds: the lengths of the lists. One query."""
    found = _in_reach(viewer, whose).filter(due_on__lte=today + WEEK)
    windows: tuple[Window, ...] = ("today", "week", "late")
    return Counts(**found.aggregate(**{w: Count("due_on", filter=_window(w, today)) for w in windows}))


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody for whom an office owes something, and by when at the earliest."""

    person_id: UUID
    held_by: int
    due_on: date


def waiting_for(viewer: Viewer, kind: str, *, limit: int) -> tuple[WaitingRow, ...]:
    """People for whom an entry of a kind is owed, the earliest due first, each once. One query.

    A person with several courses of care has the same duty in each.
    """
    scope = access.scope(viewer, access.Permission.SERVICE_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Duty.objects.filter(within(scope), state="open", kind=kind)
    rows = found.values("person_id", "held_by").annotate(due=Min("due_on")).order_by("due", "person_id")
    return tuple(WaitingRow(row["person_id"], row["held_by"], row["due"]) for row in rows[:limit])


def duties_of(who: AdmittedPerson, *, today: date) -> tuple[DutyRow, ...]:
    """All duties of somebody's whole term, open or not, by day."""
    found = Duty.objects.filter(person_id__in=who.ids)
    rows = found.order_by("due_on", "episode_id", "rule", "n").values_list(*COLUMNS)
    return tuple(duty_row(values, today) for values in rows)


def to_remind_of(*, kind: str, rules: Iterable[str], on: date) -> tuple[UUID, ...]:
    """Persons of whom something is due on or about a day: theirs of a kind, or their office's by a rule.

    What is theirs counts while its days last. For the night only.
    """
    theirs = Q(owed_by="person", kind=kind, opens_on__lte=on, due_on__gte=on)
    ours = Q(rule__in=tuple(rules), due_on__lte=on, due_on__gt=on - _ABOUT)
    found = Duty.objects.filter(theirs | ours, state="open")
    return tuple(found.order_by("person_id").values_list("person_id", flat=True).distinct())


def digest() -> str:
    """One number for all stored duties: the same for the same rows, in whatever order they were written.

    To hold two rebuilds against each other. Reads the whole table.
    """
    with connection.cursor() as cursor:
        cursor.execute("select count(*), coalesce(sum(hashtextextended(d::text, 0)), 0) from agenda_duty d")
        count, total = cursor.fetchone()
    return f"{count}:{total}"
