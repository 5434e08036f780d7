"""A backup of keys, apart from the data: the files of GUITU_HOME/keys and every wrapped data key.

Sealed under a passphrase (scrypt, AES-256-GCM). Bringing one back never brings back the keys of somebody who
was erased since. One older than thirty days is void: whoever keeps it could read people erased meanwhile.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db import transaction

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.crypto import carrying, erasure, files, streams
from guitu.foundation.crypto.suites import Aes256Gcm
from guitu.runtime.say import MachineError

VALID = timedelta(days=30)  # design, section 5: keys are backed up apart from the data (at most 30 days)

_HEAD = b"guitu-keys 1\n"
_SALT = 16
_BOUND = b"guitu-keys"
_CURRENT = "kek-current"
# made anew by every installation: its own roles' passwords, and what signs sessions and the door's texts
_NOT_KEPT = ("postgres_", "secret", "door", ".")


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back: files, data keys, and data keys left out because somebody was erased."""

    files: int
    keys: int
    erased: int
    made_at: datetime


def backup(file: Path, *, passphrase: str, at: datetime) -> int:
    """Write everything into ``file``, readable by its owner only; returns how many data keys are in it.

    Raises:
        MachineError: it cannot be written.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    counted = _Counted()
    try:
        draft.touch(mode=0o600)
        with draft.open("wb") as out:
            salt = os.urandom(_SALT)
            out.write(_HEAD + salt)
            pieces = _pieces(at, counted)
            streams.write(out, pieces, seal=_cipher(passphrase, salt).seal, bound=_BOUND)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except OSError as error:
        raise MachineError(
            f"无法写入 {file}：{error.strerror}。", f"{file} cannot be written: {error.strerror}."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return counted.rows


class _Counted:
    def __init__(self) -> None:
        self.rows = 0


def _pieces(at: datetime, counted: _Counted) -> Iterator[bytes]:
    kept = {
        path.name: path.read_text()
        for path in sorted(files.folder().iterdir())
        if path.is_file() and not path.name.startswith(_NOT_KEPT)
    }
    yield json.dumps({"made_at": at.isoformat(), "files": kept}).encode()
    with transaction.atomic(), door.even_sealed("keys backup"):
        for rows in carrying.all_keys():
            counted.rows += len(rows)
            yield json.dumps(
                [[str(p), c, held, s, k, b64encode(w).decode()] for p, c, held, s, k, w in rows]
            ).encode()


def restore(file: Path, *, passphrase: str, at: datetime, accept_old: bool) -> Brought:
    """Bring keys back: files that are missing, and data keys that are missing and were not destroyed.

    Raises:
        MachineError: no backup of keys, damaged, or another passphrase; older than ``VALID`` without
            ``accept_old``; another installation's keys are in use here.
    """
    pieces = _read(file, passphrase)
    head: dict[str, Any] = json.loads(next(pieces))
    made_at = datetime.fromisoformat(head["made_at"])
    if at - made_at > VALID and not accept_old:
        days = (at - made_at).days
        raise MachineError(
            f"这份密钥备份已有 {days} 天，超过 {VALID.days} 天即作废，应当销毁：其中可能有已删除者的密钥。"
            "确实没有更新的备份时，请加 --accept-old。",
            f"This backup of keys is {days} days old; after {VALID.days} days it is void and should be "
            "destroyed, because people may have been erased since. Add --accept-old if there is no newer.",
        )
    written = _bring_files(head["files"])
    keys = left_out = 0
    for piece in pieces:
        rows = [(UUID(p), c, held, s, k, b64decode(w)) for p, c, held, s, k, w in json.loads(piece)]
        with transaction.atomic(), door.even_sealed("keys restore"):
            gone = set(erasure.erased({row[0] for row in rows}))
            keys += carrying.add_missing([row for row in rows if row[0] not in gone])
            left_out += sum(row[0] in gone for row in rows)
    return Brought(written, keys, left_out, made_at)


def _bring_files(said: dict[str, str]) -> int:
    """Write the files of keys; where nothing is sealed yet they take the place of those made at the start."""
    here = {path.name: path.read_text() for path in files.folder().iterdir() if path.is_file()}
    log = said.pop(erasure.LOG, "")
    differing = [name for name in said if here.get(name, said[name]) != said[name] and name != _CURRENT]
    with transaction.atomic(), door.even_sealed("keys restore"):
        in_use = carrying.is_any_key()
    if differing and in_use:
        raise MachineError(
            f"这里已在使用另一套密钥（{'、'.join(differing)}），没有改动。请在新的 GUITU_HOME 中恢复。",
            f"Other keys are in use here ({', '.join(differing)}); nothing was changed. "
            "Restore into a new GUITU_HOME.",
        )
    missing = [name for name in said if name not in here or (name in differing)]
    for name in missing:
        files.replace(name, said[name].strip())
    if not in_use and _CURRENT in said:
        files.replace(_CURRENT, said[_CURRENT].strip())
    erasure.join_log(log)
    return len(missing)


def _read(file: Path, passphrase: str) -> Iterator[bytes]:
    with file.open("rb") as held:
        if held.read(len(_HEAD)) != _HEAD:
            raise MachineError(f"{file} 不是归途的密钥备份。", f"{file} is not a backup of keys.")
        cipher = _cipher(passphrase, held.read(_SALT))
        try:
            yield from streams.read(held, unseal=cipher.open, bound=_BOUND)
        except DomainError as error:
            raise MachineError(
                "口令不对，或密钥备份已损坏，没有更多改动。",
                "The passphrase is wrong or the backup of keys is damaged; nothing more was changed.",
            ) from error


def _cipher(passphrase: str, salt: bytes) -> Aes256Gcm:
    # parameters of RFC 7914 for files: 64 MB of memory, a quarter of a second
    return Aes256Gcm(Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode()))
