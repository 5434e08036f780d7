"""Figures as a table that leaves the house: nobody's name is in it, and whose copy it is can be read from it.

Numbers stay numbers; the marks of the copy stand in front of each row and behind its texts. That it was
handed out, to whom and for what, is a line of the trail, whose id is the number of the copy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.exporters import watermark
from guitu.exchange.exporters.requests import HANDED_OUT, key
from guitu.exchange.exporters.sheets import FORMS, Form, Table, Value, written
from guitu.foundation.audit.commands import note

PURPOSES: Final = ("report", "meeting", "evaluation", "analysis")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for: of which place, theme and time, as which file, for what."""

    place: int
    theme: str
    period: str
    form: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words and rows of a copy. ``lines`` of a copy of that number, above the table."""

    title: str
    lines: Callable[[UUID], Sequence[str]]
    row_mark: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def hand_out(sheet: Sheet, wanted: Wanted, *, by: Viewer, at: datetime) -> bytes:
    """The file, and a line in the trail that ``by`` has it.

    Raises:
        DomainError: "access.refused", "export.no-purpose", "export.no-form".
    """
    if not holds(by, Permission.FIGURES_READ):
        raise DomainError("access.refused")
    if wanted.purpose not in PURPOSES:
        raise DomainError("export.no-purpose")
    form: Form | None = next((form for form in FORMS if form == wanted.form), None)
    if form is None:
        raise DomainError("export.no-form")
    copy = note(
        HANDED_OUT,
        by=by,
        at=at,
        place=wanted.place,
        theme=wanted.theme,
        period=wanted.period,
        purpose=wanted.purpose,
        form=form,
        rows=len(sheet.rows),
    )
    mark = key()
    rows = [[watermark.mark(mark, copy, n), *row] for n, row in enumerate(sheet.rows, start=1)]
    table = Table(sheet.title, sheet.lines(copy), [sheet.row_mark, *sheet.head], rows)
    return written(table, form, stamp=lambda cells: watermark.spacing(mark, copy, cells))
