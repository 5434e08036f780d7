"""Where files lie: each under a number of ours, sealed with the installation's key.

A file's name on disk says nothing about it, and its content is bound to that name: renamed or exchanged, it
does not open.
"""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import installation
from guitu.foundation.ids import new_id


def keep(content: bytes) -> UUID:
    """Store a file; the number it is found by."""
    number = new_id()
    sealed = installation.seal(content, _bound(number))
    place = _place(number)
    draft = place.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(sealed)
    draft.replace(place)
    return number


def content_of(number: UUID) -> bytes:
    """A stored file.

    Raises:
        DomainError: "file.unknown", alike for absent, deleted and tampered with.
    """
    try:
        sealed = _place(number).read_bytes()
    except FileNotFoundError:
        raise DomainError("file.unknown") from None
    try:
        return installation.unseal(sealed, _bound(number))
    except DomainError:  # it says that the bytes are not what was sealed; here that reads as not there
        raise DomainError("file.unknown") from None


def discard(number: UUID) -> None:
    """Delete a file; one that is gone already is no error."""
    _place(number).unlink(missing_ok=True)


def discard_older(than: timedelta, *, at: datetime) -> int:
    """Delete every file that has lain longer, whoever forgot it; how many."""
    old = [one for one in _folder().glob("*") if at.timestamp() - one.stat().st_mtime > than.total_seconds()]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _bound(number: UUID) -> bytes:
    return b"uploads.file." + number.bytes


def _folder() -> Path:
    folder = Path(settings.GUITU_HOME) / "uploads" / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _place(number: UUID) -> Path:
    return _folder() / number.hex
