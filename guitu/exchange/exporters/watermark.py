"""Whose copy a leaked file is, named from any thirty of its rows.

Two marks, both made with the installation's key and the number of the export. Each row begins with a mark
that can be read (``0007-K3QD``): its number and a check only this export has. And behind each cell stands one
of eight blanks, chosen by the cell's own text, so that rows may be left out, sorted or pasted elsewhere, and
columns dropped. Whoever retypes the cells, or strips both marks, is not named.
"""

import base64
import hmac
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

BLANKS = ("", " ", "\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u3000")
"""All are taken off by ``str.strip``, so an import reads what was meant."""

ENOUGH_CELLS = 12
"""Different texts; by chance twelve blanks agree once in 8^12 files."""

_SHARE = 0.8  # of the blanks that must agree: some cells may have been touched
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE]-?\d+)?")  # never marked where it is to be calculated with
_MARK = re.compile(r"(\d{4,6})-([A-Z2-7]{4})")


def mark(key: bytes, export: UUID, number: int) -> str:
    """What row ``number`` (from 1) of an export begins with."""
    check = base64.b32encode(_digest(key, export, f"row {number}"))[:4].decode()
    return f"{number:04d}-{check}"


def spacing(key: bytes, export: UUID, row: Sequence[str]) -> tuple[str, ...]:
    """The blanks behind the cells of a row, given as they are written; nothing behind an empty one."""
    return tuple(
        BLANKS[_digest(key, export, f"cell {text}")[0] % len(BLANKS)] if text else "" for text in row
    )


def whose(key: bytes, rows: Iterable[Sequence[str]], exports: Iterable[UUID]) -> UUID | None:
    """The export that these rows came from; None where no mark is left or two exports fit alike.

    Args:
        key: the installation's.
        rows: of the file, cells as found; lines of any other kind do no harm.
        exports: those that may have been it.
    """
    found_cells = {(text.strip(), text[len(text.rstrip()) :]) for row in rows for text in row if text.strip()}
    cells = {(text, blank) for text, blank in found_cells if blank or not _NUMBER.fullmatch(text)}
    marks = {found for text, _ in cells if (found := _MARK.fullmatch(text))}
    fitting = [export for export in exports if _fits(key, export, marks, cells)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(key: bytes, export: UUID, marks: set[re.Match[str]], cells: set[tuple[str, str]]) -> bool:
    if marks and sum(mark(key, export, int(m[1])) == m[0] for m in marks) * 2 > len(marks):
        return True
    agreeing = sum(spacing(key, export, [text]) == (blank,) for text, blank in cells)
    return agreeing >= ENOUGH_CELLS and agreeing >= _SHARE * len(cells)


def _digest(key: bytes, export: UUID, what: str) -> bytes:
    return hmac.digest(key, export.bytes + what.encode("utf-8", "surrogatepass"), sha256)
