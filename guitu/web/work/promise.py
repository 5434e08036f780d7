"""Who we are behind with on the yearly promise, and one notice for several of them at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.analytics import promises
from guitu.analytics.promises import Behind
from guitu.casework.people.queries import PersonRow, people_of
from guitu.domain.access import Permission, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.work.forms import NoticeForm
from guitu.workflows.give_notice import Notice, give_notice

PAGE = 50
_NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def behind(request: Request) -> HttpResponse:
    """Whom a notice is owed by now; a POST tells those chosen of one job, course or talk."""
    body = request.POST if request.method == "POST" else None
    form = NoticeForm(body, today=request.today)
    if form.is_bound and form.is_valid() and _given(request, form):
        return elsewhere(request, request.get_full_path())
    waiting = promises.behind(request.viewer, today=request.today)
    after = _offset(request.GET.get("after", ""))
    page = waiting[after : after + PAGE]
    people = people_of(request.viewer, {one.person for one in page})
    context: dict[str, Any] = {
        "form": form,
        "lines": [_line(one, people[one.person]) for one in page if one.person in people],
        "chosen": set(form.chosen),
        "more": after + PAGE if after + PAGE < len(waiting) else None,
        "tally": promises.tally(request.viewer, today=request.today),
        "writes": holds(request.viewer, Permission.SERVICE_RECORD),
    }
    return render(request, "work/behind.html", context, status=_NOT_TAKEN if form.is_bound else 200)


def _given(request: Request, form: NoticeForm) -> bool:
    said = form.cleaned_data
    notice = Notice(said["service"], said["words"], said["happened_on"], said["form"])
    try:
        told = give_notice(people=form.chosen, notice=notice, by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code == "person.unknown":
            raise
        form.blame(error)
        return False
    saved(request, _("已记下：告诉了 %(n)s 人。") % {"n": told})
    return True


def _line(one: Behind, person: PersonRow) -> dict[str, Any]:
    return {"person": one.person, "name": person.name, "until": one.until, "meters": one.meters}


def _offset(text: str) -> int:
    return min(int(text), 10**6) if text.isascii() and text.isdigit() else 0
