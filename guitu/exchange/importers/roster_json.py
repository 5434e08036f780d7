"""Rows of a roster and reports of its sheets as JSON and back, between the confined process and ours."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guitu.domain.roster.cells import SheetHead
from guitu.domain.roster.columns import Column
from guitu.domain.roster.layout import Layout
from guitu.domain.roster.reading import SheetReport
from guitu.domain.roster.rows import Reason, RosterRow, Values


def row_as_json(row: RosterRow) -> list[object]:
    """A row as a list; dates are text."""
    v = row.values
    return [
        row.sheet, row.row, row.state, row.released_cell,
        [[reason.code, reason.cell, reason.facts] for reason in row.reasons],
        [v.name, v.citizen_id, _iso(v.birth), v.sex, _iso(v.admitted_on), _iso(v.released_on), v.residence,
         v.domicile, v.phones],
        row.receiving, row.order_number, _iso(row.rehab_from), _iso(row.rehab_to), row.facts, row.others,
    ]  # fmt: skip


def row_from_json(said: list[Any]) -> RosterRow:
    """The row again."""
    sheet, number, state, cell, reasons, v, receiving, order, rehab_from, rehab_to, facts, others = said
    return RosterRow(
        sheet=sheet,
        row=number,
        state=state,
        released_cell=cell,
        reasons=tuple(Reason(*reason) for reason in reasons),
        values=Values(v[0], v[1], _day(v[2]), v[3], _day(v[4]), _day(v[5]), v[6], v[7], tuple(v[8])),
        receiving=receiving,
        order_number=order,
        rehab_from=_day(rehab_from),
        rehab_to=_day(rehab_to),
        facts=facts,
        others=others,
    )


def sheet_as_json(report: SheetReport) -> dict[str, object]:
    """What was made of a sheet."""
    found = report.layout
    layout = found and {
        "header_rows": found.header_rows,
        "columns": [[c.number, c.words, c.key, c.found] for c in found.columns],
        "sender": found.sender,
        "missing": found.missing,
    }
    return {"name": report.name, "skipped": report.skipped, "layout": layout}


def sheet_from_json(said: Mapping[str, Any]) -> SheetReport:
    """The report again; of the sheet's head only the name comes along."""
    found = said["layout"]
    if found is None:
        return SheetReport(said["name"], None, said["skipped"])
    first, last = found["header_rows"]
    layout = Layout(
        sheet=SheetHead(said["name"]),
        header_rows=(first, last),
        columns=tuple(Column(*column) for column in found["columns"]),
        sender=found["sender"],
        missing=tuple(found["missing"]),
    )
    return SheetReport(said["name"], layout, said["skipped"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
