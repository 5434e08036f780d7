"""A page of the directory of services is written, verified, closed or opened. It concerns nobody's file.

Heads of units answer for the pages of the units they look over, system administrators for their area's.
"""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from guitu.casework.directory import commands as directory
from guitu.casework.directory.queries import ServiceRow, may_keep, service
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.directory.page import Page, check, check_free
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import region, unit
from guitu.foundation.service_files import catalogue


@transaction.atomic
def add_service(service_id: UUID, page: Page, *, by: Viewer, at: datetime) -> None:
    """A new page, kept by the writer's own unit. The same id twice writes once.

    Raises:
        DomainError: "service.name-taken" and those of ``domain.directory.page.check``.
        PermissionDenied.
    """
    if not holds(by, Permission.SERVICES_KEEP):
        raise PermissionDenied
    _check(page, keeper=by.unit)
    if directory.add(service_id, page, kept_by=by.unit, by=by.id, on=day_of(at), at=at):
        note("service.added", by=by, at=at, service=service_id, kind=page.kind)


@transaction.atomic
def change_service(row: ServiceRow, page: Page, *, by: Viewer, at: datetime) -> None:
    """Another text in place of the one that was read as ``row``.

    Raises:
        DomainError: "service.changed-meanwhile", "service.name-taken", those of ``check``.
        PermissionDenied.
    """
    _mine(row, by)
    _check(page, keeper=row.kept_by)
    directory.change(row, page, by=by.id, on=day_of(at), at=at)
    note("service.changed", by=by, at=at, service=row.id)


@transaction.atomic
def verify_service(service_id: UUID, *, by: Viewer, at: datetime) -> None:
    """The page is still right.

    Raises:
        DomainError: "service.unknown".
        PermissionDenied.
    """
    row = _mine(service(by, service_id), by)
    directory.verify(row.id, by=by.id, on=day_of(at))
    note("service.verified", by=by, at=at, service=row.id)


@transaction.atomic
def tell_free_places(service_id: UUID, free: int | None, *, by: Viewer, at: datetime) -> None:
    """How many places are free today; None: not known.

    Raises:
        DomainError: "service.unknown", "service.free-places".
        PermissionDenied.
    """
    row = _mine(service(by, service_id), by)
    check_free(free, row.capacity)
    directory.set_free_places(row.id, free, on=day_of(at))
    note("service.free-places", by=by, at=at, service=row.id)


@transaction.atomic
def close_service(service_id: UUID, *, words: str, by: Viewer, at: datetime) -> None:
    """It takes no new referrals; those that are open go on.

    Raises:
        DomainError: "service.unknown", "service.why-closed".
        PermissionDenied.
    """
    row = _mine(service(by, service_id), by)
    if not words.strip():
        raise DomainError("service.why-closed", field="words")
    directory.close(row.id, words=words.strip(), on=day_of(at))
    note("service.closed", by=by, at=at, service=row.id)


@transaction.atomic
def reopen_service(service_id: UUID, *, by: Viewer, at: datetime) -> None:
    """It takes referrals again.

    Raises:
        DomainError: "service.unknown".
        PermissionDenied.
    """
    row = _mine(service(by, service_id), by)
    directory.reopen(row.id)
    note("service.reopened", by=by, at=at, service=row.id)


def _mine(row: ServiceRow, by: Viewer) -> ServiceRow:
    if not may_keep(by, row):
        raise PermissionDenied
    return row


def _check(page: Page, *, keeper: int) -> None:
    check(page, kinds=catalogue(), keeper=keeper)
    for field, code in (("area", page.area), ("place", page.place)):
        if code and region(code) is None:
            raise DomainError("service.place", field=field)
    if page.unit is not None:
        try:
            unit(page.unit)
        except DomainError:
            raise DomainError("service.giver", field="unit") from None
