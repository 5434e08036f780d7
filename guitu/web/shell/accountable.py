"""What an answer shows is written down before it leaves; what cannot be written down is not shown.

Before that the answer is judged: an account that looks up too many people who are none of its work is
stopped, and a file outside one's own work opens only after saying why.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation import clock
from guitu.foundation.audit import log, patterns, pseudonym
from guitu.foundation.audit.log import Place
from guitu.foundation.audit.own import LogUnavailableError
from guitu.foundation.audit.sightings import Watch
from guitu.foundation.ids import new_id
from guitu.web.shell.purposes import purpose_of

ASK = "oversight:reason"


def keep(request: HttpRequest, watch: Watch, *, status: int) -> str | None:
    """Write down what an answer shows; the address where a reason is asked first, None where none is.

    Raises:
        DomainError: "lookups.stopped", "search.locked": the answer may not leave.
        LogUnavailableError: nothing could be written, and the answer shows people or refuses something.
    """
    if not watch:
        return None
    viewer: Viewer | None = getattr(request, "viewer", None)
    place = place_of(request)
    if request.method == "POST" and status < 400:
        for shown in watch.shown.values():
            shown.act = Act.CHANGE if shown.act is Act.OPEN else shown.act
    try:
        reasons = _judged(watch, viewer, place) if viewer else {}
        unasked = [person for person, reason in reasons.items() if not reason]
        if unasked and request.method != "POST":
            return f"{reverse(ASK, args=[unasked[0]])}?{urlencode({'next': _here(request)})}"
        log.write(log.entries_of(watch, viewer, place, reasons), place)
    except LogUnavailableError:
        if watch.shown or watch.denied or watch.hits is not None:
            raise
        logging.getLogger(__name__).exception("the access log cannot be written")
    return None


def _judged(watch: Watch, viewer: Viewer, place: Place) -> Mapping[UUID, str]:
    """Why each file outside the asker's work is opened; "" where nobody said so yet."""
    strangers = patterns.needs_reason(viewer, watch)
    given = log.reasons_given(viewer, strangers, at=place.at) if strangers else {}
    try:
        patterns.judge(viewer, watch, at=place.at)
    except DomainError:
        watch.denied += list(watch.shown) or [None]
        watch.shown.clear()
        log.write(log.entries_of(watch, viewer, place), place)
        raise
    return {person: given.get(person, "") for person in strangers}


@contextmanager
def attempts(request: HttpRequest, watch: Watch) -> Iterator[None]:
    """An answer that was refused or broke still leaves its lines.

    Raises:
        LogUnavailableError: in place of the refusal, where that could not be written.
    """
    answered = False
    try:
        yield
        answered = True
    except PermissionDenied:
        watch.denied.append(None)
        raise
    finally:
        if not answered and watch:
            place = place_of(request)
            log.write(log.entries_of(watch, getattr(request, "viewer", None), place), place)


def place_of(request: HttpRequest) -> Place:
    """Where, when and by what device something is asked."""
    found = request.resolver_match
    screen = (found.view_name if found else "") or ""
    agent, address = request.META.get("HTTP_USER_AGENT", ""), request.META.get("REMOTE_ADDR", "")
    return Place(
        screen=screen,
        purpose=purpose_of(screen),
        at=clock.now(),
        request=new_id(),
        device=pseudonym.of_device(agent, address),
    )


def _here(request: HttpRequest) -> str:
    """Where the reader goes back to: the page, not the fragment."""
    htmx = getattr(request, "htmx", None)
    return (htmx.current_url_abs_path if htmx else None) or request.get_full_path()
