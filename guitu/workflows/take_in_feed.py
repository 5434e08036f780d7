"""A page of a feed is taken in: its posts and its cursor in one transaction. How the run went is kept too."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from guitu.casework.employers import feeding
from guitu.domain.employers.feed import FeedPage, TurnedAway
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import region_names
from guitu.workflows.offer_terms import last_day

_FAILURES = {
    "feed.down": "down",
    "feed.slow": "slow",
    "feed.malformed": "malformed",
    "feed.unsigned": "unsigned",
    "feed.replayed": "replayed",
    "feed.refused": "refused",
}


@dataclass(frozen=True)
class Taken:
    """What one run brought. ``state`` "good" or which failure, with its ``reason``.

    ``counts``: pages, added, changed, closed, same, rejected.
    """

    source: str
    state: str = "good"
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[TurnedAway, ...] = ()

    def failed(self, error: DomainError) -> "Taken":
        """The same run, ended by a failure.

        Raises:
            DomainError: the error itself, where it is none of the feed's.
        """
        if error.code not in _FAILURES:
            raise error
        return replace(self, state=_FAILURES[error.code], reason=str(error.facts.get("why", "")))

    def with_page(self, counts: Mapping[str, int], rejected: tuple[TurnedAway, ...]) -> "Taken":
        """The run so far and one page more."""
        more = {**counts, "pages": 1, "rejected": len(rejected)}
        names = ("pages", "added", "changed", "closed", "same", "rejected")
        summed = {name: self.counts.get(name, 0) + more.get(name, 0) for name in names}
        return replace(self, counts=summed, rejected=(*self.rejected, *rejected))


@transaction.atomic
def take_in(page: FeedPage, *, after: str, so_far: Taken, at: datetime) -> Taken:
    """Take in a page that came after the cursor ``after``; all of it or nothing.

    Raises:
        DomainError: "feed.overtaken": another run has read on meanwhile.
    """
    feeding.hold_cursor(page.source, after=after, at=at)
    named = region_names({item.draft.region for item in page.items if item.draft})
    known = [item for item in page.items if item.draft is None or item.draft.region in named]
    unknown = tuple(
        TurnedAway(item.id, "region.not-there", {"region": item.draft.region})
        for item in page.items
        if item.draft is not None and item.draft.region not in named
    )
    today = day_of(at)
    counts = feeding.apply(page.source, known, until=last_day(today), on=today, at=at)
    feeding.move_cursor(page.source, to=page.next)
    return so_far.with_page(counts, (*page.turned_away, *unknown))


@transaction.atomic
def close_run(taken: Taken, *, by: UUID | None, at: datetime) -> None:
    """Write down how a run ended."""
    feeding.set_state(taken.source, state=taken.state, reason=taken.reason, at=at)
    rejected: list[dict[str, Any]] = [
        {"id": one.id, "code": one.code, "facts": dict(one.facts)} for one in taken.rejected
    ]
    feeding.add_run(
        taken.source,
        by=by,
        at=at,
        state=taken.state,
        reason=taken.reason,
        counts=taken.counts,
        rejected=rejected,
    )
    counted: dict[str, Any] = dict(taken.counts)
    note("vacancy_feed.asked", by=None, at=at, state=taken.state, **counted)
