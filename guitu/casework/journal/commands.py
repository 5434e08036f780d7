"""The one verb: append. Forms, phones, spreadsheets and partner systems all come here; words leave sealed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.utils import CursorWrapper

from guitu.casework.episodes.queries import EpisodeRow
from guitu.casework.journal.models import Entry
from guitu.casework.journal.translate import NOTE, note_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Compartment, Viewer
from guitu.domain.journal.kinds import KINDS, check
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.bulk import insert_rows
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring
from guitu.foundation.ids import new_id

_AT_ONCE = 5000  # entries whose keys are fetched together

_COLUMNS = (
    "id", "person_id", "episode_id", "held_by", "kind", "happened_on", "recorded_at", "recorded_by", "unit",
    "region", "outcome", "compartment", "supersedes", "details", "note", "reason", "batch",
)  # fmt: skip

# What makes two sendings of one id the same entry; when and by whom it reached us does not.
_CONTENT = (
    "person_id", "episode_id", "kind", "happened_on", "region", "outcome", "supersedes", "details", "reason",
    "compartment",
)  # fmt: skip


class Draft(NamedTuple):
    """What somebody wants to write, as a form, a device or a file says it."""

    kind: str
    outcome: str
    happened_on: date
    details: Mapping[str, object] = {}
    note: str = ""
    reason: str = ""
    region: int | None = None
    supersedes: UUID | None = None
    id: UUID | None = None  # made by the author's device; None makes one here
    compartment: Compartment | None = None  # of a filled form: its instrument's; None: the kind's own


class Appended(NamedTuple):
    """The entry's id, and whether it was new; False: the same had arrived before and nothing was written."""

    id: UUID
    was_new: bool


class NewEntry(NamedTuple):
    """An entry of an import or a made-up population."""

    id: UUID
    person_id: UUID
    held_by: int
    kind: str
    outcome: str
    happened_on: date
    recorded_at: datetime
    recorded_by: UUID
    details: Mapping[str, object] = {}
    episode_id: UUID | None = None
    unit: int | None = None
    region: int | None = None
    supersedes: UUID | None = None
    note: str = ""
    reason: str = ""
    batch: UUID | None = None


def append(
    who: AdmittedPerson,
    draft: Draft,
    *,
    by: Viewer,
    at: datetime,
    episode: EpisodeRow | None = None,
    batch: UUID | None = None,
) -> Appended:
    """Write one entry, in the caller's transaction, which holds the person's lock.

    Args:
        who: the pass to the person it happened to.
        draft: what happened; ``happened_on`` not after ``at``.
        by: who writes.
        at: when it is written (aware).
        episode: the order or aftercare it belongs to; None where it belongs to none.
        batch: the import that writes it.

    Raises:
        DomainError: what ``guitu.domain.journal.kinds.check`` refuses; "journal.same-id-other-content";
            "journal.supersedes-unknown"; "journal.correction-without-reason".
    """
    details = check(
        draft.kind,
        draft.outcome,
        draft.details,
        happened_on=draft.happened_on,
        today=clock.day_of(at),
        reason=draft.reason or None,
    )
    row = Entry(
        id=draft.id or new_id(),
        person_id=episode.person_id if episode else who.id,
        episode_id=episode.id if episode else None,
        held_by=who.held_by,
        kind=draft.kind,
        happened_on=draft.happened_on,
        recorded_at=at,
        recorded_by=by.id,
        unit=by.unit,
        region=draft.region,
        outcome=draft.outcome,
        compartment=draft.compartment or KINDS[draft.kind].compartment_of(draft.outcome),
        supersedes=draft.supersedes,
        details=details,
        reason=draft.reason,
        batch=batch,
    )
    if draft.id is not None and _arrived_before(row, draft.note, who.ring):
        return Appended(row.id, was_new=False)
    if draft.supersedes is not None:
        _check_correction(who, draft, draft.supersedes)
    row.note = _sealed(row, draft.note, who.ring)
    _insert(row, may_be_taken=draft.id is not None)
    return Appended(row.id, was_new=True)


def _insert(row: Entry, *, may_be_taken: bool) -> None:
    """Write the row. An id that a device made may be that of an entry which is not there for the writer.

    Raises:
        DomainError("journal.same-id-other-content").
    """
    if not may_be_taken:
        row.save(force_insert=True)
        return
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DomainError("journal.same-id-other-content", id=row.id) from None


def _sealed(row: Entry, text: str, ring: Ring) -> bytes:
    if not text:
        return b""
    pair = (row.person_id, row.compartment)
    if pair not in ring:
        ring = keys.ring_to_write([pair], {row.person_id: row.held_by})
    return ring.seal(*pair, NOTE, row.id, text)


def _arrived_before(row: Entry, text: str, ring: Ring) -> bool:
    """Whether an entry with this id and this content is there.

    Raises:
        DomainError: "journal.same-id-other-content".
    """
    known = Entry.objects.filter(id=row.id).first()
    if known is None:
        return False
    same = all(getattr(known, name) == getattr(row, name) for name in _CONTENT)
    if not same or note_of(known, ring) != text:
        raise DomainError("journal.same-id-other-content", id=row.id)
    return True


def _check_correction(who: AdmittedPerson, draft: Draft, corrected: UUID) -> None:
    if not draft.reason and not draft.note.strip():
        raise DomainError("journal.correction-without-reason")
    if not Entry.objects.filter(person_id__in=who.ids, id=corrected).exists():
        raise DomainError("journal.supersedes-unknown")


def append_many(cursor: CursorWrapper, rows: Iterable[NewEntry]) -> int:
    """Many entries each checked, in the cursor's transaction; returns how many. Streams.

    Raises:
        DomainError: what ``guitu.domain.journal.kinds.check`` refuses.
        IntegrityError: an id is taken; the transaction is lost.
    """
    stream = iter(rows)
    count = 0
    while some := list(islice(stream, _AT_ONCE)):
        noted = [
            ((r.person_id, KINDS[r.kind].compartment_of(r.outcome)), r.held_by) for r in some if _has_words(r)
        ]
        ring = keys.ring_to_write((pair for pair, _ in noted), {pair[0]: held for pair, held in noted})
        count += insert_rows(cursor, Entry, _COLUMNS, _checked(some, ring))
    return count


def _has_words(entry: NewEntry) -> bool:
    return bool(entry.note) and entry.kind in KINDS  # an unknown kind is refused by its check


def _checked(rows: Iterable[NewEntry], ring: Ring) -> Iterator[tuple[object, ...]]:
    for r in rows:
        details = check(r.kind, r.outcome, r.details, happened_on=r.happened_on, reason=r.reason or None)
        compartment = KINDS[r.kind].compartment_of(r.outcome)
        note = ring.seal(r.person_id, compartment, NOTE, r.id, r.note) if r.note else b""
        yield (
            r.id, r.person_id, r.episode_id, r.held_by, r.kind, r.happened_on, r.recorded_at, r.recorded_by,
            r.unit, r.region, r.outcome, compartment, r.supersedes, details, note, r.reason, r.batch,
        )  # fmt: skip


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person; the one thing of an entry that ever changes."""
    Entry.objects.filter(person_id=person_id).update(held_by=to_held_by)


def seal(*, person_id: UUID, episode_id: UUID, to_held_by: int) -> None:
    """Turn the entries of a closed episode to the sealed side. Under ``door.even_sealed`` only.

    A transfer stays: it says where the person's file is kept, whatever else is open.
    """
    found = Entry.objects.filter(person_id=person_id, episode_id=episode_id).exclude(kind="transfer")
    found.update(held_by=to_held_by)


def remove_batch(batch: UUID) -> int:
    """Take back what an import wrote, before its episodes and files; returns how many entries."""
    return Entry.objects.filter(batch=batch).delete()[0]
