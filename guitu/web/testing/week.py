"""The station's week: who comes when, who was drawn and has no time yet, what waits for a second person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guitu.casework.agenda.queries import DutyRow, worklist
from guitu.casework.episodes.queries import episodes_named
from guitu.casework.people.queries import PersonRow, people_of
from guitu.casework.testing.queries import (
    AppointmentRow,
    SampleRow,
    booked_between,
    booked_for,
    samples_to_review,
    without_a_time,
)
from guitu.domain.access import Permission
from guitu.domain.episode import CLOSED, Phase
from guitu.foundation.clock import BEIJING, midnight
from guitu.web.shell import addresses
from guitu.web.shell.duties import rule_title
from guitu.web.shell.http import Request, screen
from guitu.web.testing.forms import ReviewForm

_WEEK = 7
_MOST = 300  # duties looked through for tests


@dataclass(frozen=True)
class Row:
    """Somebody on the page, with what is to be done. ``rests`` True: nothing may be asked now."""

    name: str
    page: str
    row: AppointmentRow
    time: str
    rests: bool
    collect: str
    move: str


@dataclass(frozen=True)
class Unbooked:
    """Somebody whose test is due and who has no appointment."""

    name: str
    page: str
    title: str
    duty: DutyRow
    book: str


@dataclass(frozen=True)
class Waiting:
    """A remote test that waits. ``is_mine`` the reader wrote it and cannot review it."""

    name: str
    page: str
    row: SampleRow
    is_mine: bool
    action: str


@require_safe
@screen(Permission.TEST_RECORD)
def week(request: Request) -> HttpResponse:
    """Seven days from today, or from the day the address names; never before today."""
    first = max(_day(request.GET.get("from", ""), request.today), request.today)
    booked = booked_between(request.viewer, midnight(first), midnight(first + timedelta(days=_WEEK)))
    open_ = without_a_time(request.viewer)
    reviews = samples_to_review(request.viewer)
    due = _due(request)
    seen = {row.person_id for row in (*booked, *open_)} | {row.person_id for row in reviews}
    seen |= {duty.person_id for duty in due}
    people = people_of(request.viewer, seen)
    rests = _resting(request, (*booked, *open_))
    days: dict[date, list[Row]] = defaultdict(list)
    for row in booked:
        if row.person_id in people and row.starts_at:
            days[row.starts_at.astimezone(BEIJING).date()].append(_row(row, people, rests))
    context = {
        "days": sorted(days.items()),
        "open": [_row(row, people, rests) for row in open_ if row.person_id in people],
        "reviews": [_waiting(row, people, request) for row in reviews if row.person_id in people],
        "due": [_unbooked(duty, people) for duty in due if duty.person_id in people],
        "review_form": ReviewForm(),
        "first": first,
        "earlier": max(first - timedelta(days=_WEEK), request.today) if first > request.today else None,
        "later": first + timedelta(days=_WEEK),
    }
    return render(request, "testing/week.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _due(request: Request) -> list[DutyRow]:
    """Tests that can be taken now or this week and for which nobody has agreed on a time."""
    found: dict[UUID, DutyRow] = {}
    for window in ("late", "today", "week"):
        listed = worklist(
            request.viewer,
            today=request.today,
            window=window,
            whose="unit",
            limit=_MOST,
        )
        for duty in listed:
            if duty.kind == "drug_test":
                found.setdefault(duty.person_id, duty)
    booked = booked_for(request.viewer, found)
    return [duty for person, duty in found.items() if person not in booked]


def _resting(request: Request, rows: tuple[AppointmentRow, ...]) -> set[UUID]:
    """Orders under which nothing may be asked today."""
    named = episodes_named(request.viewer, {row.episode for row in rows})
    stopped = CLOSED | {Phase.SUSPENDED}
    return {row.episode for row in rows if row.episode not in named or named[row.episode].phase in stopped}


def _row(row: AppointmentRow, people: dict[UUID, PersonRow], rests: set[UUID]) -> Row:
    asked = f"?appointment={row.id}"
    where = "testing:remote" if row.mode == "remote" else "testing:collect"
    return Row(
        name=people[row.person_id].name,
        page=reverse("testing:person", args=[row.person_id]),
        row=row,
        time=f"{row.starts_at.astimezone(BEIJING):%H:%M}" if row.starts_at else "",
        rests=row.episode in rests,
        collect=reverse(where, args=[row.person_id]) + asked,
        move=reverse("testing:book", args=[row.person_id]) + asked,
    )


def _unbooked(duty: DutyRow, people: dict[UUID, PersonRow]) -> Unbooked:
    return Unbooked(
        name=people[duty.person_id].name,
        page=addresses.person(duty.person_id),
        title=rule_title(duty.rule, place=duty.held_by, kind=duty.kind),
        duty=duty,
        book=reverse("testing:book", args=[duty.person_id]),
    )


def _waiting(row: SampleRow, people: dict[UUID, PersonRow], request: Request) -> Waiting:
    return Waiting(
        name=people[row.person_id].name,
        page=reverse("testing:person", args=[row.person_id]),
        row=row,
        is_mine=row.made_by == request.viewer.id,
        action=reverse("testing:review", args=[row.person_id, row.id]),
    )
