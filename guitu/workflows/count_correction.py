"""A unit enters how many people under community correction it helps with: the only thing kept about them."""

from datetime import date, datetime

from django.db import transaction

from guitu.casework.records import commands as records
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of


@transaction.atomic
def count_correction(*, counted_on: date, people: int, by: Viewer, at: datetime) -> None:
    """Enter the count of the asker's own unit on a day; a second one on that day replaces the first.

    Raises:
        DomainError: "access.refused", "count.in-the-future", "count.negative".
    """
    if not holds(by, Permission.ROSTER_IMPORT):
        raise DomainError("access.refused")
    if counted_on > day_of(at):
        raise DomainError("count.in-the-future", field="counted_on")
    if people < 0:
        raise DomainError("count.negative", field="people")
    records.count_correction(unit=by.unit, on=counted_on, people=people, by=by.id, at=at)
    note("correction.counted", subject=None, by=by, at=at, people=people)
