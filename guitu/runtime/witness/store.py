"""What a witness remembers: for each log a file of the heads it saw, one JSON line each, only ever added to.

A line that a kill cut short is dropped at the next start: nobody was told of it.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from guitu.config import home
from guitu.domain.ledger.head import Head, to_cosign
from guitu.foundation.audit.keys import Ed25519, verifies
from guitu.foundation.audit.verifying import Witnessed

SUITE = "sha256-ed25519"  # of the witness's own signature


@dataclass(frozen=True, slots=True)
class Seen:
    """A head a witness saw. ``key`` the log's public key, base64."""

    head: Head
    key: str
    signature: bytes
    seen_at: datetime
    cosignature: bytes


class Store:
    """The folder of a witness that runs. For one process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.folder = folder
        self.key = Ed25519.of(home.secret_in(folder / "key"))
        (folder / "key.pub").write_text(self.key.public + "\n")
        self._last: dict[UUID, Seen] = {}
        for file in sorted(folder.glob("*.jsonl")):
            _cut_short_line(file)
            for seen in _lines(file):
                self._last[seen.head.log] = seen

    def last(self, log: UUID) -> Seen | None:
        """The last head of a log that was cosigned."""
        return self._last.get(log)

    def trusts(self, key: str) -> bool:
        """Whether heads signed by ``key`` are heard: the first key ever heard, and no other after it."""
        known = {seen.key for seen in self._last.values()}
        return not known or key in known

    def cosign(self, head: Head, *, key: str, signature: bytes, at: datetime) -> Seen:
        """Keep a head for good, then sign it."""
        seen = Seen(head, key, signature, at, self.key.sign(to_cosign(head, at)))
        with (self.folder / f"{head.log}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(_as_json(seen)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._last[head.log] = seen
        return seen


def read(folder: Path) -> Mapping[UUID, Witnessed]:
    """What a witness's folder says of every log; lines its own key did not sign are left out."""
    public = (folder / "key.pub").read_text().strip()
    found: dict[UUID, Witnessed] = {}
    for file in sorted(folder.glob("*.jsonl")):
        seen = [s for s in _lines(file) if _is_own(s, public)]
        if seen:
            roots = {s.head.size: s.head.root for s in seen}
            found[seen[-1].head.log] = Witnessed(seen[-1].key, roots)
    return found


def _is_own(seen: Seen, public: str) -> bool:
    return verifies(SUITE, public, to_cosign(seen.head, seen.seen_at), seen.cosignature)


def _cut_short_line(file: Path) -> None:
    content = file.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole != len(content):
        with file.open("r+b") as open_file:
            open_file.truncate(whole)


def _lines(file: Path) -> Iterator[Seen]:
    with file.open(encoding="utf-8") as lines:
        for text in lines:
            if text.endswith("\n"):
                yield _of_json(json.loads(text))


def _as_json(seen: Seen) -> dict[str, object]:
    return {
        **head_as_json(seen.head),
        "key": seen.key,
        "signature": b64encode(seen.signature).decode(),
        "seen_at": seen.seen_at.isoformat(),
        "cosignature": b64encode(seen.cosignature).decode(),
    }


def _of_json(said: Mapping[str, str]) -> Seen:
    return Seen(
        head_of_json(said),
        said["key"],
        b64decode(said["signature"]),
        datetime.fromisoformat(said["seen_at"]),
        b64decode(said["cosignature"]),
    )


def head_as_json(head: Head) -> dict[str, object]:
    """A head as it is sent and kept."""
    return {
        "log": str(head.log),
        "size": head.size,
        "root": b64encode(head.root).decode(),
        "at": head.at.isoformat(),
        "suite": head.suite,
    }


def head_of_json(said: Mapping[str, str]) -> Head:
    """The head again.

    Raises:
        KeyError, ValueError: something else was said.
    """
    return Head(
        UUID(said["log"]),
        int(said["size"]),
        b64decode(said["root"], validate=True),
        datetime.fromisoformat(said["at"]),
        said["suite"],
    )
