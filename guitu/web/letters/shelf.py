"""The shelf of templates: which are ours, which an office has put in their place, and putting one there.

Heads of units lay out their unit's letters, system administrators those of their region. No person is shown.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import FORMS, form
from guitu.domain.letters.form import Form
from guitu.exchange import letter_shelf
from guitu.exchange.exporters.letters import TYPE
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.web.letters.forms import TemplateForm
from guitu.web.letters.words import FILLED, RECIPIENTS
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.tags import said


@dataclass(frozen=True)
class Line:
    """One form on the shelf. ``since`` None: ours, or that of a place around."""

    code: str
    title: str
    recipient: str | Promise
    since: datetime | None


@dataclass(frozen=True)
class Name:
    """A placeholder: as it is written, what stands there, and whether it must be there."""

    written: str
    words: str | Promise
    required: bool


@require_safe
@screen()
def shelf(request: Request) -> HttpResponse:
    """Every form, and whose template it is printed with."""
    placed = letter_shelf.placed(_place(request.viewer))
    lines = [
        Line(
            code,
            said(one.title),
            RECIPIENTS[one.recipient],
            placed[code].since if code in placed else None,
        )
        for code, one in FORMS.items()
    ]
    return render(request, "letters/shelf.html", {"lines": lines, "region": _is_region(request.viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@screen()
def template(request: Request, kind: str) -> HttpResponse:
    """One form's placeholders, the template in use, and another in its place."""
    place, chosen = _place(request.viewer), _form(kind)
    sent = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and sent.is_valid():
        try:
            digest = letter_shelf.put(place, kind, sent.cleaned_data["file"].read())
        except DomainError as error:
            sent.blame(DomainError(error.code, **{**error.facts, "field": "file"}))
        else:
            note(
                "letter-template.placed",
                by=request.viewer,
                at=clock.now(),
                kind=kind,
                place=place,
                digest=digest.hex(),
            )
            saved(request, _("已换上新模板，从下一份起使用。以前出具的不变。"))
            return elsewhere(request, request.path)
    placed = letter_shelf.placed(place).get(kind)
    context = {
        "form": sent,
        "kind": chosen,
        "title": said(chosen.title),
        "placed": placed,
        "names": _names(chosen),
        "back": reverse("letters:shelf"),
    }
    return render(request, "letters/template.html", context, status=422 if sent.errors else 200)


@require_safe
@screen()
def file(request: Request, kind: str) -> HttpResponse:
    """The template in use here: the place's own, else ours; it holds nothing about anybody."""
    place, chosen = _place(request.viewer), _form(kind)
    is_own = kind in letter_shelf.placed(place)
    content = letter_shelf.own(place, kind) if is_own else letter_shelf.ours(kind)
    return download(content, name=f"{chosen.code}.docx", kind=TYPE)


@require_POST
@screen()
def remove(request: Request, kind: str) -> HttpResponse:
    """Go back to the template that was used before."""
    place = _place(request.viewer)
    _form(kind)
    letter_shelf.take_away(place, kind)
    note("letter-template.removed", by=request.viewer, at=clock.now(), kind=kind, place=place)
    saved(request, _("已恢复原来的模板。"))
    return elsewhere(request, reverse("letters:template", args=[kind]))


def _place(viewer: Viewer) -> int:
    """The unit or region whose shelf this is.

    Raises:
        PermissionDenied: the role lays out no letters.
    """
    if holds(viewer, Permission.RELATION_NAME):
        return viewer.unit
    if _is_region(viewer):
        return region.region_of(viewer.unit)
    raise PermissionDenied


def _is_region(viewer: Viewer) -> bool:
    return holds(viewer, Permission.UNITS_MANAGE)


def _form(kind: str) -> Form:
    """The form an address names.

    Raises:
        Http404: there is none.
    """
    try:
        return form(kind)
    except DomainError:
        raise Http404 from None


def _names(chosen: Form) -> list[Name]:
    labels = {one.code: said(one.label) for one in chosen.fields}
    return [
        Name(f"{{{{ {code} }}}}", labels.get(code) or FILLED[code], code in chosen.required)
        for code in (*labels, *(code for code in FILLED if code in chosen.placeholders))
    ]
