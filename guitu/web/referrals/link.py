"""The page behind a one-time address: a neutral name, a number to type, what is asked, one answer.

Whatever is wrong with an address or its number, the page says the same. It shows nobody before the number
was right, and nothing that tells what the office is about.
"""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation import clock
from guitu.foundation.accounts import throttle
from guitu.foundation.audit import sightings
from guitu.web.referrals.forms import CodeForm, ReplyForm
from guitu.web.shell.http import screen
from guitu.web.shell.words import sentence
from guitu.workflows import answer_referral as act
from guitu.workflows.answer_referral import Opened

_WRONG, _TOO_MANY = 422, 429


@require_http_methods(["GET", "HEAD", "POST"])
@screen(public=True)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the number; with it, show what is asked and take one answer."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form, status=_WRONG if form.errors else 200)
    code, address = form.cleaned_data["code"], request.META.get("REMOTE_ADDR", "")
    try:
        with transaction.atomic():
            attempt = throttle.admit(username="", address=address, at=clock.now())
    except DomainError as error:
        form.add_error("code", sentence(DomainError("referral.link-wait", **error.facts)))
        return _ask(request, form, status=_TOO_MANY)
    try:
        opened = act.open_link(token, code, at=clock.now())
    except DomainError as error:
        form.add_error("code", sentence(error))
        return _ask(request, form, status=_WRONG)
    with transaction.atomic():
        throttle.spare(attempt)
    return _opened(request, token, code, opened)


def _opened(request: HttpRequest, token: str, code: str, opened: Opened) -> HttpResponse:
    answered = "act" in request.POST
    form = ReplyForm(request.POST if answered else None, acts=opened.acts)
    if answered and form.is_valid():
        try:
            act.answer_link(token, code, form.answer(), at=clock.now())
        except DomainError as error:
            form.blame(error)
        else:
            sightings.saw([opened.person], "existence", act=Act.CHANGE)
            return render(request, "referrals/thanks.html", {"sender": settings.GUITU_CHANNEL_NAME})
    sightings.saw([opened.person], "existence", act=Act.OPEN)
    context = {"seen": opened.seen, "form": form, "code": code, "sender": settings.GUITU_CHANNEL_NAME}
    return render(request, "referrals/linked.html", context, status=_WRONG if form.errors else 200)


def _ask(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    context = {"form": form, "sender": settings.GUITU_CHANNEL_NAME}
    return render(request, "referrals/code.html", context, status=status)
