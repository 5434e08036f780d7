"""The team of one person and who must not see them; and "I know this person"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import account, display_names, who_may_help
from guitu.foundation.organisations.queries import unit_names
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.shell.words import sentence
from guitu.web.team.forms import ExcludeForm, KnowForm, NameForm
from guitu.workflows import team as act


@dataclass(frozen=True)
class Line:
    """A relation or an exclusion as the page shows it. ``until`` the last day, None without one."""

    id: UUID
    who: str
    kind: str
    since: date
    until: date | None
    fixed: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.RELATION_NAME)
def team(request: Request, person: UUID) -> HttpResponse:
    """Who stands by this person; name somebody."""
    form = NameForm(_body(request), accounts=who_may_help(request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            act.name(
                person=person,
                to=form.cleaned_data["account"],
                relation=form.cleaned_data["relation"],
                until=form.cleaned_data["until"],
                by=request.viewer,
                at=clock.now(),
            )
        except DomainError as error:
            _unless_unknown(error)
            form.add_error(None, sentence(error))
        else:
            saved(request, _("已保存。"))
            return elsewhere(request, request.path)
    return _page(request, person, naming=form)


@require_POST
@screen(Permission.RELATION_NAME)
def end(request: Request, person: UUID) -> HttpResponse:
    """End a relation."""
    act.end(person=person, tie=_id(request), by=request.viewer, at=clock.now())
    saved(request, _("已结束。"))
    return elsewhere(request, reverse("team:team", args=[person]))


@require_POST
@screen(Permission.RELATION_NAME)
def exclude(request: Request, person: UUID) -> HttpResponse:
    """Exclude a colleague."""
    form = ExcludeForm(request.POST, accounts=who_may_help(request.viewer))
    if not form.is_valid():
        return _page(request, person, excluding=form)
    chosen = form.cleaned_data["account"]
    act.exclude(
        person=person,
        account_id=account(chosen).id,
        kind=form.cleaned_data["kind"],
        until=form.cleaned_data["until"],
        by=request.viewer,
        at=clock.now(),
    )
    saved(request, _("已保存。这位同事从现在起看不到这个人。"))
    own = chosen == request.viewer.id
    return elsewhere(request, reverse("desk:desk") if own else reverse("team:team", args=[person]))


@require_POST
@screen(Permission.RELATION_NAME)
def lift(request: Request, person: UUID) -> HttpResponse:
    """Lift an exclusion."""
    act.lift(person=person, bar=_id(request), by=request.viewer, at=clock.now())
    saved(request, _("已取消回避。"))
    return elsewhere(request, reverse("team:team", args=[person]))


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def i_know(request: Request, person: UUID) -> HttpResponse:
    """Exclude oneself, at once."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    form = KnowForm(_body(request))
    if request.method == "POST" and form.is_valid():
        act.exclude(
            person=person,
            account_id=request.viewer.id,
            kind=form.cleaned_data["kind"],
            until=None,
            by=request.viewer,
            at=clock.now(),
        )
        saved(request, _("谢谢您说明。从现在起您看不到这份档案，由其他同事负责。"))
        return elsewhere(request, reverse("desk:desk"))
    context = {"form": form, "name": who.name, "back": addresses.person(person)}
    return render(request, "team/i_know.html", context, status=422 if form.errors else 200)


def _page(
    request: Request,
    person: UUID,
    *,
    naming: NameForm | None = None,
    excluding: ExcludeForm | None = None,
) -> HttpResponse:
    now = clock.now()
    found = act.team_of(request.viewer, person, at=now)
    helpers = who_may_help(request.viewer)
    naming = naming or NameForm(None, accounts=helpers)
    excluding = excluding or ExcludeForm(None, accounts=helpers)
    accounts = {row.account for row in found.ties if row.account is not None}
    names = display_names(accounts | {row.account for row in found.bars})
    units = unit_names({row.unit for row in found.ties if row.unit is not None})
    context: dict[str, Any] = {
        "person": found.who.id,
        "name": found.who.name,
        "back": addresses.person(found.who.id),
        "ties": [
            Line(
                row.id,
                names.get(row.account, "") if row.account else units.get(row.unit or 0, ""),
                row.kind.value,
                clock.day_of(row.since),
                _last_day(row.until),
                fixed=row.kind.value == "assigned",
            )
            for row in found.ties
        ],
        "bars": [
            Line(
                row.id,
                names.get(row.account, ""),
                row.kind.value,
                clock.day_of(row.since),
                _last_day(row.until),
            )
            for row in found.bars
        ],
        "form": naming,
        "exclude_form": excluding,
    }
    wrong = bool(naming.errors or excluding.errors)
    return render(request, "team/team.html", context, status=422 if wrong else 200)


def _last_day(until: datetime | None) -> date | None:
    return None if until is None else clock.day_of(until - timedelta(microseconds=1))


def _id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        raise DomainError("team.unknown") from None


def _unless_unknown(error: DomainError) -> None:
    if error.code == "person.unknown":
        raise error


def _body(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
