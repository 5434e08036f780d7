"""The folder GUITU_HOME/keys: secrets that are made once, read ever after, and never lie in the database."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from guitu.domain.kernel.errors import DomainError


def folder() -> Path:
    """The folder, readable by its owner only; made if needed."""
    found = Path(settings.GUITU_HOME) / "keys"
    if not found.exists():
        found.mkdir(parents=True, exist_ok=True)
        found.chmod(0o700)
    return found


def once(name: str, make: Callable[[], str]) -> str:
    """What the file ``name`` says: made the first time, the same ever after.

    Two processes that make it at once end with one value: the file is linked into place, and the second
    finds it there.
    """
    path = folder() / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        draft = _draft(name, make())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()


def replace(name: str, text: str) -> None:
    """Let the file ``name`` say ``text`` from now on, in one step."""
    _draft(name, text).replace(folder() / name)


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time between these lines; a crash lets go.

    Raises:
        DomainError: "key.busy": another one is there.
    """
    with (folder() / f".{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DomainError("key.busy") from None
        yield


def _draft(name: str, text: str) -> Path:
    draft = folder() / f".{name}.{os.getpid()}"
    draft.touch(mode=0o600)
    with draft.open("w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
