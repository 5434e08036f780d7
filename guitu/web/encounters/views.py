"""Choosing what to record, recording it, correcting it, taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.queries import line_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Compartment, Permission, compartments, holds
from guitu.domain.episode import CLOSED, EpisodeKind
from guitu.domain.journal.words import kind_word
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.wishes import TITLES, WISHES, not_honoured
from guitu.foundation import clock
from guitu.foundation.organisations.queries import units
from guitu.web.encounters import needs
from guitu.web.encounters.forms import Centres, CorrectionForm, EntryForm, Episodes, from_line
from guitu.web.encounters.sheets import MEETINGS, SHEETS, SPOKEN, Sheet, offered
from guitu.web.shell import addresses, terms
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved, telling
from guitu.web.shell.tags import said, tongue
from guitu.workflows.expect_release import CENTRE
from guitu.workflows.opinion import give
from guitu.workflows.record import permission_for, record_entry, take_back
from guitu.workflows.wish import wishes_for

_SATURDAY = 5  # as date.weekday counts
_OF_AFTERCARE = frozenset({"invitation", "consent", "paused", "resumed_care", "reached_end"})

# These are asked for on a screen that says more than a form: what was agreed, or where help is.
_OWN_SCREENS = {
    "leave_report": "leave:leave",
    "leave_extend": "leave:leave",
    "leave_return": "leave:leave",
    "relapse": "breaches:use",
    "need_raised": "referrals:needs",
    "need_answered": "referrals:needs",
}


@require_safe
@screen(Permission.PERSON_READ)
def choose(request: Request, person: UUID) -> HttpResponse:
    """Every kind this viewer may write, most used first."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    back = request.GET.get("back", "person")
    daily, rarer = (
        [
            (family, [(sheet, addresses.record(who.id, sheet.kind, back=back)) for sheet in sheets])
            for family, sheets in offered(request.viewer, daily=often)
        ]
        for often in (True, False)
    )
    context = {"who": who, "daily": daily, "rarer": rarer, "back": addresses.person(who.id)}
    return render(request, "encounters/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def record(request: Request, person: UUID, kind: str) -> HttpResponse:
    """The form of one kind, and what it sends."""
    if kind in _OWN_SCREENS and request.method != "POST":
        return elsewhere(request, reverse(_OWN_SCREENS[kind], args=[person]))
    sheet = _sheet(request, kind)
    who = person_for(request.viewer, person, permission_for(kind))
    form = EntryForm(
        request.POST or None,
        sheet=sheet,
        today=request.today,
        episodes=_episodes(who, sheet),
        centres=_centres(request, sheet),
        initial=_asked_for(request, sheet),
        hears=kind in MEETINGS and _reads_care(request, who),
        needs=needs.open_for(request, who) if kind in SPOKEN and _reads_care(request, who) else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = record_entry(person=who.id, by=request.viewer, at=clock.now(), **form.said())
            if not done.sealed:
                _hear(request, form, who, done.entry_id)
                needs.keep(request, form.cleaned_data, who, done.entry_id, kind)
        except DomainError as error:
            form.blame(error)
        else:
            if done.sealed:
                return _closed(request, form, who)
            _warn(request, form, who)
            _say_unannounced(request, form)
            saved(request, _saved(kind, who, len(done.settled)), undo=_undo(request, who.id, done.entry_id))
            return elsewhere(request, _back(request, who.id))
    return _drawn(request, form, who)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def correct(request: Request, person: UUID, entry: UUID) -> HttpResponse:
    """The entry as it stands, to be written anew; the old one stays and says by what it was corrected."""
    seen = person_for(request.viewer, person, Permission.PERSON_READ)
    line = line_of(request.viewer, seen, entry)
    sheet = _sheet(request, line.kind)
    who = person_for(request.viewer, person, permission_for(line.kind))
    form = CorrectionForm(
        request.POST or None,
        sheet=sheet,
        today=request.today,
        episodes=_episodes(who, sheet, line.episode_id),
        centres=_centres(request, sheet),
        initial=from_line(line),
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = record_entry(
                person=who.id, supersedes=entry, by=request.viewer, at=clock.now(), **form.said()
            )
        except DomainError as error:
            form.blame(error)
        else:
            if done.sealed:
                return _closed(request, form, who, corrects=entry)
            _say_unannounced(request, form)
            saved(
                request, _("已更正。原来的记录仍留在时间线上。"), undo=_undo(request, who.id, done.entry_id)
            )
            return elsewhere(request, addresses.person(who.id))
    return _drawn(request, form, who, corrects=entry, stale=line.superseded_by is not None)


@require_POST
@screen(Permission.PERSON_READ)
def undo(request: Request, person: UUID, entry: UUID) -> HttpResponse:
    """Take back what was just saved; the journal keeps both."""
    with telling(request):
        take_back(person=person, entry=entry, by=request.viewer, at=clock.now())
        saved(request, _("已撤销。时间线上会留下撤销的说明。"))
    return elsewhere(request, _back(request, person))


def _reads_care(request: Request, who: AdmittedPerson) -> bool:
    """Whether the viewer reads the whole casework of somebody: wishes and opinions are part of it."""
    opened = compartments(request.viewer, held_by=who.held_by, person=who.id)
    return Compartment.CASEWORK in opened.whole


def _hear(request: Request, form: EntryForm, who: AdmittedPerson, entry: UUID) -> None:
    """Keep the opinion that was given at a meeting, to be answered.

    Raises:
        DomainError: "opinion.speaker", "opinion.words".
    """
    found = form.opinion()
    if found is not None:
        said_on = form.cleaned_data["happened_on"]
        give(
            person=who.id, speaker=found[0], words=found[1], said_on=said_on, entry=entry,
            by=request.viewer, at=clock.now(),
        )  # fmt: skip


def _warn(request: Request, form: EntryForm, who: AdmittedPerson) -> None:
    """Say, never block, where a meeting went against what the person wishes for."""
    if form.sheet.kind not in MEETINGS or not _reads_care(request, who):
        return
    given = form.cleaned_data
    against = not_honoured(
        wishes_for(who),
        kind=form.sheet.kind,
        mode=str(given.get("mode", "")),
        weekend=given["happened_on"].weekday() >= _SATURDAY,
    )
    for field in against:
        messages.warning(
            request, _("这次没有照本人的意愿（%(what)s），请当面说明原因。") % {"what": said(TITLES[field])}
        )


def _say_unannounced(request: Request, form: EntryForm) -> None:
    """Say where a centre was named and nothing was opened there, because the file is not closed."""
    if "to_centre" in form.said()["details"]:
        messages.warning(
            request,
            _("档案还没有封存，所以没有在该场所建立新档案。结束最后一项照管时，请再填一次场所和日期。"),
        )


def _wished(request: Request, who: AdmittedPerson, sheet: Sheet) -> list[str]:
    """What the person wishes for, in words, where a meeting is recorded."""
    if sheet.kind not in MEETINGS or not _reads_care(request, who):
        return []
    return [said(WISHES[field][code]) for field, code in wishes_for(who).items()]


def _sheet(request: Request, kind: str) -> Sheet:
    if kind not in SHEETS:
        raise Http404
    if not holds(request.viewer, permission_for(kind)):
        raise PermissionDenied
    return SHEETS[kind]


def _closed(request: Request, form: EntryForm, who: AdmittedPerson, **more: Any) -> HttpResponse:
    """With this entry the file closes and is sealed, for good: asked once more, then done.

    The page that asks refuses (422), so that nothing of it is kept.
    """
    if "closes" in request.POST:
        saved(request, _("已记录。照管已经结束，档案当天封存，不再显示。"))
        return elsewhere(request, reverse("desk:desk"))
    form.add_error(
        None, _("保存后照管就结束了：档案当天封存，不再显示，不能撤销。确实如此，请再按一次保存。")
    )
    return _drawn(request, form, who, closes=True, **more)


def _drawn(request: Request, form: EntryForm, who: AdmittedPerson, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "parts": form.parts(),
        "sheet": form.sheet,
        "who": who,
        "action": request.get_full_path(),
        "back": _back(request, who.id),
        "wished": _wished(request, who, form.sheet),
        **more,
    }
    template = "encounters/_form.html" if request.htmx else "encounters/record.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _asked_for(request: HttpRequest, sheet: Sheet) -> dict[str, object]:
    """What the address fills in: the episode of the duty, a service, a need."""
    names = ("episode", *sheet.front)
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _episodes(who: AdmittedPerson, sheet: Sheet, kept: UUID | None = None) -> Episodes:
    """The orders or aftercare an entry can belong to, the likeliest first; none where it belongs to none."""
    if not sheet.belongs:
        return ()
    wants_aftercare = sheet.kind in _OF_AFTERCARE

    def likelihood(row: EpisodeRow) -> tuple[bool, bool, int]:
        fits = (row.kind is EpisodeKind.AFTERCARE) == wants_aftercare
        return row.id != kept, not fits, -row.opened_on.toordinal()

    rows = [row for row in episodes_of(who) if row.phase not in CLOSED or row.id == kept]
    return [(row.id, str(terms.EPISODES[row.kind.value])) for row in sorted(rows, key=likelihood)]


def _centres(request: Request, sheet: Sheet) -> Centres:
    """The centres of the viewer's province, where the sheet asks for one."""
    if not sheet.follows:
        return ()
    province = regions.region_of(request.viewer.unit) // 10**10 * 10**10
    return [(row.number, row.name) for row in units(within=province, types=(CENTRE,))]


def _saved(kind: str, who: AdmittedPerson, settled: int) -> str:
    words = {"kind": kind_word(kind, tongue()), "name": who.name}
    if settled:
        return _("已记录%(name)s的%(kind)s，相应的事项已办结。") % words
    return _("已记录%(name)s的%(kind)s。") % words


def _undo(request: HttpRequest, person: UUID, entry: UUID) -> str:
    address = reverse("encounters:undo", args=[person, entry])
    return f"{address}?back=desk" if request.GET.get("back") == "desk" else address


def _back(request: HttpRequest, person: UUID) -> str:
    """Where the form was opened from: the desk, the person's hand-off, or the person."""
    if request.GET.get("back") == "handoff":
        return reverse("handoffs:person", args=[person])
    return reverse("desk:desk") if request.GET.get("back") == "desk" else addresses.person(person)
