"""Reading the journal: for decisions, and for people within the compartments their role opens."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from guitu.casework.journal import models
from guitu.casework.journal.translate import READ, Line, entries, line
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer, compartments
from guitu.domain.journal.entry import RETRACTION, Entry
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings

__all__ = ["Line"]


def entries_of(who: AdmittedPerson) -> tuple[Entry, ...]:
    """Everything that happened to somebody, joined files included, in the order entries count. No free text.

    All compartments: it is for the outlook, which decides; what of it is shown is the page's question.
    """
    return entries_for(who.ids)


def entries_for(ids: Iterable[UUID]) -> tuple[Entry, ...]:
    """The same for the files of one person by their ids, for workflows that hold the person's lock."""
    with connection.cursor() as cursor:
        cursor.execute(f"{READ} order by happened_on, recorded_at, id", [list(ids)])
        return tuple(found for _, found in entries(cursor.fetchall()))


def entries_by_person(people: Iterable[UUID]) -> dict[UUID, list[Entry]]:
    """The entries of many persons, for rebuilding; persons without any are left out. One query."""
    named = {str(person): person for person in people}
    files: dict[UUID, list[Entry]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"{READ} order by person_id, happened_on, recorded_at, id", [list(named.values())])
        for person, found in entries(cursor.fetchall()):
            files.setdefault(named[person], []).append(found)
    return files


def timeline(
    viewer: Viewer,
    who: AdmittedPerson,
    *,
    limit: int = 50,
    before: tuple[date, UUID] | None = None,
) -> tuple[Line, ...]:
    """What happened, the latest first, in the compartments the viewer's role opens.

    Corrected entries stay in their place and say by what they were corrected.

    Args:
        viewer: who reads.
        who: the pass.
        limit: of the page.
        before: ``happened_on`` and id of the last line of the page before.
    """
    found = models.Entry.objects.filter(_opened(viewer, who), person_id__in=who.ids)
    if before is not None:
        found = found.filter(Q(happened_on__lt=before[0]) | Q(happened_on=before[0], id__lt=before[1]))
    rows = list(found.order_by("-happened_on", "-id")[:limit])
    sightings.saw([who.id], *{row.compartment for row in rows})
    corrections = models.Entry.objects.filter(person_id__in=who.ids, supersedes__in=[row.id for row in rows])
    # of two corrections the one recorded later counts
    by = dict(corrections.order_by("recorded_at", "id").values_list("supersedes", "id"))
    return tuple(line(row, who.ring, superseded_by=by.get(row.id)) for row in rows)


def lines_of_kind(viewer: Viewer, who: AdmittedPerson, kind: str, *, limit: int = 200) -> tuple[Line, ...]:
    """The entries of one kind that open to the viewer, the latest first."""
    found = models.Entry.objects.filter(_opened(viewer, who), person_id__in=who.ids, kind=kind)
    rows = list(found.order_by("-happened_on", "-recorded_at", "-id")[:limit])
    sightings.saw([who.id], *{row.compartment for row in rows})
    corrections = models.Entry.objects.filter(person_id__in=who.ids, supersedes__in=[row.id for row in rows])
    by = dict(corrections.order_by("recorded_at", "id").values_list("supersedes", "id"))
    return tuple(line(row, who.ring, superseded_by=by.get(row.id)) for row in rows)


def first_of(who: AdmittedPerson, entry_id: UUID) -> UUID:
    """The entry that a chain of corrections began with; of one that corrects nothing, itself."""
    seen: set[UUID] = set()
    before: UUID | None = entry_id
    while before is not None and before not in seen:
        seen.add(before)
        entry_id = before
        found = models.Entry.objects.filter(person_id__in=who.ids, id=before)
        before = found.values_list("supersedes", flat=True).first()
    return entry_id


def last_of(who: AdmittedPerson, entry_id: UUID) -> UUID:
    """The entry that a chain of corrections ends with."""
    after: UUID | None = entry_id
    while after is not None:
        entry_id = after
        later = models.Entry.objects.filter(person_id__in=who.ids, supersedes=after)
        after = later.order_by("-recorded_at", "-id").values_list("id", flat=True).first()
    return entry_id


def is_written(who: AdmittedPerson, entry_id: UUID) -> bool:
    """Whether an entry with this id is there, as far as it is open here."""
    return models.Entry.objects.filter(person_id__in=who.ids, id=entry_id).exists()


def standing_entries(ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these entries that are there and were not corrected, as far as this context sees them."""
    wanted = list(ids)
    there = set(models.Entry.objects.filter(id__in=wanted).values_list("id", flat=True))
    gone = models.Entry.objects.filter(supersedes__in=wanted).values_list("supersedes", flat=True)
    return frozenset(there - set(gone))


def _opened(viewer: Viewer, who: AdmittedPerson) -> Q:
    """The entries of one file that open to the viewer: whole compartments, and what they wrote themselves."""
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    return Q(compartment__in=opened.whole) | Q(compartment__in=opened.own, recorded_by=viewer.id)


def line_of(viewer: Viewer, who: AdmittedPerson, entry_id: UUID) -> Line:
    """One line, to be corrected.

    Raises:
        DomainError: "journal.unknown", alike for absent, somebody else's and a closed compartment.
    """
    row = models.Entry.objects.filter(_opened(viewer, who), person_id__in=who.ids, id=entry_id).first()
    if row is None:
        raise DomainError("journal.unknown")
    by = models.Entry.objects.filter(person_id__in=who.ids, supersedes=entry_id)
    return line(
        row, who.ring, superseded_by=by.order_by("-recorded_at", "-id").values_list("id", flat=True).first()
    )


def entries_of_kinds(ids: Iterable[UUID], kinds: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of some kinds of one person, with the retractions that may concern them. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{READ} and kind = any(%s) order by happened_on, recorded_at, id",
            [list(ids), [*kinds, RETRACTION]],
        )
        return tuple(found for _, found in entries(cursor.fetchall()))


def entries_of_kinds_by_person(people: Iterable[UUID], kinds: Iterable[str]) -> dict[UUID, list[Entry]]:
    """The same of many persons; persons without any are left out. One query."""
    named = {str(person): person for person in people}
    files: dict[UUID, list[Entry]] = {}
    if not named:
        return files
    with connection.cursor() as cursor:
        cursor.execute(
            f"{READ} and kind = any(%s) order by happened_on, recorded_at, id",
            [list(named.values()), [*kinds, RETRACTION]],
        )
        for person, found in entries(cursor.fetchall()):
            files.setdefault(named[person], []).append(found)
    return files


def facts_recorded(people: Iterable[UUID]) -> dict[UUID, list[Entry]]:
    """The dated facts of some persons with what corrects them, in order; for a page. One query."""
    named = {str(person): person for person in people}
    files: dict[UUID, list[Entry]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"{READ} and kind in ('fact_recorded', 'retraction') order by happened_on, recorded_at, id",
            [list(named.values())],
        )
        for person, found in entries(cursor.fetchall()):
            files.setdefault(named[person], []).append(found)
    return files


def written_since_import(batch: UUID, people: Iterable[UUID]) -> bool:
    """Whether anybody wrote to the files of these persons besides the import itself."""
    return models.Entry.objects.filter(person_id__in=tuple(people)).exclude(batch=batch).exists()
