"""A story: written, agreed to use by use, taken back at once; and the page on which anybody may read some."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.honours import queries
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission
from guitu.domain.honours.story import Picture, Use
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.honours.forms import StoryForm, UseForm
from guitu.web.honours.words import PICTURES, USES
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import honour_story as act
from guitu.workflows.honour import standing_of
from guitu.workflows.plan import admitted

_NOT_TAKEN = 422


@require_safe
@screen(public=True)
def stories(request: HttpRequest) -> HttpResponse:
    """Stories people agreed to tell on the web: under other names, and nobody keeps a copy of the page."""
    response = render(request, "honours/stories.html", {"stories": act.on_the_web()})
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.RIGHTS_RECORD)
def story(request: Request, person: UUID) -> HttpResponse:
    """The story, and where it is told."""
    who = admitted(request.viewer, person, Permission.RIGHTS_RECORD)
    form = StoryForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        said = form.cleaned_data | {"picture": Picture(form.cleaned_data["picture"])}
        try:
            act.write_story(person=who.id, by=request.viewer, at=clock.now(), **said)
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已保存，还没有公开。每用一次，都要再问本人。"))
            return elsewhere(request, reverse("honours:story", args=[who.id]))
    return _page(request, who, form=form, status=_NOT_TAKEN if form is not None else 200)


@require_POST
@screen(Permission.RIGHTS_RECORD)
def agree(request: Request, person: UUID) -> HttpResponse:
    """One use that the person agrees to."""
    who = admitted(request.viewer, person, Permission.RIGHTS_RECORD)
    form = UseForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data | {"use": Use(form.cleaned_data["use"])}
        try:
            act.agree(person=who.id, by=request.viewer, at=clock.now(), **said)
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记下本人的同意，只用在这一处。"))
            return elsewhere(request, reverse("honours:story", args=[who.id]))
    return _page(request, who, uses=form, status=_NOT_TAKEN)


@require_POST
@screen(Permission.RIGHTS_RECORD)
def end(request: Request, person: UUID, use: UUID) -> HttpResponse:
    """One use is taken back."""
    act.end_use(person=person, publication=use, by=request.viewer, at=clock.now())
    saved(request, _("已撤下。"))
    return elsewhere(request, reverse("honours:story", args=[person]))


@require_POST
@screen(Permission.RIGHTS_RECORD)
def go_on(request: Request, person: UUID, use: UUID) -> HttpResponse:
    """The person wishes a use to go on."""
    try:
        act.go_on(person=person, publication=use, by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code.endswith("unknown"):
            raise
        failed(request, sentence(error))
    else:
        saved(request, _("已记下，按本人的意思继续。"))
    return elsewhere(request, reverse("honours:story", args=[person]))


def _page(
    request: Request,
    who: AdmittedPerson,
    *,
    form: StoryForm | None = None,
    uses: UseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = standing_of(who, on=request.today)
    kept = queries.story_of(who) if now.may_tell else None
    known = (
        {"alias": kept.alias, "words": kept.words, "picture": kept.picture, "face_agreed": kept.face_agreed}
        if kept
        else {}
    )
    context = {
        "who": who,
        "back": reverse("honours:person", args=[who.id]),
        "now": now,
        "story": kept,
        "picture": PICTURES[kept.picture] if kept else "",
        "form": form or StoryForm(initial=known),
        "uses": uses or UseForm(None, initial={"year": _year(request.today)}),
        "told": [(row, USES[row.use]) for row in queries.publications_of(who)] if now.may_tell else [],
    }
    return render(request, "honours/story.html", context, status=status)


def _year(today: date) -> int:
    return today.year
