"""Reading exports: one's own, and those that wait for one's approval."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from guitu.casework.exports.models import Request
from guitu.casework.exports.translate import ExportRow, Form, State, Whose, export_row
from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.kernel.errors import DomainError

__all__ = ["ExportRow", "Form", "State", "Whose"]

_PREFECTURE = 10**11  # a unit's number without it is its prefecture's


def exports_of(viewer: Viewer, *, limit: int = 50) -> tuple[ExportRow, ...]:
    """What the viewer asked for, the latest first."""
    return tuple(map(export_row, Request.objects.filter(asked_by=viewer.id).order_by("-asked_at")[:limit]))


def export_for(viewer: Viewer, export: UUID) -> ExportRow:
    """One export, for who asked for it.

    Raises:
        DomainError: "export.unknown", alike for absent and somebody else's.
    """
    found = Request.objects.filter(id=export, asked_by=viewer.id).first()
    if found is None:
        raise DomainError("export.unknown")
    return export_row(found)


def waiting_for(viewer: Viewer, *, limit: int = 50) -> tuple[ExportRow, ...]:
    """What the viewer may approve: asked in their prefecture, from another unit or by another role."""
    if not holds(viewer, Permission.EXPORT_APPROVE):
        return ()
    prefecture = viewer.unit // _PREFECTURE
    found = Request.objects.filter(
        state="asked",
        asked_unit__gte=prefecture * _PREFECTURE,
        asked_unit__lt=(prefecture + 1) * _PREFECTURE,
    ).exclude(asked_by=viewer.id)
    rows = map(export_row, found.order_by("asked_at")[:limit])
    return tuple(row for row in rows if from_elsewhere(viewer, row))


def waiting(viewer: Viewer, export: UUID) -> ExportRow:
    """One that the viewer may approve.

    Raises:
        DomainError: "export.unknown".
    """
    for row in waiting_for(viewer, limit=500):
        if row.id == export:
            return row
    raise DomainError("export.unknown")


def from_elsewhere(viewer: Viewer, row: ExportRow) -> bool:
    """Whether ``viewer`` is of another unit or another role than who asked; never the same account."""
    if viewer.id == row.asked_by:
        return False
    return viewer.unit != row.asked_unit or viewer.role is not Role(row.asked_role)


def asked_since(account: UUID, moment: datetime) -> int:
    """How many exports an account has asked for since then."""
    return Request.objects.filter(asked_by=account, asked_at__gte=moment).count()


def alive_since(account: UUID, moment: datetime) -> tuple[ExportRow, ...]:
    """What an account has asked for since then and has got or may still get."""
    found = Request.objects.filter(asked_by=account, asked_at__gte=moment)
    return tuple(map(export_row, found.exclude(state__in=("refused", "failed"))))


# For the worker, and for finding out whose copy a file is.


def export(export_id: UUID) -> ExportRow:
    """One export, whoever asked for it.

    Raises:
        DomainError: "export.unknown".
    """
    found = Request.objects.filter(id=export_id).first()
    if found is None:
        raise DomainError("export.unknown")
    return export_row(found)


def written_exports() -> Iterable[tuple[UUID, UUID]]:
    """Every export that became a file, with who asked for it."""
    return Request.objects.filter(state__in=("ready", "taken", "expired")).values_list("id", "asked_by")
