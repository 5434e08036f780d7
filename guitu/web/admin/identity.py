"""What two people do about somebody's sign-in, who stands in for them, and what was odd about sign-ins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts import flags, proposals, stand_ins
from guitu.foundation.accounts.queries import account as account_row
from guitu.web.admin.accounts import account_page, initial_of
from guitu.web.admin.forms import AccountForm, PasswordForm, StandInForm
from guitu.web.shell.http import Request, elsewhere, screen


@require_POST
@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def factors_off(request: Request, account: UUID) -> HttpResponse:
    """Ask that somebody's lost factors be taken off; somebody else confirms."""
    proposals.propose_factors_off(account, by=request.viewer, at=clock.now())
    messages.success(request, _("已提出申请。请由安全管理员或本单位负责人在 24 小时内确认。"))
    return elsewhere(request, reverse("admin:account", args=[account]))


@require_POST
@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def stand_in(request: Request, account: UUID) -> HttpResponse:
    """Name somebody who does the account's work during leave."""
    row = account_row(account)
    form = StandInForm(request.POST)
    if form.is_valid():
        try:
            stand_ins.name_stand_in(account, **form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("代管人已指定。"))
            return elsewhere(request, reverse("admin:account", args=[account]))
    about = AccountForm(initial=initial_of(row))
    return account_page(request, row, about, PasswordForm(), taken=False, stand_in_form=form)


@require_POST
@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def end_stand_in(request: Request, account: UUID, row: UUID) -> HttpResponse:
    """Take a stand-in back."""
    stand_ins.end_stand_in(row, by=request.viewer, at=clock.now())
    messages.success(request, _("代管已取消。"))
    return elsewhere(request, reverse("admin:account", args=[account]))


@require_POST
@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def answer_wish(request: Request, account: UUID, wish: UUID) -> HttpResponse:
    """Put away what the identity provider wished for; granting it is changing the account."""
    proposals.decide(wish, confirm=False, by=request.viewer, at=clock.now())
    messages.success(request, _("已处理，岗位没有因此改变。"))
    return elsewhere(request, reverse("admin:account", args=[account]))


@require_safe
@screen(Permission.ALERTS_READ)
def odd(request: Request) -> HttpResponse:
    """What was odd about anybody's sign-ins."""
    return render(request, "admin/odd.html", {"rows": flags.flags(request.viewer)})


@require_POST
@screen(Permission.ALERTS_READ)
def judge(request: Request, flag: UUID) -> HttpResponse:
    """One of them was looked into."""
    flags.judge(flag, by=request.viewer, at=clock.now())
    return elsewhere(request, reverse("admin:odd"))
