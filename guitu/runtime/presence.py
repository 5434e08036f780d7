"""The last one out turns off the light: the embedded server runs as long as a process needs it.

Every process that uses the server holds a shared lock on one file; the operating system takes it back
even from a killed process. Whoever leaves tries for the exclusive lock, and whoever gets it was alone
and stops the server. ``bin/guitu db start`` leaves a mark that keeps the server running regardless.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from guitu.config import home
from guitu.runtime.external import check_external
from guitu.runtime.postgres import Server, place_server, placed_server, start_lock
from guitu.runtime.roles import prepare


@contextmanager
def database() -> Iterator[Server | None]:
    """A database that answers, for as long as the block runs.

    Yields the embedded server, or None with DATABASE_URL, whose server is only checked.

    Raises:
        MachineError: the server cannot be started or is not fit for Guitu.
    """
    if home.external():
        check_external()
        yield None
        return
    with _guest_book() as guests:
        with start_lock():
            fcntl.flock(guests, fcntl.LOCK_SH)
            server = start()
        try:
            yield server
        finally:
            with start_lock(), suppress(BlockingIOError):
                fcntl.flock(guests, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not kept().exists():
                    server.stop()


def _guest_book() -> IO[str]:
    """The file whose shared lock says "I am using the server"."""
    with start_lock():
        return (home.home() / "postgres.guests").open("a")


def start() -> Server:
    """Place and start the server and make its roles and database. The caller holds the start lock."""
    server = place_server()
    server.start()
    prepare(server)
    return server


def kept() -> Path:
    """The mark of ``bin/guitu db start``: the server stays when the last process leaves."""
    return home.home() / "postgres.kept"


def keep() -> Server:
    """Start the server and leave it running."""
    with start_lock():
        server = start()
        kept().touch()
    return server


def release() -> bool:
    """Stop the server and take the mark away; False where there was nothing to stop."""
    with start_lock():
        kept().unlink(missing_ok=True)
        server = placed_server()
        if server is None or not server.ready():
            return False
        server.stop()
    return True
