"""The working-day calendar that ships with Guitu: public holidays and worked weekends of China, 2004 to 2026.

Each autumn the State Council announces the next year; until its rows are added, later years follow Monday to
Friday and ``WorkCalendar.covers`` says so.
"""

import csv
import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path

from guitu.domain.kernel.calendar import WorkCalendar

_FILE = Path(__file__).parent / "data" / "cn_calendar_2004_2026.csv"
_REST = frozenset({"holiday", "in_lieu_day"})
_WORK = "adjusted_workday"
_REVISION_LENGTH = 12


@lru_cache(maxsize=1)
def work_calendar() -> WorkCalendar:
    """The packaged calendar, read once; its revision is the beginning of the file's SHA-256."""
    return read_calendar(_FILE)


def read_calendar(file: Path) -> WorkCalendar:
    """The calendar in a CSV file with the columns date, kind, name.

    Every year from the first to the last date counts as known.

    Raises:
        ValueError: a kind other than holiday, in_lieu_day and adjusted_workday, a wrong date, or no rows.
    """
    content = file.read_bytes()
    rest, work = set(), set()
    for row in csv.DictReader(content.decode().splitlines()):
        day = date.fromisoformat(row["date"])
        if row["kind"] == _WORK:
            work.add(day)
        elif row["kind"] in _REST:
            rest.add(day)
        else:
            raise ValueError(f"{file.name}: unknown kind {row['kind']!r} on {day}")
    days = rest | work
    if not days:
        raise ValueError(f"{file.name}: no days in it")
    return WorkCalendar.build(
        holidays=rest,
        workdays=work,
        years=(min(days).year, max(days).year),
        revision=hashlib.sha256(content).hexdigest()[:_REVISION_LENGTH],
    )
