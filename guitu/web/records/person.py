"""A person's rights on one page: what they agreed to, what they asked, their copy; and "this is wrong"."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.records.queries import RequestRow, requests_of
from guitu.domain.access import Permission
from guitu.domain.consent import GUARDIAN_BELOW, years_old
from guitu.domain.journal.codes import CONSENT_PURPOSES, CONSENT_SPEAKERS
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.domain.rights import About, Asked, State
from guitu.exchange.exporters.person_copy import as_docx, as_json
from guitu.foundation import clock
from guitu.foundation.audit import sightings
from guitu.web.records import words
from guitu.web.records.forms import AskForm
from guitu.web.shell import addresses, terms
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows.consent import aftercare_of, consents_of
from guitu.workflows.copy_of_file import gather
from guitu.workflows.record import record_entry
from guitu.workflows.rights import answered_at_once, ask

_OUTCOMES = frozenset({"given", "withdrawn", "declined"})
_TYPES = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Purpose:
    """One purpose and what the person said to it last. ``on`` None: nobody asked yet."""

    code: str
    words: str | Promise
    is_given: bool
    on: date | None


@dataclass(frozen=True)
class Line:
    """One request in words."""

    row: RequestRow
    kind: str | Promise
    about: str | Promise
    state: str | Promise
    reason: str | Promise
    late: bool


def line_of(row: RequestRow, today: date) -> Line:
    """A request in words."""
    return Line(
        row=row,
        kind=words.ASKED[row.kind],
        about=words.ABOUT[row.of],
        state=words.STATES[row.state],
        reason=words.REFUSALS.get(row.reason, ""),
        late=row.is_late(today),
    )


@require_safe
@screen(Permission.RIGHTS_RECORD)
def rights(request: Request, person: UUID) -> HttpResponse:
    """What the person agreed to, what they asked, and their copy."""
    who = person_for(request.viewer, person, Permission.RIGHTS_RECORD)
    said = consents_of(who)
    purposes = [_purpose(code, said.get(code)) for code in CONSENT_PURPOSES]
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "purposes": purposes,
        "guardian": _needs_guardian(who, request.today),
        "lines": [line_of(row, request.today) for row in requests_of(who)],
    }
    return render(request, "records/rights.html", context)


def _purpose(code: str, found: Entry | None) -> Purpose:
    if found is None:
        return Purpose(code, terms.CONSENTS[code], is_given=False, on=None)
    return Purpose(code, terms.CONSENTS[code], found.outcome == "given", found.happened_on)


def _needs_guardian(who: AdmittedPerson, today: date) -> bool:
    return who.birth_on is not None and years_old(who.birth_on, today) < GUARDIAN_BELOW


@require_POST
@screen(Permission.RIGHTS_RECORD)
def consent(request: Request, person: UUID, purpose: str) -> HttpResponse:
    """Write down what the person says to one purpose: giving and withdrawing are one press each."""
    who = person_for(request.viewer, person, Permission.RIGHTS_RECORD)
    outcome = request.POST.get("outcome", "")
    speaker = request.POST.get("said_by", CONSENT_SPEAKERS[0])
    if purpose not in CONSENT_PURPOSES or outcome not in _OUTCOMES or speaker not in CONSENT_SPEAKERS:
        raise Http404
    try:
        done = record_entry(
            person=who.id,
            kind="consent",
            happened_on=request.today,
            outcome=outcome,
            details={"purpose": purpose, "said_by": speaker},
            episode=aftercare_of(who) if purpose == "aftercare" else None,
            by=request.viewer,
            at=clock.now(),
        )
    except DomainError as error:
        failed(request, sentence(error))
    else:
        saved(request, _("已记下本人的意思，马上生效。"))
        if done.sealed:
            saved(request, _("照管已经结束，档案当天封存，不再显示。"))
            return elsewhere(request, reverse("desk:desk"))
    return elsewhere(request, reverse("records:rights", args=[who.id]))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.RIGHTS_RECORD)
def ask_for(request: Request, person: UUID) -> HttpResponse:
    """Write down what the person asks: of the whole file, or that one row is wrong (``of``, ``row``)."""
    who = person_for(request.viewer, person, Permission.RIGHTS_RECORD)
    of, row = _about(request)
    form = AskForm(request.POST or None, about_a_row=row is not None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(
                person=who.id,
                kind=form.cleaned_data["kind"],
                words=form.cleaned_data["words"],
                of=of,
                row=row,
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            if error.code.endswith("unknown"):
                raise Http404 from None
            form.blame(error)
        else:
            saved(request, _("已登记。单位应当在 15 日内答复；在此之前，这一项会标明本人有异议。"))
            return elsewhere(request, reverse("records:rights", args=[who.id]))
    context = {
        "who": who,
        "form": form,
        "about": words.ABOUT[of],
        "back": reverse("records:rights", args=[who.id]),
    }
    return render(request, "records/ask.html", context, status=422 if form.errors else 200)


def _about(request: Request) -> tuple[About, UUID | None]:
    """What the address says it is about.

    Raises:
        Http404: no such thing.
    """
    try:
        of = About(request.GET.get("of", ""))
        row = UUID(request.GET["row"]) if "row" in request.GET else None
    except ValueError:
        raise Http404 from None
    if (of is About.FILE) != (row is None):
        raise Http404
    return of, row


@require_POST
@screen(Permission.RIGHTS_RECORD, fresh=True)
def copy(request: Request, person: UUID) -> HttpResponse:
    """The person's copy, as far as this colleague may read it; that it was asked for and given is kept."""
    who = person_for(request.viewer, person, Permission.RIGHTS_RECORD)
    form = request.POST.get("form", "docx")
    if form not in _TYPES:
        raise Http404
    at = clock.now()
    asked = ask(person=who.id, kind=Asked.COPY, words="", by=request.viewer, at=at)
    answered_at_once(who, asked, state=State.GRANTED, by=request.viewer, at=at)
    made = gather(request.viewer, who.id, at=at)
    sightings.saw({who.id: who.held_by}, *made["about"][0]["compartments"], act=Act.EXPORT)
    content = as_json(made) if form == "json" else as_docx(made, say=words.say)
    return download(content, name=f"copy-{request.today.isoformat()}.{form}", kind=_TYPES[form])
