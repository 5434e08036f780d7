"""Accounts: who may sign in, as what, and where they work."""

from typing import Any
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
from guitu.foundation.accounts import commands, factors, proposals, stand_ins
from guitu.foundation.accounts.queries import AccountRow, all_accounts
from guitu.foundation.accounts.queries import account as account_row
from guitu.foundation.organisations.queries import units
from guitu.web.admin.forms import AccountForm, NewAccountForm, PasswordForm, StandInForm
from guitu.web.admin.places import unit_text
from guitu.web.admin.shelf import page_of
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.workflows.switch_account import switch_account

_NOT_TAKEN = 422


@require_safe
@screen(Permission.ACCOUNTS_MANAGE)
def accounts(request: Request) -> HttpResponse:
    """Everybody who has an account, unit by unit."""
    text = request.GET.get("q", "").strip()
    found = [row for row in all_accounts(request.viewer) if _named(row, text)]
    page = page_of(found, request.GET.get("page", ""))
    return render(request, "admin/accounts.html", {"page": page, "text": text})


def _named(row: AccountRow, text: str) -> bool:
    words = f"{row.username} {row.display_name} {row.unit_name}"
    return text.casefold() in words.casefold()


@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def new_account(request: Request) -> HttpResponse:
    """A new account, with a password that must be changed."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.create_account(**form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("账号已建立。请把用户名和初始密码当面告知本人。"))
            return elsewhere(request, reverse("admin:account", args=[made]))
    status = _NOT_TAKEN if request.method == "POST" else 200
    context = {"form": form, "units": units()}
    return render(request, "admin/new_account.html", context, status=status)


@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def account(request: Request, account: UUID) -> HttpResponse:
    """One account: its name, role and unit. A move to administrator is proposed to somebody else."""
    row = account_row(account)
    form = AccountForm(request.POST or None, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            words = _change(request, account, form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, words)
            return elsewhere(request, request.path)
    return account_page(request, row, form, PasswordForm(), taken=request.method != "POST")


def _change(request: Request, account: UUID, given: dict[str, Any]) -> str:
    """Change the account, or propose the change to a second person; the words for either."""
    now = clock.now()
    try:
        commands.change_account(account, **given, by=request.viewer, at=now)
    except DomainError as error:
        if error.code != "account.two-people":
            raise
        proposals.propose_admin_role(account, role=given["role"], by=request.viewer, at=now)
        return _("改任系统、安全或审计管理员须两个人同意。已提出申请，等另一位管理员确认。")
    return _("已保存。")


@require_POST
@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def password(request: Request, account: UUID) -> HttpResponse:
    """A new password for somebody, to be changed when they next sign in."""
    row = account_row(account)
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            commands.reset_password(account, **form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("密码已重设。请当面告知本人，下一次登录时必须更改。"))
            return elsewhere(request, reverse("admin:account", args=[account]))
    return account_page(request, row, AccountForm(initial=initial_of(row)), form, taken=False)


@require_POST
@screen(Permission.ACCOUNTS_MANAGE, fresh=True)
def active(request: Request, account: UUID) -> HttpResponse:
    """Let somebody sign in, or no more."""
    on = request.POST.get("active") == "yes"
    switch_account(account, active=on, by=request.viewer, at=clock.now())
    words = _("账号已启用。") if on else _("账号已停用，本人不能再登录。档案和记录都保留。")
    messages.success(request, words)
    return elsewhere(request, reverse("admin:account", args=[account]))


def initial_of(row: AccountRow) -> dict[str, str]:
    """What the form about an account begins with."""
    unit = unit_text(row.unit, row.unit_name)
    return {"display_name": row.display_name, "role": row.role.value, "unit": unit}


def account_page(
    request: Request,
    row: AccountRow,
    form: AccountForm,
    new: PasswordForm,
    *,
    taken: bool,
    stand_in_form: StandInForm | None = None,
) -> HttpResponse:
    """One account, with the forms as they were filled in."""
    context = {"row": row, "form": form, "password_form": new, "units": units()}
    context["is_own"] = row.id == request.viewer.id
    context["has_factor"] = factors.has_factor(row.id)
    context["proposals"] = proposals.about(row.id, at=clock.now())
    context["stand_ins"] = stand_ins.stand_ins_of(row.id, request.today)
    context["stand_in_form"] = stand_in_form or StandInForm()
    return render(request, "admin/account.html", context, status=200 if taken else _NOT_TAKEN)
