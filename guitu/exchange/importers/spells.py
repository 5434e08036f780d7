"""A table of times (CSV) for ``bin/guitu survival``: read row by row, counted at once, nothing kept of a row.

Columns are named by whoever asks; other columns are not looked at. What cannot be read is refused with its
line: a guess would be a wrong curve.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.survival import CENSORED, EVENT, Tally

_YES: Final = frozenset({"1", "true", "t", "yes", "y", "event", "是", "1.0"})
_NO: Final = frozenset({"0", "false", "f", "no", "n", "censored", "否", "0.0"})
ENDED: Final = {**dict.fromkeys(_YES, EVENT), **dict.fromkeys(_NO, CENSORED)}
MOST_GROUPS: Final = 10_000
_LONGEST: Final = 40  # of what a sentence repeats


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns are meant; ``by`` and ``entry`` None where there is none."""

    time: str
    event: str
    by: str | None = None
    entry: str | None = None


def read(file: Path, columns: Columns) -> dict[str | None, Tally]:
    """The counts of each group, in the order of their names; one group None where nothing parts them.

    Raises:
        DomainError: "spell-file.…", with the line where it is about one.
    """
    with _opened(file) as lines:
        try:
            groups = _counted(csv.reader(lines, strict=True), columns)
        except UnicodeDecodeError as error:
            raise DomainError("spell-file.not-utf8") from error
        except csv.Error as error:
            raise DomainError("spell-file.not-csv") from error
    return dict(sorted(groups.items(), key=lambda item: item[0] or ""))


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    if str(file) == "-":
        file = Path("/dev/stdin")
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield lines
    except OSError as error:
        raise DomainError("spell-file.unreadable") from error


def _counted(rows: Iterator[list[str]], columns: Columns) -> dict[str | None, Tally]:
    header = next(rows, None)
    if header is None:
        raise DomainError("spell-file.empty")
    time, event, by, entry = _places([name.strip() for name in header], columns)
    groups: dict[str | None, Tally] = {}
    longest = max(place for place in (time, event, by, entry) if place is not None)
    for line, row in enumerate(rows, start=2):
        if len(row) <= longest:
            if not row:
                continue  # an empty line at the end of a file
            raise DomainError("spell-file.short-row", line=line)
        group = row[by].strip() if by is not None else None
        counts = groups.get(group)
        if counts is None:
            counts = groups[group] = _another(groups)
        ended = ENDED.get(row[event].strip().lower())
        if ended is None:
            raise DomainError("spell-file.event", line=line, column=columns.event, value=_short(row[event]))
        late = None if entry is None else _number(row[entry], line, columns.entry)
        _add(counts, _number(row[time], line, columns.time), ended, late, line)
    if not groups:
        raise DomainError("spell-file.empty")
    return groups


def _places(header: Sequence[str], columns: Columns) -> tuple[int, int, int | None, int | None]:
    """Where the columns stand.

    Raises:
        DomainError: "spell-file.column", "spell-file.twice".
    """
    named = (columns.time, columns.event, columns.by, columns.entry)
    for name in named:
        if name is not None and name not in header:
            raise DomainError("spell-file.column", column=name, known="、".join(header[:20]))
        if name is not None and header.count(name) > 1:
            raise DomainError("spell-file.twice", column=name)
    time, event, by, entry = (None if name is None else header.index(name) for name in named)
    assert time is not None and event is not None  # noqa: S101, PT018 - narrows the types
    return time, event, by, entry


def _another(groups: dict[str | None, Tally]) -> Tally:
    if len(groups) >= MOST_GROUPS:
        raise DomainError("spell-file.groups", most=MOST_GROUPS)
    return Tally()


def _number(text: str, line: int, column: str | None) -> float:
    try:
        return float(text)
    except ValueError:
        raise DomainError("spell-file.number", line=line, column=column, value=_short(text)) from None


def _add(counts: Tally, time: float, ended: int, entry: float | None, line: int) -> None:
    try:
        counts.add(time, ended, entry)
    except DomainError as error:
        raise DomainError(f"spell-file.{error.code.partition('.')[2]}", line=line) from None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
