"""Reading what is stored of releases; figures read the table itself."""

from django.db import connection

from guitu.casework.outcomes.models import Release
from guitu.casework.outcomes.translate import ReleaseRow, release_row
from guitu.casework.people.queries import AdmittedPerson

__all__ = ["ReleaseRow"]


def releases_of(who: AdmittedPerson) -> tuple[ReleaseRow, ...]:
    """The releases of somebody, the first one first, as far as they are open here."""
    return tuple(map(release_row, Release.objects.filter(person_id__in=who.ids).order_by("released_on")))


def any_stored() -> bool:
    """Whether any release is stored, of whomever this context sees."""
    return Release.objects.exists()


def digest() -> str:
    """One number for all stored rows: the same for the same rows, in whatever order they were written.

    To hold two rebuilds against each other. Reads the whole table.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), coalesce(sum(hashtextextended(o::text, 0)), 0) from outcomes_release o"
        )
        count, total = cursor.fetchone()
    return f"{count}:{total}"
