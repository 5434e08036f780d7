"""Reads a foreign list of vacancies or courses to the end, inside a confined process.

On stdin it is told ``{"offers", "today"}``. It answers ``{"rows": […]}`` in lots, and at the end
``{"columns": […]}``, what was made of each header.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from guitu.domain.employers.lists import ListReading
from guitu.domain.roster.places import Gazetteer
from guitu.exchange.importers.offers_json import row_as_json
from guitu.exchange.importers.xlsx_child import parts
from guitu.foundation.regions_data import load_regions

_ROWS_AT_ONCE = 200


def answers(path: Path) -> Iterator[dict[str, object]]:
    """The list as JSON."""
    told: dict[str, Any] = json.load(sys.stdin)
    opened = parts(path)
    first = next(opened, None)  # a file that must not be opened is refused before the regions are read
    gazetteer = Gazetteer((record.code, record.name) for record in load_regions())
    reading = ListReading(told["offers"], gazetteer=gazetteer, today=date.fromisoformat(told["today"]))
    rows = reading.rows(part for some in ([first] if first else [], opened) for part in some)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield {"rows": [row_as_json(row) for row in some]}
    yield {"columns": reading.columns}
