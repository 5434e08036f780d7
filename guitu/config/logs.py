"""What a log says of an error: where it happened and of what kind, never what it said.

The words of an error repeat what was typed or read: the name that is no number, the row that was refused.
Of PostgreSQL the state and the constraint are kept, of our own errors the code, of the system its number.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

_CODE = re.compile(r"[a-z][a-z-]*\.[a-z][a-z-]*")
_GIVEN = re.compile(r"(/[rs]/)[A-Za-z0-9_-]+")  # of partners and of who answers a survey


class Line(logging.Formatter):
    """A line for each record; under it, for an error, where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """As ``logging.Formatter``, whatever another handler has kept of the error on the record.

        Addresses given to single people are not written: with the time beside them they tell who answered.
        """
        record.exc_text = None
        return _GIVEN.sub(r"\1…", super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """The places an error passed, without its words."""
        return "".join(told(ei[1])).rstrip("\n")


def told(error: BaseException | None) -> Iterator[str]:
    """An error and what caused it, the first cause first: files, lines, functions and kinds."""
    if error is None:
        return
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from told(cause)
        yield "\nand then\n\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}{_marks(error)}\n"
    for inner in getattr(error, "exceptions", ()):  # of a group
        yield from told(inner)


def _marks(error: BaseException) -> str:
    code = getattr(error, "code", None)
    number = error.errno if isinstance(error, OSError) else None
    found = (
        code if isinstance(code, str) and _CODE.fullmatch(code) else None,
        getattr(error, "sqlstate", None),
        getattr(getattr(error, "diag", None), "constraint_name", None),
        number,
    )
    said = " ".join(str(mark) for mark in found if mark is not None)
    return f" [{said}]" if said else ""


def hook(_kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
    """What a process says that ends by an error nobody foresaw: for ``sys.excepthook``."""
    sys.stderr.write("".join(told(error)))
