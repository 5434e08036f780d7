"""The request as screens see it, and ``@screen``: closed unless opened.

A screen's whole answer, its template included, is made inside one transaction; an answer that refuses
(status 400 and above) leaves nothing behind but its lines in the access log. "Not yours" and "not there" are
the same page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account, SignIn
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.audit import sightings
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.web.shell import accountable, sessions
from guitu.web.shell.words import sentence


class Request(HttpRequest):
    """A request whose account is known. ``today`` the civil date it is answered on."""

    viewer: Viewer
    account: Account
    sign_in: SignIn
    session_over: str
    today: date
    htmx: HtmxDetails


View = Callable[..., HttpResponse]
NEW_PASSWORD = "account:password"  # noqa: S105 - the name of an address
FACTORS = "account:factors"


@dataclass(frozen=True)
class Door:
    """Who may open a screen: anybody (``public``), anybody signed in, or holders of ``permission``."""

    permission: Permission | None
    public: bool


def screen(
    permission: Permission | None = None,
    *,
    public: bool = False,
    before_new_password: bool = False,
    fresh: bool = False,
) -> Callable[[View], View]:
    """Mark a view as a screen.

    Args:
        permission: what the account's role must hold; None: any signed-in account.
        public: also without signing in; then the view gets no viewer and no transaction.
        before_new_password: also for an account that must first choose a new password or set up a factor.
        fresh: only within five minutes of showing a factor; else the page asks for one and leads back.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with sightings.watching() as seen, accountable.attempts(request, seen):
                if public:
                    return _kept(request, _rendered(_spoken(request, view, args, kwargs)), seen)
                with transaction.atomic():
                    response = _turned_away(
                        request, permission, before_new_password=before_new_password, fresh=fresh
                    )
                    if response is None:
                        with door.open_for(request.viewer, to_the_end=True):
                            response = _rendered(_spoken(request, view, args, kwargs))
                    response = _kept(request, response, seen)
                    if response.status_code >= 400:
                        transaction.set_rollback(True)
                return response

        answer.door = Door(permission, public)  # type: ignore[attr-defined] # read by the gate and by tests
        return cast("View", answer)

    return mark


def _kept(request: Request, response: HttpResponseBase, seen: sightings.Watch) -> HttpResponseBase:
    """The answer, once it is written down whom it shows; in its place a refusal, or the way to say why.

    Raises:
        LogUnavailableError: it cannot be written down, so it does not leave.
    """
    try:
        ask = accountable.keep(request, seen, status=response.status_code)
    except DomainError as error:
        return refusal(request, error)
    return elsewhere(request, ask) if ask else response


def _turned_away(
    request: Request, permission: Permission | None, *, before_new_password: bool, fresh: bool
) -> HttpResponseBase | None:
    """Where somebody goes who may not come in; None for who may, with the request completed."""
    if not request.user.is_authenticated:
        return elsewhere(request, sessions.sign_in_address(request))
    account = request.user
    if not before_new_password and (first := _first_of_all(request, account)):
        return elsewhere(request, reverse(first))
    request.account = account
    request.viewer = with_relations(viewer_of(account), at=clock.now())
    if permission is not None and not holds(request.viewer, permission):
        raise PermissionDenied
    if fresh and not sessions.is_fresh(request):
        return elsewhere(request, sessions.step_up_address(request))
    return None


def _first_of_all(request: Request, account: Account) -> str | None:
    """The screen an account must go through before any other: its own password, then a second factor."""
    if account.must_change_password:
        return NEW_PASSWORD
    return FACTORS if sessions.must_enrol(request) else None


def _spoken(request: Request, view: View, args: Any, kwargs: Any) -> HttpResponseBase:
    """The view's answer; a refusal by the domain becomes a page that says what, why and what to do.

    Raises:
        Http404: what is unknown, or not the viewer's, which sounds the same.
    """
    try:
        return view(request, *args, **kwargs)
    except DomainError as error:
        sightings.turned_away(error.code)
        if error.code.endswith(".unknown"):
            raise Http404 from None
        return refusal(request, error)


def refusal(request: Request, error: DomainError) -> HttpResponse:
    """The page (for htmx the fragment, for a program the problem) that says why the domain refused. 422."""
    if is_program(request):
        problem = {"status": 422, "code": error.code, "title": sentence(error)}
        return JsonResponse(problem, status=422)
    template = "shell/_refusal.html" if request.htmx else "shell/refusal.html"
    return render(request, template, {"sentence": sentence(error)}, status=422)


def is_program(request: HttpRequest) -> bool:
    """Whether JSON is to be answered: the API was asked, or somebody who takes no pages."""
    return getattr(request, "by_program", False) or not request.accepts("text/html")


def elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that htmx follows with the whole page: 303, or HX-Redirect."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    response = HttpResponseRedirect(address)  # not shortcuts.redirect: to that, a bare word names a view
    response.status_code = 303
    return response


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    """The template drawn now, while the transaction is open and the clock of the request runs."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        return response.render()
    return response
