"""Publishing a quarter, and remembering what somebody was given."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from guitu.casework.publications.models import Answer, Cell, Issue
from guitu.casework.publications.queries import Published
from guitu.domain.disclosure import Asked
from guitu.domain.disclosure.quarters import Quarter
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id

_AT_ONCE = 2000


@transaction.atomic
def publish(quarter: Quarter, cells: Iterable[Published], *, as_of: date, at: datetime) -> int:
    """Publish a quarter, whole or not at all; return how many cells.

    Raises:
        DomainError: "publication.twice" where it was published before.
    """
    try:
        with transaction.atomic():
            issue = Issue.objects.create(quarter=quarter.code, as_of=as_of, published_at=at)
    except IntegrityError:
        raise DomainError("publication.twice", quarter=quarter.code) from None
    rows = [
        Cell(
            id=new_id(), issue=issue, metric=cell.metric, version=cell.version, region=cell.region,
            counted=cell.counted, rest=cell.rest,
        )
        for cell in cells
    ]  # fmt: skip
    Cell.objects.bulk_create(rows, batch_size=_AT_ONCE)
    return len(rows)


def one_at_a_time() -> None:
    """Hold back every other question for outside until the transaction ends.

    Two at once would each not know of the other, and could be subtracted; what a report says everybody knows.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('answers', 6))")


def remember(account: UUID, given: Iterable[Asked], *, at: datetime, report: UUID | None = None) -> None:
    """Write down what an account is given, or what a report for outside says."""
    Answer.objects.bulk_create(
        [
            Answer(
                id=new_id(), account=account, metric=asked.metric, lo=asked.lo, hi=asked.hi,
                first=asked.first, last=asked.last, counted=asked.counted, of=asked.of, given_at=at,
                report=report,
            )
            for asked in given
        ],
        batch_size=_AT_ONCE,
    )  # fmt: skip
