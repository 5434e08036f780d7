"""Reads a foreign list of facts about areas to the end, inside a confined process.

On stdin it is told ``{"today", "facts"}``: the day, and what ``areas/facts.yaml`` says. It answers
``{"rows": […]}`` in lots, and at the end ``{"columns": […]}``, what was made of each header.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from guitu.domain.areas.criteria import parse_facts
from guitu.domain.areas.lists import reading_of
from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.tables import TableRow
from guitu.exchange.importers.xlsx_child import parts
from guitu.foundation.regions_data import load_regions

_ROWS_AT_ONCE = 200


def answers(path: Path) -> Iterator[dict[str, object]]:
    """The list as JSON."""
    told: dict[str, Any] = json.load(sys.stdin)
    opened = parts(path)
    first = next(opened, None)  # a file that must not be opened is refused before the regions are read
    gazetteer = Gazetteer((record.code, record.name) for record in load_regions())
    known = parse_facts(told["facts"], file="facts.yaml")
    reading = reading_of(known, gazetteer=gazetteer, today=date.fromisoformat(told["today"]))
    rows = reading.rows(part for some in ([first] if first else [], opened) for part in some)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield {"rows": [_as_json(row) for row in some]}
    yield {"columns": reading.columns}


def _as_json(row: TableRow) -> list[object]:
    said = None
    if row.draft is not None:
        said = asdict(row.draft)
        said["on"] = said["on"].isoformat()
    return [row.sheet, row.row, said, [[r.code, r.cell, r.facts] for r in row.reasons]]
