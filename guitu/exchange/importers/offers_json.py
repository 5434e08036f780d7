"""Rows of a list of vacancies or courses as JSON and back, between the confined process and ours."""

from dataclasses import fields
from datetime import date
from typing import Any, Final

from guitu.domain.employers.drafts import CourseDraft, EmployerDraft, VacancyDraft
from guitu.domain.employers.wages import Wage
from guitu.domain.roster.tables import Reason, TableRow

_DAYS = ("open_until", "starts_on", "ends_on")
_NAMES: Final = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (VacancyDraft, CourseDraft, EmployerDraft, Wage)
}


def row_as_json(row: TableRow) -> list[object]:
    """A row as a list; days are text."""
    said = None
    if row.draft is not None:
        said = _said(row.draft)
        if isinstance(row.draft, VacancyDraft):
            said["employer"] = _said(row.draft.employer)
            said["wage"] = _said(row.draft.wage) if row.draft.wage else None
        said["skills"] = sorted(row.draft.skills)
        for name in _DAYS:
            if isinstance(said.get(name), date):
                said[name] = said[name].isoformat()
    return [row.sheet, row.row, said, [[r.code, r.cell, r.facts] for r in row.reasons]]


def _said(one: VacancyDraft | CourseDraft | EmployerDraft | Wage) -> dict[str, Any]:
    """What ``asdict`` says but for what lies within, without copying every word: a quarter of the reading."""
    return {name: getattr(one, name) for name in _NAMES[type(one)]}


def row_from_json(said: list[Any]) -> TableRow:
    """The row again."""
    sheet, number, draft, reasons = said
    return TableRow(sheet, number, _draft(draft), tuple(Reason(*reason) for reason in reasons))


def _draft(said: dict[str, Any] | None) -> VacancyDraft | CourseDraft | None:
    if said is None:
        return None
    said["skills"] = frozenset(said["skills"])
    for name in _DAYS:
        if said.get(name):
            said[name] = date.fromisoformat(said[name])
    if "employer" not in said:
        return CourseDraft(**said)
    said["employer"] = EmployerDraft(**said["employer"])
    said["wage"] = Wage(**said["wage"]) if said["wage"] else None
    return VacancyDraft(**said)
