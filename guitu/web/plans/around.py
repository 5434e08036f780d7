"""Who stands around the person: the working group, their own map and safety plan, their wishes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.plans.commands import NewMember
from guitu.casework.plans.queries import MemberRow, SupportRow
from guitu.domain.access import Permission, may
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.support import MAP, SAFETY
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names, who_works_at
from guitu.web.plans.forms import GroupForm, SupportForm, WishForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import support_map, wish, working_group
from guitu.workflows.plan import admitted


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def group(request: Request, person: UUID) -> HttpResponse:
    """Five kinds of members: somebody, or why nobody."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    members = working_group.group_of(who)
    form = GroupForm(
        request.POST or None,
        kinds=working_group.kinds_at(who.held_by),
        colleagues=who_works_at(request.viewer, who.held_by),
        initial=_known(members),
    )
    if request.method == "POST" and form.is_valid():
        found, gaps = _said(form)
        with form.blaming():
            working_group.set_up(
                person=who.id, members=found, gaps=gaps, family_is_safe=form.cleaned_data["is_safe"],
                on=request.today, entry_id=form.cleaned_data["entry_id"], by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已登记工作小组。"))
            return elsewhere(request, reverse("plans:plan", args=[who.id]))
    names = display_names(member.account for member in members if member.account is not None)
    context = {
        "who": who,
        "form": form,
        "members": [(m, names.get(m.account, "") if m.account else m.words) for m in members],
        "back": reverse("plans:plan", args=[who.id]),
    }
    return render(request, "plans/group.html", context, status=422 if form.errors else 200)


def _known(members: tuple[MemberRow, ...]) -> dict[str, Any]:
    """What stands in the group now, to be changed."""
    found: dict[str, Any] = {}
    for member in members:
        found[f"{member.kind}-account"] = str(member.account or "")
        found[f"{member.kind}-words"] = member.words
        found[f"{member.kind}-gap"] = member.gap
    return found


def _said(form: GroupForm) -> tuple[list[NewMember], dict[str, str]]:
    given = form.cleaned_data
    members, gaps = [], {}
    for kind in form.kinds:
        account, words = given.get(f"{kind}-account", ""), given[f"{kind}-words"]
        if account or words:
            members.append(NewMember(kind, UUID(account) if account else None, words))
        elif given[f"{kind}-gap"]:
            gaps[kind] = given[f"{kind}-gap"]
    return members, gaps


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def support(request: Request, person: UUID) -> HttpResponse:
    """The person's own map and safety plan."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    form = SupportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            support_map.add(person=who.id, by=request.viewer, at=clock.now(), **form.cleaned_data)
            saved(request, _("已写下。"))
            return elsewhere(request, reverse("plans:support", args=[who.id]))
    lines = support_map.lines_of(who)
    context = {
        "who": who,
        "form": form,
        "map": _columns(lines, MAP),
        "safety": _columns(lines, SAFETY),
        "writes": may(request.viewer, Permission.CONTACT_RECORD, held_by=who.held_by, person=who.id),
        "back": reverse("plans:plan", args=[who.id]),
    }
    return render(request, "plans/support.html", context, status=422 if form.errors else 200)


def _columns(lines: tuple[SupportRow, ...], sorts: Any) -> list[tuple[Any, list[SupportRow]]]:
    return [(word, [line for line in lines if line.sort == code]) for code, word in sorts.items()]


@require_POST
@screen(Permission.CONTACT_RECORD)
def drop_support(request: Request, person: UUID, line: UUID) -> HttpResponse:
    """Take a line of the map away."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    try:
        support_map.drop(person=who.id, line=line, by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code == "person.unknown":
            raise
        failed(request, sentence(error))
    else:
        saved(request, _("已删去。"))
    return elsewhere(request, reverse("plans:support", args=[who.id]))


@require_safe
@screen(Permission.PERSON_READ)
def safety(request: Request, person: UUID) -> HttpResponse:
    """The safety plan to fold and carry: nothing on its outside says where it comes from."""
    who = admitted(request.viewer, person, Permission.PERSON_READ)
    context = {
        "who": who,
        "safety": _columns(support_map.lines_of(who), SAFETY),
        "back": reverse("plans:support", args=[who.id]),
    }
    return render(request, "plans/safety.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.CONTACT_RECORD)
def wishes(request: Request, person: UUID) -> HttpResponse:
    """What the person wishes for."""
    who = admitted(request.viewer, person, Permission.CONTACT_RECORD)
    form = WishForm(request.POST or None, known=dict(wish.wishes_for(who)))
    if request.method == "POST" and form.is_valid():
        wish.wish(
            person=who.id, wishes=form.cleaned_data, on=request.today, by=request.viewer, at=clock.now()
        )
        saved(request, _("已记下本人的意愿；安排走访和分派时会提示。"))
        return elsewhere(request, reverse("plans:plan", args=[who.id]))
    context = {"who": who, "form": form, "back": reverse("plans:plan", args=[who.id])}
    return render(request, "plans/wishes.html", context, status=422 if form.errors else 200)
