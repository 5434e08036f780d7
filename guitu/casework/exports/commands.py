"""Writing exports: each step once, in its order; what comes second finds the state changed and is refused."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from guitu.casework.exports.models import Request
from guitu.casework.exports.queries import from_elsewhere
from guitu.casework.exports.translate import ExportRow, Form, Whose, export_row
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id


def ask(
    *,
    form: Form,
    columns: Sequence[str],
    plain: Sequence[str],
    kind: str,
    whose: Whose,
    purpose: str,
    rows: int,
    needs_approval: bool,
    by: Viewer,
    at: datetime,
) -> ExportRow:
    """Write down what is asked for; approved at once where nobody else needs to agree."""
    made = Request.objects.create(
        id=new_id(),
        state="asked" if needs_approval else "approved",
        form=form,
        columns=list(columns),
        plain=list(plain),
        kind=kind,
        whose=whose,
        purpose=purpose,
        rows=rows,
        asked_by=by.id,
        asked_role=by.role.value,
        asked_unit=by.unit,
        asked_at=at,
    )
    return export_row(made)


def decide(export: UUID, *, approved: bool, by: Viewer, at: datetime) -> ExportRow:
    """Approve or refuse what somebody else asked for.

    Raises:
        DomainError: "export.own", "export.same-unit-and-role", "export.state".
    """
    row = _locked(export, "asked")
    if by.id == row.asked_by:
        raise DomainError("export.own")
    if not from_elsewhere(by, export_row(row)):
        raise DomainError("export.same-unit-and-role")
    row.state = "approved" if approved else "refused"
    row.decided_by, row.decided_role, row.decided_unit, row.decided_at = by.id, by.role.value, by.unit, at
    row.save(update_fields=["state", "decided_by", "decided_role", "decided_unit", "decided_at"])
    return export_row(row)


def finish(export: UUID, *, file: UUID, rows: int, expires_at: datetime) -> None:
    """The file is there.

    Raises:
        DomainError: "export.state".
    """
    row = _locked(export, "approved")
    row.state, row.file, row.rows, row.expires_at = "ready", file, rows, expires_at
    row.save(update_fields=["state", "file", "rows", "expires_at"])


def fail(export: UUID, *, code: str) -> None:
    """There will be no file, and why; whatever file there was is forgotten."""
    Request.objects.filter(id=export, state__in=("asked", "approved", "ready")).update(
        state="failed", failure=code, file=None
    )


def take(export: UUID, *, at: datetime) -> UUID:
    """The file, once: nobody else finds it after this.

    Raises:
        DomainError: "export.not-ready", "export.expired".
    """
    row = Request.objects.select_for_update().get(id=export)
    if row.state in {"asked", "approved"}:
        raise DomainError("export.not-ready")
    if row.state != "ready" or row.file is None or row.expires_at is None or row.expires_at <= at:
        raise DomainError("export.expired")
    file = row.file
    row.state, row.file, row.taken_at = "taken", None, at
    row.save(update_fields=["state", "file", "taken_at"])
    return file


def expire(*, at: datetime) -> list[UUID]:
    """Forget files that nobody fetched in time; the files, for whoever deletes them."""
    old = list(Request.objects.select_for_update().filter(state="ready", expires_at__lte=at))
    for row in old:
        Request.objects.filter(id=row.id).update(state="expired", file=None)
    return [row.file for row in old if row.file is not None]


def _locked(export: UUID, state: str) -> Request:
    row = Request.objects.select_for_update().filter(id=export).first()
    if row is None or row.state != state:
        raise DomainError("export.state")
    return row
