"""Reads a foreign roster to the end, inside a confined process: from the workbook to rows with reasons.

On stdin it is told the terms: ``{"today", "allow_demo", "senders": {sender: {words: key}}, "columns":
{words: key}}``. It answers ``{"rows": […]}`` in lots, and ``{"sheet": …}`` for what was made of each sheet.
Reading here keeps a second processor busy while the caller writes.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.reading import RosterReading
from guitu.domain.roster.rows import Terms
from guitu.exchange.importers.roster_json import row_as_json, sheet_as_json
from guitu.exchange.importers.xlsx_child import parts
from guitu.foundation.regions_data import load_regions

_ROWS_AT_ONCE = 200


def answers(path: Path) -> Iterator[dict[str, object]]:
    """The roster as JSON."""
    told: dict[str, Any] = json.load(sys.stdin)
    opened = parts(path)
    first = next(opened, None)  # a file that must not be opened is refused before the regions are read
    reading = RosterReading(_terms(told))
    rows = reading.rows(part for some in ([first] if first else [], opened) for part in some)
    reported = 0
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        for sheet in reading.sheets[reported:]:
            yield {"sheet": sheet_as_json(sheet)}
        reported = len(reading.sheets)
        yield {"rows": [row_as_json(row) for row in some]}
    for sheet in reading.sheets[reported:]:
        yield {"sheet": sheet_as_json(sheet)}


def _terms(told: dict[str, Any]) -> Terms:
    senders, columns = told["senders"], told["columns"]
    return Terms(
        gazetteer=Gazetteer((record.code, record.name) for record in load_regions()),
        today=date.fromisoformat(told["today"]),
        allow_demo=told["allow_demo"],
        columns_of=lambda sender: {**senders.get(sender, {}), **columns},
    )
