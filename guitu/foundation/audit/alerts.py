"""Signs of misuse, read and answered by the security admin."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.audit.models import Alert


class Answer(StrEnum):
    """What the security admin did. ``LIFTED``: the account's day starts again from now."""

    SEEN = "seen"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert. ``actor`` whose behaviour it is about; None for the log's own."""

    id: UUID
    kind: str
    actor: UUID | None
    unit: int | None
    at: datetime
    facts: dict[str, Any]
    answer: str


def latest_alerts(viewer: Viewer, *, limit: int) -> tuple[AlertRow, ...]:
    """Alerts, the latest first.

    Raises:
        DomainError: "access.refused".
    """
    _let_in(viewer)
    rows = Alert.objects.order_by("-at")[:limit]
    return tuple(AlertRow(r.id, r.kind, r.actor, r.unit, r.at, r.facts, r.answer) for r in rows)


def answer_alert(alert: UUID, *, answer: Answer, by: Viewer, at: datetime) -> None:
    """Say that an alert was looked into, or let the stopped account go on. Once.

    Raises:
        DomainError: "access.refused"; "alert.unknown", also for one that was answered; "alert.own": nobody
            lifts what stopped themselves.
    """
    _let_in(by)
    found = Alert.objects.filter(id=alert, answered_at__isnull=True).first()
    if found is None:
        raise DomainError("alert.unknown")
    if found.actor == by.id:
        raise DomainError("alert.own")
    Alert.objects.filter(id=alert).update(answer=answer.value, answered_at=at, answered_by=by.id)
    note("alert.answered", by=by, at=at, alert=alert, answer=answer.value)


def _let_in(viewer: Viewer) -> None:
    if not holds(viewer, Permission.ALERTS_READ):
        raise DomainError("access.refused")
