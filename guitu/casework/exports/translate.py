"""From a row of the table to the frozen row that leaves the room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from guitu.casework.exports.models import Request

State = Literal["asked", "approved", "ready", "taken", "refused", "failed", "expired"]
Form = Literal["xlsx", "csv"]
Whose = Literal["mine", "unit"]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export. ``plain`` those of ``columns`` that are not masked; ``kind`` "" is every kind of episode.

    ``file`` only while it can be fetched; ``failure`` the code of what went wrong, or "".
    """

    id: UUID
    state: State
    form: Form
    columns: tuple[str, ...]
    plain: tuple[str, ...]
    kind: str
    whose: Whose
    purpose: str
    rows: int
    asked_by: UUID
    asked_role: str
    asked_unit: int
    asked_at: datetime
    decided_by: UUID | None
    file: UUID | None
    expires_at: datetime | None
    taken_at: datetime | None
    failure: str


def export_row(row: Request) -> ExportRow:
    """The frozen row."""
    return ExportRow(
        id=row.id,
        state=cast("State", row.state),
        form=cast("Form", row.form),
        columns=tuple(row.columns),
        plain=tuple(row.plain),
        kind=row.kind,
        whose=cast("Whose", row.whose),
        purpose=row.purpose,
        rows=row.rows,
        asked_by=row.asked_by,
        asked_role=row.asked_role,
        asked_unit=row.asked_unit,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        file=row.file,
        expires_at=row.expires_at,
        taken_at=row.taken_at,
        failure=row.failure,
    )
