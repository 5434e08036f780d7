"""Uploaded rosters on their way: each in a folder of its own that only the service's user can read.

A file waits here between looking at it and importing it. What was imported is deleted at once, what nobody
imported within a day is deleted by the next upload. Only the account that uploaded a file finds it again.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id

Act = Literal["look", "import"]

_KEPT = timedelta(days=1)
_SILENT = timedelta(minutes=2)


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
    def path(self) -> Path:
        """The file itself."""
        return _folder(self.id) / "roster.xlsx"

    def with_columns(self, columns: Mapping[str, str]) -> "Held":
        """The same file, its columns read differently from now on."""
        changed = Held(self.id, self.account, self.file_name, self.size, self.at, dict(columns))
        _write(self.id, "about.json", _about(changed))
        return changed

    @property
    def state(self) -> State | None:
        """How far the work on it is; None before any."""
        found = _read(self.id, "state.json")
        return State(**found) if found else None

    def say(self, state: State) -> None:
        """Write down how far the work is."""
        _write(self.id, "state.json", asdict(state))

    @property
    def preview(self) -> dict[str, Any] | None:
        """What looking at it found; None before."""
        return _read(self.id, "preview.json")

    def keep_preview(self, found: Mapping[str, Any]) -> None:
        """Keep what looking at it found."""
        _write(self.id, "preview.json", dict(found))

    def shred(self) -> None:
        """Delete the file and what was found in it; only how the work ended stays, until it is a day old."""
        self.path.unlink(missing_ok=True)
        (_folder(self.id) / "preview.json").unlink(missing_ok=True)


def hold(chunks: Iterable[bytes], *, file_name: str, account: UUID, at: datetime) -> Held:
    """Keep an uploaded file; older ones are cleared away."""
    _clear_away(at)
    held_id = new_id()
    folder = _folder(held_id)
    folder.mkdir(mode=0o700, parents=True)
    size = 0
    with (folder / "roster.xlsx").open("xb") as file:
        for chunk in chunks:
            size += file.write(chunk)
    made = Held(held_id, account, file_name[:200], size, at, {})
    _write(held_id, "about.json", _about(made))
    return made


def held(account: UUID, held_id: UUID) -> Held:
    """A file by its id, for the account that uploaded it.

    Raises:
        DomainError: "roster-file.unknown", alike for absent and somebody else's.
    """
    about = _read(held_id, "about.json")
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
    return [one for one in found if one.path.exists()]


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
        text = (_folder(held_id) / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return dict(json.loads(text))


def _write(held_id: UUID, name: str, content: Mapping[str, Any]) -> None:
    """Whole or not at all: whoever reads at the same time sees the old text or the new one."""
    place = _folder(held_id) / name
    fresh = place.with_suffix(".new")
    fresh.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    fresh.chmod(0o600)
    fresh.replace(place)


def _clear_away(now: datetime) -> None:
    for folder in _root().glob("*"):
        about = folder / "about.json"
        if about.exists() and now.timestamp() - about.stat().st_mtime > _KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
