"""Reading imports: whoever may import sees their own unit's batches and those of the units they look over."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guitu.casework.intake.models import ImportBatch, ImportRow, Link, SenderColumn
from guitu.casework.intake.translate import BatchRow, ImportedRow, batch_row, imported_row
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError

__all__ = ["BatchRow", "ImportedRow"]


def _in_reach(viewer: Viewer | None) -> QuerySet[ImportBatch]:
    if viewer is None:  # the command line
        return ImportBatch.objects.all()
    if not holds(viewer, Permission.ROSTER_IMPORT):
        return ImportBatch.objects.none()
    return ImportBatch.objects.filter(Q(unit__gte=viewer.lo, unit__lte=viewer.hi) | Q(made_by=viewer.id))


def batches(viewer: Viewer, *, limit: int = 50) -> tuple[BatchRow, ...]:
    """The latest imports first."""
    return tuple(map(batch_row, _in_reach(viewer).order_by("-made_at", "-id")[:limit]))


def batch_for(viewer: Viewer | None, batch_id: UUID) -> BatchRow:
    """One import; ``viewer`` None is the command line.

    Raises:
        DomainError: "import.unknown", alike for absent and not yours.
    """
    found = _in_reach(viewer).filter(id=batch_id).first()
    if found is None:
        raise DomainError("import.unknown")
    return batch_row(found)


def rows_of(
    batch: BatchRow,
    *,
    states: Iterable[str] = (),
    only_questions: bool = False,
    after: tuple[int, int] | None = None,
    limit: int = 200,
) -> tuple[ImportedRow, ...]:
    """Rows of an import in the file's order, with whose files they touched where the reader sees those.

    Args:
        batch: the import.
        states: only those that ended so; empty takes all.
        only_questions: only those with a question nobody has answered, about somebody the reader sees.
        after: sheet and row number of the last row of the page before.
        limit: of the page.
    """
    found = ImportRow.objects.filter(batch_id=batch.id)
    if wanted := tuple(states):
        found = found.filter(state__in=wanted)
    if only_questions:
        asking = Link.objects.filter(batch=batch.id, row=OuterRef("id"), asks=True)
        found = found.filter(Exists(asking), answer="")
    if after is not None:
        found = found.filter(Q(sheet__gt=after[0]) | Q(sheet=after[0], row__gt=after[1]))
    return _with_links(batch, list(found.order_by("sheet", "row")[:limit]))


def _with_links(batch: BatchRow, rows: list[ImportRow]) -> tuple[ImportedRow, ...]:
    links = Link.objects.filter(batch=batch.id, row__in=[row.id for row in rows])
    made: dict[UUID, Link] = {}
    asking: dict[UUID, Link] = {}
    for link in links:
        (asking if link.asks else made)[link.row] = link
    return tuple(imported_row(row, made.get(row.id), asking.get(row.id)) for row in rows)


def row_for(batch: BatchRow, row_id: UUID) -> ImportedRow:
    """One row of an import.

    Raises:
        DomainError: "import.row-unknown".
    """
    found = ImportRow.objects.filter(batch_id=batch.id, id=row_id).first()
    if found is None:
        raise DomainError("import.row-unknown")
    return _with_links(batch, [found])[0]


# For imports and for taking them back only: under a context that sees everybody.


def subjects_of(batch_id: UUID) -> dict[UUID, bool]:
    """Whose files an import touched, and whether it made them."""
    found: dict[UUID, bool] = {}
    links = Link.objects.filter(batch=batch_id, asks=False)
    for subject, made in links.values_list("person_id", "made_file"):
        found[subject] = found.get(subject, False) or made
    return found


def sent_before(unit: int, people: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these people whom imports of one unit have named before: it knows that they are on file."""
    listed = list(people)
    if not listed:
        return frozenset()
    sent = ImportBatch.objects.filter(id=OuterRef("batch"), unit=unit, state="done")
    links = Link.objects.filter(Exists(sent), person_id__in=listed, asks=False)
    return frozenset(links.values_list("person_id", flat=True))


def rows_without_file(digest: str) -> frozenset[tuple[int, int]]:
    """Rows of an earlier import of the same file that were accepted without keeping anybody on file.

    As sheet (from 1) and row number.
    """
    kept = Link.objects.filter(batch=OuterRef("batch_id"), row=OuterRef("id"), asks=False)
    rows = ImportRow.objects.filter(
        ~Exists(kept), batch__digest=digest, batch__state="done", state="accepted"
    )
    return frozenset(rows.values_list("sheet", "row")) if digest else frozenset()


def columns_of(sender: str) -> dict[str, str]:
    """What this sender's header words mean, by normalised words; "" as a key is known and not wanted."""
    return dict(SenderColumn.objects.filter(sender=sender).values_list("words", "key"))


def columns_by_sender() -> dict[str, dict[str, str]]:
    """The same of every sender: for reading a file before anybody knows who sent it."""
    found: dict[str, dict[str, str]] = {}
    for sender, words, key in SenderColumn.objects.values_list("sender", "words", "key"):
        found.setdefault(sender, {})[words] = key
    return found
