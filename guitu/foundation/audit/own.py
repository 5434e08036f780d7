"""The log's own connections, as ``guitu_audit``: each statement commits by itself, whatever the request does.

A few idle connections are kept per process. One that died, because the server was killed or the database
replaced, is thrown away with all the others and the work is tried once more on a new one.
"""

import atexit
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import psycopg
from django.conf import settings

T = TypeVar("T")
Connection = psycopg.Connection[Any]

_PATIENCE = 3  # seconds to connect; a page waits for it
_idle: list[Connection] = []
_place: tuple[int, str] | None = None  # the process and the database that the idle ones belong to


class LogUnavailableError(Exception):
    """The log can be neither written nor read now. What shows people must not be answered without it."""


def run(work: Callable[[Connection], T]) -> T:
    """What ``work`` does on a connection of the log's own; it may be called twice.

    Raises:
        LogUnavailableError: the database does not answer, or refuses.
    """
    try:
        try:
            return _once(work)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            close()
            return _once(work)
    except psycopg.Error as error:
        raise LogUnavailableError(f"{type(error).__name__}: {error.sqlstate}") from error


def close() -> None:
    """Give every idle connection back."""
    while _idle:
        with suppress(psycopg.Error):
            _idle.pop().close()


atexit.register(close)


def _once(work: Callable[[Connection], T]) -> T:
    _stay_here()
    try:
        connection = _idle.pop()
    except IndexError:
        connection = connect()
    try:
        done = work(connection)
    except BaseException:
        connection.close()
        raise
    _idle.append(connection)
    return done


def _stay_here() -> None:
    """Forget connections of another process (a fork) or another database (tests)."""
    global _place
    here = (os.getpid(), str(settings.DATABASES["default"]["NAME"]))
    if _place != here:
        if _place is not None and _place[0] != here[0]:
            _idle.clear()  # the parent's sockets are not ours to close
        close()
        _place = here


def connect() -> Connection:
    """A new connection that commits each statement."""
    way = settings.AUDIT_WAY
    return psycopg.connect(
        host=way.host,
        port=way.port,
        user=way.user,
        password=way.password,
        dbname=str(settings.DATABASES["default"]["NAME"]),
        autocommit=True,
        connect_timeout=_PATIENCE,
        application_name="guitu-audit",
        options="-c statement_timeout=15000 -c lock_timeout=3000",
        **way.options,  # type: ignore[arg-type]  # libpq's own keywords, all of them text
    )
