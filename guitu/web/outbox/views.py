"""What the house says to people, and what became of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.journal.queries import entries_of
from guitu.casework.outreach import queries
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import State, wish_of
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.web.outbox.forms import WishForm
from guitu.web.outbox.rows import Line, lines
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import tongue
from guitu.workflows.outbox import send_again, take_back_message, write_down_wish

PAGE = 50
TABS: dict[str, tuple[State, ...]] = {
    "waiting": (State.QUEUED,),
    "failed": (State.FAILED,),
    "sent": (State.SENT,),
    "dropped": (State.DROPPED,),
}
_MINE = "mine"
_BACK = timedelta(days=30)  # so long a colleague finds again what they were told
_NOT_TAKEN = 422


@require_safe
@screen(Permission.CONTACT_RECORD)
def outbox(request: Request) -> HttpResponse:
    """The messages of the places the viewer looks over, one state at a time; and what was said to them."""
    show = request.GET.get("show", "")
    if show not in TABS and show != _MINE:
        show = "waiting"
    english = tongue() == "en"
    if show == _MINE:
        found = queries.told(request.viewer, since=request.today - _BACK, english=english)
    else:
        found = queries.outbox(
            request.viewer,
            states=TABS[show],
            english=english,
            limit=PAGE + 1,
            after=_after(request.GET.get("after", "")),
        )
    more = f"{found[PAGE - 1].due_on.isoformat()},{found[PAGE - 1].id}" if len(found) > PAGE else ""
    shown = lines(request.viewer, found[:PAGE], names=True)
    return render(request, "outbox/outbox.html", {"show": show, "lines": shown, "more": more})


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def person(request: Request, person: UUID) -> HttpResponse:
    """What was and will be said to one person, and how they wish to be told."""
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    with door.whole_files(who.ids):
        wish = wish_of(effective(entries_of(who)).entries)
    form = WishForm(request.POST if request.method == "POST" else None, wish=wish)
    if form.is_bound and form.is_valid():
        try:
            write_down_wish(
                person=person,
                wish=form.cleaned_data["wish"],
                mail=form.cleaned_data["mail"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已保存。以后的消息按本人的意愿发出。"))
            return elsewhere(request, request.path)
    return render(
        request,
        "outbox/person.html",
        {
            "person": person,
            "name": who.name,
            "back": addresses.person(person),
            "form": form,
            "lines": _of(request, person),
        },
        status=_NOT_TAKEN if form.is_bound else 200,
    )


@require_POST
@screen(Permission.CONTACT_RECORD)
def drop(request: Request, person: UUID, message: UUID) -> HttpResponse:
    """Take a message back that has not left."""
    take_back_message(person=person, message=message, by=request.viewer, at=clock.now())
    saved(request, _("已撤回，不会发出。"))
    return elsewhere(request, reverse("outbox:person", args=[person]))


@require_POST
@screen(Permission.CONTACT_RECORD)
def again(request: Request, person: UUID, message: UUID) -> HttpResponse:
    """Let a message that did not arrive wait once more."""
    send_again(person=person, message=message, by=request.viewer, at=clock.now())
    saved(request, _("已重新放入发件箱。"))
    return elsewhere(request, reverse("outbox:person", args=[person]))


def _of(request: Request, person: UUID) -> list[Line]:
    who = person_for(request.viewer, person, Permission.CONTACT_RECORD)
    return lines(request.viewer, queries.messages_of(who, english=tongue() == "en"), names=False)


def _after(text: str) -> Any:
    day, _comma, message = text.partition(",")
    try:
        return date.fromisoformat(day), UUID(message)
    except ValueError:
        return None
