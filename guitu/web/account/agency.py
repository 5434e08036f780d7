"""Signing in at the agency's identity provider (OpenID Connect), where the settings name one.

allauth speaks the protocol: discovery, state, PKCE, the exchange of the code, the signature of the token.
Here stands what is ours: the token must name this very sign-in (nonce), it leads only to an account that
exists, and it is one proof like a password: a second factor set up here is still asked for.
"""

import secrets
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit, statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts import agency, throttle
from guitu.foundation.accounts.sign_ins import Method
from guitu.web.account.arriving import arrived
from guitu.web.account.tries import status_of
from guitu.web.shell import sessions
from guitu.web.shell.http import elsewhere, screen
from guitu.web.shell.words import sentence

_ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "ES256", "ES384"}
)  # signatures only, never a shared secret


@require_safe
@screen(public=True)
def start(request: HttpRequest) -> HttpResponse:
    """Off to the identity provider."""
    protocol, app = _protocol(request)
    place = sessions.place_of(request)
    try:
        throttle.admit(username="", address=place.address, device=place.device, at=clock.now())
        client = protocol.get_client(request, app)
        address = protocol.authorize_url
    except DomainError as error:
        return _refused(request, error)
    except (requests.RequestException, OAuth2Error, KeyError):
        return _refused(request, DomainError("sign-in.agency-away"))
    proof = generate_code_challenge()
    nonce = secrets.token_urlsafe(24)
    state = {"verifier": proof.pop("code_verifier"), "nonce": nonce, "next": sessions.wanted(request, "")}
    client.state = statekit.stash_state(request, provider_id=agency.PROVIDER, state=state)
    proof["code_challenge"] = proof["code_challenge"].decode()
    return elsewhere(
        request, client.get_redirect_url(address, app.settings["scope"], {**proof, "nonce": nonce})
    )


@require_safe
@screen(public=True)
def back(request: HttpRequest) -> HttpResponse:
    """Back from it: whom the token names, if the token is what was asked for."""
    protocol, app = _protocol(request)
    state = statekit.unstash_state(
        request, provider_id=agency.PROVIDER, state_id=request.GET.get("state", "")
    )
    now = clock.now()
    try:
        claims = _claims(request, protocol, app, state)
        account = agency.account_named(
            claims, name_in=settings.GUITU_OIDC_CLAIM, role_in=settings.GUITU_OIDC_ROLES, at=now
        )
    except DomainError as error:
        return _refused(request, error)
    wanted = state["next"] if state else ""
    return arrived(request, account, method=Method.AGENCY, wanted=wanted, at=now)


def _protocol(request: HttpRequest) -> tuple[Any, Any]:
    """Allauth's client for the one provider of the settings.

    Raises:
        Http404: the settings name none.
    """
    if not settings.GUITU_OIDC_ISSUER:
        raise Http404
    provider = get_adapter().get_provider(request, provider=agency.PROVIDER)
    protocol = provider.get_oauth2_adapter(request)
    # allauth would name its own address; ours answers
    protocol.get_callback_url = lambda request, _app: request.build_absolute_uri(
        reverse("account:agency-return")
    )
    return protocol, provider.app


def _claims(request: HttpRequest, protocol: Any, app: Any, state: dict[str, str] | None) -> dict[str, Any]:
    """What the signed token says. ``state`` None: this browser did not ask for one.

    Raises:
        DomainError: "sign-in.agency-refused", "sign-in.agency-away".
    """
    if state is None or not request.GET.get("code"):
        raise DomainError("sign-in.agency-refused")
    try:
        client = protocol.get_client(request, app)
        answer = protocol.get_access_token_data(request, app, client, pkce_code_verifier=state["verifier"])
        claims = _checked(answer["id_token"], protocol.openid_config, app.client_id)
    except requests.RequestException as error:
        raise DomainError("sign-in.agency-away") from error
    except (OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
        raise DomainError("sign-in.agency-refused") from error
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), state["nonce"].encode()):
        raise DomainError("sign-in.agency-refused")
    return claims


def _checked(token: str, said: dict[str, str], audience: str) -> dict[str, Any]:
    """The token's claims: signed by the provider's key, issued by the one of the settings, for us.

    Raises:
        ValueError: another issuer, or a signature of a kind that is none.
    """
    if jwt.get_unverified_header(token).get("alg") not in _ALGORITHMS:
        raise ValueError("no signature")
    if said["issuer"].rstrip("/") != settings.GUITU_OIDC_ISSUER:
        raise ValueError("another issuer")
    claims: dict[str, Any] = jwtkit.verify_and_decode(
        credential=token,
        keys_url=said["jwks_uri"],
        issuer=said["issuer"],
        audience=audience,
        lookup_kid=jwtkit.lookup_kid_jwk,
    )
    return claims


def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    context = {"words": sentence(error)}
    return render(request, "account/agency.html", context, status=status_of(error))
