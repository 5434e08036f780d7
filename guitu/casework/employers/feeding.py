"""Writing what a feed brings: by source, number there and revision, so that nothing counts twice."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from guitu.casework.employers.commands import employers_for, vacancy_columns
from guitu.casework.employers.models import Feed, FeedRun, Vacancy
from guitu.domain.employers.feed import FeedItem
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id

_FEED_LOCK = 7_364_281_917  # one number for "a feed's page is being written", among the database's locks
_REJECTED_KEPT = 100


def hold_cursor(source: str, *, after: str, at: datetime) -> None:
    """Hold a feed still until this transaction ends, where its cursor is still ``after``.

    Raises:
        DomainError: "feed.overtaken": somebody else has read on meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_FEED_LOCK])
    row, _made = Feed.objects.get_or_create(source=source, defaults={"state": "good", "tried_at": at})
    if row.cursor != after:
        raise DomainError("feed.overtaken")


def apply(source: str, items: Iterable[FeedItem], *, until: date, on: date, at: datetime) -> dict[str, int]:
    """Write a page's posts; returns how many were ``added``, ``changed``, ``closed`` and the ``same``.

    Args:
        source: the feed.
        items: in the page's order; an older revision than the one kept changes nothing.
        until: the last day of posts that name none.
        on: the day a withdrawn post closes.
        at: when.
    """
    listed = list(items)
    drafts = [item.draft.employer for item in listed if item.draft is not None]
    employers, _new = employers_for(drafts, source=source, by=None, at=at)
    rows = Vacancy.objects.select_for_update().filter(
        source=source, external_id__in={item.id for item in listed}
    )
    known = {row.external_id: row for row in rows}
    counts = {"added": 0, "changed": 0, "closed": 0, "same": 0}
    for item in listed:
        row = known.get(item.id)
        if row is not None and item.revision <= row.revision:
            counts["same"] += 1
        elif item.draft is None:
            counts["closed" if _withdraw(row, item, on=on, at=at) else "same"] += 1
        else:
            counts["changed" if row else "added"] += 1
            columns = vacancy_columns(item.draft.until(until))
            columns["employer_id"] = employers[item.draft.employer.key]
            known[item.id] = _put(row, item, columns, source=source, at=at)
    return counts


def _withdraw(row: Vacancy | None, item: FeedItem, *, on: date, at: datetime) -> bool:
    if row is None:
        return False
    was_open = row.closed_on is None
    row.revision, row.changed_at = item.revision, at
    if was_open:
        row.closed_on, row.close_reason = on, "withdrawn"
    row.save(update_fields=["revision", "changed_at", "closed_on", "close_reason"])
    return was_open


def _put(
    row: Vacancy | None, item: FeedItem, columns: Mapping[str, Any], *, source: str, at: datetime
) -> Vacancy:
    kept = row or Vacancy(id=new_id(), source=source, external_id=item.id, made_at=at)
    for name, value in columns.items():
        setattr(kept, name, value)
    kept.revision, kept.changed_at = item.revision, at
    kept.closed_on, kept.close_reason = None, ""
    kept.save(force_insert=row is None)
    return kept


def move_cursor(source: str, *, to: str) -> None:
    """The page up to here is in."""
    Feed.objects.filter(source=source).update(cursor=to)


def set_state(source: str, *, state: str, reason: str, at: datetime) -> None:
    """How asking the feed went."""
    said: dict[str, Any] = {"state": state, "reason": reason[:60], "tried_at": at}
    if state == "good":
        said["good_at"] = at
    Feed.objects.update_or_create(source=source, defaults=said)


def add_run(
    source: str,
    *,
    by: UUID | None,
    at: datetime,
    state: str,
    reason: str,
    counts: Mapping[str, int],
    rejected: Iterable[Mapping[str, Any]],
) -> None:
    """Write down one time the feed was asked."""
    FeedRun.objects.create(
        id=new_id(), source=source, at=at, by=by, state=state, reason=reason[:60], counts=dict(counts),
        rejected=[dict(one) for one in rejected][:_REJECTED_KEPT],
    )  # fmt: skip
