"""Uploaded rosters on their way: each in a folder of its own, sealed with the installation's key.

A file waits here between looking at it and importing it, and is opened in memory only. What was imported is
deleted at once, what nobody imported within a day is deleted by the next upload. Only the account that
uploaded a file finds it again.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import installation, streams
from guitu.foundation.ids import new_id

Act = Literal["look", "import"]

_KEPT = timedelta(days=1)
_SILENT = timedelta(minutes=2)
_PREVIEW, _ROSTER = "preview.sealed", "roster.sealed"


@dataclass(frozen=True)
class State:
    """How far the work on a file is. ``done`` rows so far; ``total`` None where nobody knows yet.

    ``code`` and ``facts`` say why it failed; ``batch`` is the import it became.
    """

    act: Act
    state: Literal["waiting", "running", "done", "failed"]
    at: str
    done: int = 0
    total: int | None = None
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    batch: str = ""

    def is_stuck(self, now: datetime) -> bool:
        """Whether nothing has been heard of the work for so long that it must have been killed."""
        is_at_work = self.state in {"waiting", "running"}
        return is_at_work and now - datetime.fromisoformat(self.at) > _SILENT


@dataclass(frozen=True)
class Held:
    """One uploaded file. ``columns`` what its header words mean, as put right on the page."""

    id: UUID
    account: UUID
    file_name: str
    size: int
    at: datetime
    columns: Mapping[str, str]

    @property
    def is_there(self) -> bool:
        """Whether the file still waits."""
        return (_folder(self.id) / _ROSTER).exists()

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """The file as it was sent, in memory: a path for this process and for a child that inherits it.

        Raises:
            DomainError: "roster-file.unknown": it is not there any more.
        """
        descriptor = os.memfd_create("roster")
        try:
            self._pour(descriptor)
            yield Path(f"/proc/self/fd/{descriptor}")
        finally:
            os.close(descriptor)

    def _pour(self, descriptor: int) -> None:
        try:
            with (_folder(self.id) / _ROSTER).open("rb") as sealed:
                for piece in streams.read(sealed, unseal=installation.unseal, bound=_bound(self.id, _ROSTER)):
                    os.write(descriptor, piece)
        except FileNotFoundError:
            raise DomainError("roster-file.unknown") from None

    def with_columns(self, columns: Mapping[str, str]) -> "Held":
        """The same file, its columns read differently from now on."""
        changed = Held(self.id, self.account, self.file_name, self.size, self.at, dict(columns))
        _write(self.id, "about.sealed", _about(changed))
        return changed

    @property
    def state(self) -> State | None:
        """How far the work on it is; None before any."""
        found = _read(self.id, "state.sealed")
        return State(**found) if found else None

    def say(self, state: State) -> None:
        """Write down how far the work is."""
        _write(self.id, "state.sealed", asdict(state))

    @property
    def preview(self) -> dict[str, Any] | None:
        """What looking at it found; None before."""
        return _read(self.id, _PREVIEW)

    def keep_preview(self, found: Mapping[str, Any]) -> None:
        """Keep what looking at it found."""
        _write(self.id, _PREVIEW, dict(found))

    def shred(self) -> None:
        """Delete the file and what was found in it; only how the work ended stays, until it is a day old."""
        for name in (_ROSTER, _PREVIEW):
            (_folder(self.id) / name).unlink(missing_ok=True)


def hold(chunks: Iterable[bytes], *, file_name: str, account: UUID, at: datetime) -> Held:
    """Keep an uploaded file; older ones are cleared away."""
    clear_away(at)
    held_id = new_id()
    folder = _folder(held_id)
    folder.mkdir(mode=0o700, parents=True)
    with (folder / _ROSTER).open("xb") as file:
        size = streams.write(file, chunks, seal=installation.seal, bound=_bound(held_id, _ROSTER))
    made = Held(held_id, account, file_name[:200], size, at, {})
    _write(held_id, "about.sealed", _about(made))
    return made


def held(account: UUID, held_id: UUID) -> Held:
    """A file by its id, for the account that uploaded it.

    Raises:
        DomainError: "roster-file.unknown", alike for absent and somebody else's.
    """
    about = _read(held_id, "about.sealed")
    if about is None or about["account"] != str(account):
        raise DomainError("roster-file.unknown")
    return Held(
        held_id,
        account,
        about["file_name"],
        about["size"],
        datetime.fromisoformat(about["at"]),
        about["columns"],
    )


def all_held(account: UUID) -> list[Held]:
    """The files an account has on their way, the latest first."""
    found = []
    for folder in sorted(_root().glob("*"), reverse=True):
        try:
            found.append(held(account, UUID(folder.name)))
        except (DomainError, ValueError):
            continue
    return [one for one in found if one.is_there]


def _about(of: Held) -> dict[str, Any]:
    return {
        "account": str(of.account),
        "file_name": of.file_name,
        "size": of.size,
        "at": of.at.isoformat(),
        "columns": dict(of.columns),
    }


def _root() -> Path:
    root = Path(settings.GUITU_HOME) / "uploads" / "rosters"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


def _folder(held_id: UUID) -> Path:
    return _root() / str(held_id)


def _read(held_id: UUID, name: str) -> dict[str, Any] | None:
    try:
        sealed = (_folder(held_id) / name).read_bytes()
    except FileNotFoundError:
        return None
    return dict(json.loads(installation.unseal(sealed, _bound(held_id, name))))


def _write(held_id: UUID, name: str, content: Mapping[str, Any]) -> None:
    """Whole or not at all: whoever reads at the same time sees the old text or the new one."""
    place = _folder(held_id) / name
    fresh = place.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(installation.seal(json.dumps(content).encode(), _bound(held_id, name)))
    fresh.replace(place)


def _bound(held_id: UUID, name: str) -> bytes:
    return f"rosters.{name}".encode() + held_id.bytes


def clear_away(now: datetime) -> None:
    """Delete every file that has lain for a day, imported or not, and what is left of one half sent."""
    for folder in _root().glob("*"):
        about = folder / "about.sealed"
        lain = now.timestamp() - (about if about.exists() else folder).stat().st_mtime
        if lain > _KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
