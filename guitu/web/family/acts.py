"""What is done with one relative: their word, taking it back, being kept apart."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.family.forms import HoldForm, LiftForm, SayForm
from guitu.web.family.pages import relative_page
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved, telling
from guitu.workflows import family as families
from guitu.workflows import household
from guitu.workflows import keep_apart as apart


@require_POST
@screen(Permission.FAMILY_RECORD)
def say(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    """What a relative says to one purpose."""
    form = SayForm(request.POST)
    if not form.is_valid():
        failed(request, _("没有看懂选的是哪一项，没有保存。请刷新页面再试。"))
        return _back(request, person, relative)
    given = form.cleaned_data
    return _done(
        request, _("已记下这位家人的话。"), (person, relative), families.say,
        relative=relative, purpose=given["purpose"], given=given["answer"] == "yes", on=request.today,
        speaker=given["speaker"] or "relative",
    )  # fmt: skip


@require_POST
@screen(Permission.FAMILY_RECORD)
def withdraw(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    """A relative takes everything back."""
    words = _("已收回全部同意。从现在起不再显示，也不再联系。")
    return _done(request, words, (person, relative), families.withdraw, relative=relative)


@require_POST
@screen(Permission.FAMILY_RECORD)
def come_back(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    """A relative may be asked again."""
    return _done(request, _("可以重新逐项询问。"), (person, relative), families.come_back, relative=relative)


@require_POST
@screen(Permission.FAMILY_RECORD)
def erase(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    """Who a relative is is taken away."""
    words = _("已删去姓名、电话和住处，只留下“有一位家人收回了同意”。")
    return _done(request, words, (person, relative), families.erase, relative=relative)


@require_POST
@screen(Permission.FAMILY_RECORD)
def keep_apart(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    """From now on nothing goes between the two."""
    form = HoldForm(request.POST)
    if form.is_valid():
        with form.blaming():
            apart.keep_apart(person=person, new=form.hold(relative), by=request.viewer, at=clock.now())
            saved(request, _("已设定。各处不再经这位家人联系，也不向双方透露对方的消息。"))
            return _back(request, person, relative)
    return _again(request, person, relative, hold=form)


@require_POST
@screen(Permission.FAMILY_RECORD)
def ask_to_lift(request: Request, person: UUID, hold: UUID) -> HttpResponse:
    """Somebody asks to lift it."""
    form = LiftForm(request.POST)
    relative = _relative_of(request, person, hold)
    if form.is_valid():
        with form.blaming():
            apart.ask_to_lift(
                person=person, hold=hold, words=form.cleaned_data["words"], by=request.viewer, at=clock.now()
            )
            saved(request, _("已提出。由另一位负责这个人的同事决定；在那以前不变。"))
            return _back(request, person, relative)
    return _again(request, person, relative, lift=form)


@require_POST
@screen(Permission.FAMILY_RECORD)
def decide_lift(request: Request, person: UUID, hold: UUID) -> HttpResponse:
    """A second colleague lifts it, or it stays."""
    relative = _relative_of(request, person, hold)
    lift = request.POST.get("decision") == "lift"
    words = _("已解除。") if lift else _("保持不变。")
    return _done(request, words, (person, relative), apart.decide_lift, hold=hold, lift=lift)


@require_POST
@screen(Permission.FAMILY_RECORD)
def drop(request: Request, person: UUID, line: UUID) -> HttpResponse:
    """Take a child or a care away."""
    household.drop(person=person, line=line, by=request.viewer, at=clock.now())
    saved(request, _("已删去。"))
    return elsewhere(request, reverse("family:family", args=[person]))


def _relative_of(request: Request, person: UUID, hold: UUID) -> UUID:
    home = families.household(request.viewer, person)
    found = next((row.relative for row in home.holds if row.id == hold), None)
    if found is None:
        raise DomainError("family.unknown")
    return found


def _done(
    request: Request, words: str, place: tuple[UUID, UUID], act: Callable[..., object], **how: Any
) -> HttpResponse:
    """Do it, and say that it was done or why not."""
    person, relative = place
    with telling(request):
        act(person=person, by=request.viewer, at=clock.now(), **how)
        saved(request, words)
    return _back(request, person, relative)


def _again(request: Request, person: UUID, relative: UUID, **forms: Any) -> HttpResponse:
    home = families.household(request.viewer, person)
    row = next((one for one in home.relatives if one.id == relative), None)
    if row is None:
        raise DomainError("family.unknown")
    return relative_page(request, home, row, **forms)


def _back(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    return elsewhere(request, reverse("family:relative", args=[person, relative]))
