"""A million made-up episodes in a hundred groups: the table read, every curve with its limits."""

import random
import tempfile
import time
from pathlib import Path

from guitu.domain.measures.survival import curve
from guitu.exchange.importers.spells import Columns, read
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.machine import loop_ms

MANY = 1_000_000
GROUPS = 100
MOST = 10.0  # seconds
_DAYS = 1096


def measure(many: int = MANY) -> list[Line]:
    """From the file to the last point of the last curve, as ``bin/guitu survival`` does it."""
    loop = loop_ms(1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "spells.csv"
        _write(file, many)
        began = time.process_time()
        groups = read(file, Columns("days", "relapse", by="centre"))
        points = sum(len(curve(counts).points) for counts in groups.values())
        took = time.process_time() - began
    return [
        Line(
            name="survival",
            what=f"{many} episodes by {len(groups)} groups, read from CSV, each point with its limits",
            value=took,
            unit="s",
            target=at_most(MOST),
            reference="a million additions",
            ratio=took * 1000 / loop,
            more={"points": points},
        )
    ]


def _write(file: Path, many: int) -> None:
    dice = random.Random(7)  # noqa: S311 - the same made-up table every time
    with file.open("w", encoding="utf-8") as table:
        table.write("days,relapse,centre\n")
        table.writelines(
            f"{dice.randint(1, _DAYS)},{dice.randint(0, 1)},c{n % GROUPS}\n" for n in range(many)
        )
