"""What a signature over the log says: which log, how long it is, the root over it, and when."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Head:
    """The state of one log. ``suite`` names hash and signature ("sha256-ed25519"); ``at`` is aware."""

    log: UUID
    size: int
    root: bytes
    at: datetime
    suite: str


def to_sign(head: Head) -> bytes:
    """The bytes a log signs. In the manner of a checkpoint: origin, size, root, then what else there is."""
    return (
        f"guitu-audit/{head.log}\n{head.size}\n{b64encode(head.root).decode()}\n"
        f"{head.at.astimezone(UTC).isoformat(timespec='microseconds')}\n{head.suite}\n"
    ).encode()


def to_cosign(head: Head, seen_at: datetime) -> bytes:
    """The bytes a witness signs: that it had seen this head, and nothing against it, at ``seen_at``."""
    when = seen_at.astimezone(UTC).isoformat(timespec="microseconds")
    return b"guitu-witness\n" + when.encode() + b"\n" + to_sign(head)
