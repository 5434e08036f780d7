"""The administrator brings an instrument in, puts it into use, or takes it out. It concerns nobody's file.

Import is in two steps, so that a colleague can read the printed form before anybody is asked by it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from guitu.casework.instruments import commands as instruments
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.instruments.model import Definition
from guitu.foundation.audit.commands import note

# How the whole house is set up, as its units are: an administrator's, who sees no case.
NEEDED = Permission.UNITS_MANAGE


@transaction.atomic
def bring_in(definition: Definition, body: Mapping[str, Any], *, by: Viewer, at: datetime) -> None:
    """Keep an imported version as a draft, whatever its file says of its status.

    Raises:
        DomainError("instrument.version-taken").
        PermissionDenied.
    """
    _check(by)
    instruments.put_on_shelf(definition, body, by=by.id, at=at)
    note("instrument.imported", by=by, at=at, instrument=definition.code, version=definition.version)


@transaction.atomic
def put_into_use(code: str, version: str, *, by: Viewer, at: datetime) -> None:
    """A draft can be filled in from now on.

    Raises:
        DomainError: "instrument.unknown", "instrument.not-draft".
        PermissionDenied.
    """
    _check(by)
    instruments.activate(code, version, by=by.id, at=at)
    note("instrument.activated", by=by, at=at, instrument=code, version=version)


@transaction.atomic
def retire(code: str, version: str, *, by: Viewer, at: datetime) -> None:
    """Nobody is asked by it any more; what was answered stays readable.

    Raises:
        DomainError: "instrument.unknown", "instrument.already-retired".
        PermissionDenied.
    """
    _check(by)
    instruments.retire(code, version, by=by.id, at=at)
    note("instrument.retired", by=by, at=at, instrument=code, version=version)


def _check(by: Viewer) -> None:
    if not holds(by, NEEDED):
        raise PermissionDenied
