"""The help first, for every danger; then what happened, in as few words as one likes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.domain.access import Permission
from guitu.domain.health.crisis import CRISES
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.web.crisis.forms import CrisisForm
from guitu.web.shell import addresses
from guitu.web.shell.help import FIRST, HELP
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import said
from guitu.workflows import crisis as act
from guitu.workflows.hospitals import hospitals_near


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def crisis(request: Request, person: UUID) -> HttpResponse:
    """Whom to call, where to go, what to say; and the form, below all that."""
    who = act.admitted(request.viewer, person)
    form = CrisisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            done = act.record(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
            names = "、".join(one.display_name for one in done.told)
            saved(request, _said(names))
            return elsewhere(request, addresses.person(who.id))
    last = act.last_crisis(who)
    context = {
        "who": who,
        "form": form,
        "first": FIRST,
        "help": [(code, HELP[code], said(word)) for code, word in CRISES.items()],
        "hospitals": hospitals_near(request.viewer, who),
        "told": act.helpers_of(who, at=clock.now()),
        "looks_back": last is not None and last[0] < request.today.toordinal(),
        "entry_id": new_id(),
        "back": addresses.person(who.id),
    }
    return render(request, "crisis/crisis.html", context, status=422 if form.errors else 200)


def _said(names: str) -> str:
    first = _("已记下。请在明天之前再联系一次，七天内一起回头看；不会作为违反上报。")
    if not names:
        return first
    return first + _("已告知：%(names)s。") % {"names": names}


@require_POST
@screen(Permission.PERSON_READ)
def look_back(request: Request, person: UUID) -> HttpResponse:
    """Somebody sat down with the person some days later."""
    try:
        entry = UUID(request.POST.get("entry_id", ""))
    except ValueError:
        entry = new_id()
    with telling(request):
        act.look_back(person=person, entry_id=entry, by=request.viewer, at=clock.now())
        saved(request, _("已记下：和本人一起回头看过了。"))
    return elsewhere(request, addresses.person(person))
