"""The shelf of templates: which are ours, which an office has put in their place, and putting one there.

Heads of units lay out their unit's letters, system administrators those of their region; region managers
the report of figures of their own office. No person is shown.
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
from guitu.domain.letters.catalogue import LAYOUTS, layout
from guitu.domain.letters.form import Form
from guitu.domain.letters.report import REPORT, Sheet
from guitu.exchange import letter_shelf
from guitu.exchange.exporters.letters import TYPE
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.web.letters.forms import TemplateForm
from guitu.web.letters.words import FILLED, RECIPIENTS, REPORT_READERS
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
    """A placeholder: as it is written and what stands there; ``is_block``: alone in its paragraph."""

    written: str
    words: str | Promise
    required: bool
    is_block: bool


@require_safe
@screen()
def shelf(request: Request) -> HttpResponse:
    """Every form, and whose template it is printed with."""
    placed = letter_shelf.placed(_place(request.viewer))
    lines = [
        Line(
            code,
            said(one.title),
            _for_whom(one),
            placed[code].since if code in placed else None,
        )
        for code, one in LAYOUTS.items()
        if _may(request.viewer, code)
    ]
    return render(request, "letters/shelf.html", {"lines": lines, "region": _is_region(request.viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@screen()
def template(request: Request, kind: str) -> HttpResponse:
    """One form's placeholders, the template in use, and another in its place."""
    place, chosen = _place(request.viewer), _form(request.viewer, kind)
    sent = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and sent.is_valid():
        try:
            digest = letter_shelf.put(place, kind, sent.cleaned_data["file"].read())
        except DomainError as error:
            sent.blame(DomainError(error.code, **{**error.facts, "field": "file"}))
        else:
            _noted(request, kind, place, digest)
            saved(request, _("已换上新模板，从下一份起使用。以前出具的不变。"))
            return elsewhere(request, request.path)
    placed = letter_shelf.placed(place).get(kind)
    context = {
        "form": sent,
        "kind": chosen,
        "title": said(chosen.title),
        "placed": placed,
        "versions": letter_shelf.versions(place, kind),
        "names": _names(chosen),
        "back": reverse("letters:shelf"),
    }
    return render(request, "letters/template.html", context, status=422 if sent.errors else 200)


@require_safe
@screen()
def file(request: Request, kind: str) -> HttpResponse:
    """The template in use here: the place's own, else ours; it holds nothing about anybody."""
    place, chosen = _place(request.viewer), _form(request.viewer, kind)
    is_own = kind in letter_shelf.placed(place)
    content = letter_shelf.own(place, kind) if is_own else letter_shelf.ours(kind)
    return download(content, name=f"{chosen.code}.docx", kind=TYPE)


@require_POST
@screen()
def remove(request: Request, kind: str) -> HttpResponse:
    """Go back to the template that was used before."""
    place = _place(request.viewer)
    _form(request.viewer, kind)
    letter_shelf.take_away(place, kind)
    note("letter-template.removed", by=request.viewer, at=clock.now(), kind=kind, place=place)
    saved(request, _("已恢复原来的模板。"))
    return elsewhere(request, reverse("letters:template", args=[kind]))


@require_safe
@screen()
def version(request: Request, kind: str, number: int) -> HttpResponse:
    """A template that the place has or had."""
    place, chosen = _place(request.viewer), _form(request.viewer, kind)
    content = letter_shelf.version(place, kind, number)
    return download(content, name=f"{chosen.code}-{number}.docx", kind=TYPE)


@require_POST
@screen()
def use(request: Request, kind: str, number: int) -> HttpResponse:
    """Take up a template again that the place had."""
    place = _place(request.viewer)
    _form(request.viewer, kind)
    digest = letter_shelf.put(place, kind, letter_shelf.version(place, kind, number))
    _noted(request, kind, place, digest)
    saved(request, _("已换回第 %(number)s 版，从下一份起使用。") % {"number": number})
    return elsewhere(request, reverse("letters:template", args=[kind]))


def _noted(request: Request, kind: str, place: int, digest: bytes) -> None:
    note(
        "letter-template.placed",
        by=request.viewer,
        at=clock.now(),
        kind=kind,
        place=place,
        digest=digest.hex(),
    )


def _place(viewer: Viewer) -> int:
    """The unit or region whose shelf this is.

    Raises:
        PermissionDenied: the role lays out no paper.
    """
    if holds(viewer, Permission.RELATION_NAME) or holds(viewer, Permission.AREAS_KEEP):
        return viewer.unit
    if _is_region(viewer):
        return region.region_of(viewer.unit)
    raise PermissionDenied


def _is_region(viewer: Viewer) -> bool:
    return holds(viewer, Permission.UNITS_MANAGE)


def _may(viewer: Viewer, kind: str) -> bool:
    """Whether a role lays out this paper: whoever manages a region sees no letter and lays out none."""
    return kind == REPORT.code or not holds(viewer, Permission.AREAS_KEEP)


def _for_whom(one: Form | Sheet) -> str | Promise:
    return RECIPIENTS[one.recipient] if isinstance(one, Form) else REPORT_READERS


def _form(viewer: Viewer, kind: str) -> Form | Sheet:
    """What an address names.

    Raises:
        Http404: there is none, or the role lays out none of it.
    """
    try:
        found = layout(kind)
    except DomainError:
        raise Http404 from None
    if not _may(viewer, kind):
        raise Http404
    return found


def _names(chosen: Form | Sheet) -> list[Name]:
    labels = _labels(chosen)
    return [
        Name(f"{{{{ {code} }}}}", words, code in chosen.required, code in chosen.blocks)
        for code, words in labels.items()
    ]


def _labels(chosen: Form | Sheet) -> dict[str, str | Promise]:
    """What each placeholder stands for, in the order somebody meets them."""
    if isinstance(chosen, Sheet):
        return {code: said(words) for code, words in {**chosen.words, **chosen.parts}.items()}
    filled = {code: words for code, words in FILLED.items() if code in chosen.placeholders}
    return {**filled, **{one.code: said(one.label) for one in chosen.fields}}
