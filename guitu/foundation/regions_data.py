"""The division table that ships with Guitu: the country down to townships, one county down to villages."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guitu.domain.kernel import region as regions

_FILE = Path(__file__).parent / "data" / "regions.csv"


class RegionRecord(NamedTuple):
    """One division: its 12-digit number, its name, its level, and the number of the one around it.

    ``parent`` is always in the table too, except for provinces, whose parent is the nation (0).
    """

    code: int
    name: str
    level: regions.Level
    parent: int


def load_regions() -> Iterator[RegionRecord]:
    """Every division, larger before smaller, by rising number; about 45,000, read anew at each call."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)  # the heading
        for code, name in rows:
            number = regions.normalise(code)
            yield RegionRecord(number, name, regions.level(number), regions.parent(number) or regions.NATION)
