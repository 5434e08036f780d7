"""How many people employers took on: numbers without names, for the counter of an employer's page."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from guitu.casework.work.queries import hired_by
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door


def hired_at(viewer: Viewer, employers: Iterable[UUID]) -> Counter[UUID]:
    """How many people each of these employers took on through anybody; who they are is told to nobody.

    Raises:
        DomainError: "access.refused".
    """
    if not holds(viewer, Permission.SERVICE_RECORD):
        raise DomainError("access.refused")
    with door.as_system("hires"):
        return hired_by(employers)
