"""A page of the directory that should not have been written is taken away, unless somebody waits there."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from guitu.casework.directory import commands as directory
from guitu.casework.directory.queries import may_keep, service
from guitu.casework.referrals.queries import open_at
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door


@transaction.atomic
def remove_service(service_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Take the page away. What was referred there keeps the name it had.

    Raises:
        DomainError: "service.unknown"; "service.referrals-open" with the number ``open`` of referrals, of
            people whom the asker may not see as well: the number alone is said.
        PermissionDenied.
    """
    row = service(by, service_id)
    if not may_keep(by, row):
        raise PermissionDenied
    directory.hold(row.id)
    with door.as_system("referrals that wait at a service"):
        waiting = open_at(row.id)
    if waiting:
        raise DomainError("service.referrals-open", open=waiting)
    directory.remove(row.id)
    note("service.removed", by=by, at=at, service=row.id)
