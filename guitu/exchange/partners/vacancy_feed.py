"""The HR bureau's feed of vacancies: asked page by page, each taken in whole with its cursor or not at all.

What went wrong is a state on the feed's page; the next time begins where the last good page ended.
"""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from guitu.casework.employers.queries import feeds
from guitu.domain.employers.feed import FeedPage, page_from
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.partners.signed_line import Way, ask
from guitu.foundation.clock import day_of
from guitu.workflows.take_in_feed import Taken, close_run, take_in

PAGES_MOST: Final = 200
"""Pages of one run; what is left comes next time. Proposed."""
PAGE_SIZE: Final = 200

_OWN = {"127.0.0.1", "localhost", "::1"}


def is_connected() -> bool:
    """Whether a feed is set up. A house of made-up people asks nobody but this machine."""
    way = settings.GUITU_FEED_VACANCIES
    if way is None or not settings.GUITU_FEED_VACANCIES_KEY:
        return False
    return way.host in _OWN or not settings.GUITU_DEMO


def source() -> str:
    """What the feed is called; pages of any other are refused."""
    return str(settings.GUITU_FEED_VACANCIES_SOURCE)


def fetch(*, by: UUID | None, at: datetime) -> Taken:
    """Ask for everything since the last time. Outside of any transaction: it may take minutes.

    Args:
        by: the account that asked for it; None for the night and the command line.
        at: when (aware).

    Returns:
        What came, and how it ended: ``state`` "good", or which failure.

    Raises:
        DomainError: "feed.not-connected".
    """
    _way()
    name = source()
    cursor = next((feed.cursor for feed in feeds(None) if feed.source == name), "")
    taken = Taken(source=name)
    try:
        for _page in range(PAGES_MOST):
            page = _page_after(cursor, name, at)
            taken = take_in(page, after=cursor, so_far=taken, at=at)
            if not page.more:
                break
            cursor = page.next
    except DomainError as error:
        taken = taken.failed(error)
    close_run(taken, by=by, at=at)
    return taken


def _way() -> Way:
    way = settings.GUITU_FEED_VACANCIES
    if way is None or not is_connected():
        raise DomainError("feed.not-connected")
    return way


def _page_after(cursor: str, name: str, at: datetime) -> FeedPage:
    query = {"after": cursor, "limit": str(PAGE_SIZE)}
    answer = ask(_way(), settings.GUITU_FEED_VACANCIES_KEY, query, now=at.timestamp())
    try:
        said: Any = json.loads(answer.body)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DomainError("feed.malformed", why="JSON") from error
    try:
        page = page_from(said, source=name, today=day_of(at))
    except DomainError as error:
        raise DomainError("feed.malformed", why=str(error.facts.get("at", ""))) from error
    if page.more and page.next == cursor:
        raise DomainError("feed.malformed", why="cursor")  # it would be asked for ever
    return page
