"""Reads a foreign .xlsx as lines of cells, without trusting it.

The parsing happens in a child process with limits on memory and time (``xlsx_child``); this side reads its
answers line by line, so a province's roster is never in memory as a whole.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.cells import Line, SheetHead

SILENCE_SECONDS = 30
"""How long the child may be silent; how long it may compute is limited inside it."""

Part = SheetHead | list[Line]


@contextmanager
def opened(path: Path, *, seconds: float = SILENCE_SECONDS) -> Iterator[Iterator[Part]]:
    """The parts of a workbook in order: a ``SheetHead``, then lists of its lines, then the next sheet.

    Raises:
        DomainError: "roster-file.…" when the file is missing or must not be opened, also in the middle.
    """
    if not path.is_file():
        raise DomainError("roster-file.missing")
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, str(_root()), str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _parts(child, seconds)
    finally:
        child.kill()
        if child.stdout is not None:
            child.stdout.close()
        child.wait()


# -I keeps the caller's directory and environment out; the package's own place is handed over instead.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
    "from guitu.exchange.importers.xlsx_child import main; sys.exit(main(Path(sys.argv[2])))"
)


def _root() -> Path:
    return Path(__file__).resolve().parents[3]


def _said(child: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes]:
    """The child's whole lines; a child that is silent for too long is stopped.

    Only waiting counts: while the caller is busy with what it was told, the child may wait for the caller.
    """
    if child.stdout is None:  # asked for above; only the type allows it
        return
    while True:
        clock = Timer(seconds, child.kill)
        clock.daemon = True
        clock.start()
        try:
            line = child.stdout.readline()
        finally:
            clock.cancel()
        if not line.endswith(b"\n"):
            return
        yield line


def _parts(child: subprocess.Popen[bytes], seconds: float) -> Iterator[Part]:
    for line in _said(child, seconds):
        answer: dict[str, Any] = json.loads(line)
        if "refused" in answer:
            raise DomainError(answer["refused"], **answer["facts"])
        if "end" in answer:
            return
        if "rows" in answer:
            yield [Line(number, tuple(_cell(cell) for cell in cells)) for number, cells in answer["rows"]]
        else:
            yield SheetHead(
                name=answer["sheet"],
                visible=answer["visible"],
                epoch_1904=answer["epoch_1904"],
                formulas=frozenset(answer["formulas"]),
                merged=tuple((a, b, c, d) for a, b, c, d in answer["merged"]),
            )
    raise DomainError("roster-file.too-heavy")  # the child was stopped by its limits before it could say so


def _cell(value: Any) -> str | float | date | None:
    if isinstance(value, dict):
        return date.fromisoformat(value["d"])
    if isinstance(value, bool):
        return "是" if value else "否"
    return value  # type: ignore[no-any-return] # JSON text, number or null, as xlsx_child writes them
