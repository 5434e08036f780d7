"""Reading incidents: of one person, what comes up in a unit, and the legal words for lawyers."""

from datetime import date, timedelta
from uuid import UUID

from guitu.casework.incidents.models import Act, Advice, Incident
from guitu.casework.incidents.translate import (
    ActRow,
    AdviceRow,
    IncidentRow,
    act_row,
    advice_row,
    incident_row,
)
from guitu.casework.people.queries import AdmittedPerson, within
from guitu.domain.access import Permission, Viewer, scope
from guitu.domain.discrimination.incidents import State
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys

__all__ = ["ActRow", "AdviceRow", "IncidentRow"]


def incidents_of(who: AdmittedPerson) -> tuple[IncidentRow, ...]:
    """What was told, the latest first."""
    found = Incident.objects.filter(person_id__in=who.ids).order_by("-told_at", "-id")
    return tuple(incident_row(row, who.ring) for row in found)


def incident_for(who: AdmittedPerson, incident: UUID) -> IncidentRow:
    """One incident.

    Raises:
        DomainError: "incident.unknown".
    """
    row = Incident.objects.filter(person_id__in=who.ids, id=incident).first()
    if row is None:
        raise DomainError("incident.unknown")
    return incident_row(row, who.ring)


def acts_of(who: AdmittedPerson, incident: IncidentRow) -> tuple[ActRow, ...]:
    """The steps, the latest first."""
    found = Act.objects.filter(person_id=incident.person_id, incident=incident.id)
    return tuple(act_row(row, who.ring) for row in found.order_by("-recorded_at", "-id"))


def advice_of(who: AdmittedPerson) -> tuple[AdviceRow, ...]:
    """Questions to lawyers and their advice, the latest first; nothing for whoever reads no legal words."""
    found = Advice.objects.filter(person_id__in=who.ids).order_by("-written_at", "-id")
    return tuple(advice_row(row, who.ring) for row in found)


def asked_about(who: AdmittedPerson) -> dict[UUID, tuple[UUID, int]]:
    """Incident → the file it is in and who holds it, of those that a lawyer was asked about."""
    found = Advice.objects.filter(person_id__in=who.ids).values_list("incident", "person_id", "held_by")
    return {incident: (person, held_by) for incident, person, held_by in found}


def coming(viewer: Viewer, *, today: date, ahead: int, limit: int) -> tuple[IncidentRow, ...]:
    """Open incidents that nobody brought anywhere yet, or that are to be asked about by then. Two queries."""
    near = within(scope(viewer, Permission.SERVICE_RECORD))
    found = Incident.objects.filter(near).exclude(state=State.CLOSED.value)
    rows = [
        row
        for row in found.order_by("next_on", "told_at", "id")[:limit]
        if row.next_on is None or row.next_on <= today + timedelta(days=ahead)
    ]
    sightings.saw({row.person_id: row.held_by for row in rows}, "casework")
    ring = keys.ring({row.person_id for row in rows}, ("casework",))
    return tuple(incident_row(row, ring) for row in rows)
