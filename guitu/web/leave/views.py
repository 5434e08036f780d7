"""One screen: the leave that runs, or a form to tell of one; and what was agreed before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.leave import Leave
from guitu.foundation import clock
from guitu.web.leave.forms import BackForm, LaterForm, LeaveForm
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.workflows.leave import Away, away, come_back, put_off, tell_leave

_PLACES = {"from": "first", "to": "back", "happened_on": "on"}
Form = LeaveForm | LaterForm | BackForm


@dataclass(frozen=True)
class Line:
    """One leave in days. ``tests`` those that fall into it and are still to come."""

    first: date
    to: date
    back: date | None
    days: int
    extended: bool
    late: bool
    tests: tuple[tuple[date, date], ...]


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def leave(request: Request, person: UUID) -> HttpResponse:
    """What runs and what was, and the report of a leave."""
    found = away(request.viewer, person, today=request.today)
    form = LeaveForm(request.POST or None, prefix="leave", first=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            _done, needed = tell_leave(
                person=found.who.id, by=request.viewer, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            _blame(form, error)
        else:
            short = _("已记录。离开不满 %(days)s 天，本来不需要报告。") % {"days": found.from_days}
            saved(request, _("已记录请假报告。祝一路平安。") if needed else short)
            return elsewhere(request, request.path)
    return _page(request, found, telling=form)


@require_POST
@screen(Permission.CONTACT_RECORD)
def later(request: Request, person: UUID) -> HttpResponse:
    """The return is put off."""
    form = LaterForm(request.POST, prefix="later")
    return _sent(request, person, form, put_off, _("已记录新的返回日期。"), putting_off=form)


@require_POST
@screen(Permission.CONTACT_RECORD)
def back(request: Request, person: UUID) -> HttpResponse:
    """The person is back."""
    form = BackForm(request.POST, prefix="back")
    return _sent(request, person, form, come_back, _("已记录返回。"), returning=form)


def _sent(
    request: Request, person: UUID, form: Form, write: Callable[..., object], words: str, **shown: Form
) -> HttpResponse:
    found = away(request.viewer, person, today=request.today)
    if form.is_valid():
        try:
            write(person=found.who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            _blame(form, error)
        else:
            saved(request, words)
            return elsewhere(request, reverse("leave:leave", args=[found.who.id]))
    return _page(request, found, **shown)


def _blame(form: Form, error: DomainError) -> None:
    if error.code == "person.unknown":
        raise error
    field = _PLACES.get(str(error.facts.get("field")), str(error.facts.get("field")))
    form.add_error(field if field in form.fields else None, sentence(error))


def _page(request: Request, found: Away, **forms: Any) -> HttpResponse:
    today = request.today.toordinal()
    now = found.now
    past = [one for one in reversed(found.all) if one is not now]
    context = {
        "who": found.who,
        "now": _line(now, found, today) if now else None,
        "past": [_line(one, found, today) for one in past[:10]],
        "from_days": found.from_days,
        "tests": found.tests[:3],
        "telling": forms.get("telling") or LeaveForm(prefix="leave", first=request.today),
        "putting_off": forms.get("putting_off") or LaterForm(prefix="later"),
        "returning": forms.get("returning") or BackForm(prefix="back", on=request.today),
        "back": addresses.person(found.who.id),
    }
    return render(request, "leave/leave.html", context, status=422 if request.method == "POST" else 200)


def _line(leave: Leave, found: Away, today: int) -> Line:
    first, to = date.fromordinal(leave.first), date.fromordinal(leave.to)
    return Line(
        first=first,
        to=to,
        back=None if leave.back is None else date.fromordinal(leave.back),
        days=leave.days,
        extended=leave.extended,
        late=leave.should_be_back(today),
        tests=found.tests_between(first, to) if leave.back is None else (),
    )
