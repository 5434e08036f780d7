"""Opening the database for somebody, inside a transaction, and closing it again.

Outside of these, the application's roles see no row about anybody. The text is set by a literal SET LOCAL, so
that it reaches every server and ends with the transaction.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from psycopg import sql

from guitu.domain.access import Compartment, Given, Reach, Viewer, reach
from guitu.foundation.authorization.guards import OWN
from guitu.foundation.authorization.signing import EVERYTHING, Context, signed

SECONDS = 30  # of a page; proposed. What takes longer is taken back whole rather than half done
BATCH_SECONDS = (
    6 * 3600
)  # of the command line and the worker, whose connections nobody else borrows; proposed

_NOBODY_REACH = Reach(1, 0, frozenset(), (), ())
_EVERYBODY_REACH = Reach(1, 10**15, EVERYTHING, (), ())
# rows that are sealed are held by the negative of their unit's number
_EVEN_SEALED_REACH = Reach(-(10**15), 10**15, EVERYTHING, (), ())

_COUNTED = {Compartment.EXISTENCE, Compartment.CASEWORK, Compartment.ORDERS}

NOBODY = Context(None, "", _NOBODY_REACH)
_current: ContextVar[Context | None] = ContextVar("guitu_door", default=None)


@contextmanager
def open_for(viewer: Viewer, *, to_the_end: bool = False) -> Iterator[None]:
    """What the policy gives this viewer, and nothing else.

    ``to_the_end``: the transaction ends right after, so nothing needs to be closed.

    Raises:
        RuntimeError: not inside a transaction, or it took longer than the context holds, so that it must be
            taken back (as for all the others).
    """
    with _opened(Context(viewer.id, viewer.role.value, reach(viewer)), to_the_end=to_the_end):
        yield


@contextmanager
def as_system(purpose: str, *, seconds: int = SECONDS) -> Iterator[None]:
    """Everybody who is not sealed: for the command line, the night, and matching an import.

    ``purpose`` a word for whoever reads the code; what is seen under it reaches no page unfiltered.
    """
    _ = purpose
    with _opened(Context(None, "system", _EVERYBODY_REACH), seconds=seconds):
        yield


@contextmanager
def even_sealed(purpose: str, *, seconds: int = SECONDS, to_the_end: bool = False) -> Iterator[None]:
    """Everybody, sealed or not: for sealing, unsealing, erasing and rebuilding only.

    ``to_the_end``: whoever comes after opens the door anew at once.
    """
    _ = purpose
    context = Context(None, "system", _EVEN_SEALED_REACH)
    with _opened(context, seconds=seconds, to_the_end=to_the_end):
        yield


@contextmanager
def whole_files(persons: Iterable[UUID]) -> Iterator[None]:
    """All compartments of a few persons: the rules must see a whole file to say what is due in it.

    The caller has been let in to these persons; what a page then shows is still the policy's question.
    """
    with _opened(_whole(persons)):
        yield


@contextmanager
def whole_even_sealed(persons: Iterable[UUID]) -> Iterator[Callable[[], None]]:
    """The same for reading alone, with what is sealed of these persons: a release that is half sealed.

    Calling what it gives shuts the sealed part and opens the rest for writing too, as ``whole_files`` does:
    one statement less than one after the other.
    """
    grants = frozenset((c, mode) for c, mode in EVERYTHING if mode == "read")
    named = tuple(persons)
    given = (Given(grants, named, sealed=False), Given(grants, named, sealed=True))

    def shut_sealed() -> None:
        say(_whole(named), seconds=SECONDS if _base is None else BATCH_SECONDS)
        _current.set(_whole(named))

    with _opened(Context(None, "system", Reach(1, 0, frozenset(), given, ()))):
        yield shut_sealed


def _whole(persons: Iterable[UUID]) -> Context:
    given = Given(EVERYTHING, tuple(persons), sealed=False)
    return Context(None, "system", Reach(1, 0, frozenset(), (given,), ()))


@contextmanager
def counting(viewer: Viewer) -> Iterator[None]:
    """The rows behind a figure, over the places the viewer looks over, for reading and without names."""
    grants = frozenset((c, mode) for c, mode in EVERYTHING if mode == "read" and c in _COUNTED)
    with _opened(Context(viewer.id, "counting", Reach(viewer.lo, viewer.hi, grants, (), ()))):
        yield


@contextmanager
def own_proofs(account: UUID) -> Iterator[None]:
    """No person at all, but the account's own password, factors and sign-ins."""
    with _opened(Context(account, OWN, _NOBODY_REACH)):
        yield


@contextmanager
def _opened(context: Context, *, seconds: int = SECONDS, to_the_end: bool = False) -> Iterator[None]:
    if not connection.in_atomic_block:
        raise RuntimeError("the door opens inside a transaction only")
    if _base is not None:
        seconds = BATCH_SECONDS
    before = _current.get()
    until = time.monotonic() + seconds
    say(context, seconds=seconds)
    mark = _current.set(context)
    try:
        yield
        if time.monotonic() > until:
            raise RuntimeError("took longer than the context holds; nothing was written")
    finally:
        _current.reset(mark)
        leave_open = to_the_end and _base is None
        if connection.in_atomic_block and not connection.needs_rollback and not leave_open:
            say(before or base(), seconds=seconds)


def say(context: Context, *, seconds: int = SECONDS) -> None:
    """Tell the database, for the rest of the transaction."""
    _tell("set local guitu.ctx to {}", context, seconds)


_base: Context | None = None


def say_for_the_session(context: Context) -> None:
    """Tell the database, until the connection ends: for processes that serve nobody but the system."""
    global _base
    _base = context
    _tell("set guitu.ctx to {}", context, BATCH_SECONDS)


def base() -> Context:
    """What holds where nothing was opened: nobody, but in a process of the system's own."""
    return _base or NOBODY


def system_context() -> Context:
    """The system's own context."""
    return Context(None, "system", _EVERYBODY_REACH)


def text_for(context: Context, *, seconds: int) -> str:
    """The signed text for the present connection; empty for nobody."""
    if context is NOBODY:
        return ""
    raw: Any = connection.connection
    pid = 0 if settings.GUITU_CITUS else raw.info.backend_pid
    return signed(context, key=settings.DOOR_KEY, pid=pid, seconds=seconds)


def _tell(words: str, context: Context, seconds: int) -> None:
    with connection.cursor() as cursor:  # the text is a literal: it must reach every server of a cluster
        cursor.execute(sql.SQL(words).format(sql.Literal(text_for(context, seconds=seconds))))
