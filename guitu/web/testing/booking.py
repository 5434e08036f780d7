"""Agreeing on a time, moving it, calling it off, and saying when somebody works."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing.queries import AppointmentRow, appointment_for, hours_of
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved, telling
from guitu.web.shell.words import sentence
from guitu.web.testing.forms import BookForm, CancelForm, HoursForm
from guitu.workflows.book_test import Asked, book_test, cancel_test, next_asked, say_hours


def asked_appointment(request: Request, who: AdmittedPerson) -> AppointmentRow | None:
    """The appointment that the address names; None where it names none.

    Raises:
        Http404: no such appointment of this person.
    """
    text = request.GET.get("appointment", "")
    if not text:
        return None
    try:
        return appointment_for(who, UUID(text))
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.TEST_RECORD)
def book(request: Request, person: UUID) -> HttpResponse:
    """A time for the next test of the profile, or another one for what was booked or drawn."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    row = asked_appointment(request, who)
    asked = None if row else next_asked(who.ids, on=request.today)
    first, last = _window(row, asked)
    form = BookForm(request.POST or None, moves=row is not None, initial=_initial(row, first, request.today))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            book_test(
                person=who.id, mode=said.get("mode", "scheduled"), sample=said.get("sample", "urine"),
                day=said["day"], at_time=said["time"], wished=said["wished"], by=request.viewer,
                at=clock.now(), appointment=row.id if row else None, id=None if row else said["id"],
            )  # fmt: skip
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已约好。约的是时间，不合适随时可以改。"))
            return elsewhere(request, _page(who))
    context = {
        "who": who,
        "form": form,
        "row": row,
        "asked": asked,
        "first": first,
        "last": last,
        "hours": hours_of(who),
        "back": _page(who),
    }
    return render(request, "testing/book.html", context, status=422 if form.errors else 200)


def _window(row: AppointmentRow | None, asked: Asked | None) -> tuple[date | None, date | None]:
    if row is not None:
        return row.opens_on, row.due_on
    return (asked.opens_on, asked.due_on) if asked else (None, None)


def _initial(row: AppointmentRow | None, first: date | None, today: date) -> dict[str, Any]:
    if row is not None and row.starts_at is not None:
        local = row.starts_at.astimezone(clock.BEIJING)
        return {"day": local.date(), "time": local.time()}
    return {"day": max(first, today)} if first else {}


@require_POST
@screen(Permission.TEST_RECORD)
def cancel(request: Request, person: UUID, appointment: UUID) -> HttpResponse:
    """Call an appointment off, with a reason."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    form = CancelForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    with telling(request):
        cancel_test(person=who.id, appointment=appointment, reason=reason, by=request.viewer, at=clock.now())
        saved(request, _("已取消，不计入任何次数。"))
    return elsewhere(request, _page(who))


@require_POST
@screen(Permission.TEST_RECORD)
def hours(request: Request, person: UUID) -> HttpResponse:
    """When somebody works or learns."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    form = HoursForm(request.POST)
    if not form.is_valid():
        failed(request, str(next(iter(form.errors.values()))[0]))
        return elsewhere(request, _page(who))
    said = form.cleaned_data
    try:
        say_hours(
            person=who.id, days="".join(sorted(said["days"])), starts=said["starts"], ends=said["ends"],
            by=request.viewer, at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        failed(request, sentence(error))
    else:
        saved(request, _("已记下。约时间时会避开。"))
    return elsewhere(request, _page(who))


def _page(who: AdmittedPerson) -> str:
    return reverse("testing:person", args=[who.id])
