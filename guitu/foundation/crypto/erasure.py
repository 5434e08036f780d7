"""Destroying somebody's keys, for good: what they sealed can never be read again, wherever a copy lies.

Who it was is remembered under a keyed pseudonym, in a table and in GUITU_HOME/keys/erased.log, so that keys
do not come back with a backup of keys, nor tokens with a backup of data.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.foundation.audit import pseudonym
from guitu.foundation.crypto import files, keys
from guitu.foundation.crypto.models import Erasure

LOG = "erased.log"


def destroy(persons: Iterable[UUID], *, by: UUID | None, at: datetime) -> None:
    """Destroy the keys of these files, in the caller's transaction, and remember that it was done."""
    listed = list(persons)
    keys.forget(listed)
    Erasure.objects.bulk_create(
        [Erasure(subject=pseudonym.of(person), erased_at=at, erased_by=by) for person in listed],
        ignore_conflicts=True,
    )
    transaction.on_commit(write_log)


def write_log() -> None:
    """Bring the file outside the database up to what the table says. Lines are only ever added."""
    logged = _logged()
    rows = Erasure.objects.order_by("erased_at", "id").values_list("subject", "erased_at")
    lines = [f"{at.isoformat()} {subject}" for subject, at in rows if subject not in logged]
    if lines:
        _append(lines)


def _append(lines: list[str]) -> None:
    path = files.folder() / LOG
    path.touch(mode=0o600)
    with path.open("a") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())


def _logged() -> dict[UUID, datetime]:
    try:
        lines = (files.folder() / LOG).read_text().splitlines()
    except FileNotFoundError:
        return {}
    found = (line.split() for line in lines if line.strip())
    return {UUID(subject): datetime.fromisoformat(at) for at, subject in found}


def join_log(lines: str) -> None:
    """Add what another copy of the file says, as a backup of keys holds it."""
    known = _logged()
    said = [line for line in lines.splitlines() if line.strip() and UUID(line.split()[1]) not in known]
    if said:
        _append(said)
    take_log()


def take_log() -> None:
    """Bring the table up to what the file says: after an older backup was restored."""
    Erasure.objects.bulk_create(
        [Erasure(subject=subject, erased_at=at) for subject, at in _logged().items()], ignore_conflicts=True
    )


def subjects() -> frozenset[UUID]:
    """The pseudonyms of everybody whose keys were destroyed."""
    return frozenset(Erasure.objects.values_list("subject", flat=True)) | frozenset(_logged())


def erased(persons: Iterable[UUID]) -> list[UUID]:
    """Those of these persons whose keys were destroyed."""
    known = subjects()
    return [person for person in persons if pseudonym.of(person) in known] if known else []
