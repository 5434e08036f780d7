"""Where one is signed in, what was odd about it, and what waits for one's word as the second person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.foundation import clock
from guitu.foundation.accounts import flags, proposals, sign_ins
from guitu.foundation.accounts.sign_ins import Ending
from guitu.web.account.leaving import gone
from guitu.web.shell.http import Request, elsewhere, screen


@require_safe
@screen()
def places(request: Request) -> HttpResponse:
    """Where one is signed in now, and what one has not yet called one's own."""
    context = {
        "rows": sign_ins.where(request.account.id, this=request.sign_in.id, at=clock.now()),
        "odd": flags.unknown_to(request.account.id),
    }
    return render(request, "account/places.html", context)


@require_POST
@screen(fresh=True)
def end(request: Request, sign_in: UUID) -> HttpResponse:
    """End one of one's own sign-ins; unknown ones change nothing."""
    sign_ins.end(sign_in, account_id=request.account.id, why=Ending.ELSEWHERE, at=clock.now())
    messages.success(request, _("那次登录已结束。"))
    return elsewhere(request, reverse("account:places"))


@require_POST
@screen(before_new_password=True, fresh=True)
def end_all(request: Request) -> HttpResponse:
    """Sign out everywhere, here too."""
    sign_ins.end_all(request.account.id, why=Ending.ELSEWHERE, at=clock.now())
    return gone(request, at=clock.now())


@require_POST
@screen()
def known(request: Request) -> HttpResponse:
    """All of it was oneself."""
    flags.say_known(request.account.id, at=clock.now())
    return elsewhere(request, reverse("account:places"))


@require_safe
@screen()
def waiting(request: Request) -> HttpResponse:
    """What others proposed and this account may confirm or refuse."""
    return render(
        request, "account/waiting.html", {"rows": proposals.waiting(request.viewer, at=clock.now())}
    )


@require_POST
@screen(fresh=True)
def decide(request: Request, proposal: UUID) -> HttpResponse:
    """Confirm or refuse one."""
    confirm = request.POST.get("decision") == "confirm"
    proposals.decide(proposal, confirm=confirm, by=request.viewer, at=clock.now())
    messages.success(request, _("已确认，立即生效。") if confirm else _("已拒绝，什么也没有改变。"))
    return elsewhere(request, reverse("account:waiting"))
