"""The board, the centre's calendar, and somebody new in the centre."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.handoffs import queries as handoffs
from guitu.casework.handoffs.queries import SHOWS, HandoffRow
from guitu.casework.journal.queries import entries_by_person
from guitu.casework.people.commands import NewContact
from guitu.domain.access import Permission
from guitu.domain.handoff.machine import State
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.organisations.queries import UnitRow, unit_names
from guitu.foundation.organisations.queries import units as all_units
from guitu.foundation.rulebooks import book_for
from guitu.web.handoffs.forms import StayForm
from guitu.web.handoffs.rows import Measured, Row, StepLine, measured, rows_of, step_lines
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import prepare_release
from guitu.workflows.handoff_clock import known_of, steps_of
from guitu.workflows.prepare_release import CENTRES, NewStay

PAGE = 50
_MOST = 400  # people on one calendar; more stand on the board
_NOT_TAKEN = 422


@require_safe
@screen(Permission.CONTACT_RECORD)
def board(request: Request) -> HttpResponse:
    """Who is between two offices, whose turn it is, what is late."""
    viewer, today = request.viewer, request.today
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "ours"
    found = handoffs.board(
        viewer, today=today, show=show, limit=PAGE, after=_after(request.GET.get("after", ""))
    )
    if not found.rows and show == "ours" and "show" not in request.GET and found.counts["all"]:
        show = "all"  # of a region nothing waits for its own office
        found = handoffs.board(viewer, today=today, show=show, limit=PAGE)
    is_centre = viewer.unit_type in CENTRES
    context = {
        "rows": rows_of(viewer, found.rows, today=today),
        "counts": found.counts,
        "show": show,
        "more": _place(found.rows[-1]) if found.more else "",
        "measured": [] if is_centre else _measured(request),
        "is_centre": is_centre,
    }
    return render(request, "handoffs/board.html", context)


def _measured(request: Request) -> list[Measured]:
    """First contact by span. Not for a centre: it sees no longer all whom it released."""
    spans = book_for(request.viewer.unit).parameters.get("handoff.first_contact_days")
    if not isinstance(spans, tuple):
        return []
    found = handoffs.first_contacts(request.viewer, today=request.today, spans=spans)
    return measured(found)


def _place(row: HandoffRow) -> str:
    return f"{row.due_on.isoformat() if row.due_on else ''},{row.id}"


def _after(text: str) -> tuple[date, UUID] | None:
    day, _comma, row = text.partition(",")
    try:
        return date.fromisoformat(day), UUID(row)
    except ValueError:
        return None


@dataclass(frozen=True)
class Entry:
    """One person on the calendar with what is done, due and late."""

    row: Row
    steps: list[StepLine]
    stayed: bool


@require_safe
@screen(Permission.CONTACT_RECORD)
def calendar(request: Request) -> HttpResponse:
    """A centre's releases from T−90 to T+7: what is due and what is late of each."""
    viewer, today = request.viewer, request.today
    _at_centre(request)
    named = book_for(viewer.unit).parameters
    before = int(str(named.get("handoff.assessment_from_days", 90)))
    after = int(str(named.get("handoff.calendar_after_days", 7)))
    found = handoffs.calendar(
        viewer, first=today - timedelta(days=after), last=today + timedelta(days=before), limit=_MOST
    )
    entries = entries_by_person(row.person_id for row in found)
    rows = {row.url: row for row in rows_of(viewer, found, today=today)}
    units = unit_names({n for r in found for n in (r.centre, r.township, r.station) if n is not None})
    listed = []
    for handoff in found:
        url = reverse("handoffs:person", args=[handoff.person_id])
        if url in rows:
            due = steps_of(handoff, known_of(handoff, entries.get(handoff.person_id, [])))
            lines = step_lines(handoff, due, units, today=today)
            listed.append(Entry(rows[url], lines, handoff.state is State.STAYED))
    context = {"people": listed, "before": before, "after": after}
    return render(request, "handoffs/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def new(request: Request) -> HttpResponse:
    """Take somebody in whom the centre will release."""
    _at_centre(request)
    townships, stations = receivers(request.viewer.unit)
    form = StayForm(request.POST or None, townships=townships, stations=stations)
    if request.method == "POST" and form.is_valid():
        try:
            prepare_release.open_at_centre(_stay(form), by=request.viewer, at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已登记。日历上没有出现的人，档案由其他单位保管，出所信息已转给该单位。"))
            return elsewhere(request, reverse("handoffs:calendar"))
    return render(request, "handoffs/new.html", {"form": form}, status=_NOT_TAKEN if form.errors else 200)


def _stay(form: StayForm) -> NewStay:
    said = form.cleaned_data
    told = said["phone"]
    return NewStay(
        name=said["name"],
        sex=said["sex"],
        birth_on=said["citizen_id"].birth_on,
        citizen_id=said["citizen_id"].value,
        decided_on=said["decided_on"],
        released_on=said["released_on"],
        order_document=said["order_document"],
        rehab_order=said["rehab_order"],
        township=said["township"],
        station=said["station"],
        contacts=(NewContact("phone", told),) if told else (),
    )


def receivers(centre: int) -> tuple[tuple[UnitRow, ...], tuple[UnitRow, ...]]:
    """Township offices and stations of the centre's province, by number. Two queries."""
    province = regions.region_of(centre) // 10**10 * 10**10
    return (
        all_units(within=province, types=("township_office",)),
        all_units(within=province, types=("guidance_station",)),
    )


def _at_centre(request: Request) -> None:
    if request.viewer.unit_type not in CENTRES:
        raise PermissionDenied
