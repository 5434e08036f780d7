"""Letters of one person: which there are, issuing one after a look at it, and fetching its file."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.letters.queries import LetterRow, letter_for, letters_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import FORMS, form
from guitu.domain.letters.form import Form, Recipient
from guitu.exchange.exporters import letters as paper
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.letters.forms import LetterForm
from guitu.web.letters.words import RECIPIENTS
from guitu.web.shell import addresses
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.tags import said
from guitu.web.shell.words import sentence
from guitu.workflows import issue_letter as act


@dataclass(frozen=True)
class Line:
    """One letter in words."""

    row: LetterRow
    title: str
    recipient: str | Promise
    by: str


@dataclass(frozen=True)
class Group:
    """The forms of one recipient."""

    words: str | Promise
    forms: tuple[tuple[str, str], ...]  # title, address


@require_safe
@screen(Permission.PERSON_READ)
def letters(request: Request, person: UUID) -> HttpResponse:
    """What was issued about somebody, and what can be."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    rows = letters_of(request.viewer, who)
    offered = act.forms_open_to(request.viewer, who)
    if not rows and not offered:  # a role that neither reads nor writes in the case file
        raise Http404
    names = display_names({row.issued_by for row in rows})
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "lines": [
            Line(row, said(FORMS[row.kind].title), RECIPIENTS[row.recipient], names.get(row.issued_by, ""))
            for row in rows
        ],
        "groups": _groups(who, offered),
    }
    return render(request, "letters/letters.html", context)


def _groups(who: AdmittedPerson, offered: tuple[Form, ...]) -> list[Group]:
    groups = []
    for recipient in Recipient:
        of_one = tuple(
            (said(one.title), reverse("letters:new", args=[who.id, one.code]))
            for one in offered
            if one.recipient is recipient
        )
        if of_one:
            groups.append(Group(RECIPIENTS[recipient], of_one))
    return groups


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def new(request: Request, person: UUID, kind: str) -> HttpResponse:
    """Fill in a letter, look at it, issue it. Nothing is kept before it is issued."""
    chosen = _form(kind)
    who = act.admit(request.viewer, person, kind)
    asked = {one.code: request.GET[one.code] for one in chosen.fields if one.code in request.GET}
    filled = LetterForm(request.POST or None, of=chosen, initial=asked)
    shown: tuple[tuple[str, str], ...] = ()
    if request.method == "POST" and filled.is_valid():
        try:
            if request.POST.get("act") == "issue":
                return _issued(request, who, chosen, filled)
            shown = _preview(request, who, chosen, filled)
        except DomainError as error:
            filled.blame(_with_label(error, chosen))
    context: dict[str, Any] = {
        "who": who,
        "form": filled,
        "kind": chosen,
        "title": said(chosen.title),
        "recipient": RECIPIENTS[chosen.recipient],
        "shown": shown,
        "back": reverse("letters:letters", args=[who.id]),
    }
    return render(request, "letters/new.html", context, status=422 if filled.errors else 200)


def _form(kind: str) -> Form:
    """The form an address names.

    Raises:
        Http404: there is none.
    """
    try:
        return form(kind)
    except DomainError:
        raise Http404 from None


def _issued(request: Request, who: AdmittedPerson, chosen: Form, filled: LetterForm) -> HttpResponse:
    """Issue and print in one act: what cannot be printed takes no number."""
    kept = act.issue(
        person=who.id,
        kind=chosen.code,
        facts=filled.facts(),
        by=request.viewer,
        at=clock.now(),
        entry_id=filled.cleaned_data["letter_id"],
        press=paper.press,
    )
    saved(request, _("已出具 %(title)s %(number)s。请下载打印。") % _named(kept))
    return elsewhere(request, reverse("letters:letters", args=[who.id]))


def _named(row: LetterRow) -> dict[str, str]:
    return {"title": said(FORMS[row.kind].title), "number": row.number_in_words}


def _preview(
    request: Request, who: AdmittedPerson, chosen: Form, filled: LetterForm
) -> tuple[tuple[str, str], ...]:
    on: date = request.today
    words = act.words(who, chosen.code, filled.facts(), by=request.viewer, number=_("出具时编号"), on=on)
    return paper.preview(request.viewer.unit, chosen.code, words)


def _with_label(error: DomainError, chosen: Form) -> DomainError:
    """The refusal with the field called as the page calls it."""
    labels = {one.code: said(one.label) for one in chosen.fields}
    named = str(error.facts.get("field", ""))
    return DomainError(error.code, **{**error.facts, **({"label": labels[named]} if named in labels else {})})


@require_safe
@screen(Permission.PERSON_READ)
def letter(request: Request, person: UUID, letter: UUID) -> HttpResponse:
    """The file of one letter, the same bytes every time."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    try:
        act.check_handed_out(request.viewer, who, letter)
    except DomainError as error:
        if error.code != "family.kept-apart":
            raise
        failed(request, sentence(error))
        return elsewhere(request, reverse("letters:letters", args=[who.id]))
    content = paper.printed(request.viewer, who, letter)
    return download(content, name=paper.file_name(letter_for(request.viewer, who, letter)), kind=paper.TYPE)
