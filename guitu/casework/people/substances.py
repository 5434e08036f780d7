"""The kind of what somebody mainly used, kept beside the facts it is read from and always with them.

Their words are sealed with the person's key, which no figure holds. What is written here is the least that a
figure needs (``domain.substance``), and it is written in the act that writes or takes back a statement.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Protocol
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from guitu.casework.people.models import FACT_COMPARTMENTS, Fact, Substance
from guitu.casework.people.translate import facts_opened
from guitu.domain.substance import FACT, latest
from guitu.foundation.bulk import insert_rows
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring

_GROUP, _FIELD = FACT
_AT_ONCE = 2000  # files read together
_COLUMNS = ("person_id", "held_by", "kind")


class Stated(Protocol):
    """A fact on its way into a file."""

    @property
    def group(self) -> str: ...  # noqa: D102 - of a protocol

    @property
    def field(self) -> str: ...  # noqa: D102

    @property
    def value(self) -> str: ...  # noqa: D102

    @property
    def as_of(self) -> date | None: ...  # noqa: D102


def is_said(facts: Iterable[Stated]) -> bool:
    """Whether one of these facts speaks of a substance."""
    return any((fact.group, fact.field) == FACT for fact in facts)


def keep_new(cursor: CursorWrapper, files: Iterable[tuple[UUID, int, Iterable[Stated]]]) -> None:
    """Kinds of files that are being made: id, who holds it, its facts."""
    insert_rows(cursor, Substance, _COLUMNS, _rows(files))


def _rows(files: Iterable[tuple[UUID, int, Iterable[Stated]]]) -> Iterator[tuple[UUID, int, str]]:
    for person, held_by, facts in files:
        said = [fact for fact in facts if (fact.group, fact.field) == FACT]
        said.sort(key=lambda fact: fact.as_of or date.min, reverse=True)
        kind = latest(fact.value for fact in said)
        if kind != "unknown":
            yield person, held_by, kind


def renew(held_by: Mapping[UUID, int], ring: Ring | None = None) -> None:
    """Read the kind of these files anew from all that is stated in them; two queries and two writes.

    Args:
        held_by: the files and who holds each.
        ring: their keys, where the caller has them.
    """
    if not held_by:
        return
    keys_of = keys.ring(held_by, (FACT_COMPARTMENTS[_GROUP],)) if ring is None else ring
    stated = Fact.objects.filter(person_id__in=list(held_by), group=_GROUP, field=_FIELD)
    words: dict[UUID, list[tuple[date, float, str]]] = {}
    for row, text in facts_opened(keys_of, stated):
        said = (row.as_of or date.min, row.recorded_at.timestamp(), text)
        words.setdefault(row.person_id, []).append(said)
    kinds = {
        person: latest(text for *_, text in sorted(said, reverse=True)) for person, said in words.items()
    }
    Substance.objects.filter(person_id__in=list(held_by)).delete()
    Substance.objects.bulk_create(
        Substance(person_id=person, held_by=held_by[person], kind=kind)
        for person, kind in kinds.items()
        if kind != "unknown"
    )


def said_by(batch: UUID) -> dict[UUID, int]:
    """The files of which an import stated a substance, and who holds each."""
    return dict(
        Fact.objects.filter(batch=batch, group=_GROUP, field=_FIELD).values_list("person_id", "held_by")
    )


def catch_up() -> int:
    """Read the kinds of files from before kinds were kept, where none is kept yet; returns how many files.

    In a context of the system, which reaches no sealed file.
    """
    if Substance.objects.exists():
        return 0
    stated = Fact.objects.filter(group=_GROUP, field=_FIELD).order_by("person_id")
    files = dict(stated.values_list("person_id", "held_by"))
    waiting = iter(files.items())
    while some := dict(islice(waiting, _AT_ONCE)):
        renew(some)
    return len(files)
