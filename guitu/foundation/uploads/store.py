"""Where files lie: each under a number of ours, sealed with the installation's key for files.

A file's name on disk says nothing about it, and its content is bound to that name: renamed or exchanged, it
does not open. Losing the key file ``files`` of GUITU_HOME/keys is losing the files.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id

_VERSION = b"G1"
_NONCE = 12


def keep(content: bytes) -> UUID:
    """Store a file; the number it is found by."""
    number = new_id()
    nonce = secrets.token_bytes(_NONCE)
    sealed = _VERSION + nonce + AESGCM(_key()).encrypt(nonce, content, number.bytes)
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
    head = len(_VERSION)
    nonce, body = sealed[head : head + _NONCE], sealed[head + _NONCE :]
    try:
        return AESGCM(_key()).decrypt(nonce, body, number.bytes)
    except (InvalidTag, ValueError):
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


def _key() -> bytes:
    return hashlib.sha256(b"guitu files 1" + settings.FILES_KEY.encode()).digest()


def _folder() -> Path:
    folder = Path(settings.GUITU_HOME) / "uploads" / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _place(number: UUID) -> Path:
    return _folder() / number.hex
