"""Reading incidents: of one person, what comes up in a unit, and the legal words for lawyers."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Min, OuterRef

from guitu.casework.incidents.models import Act, Advice, Incident
from guitu.casework.incidents.translate import (
    ActRow,
    AdviceRow,
    IncidentRow,
    Question,
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

__all__ = ["ActRow", "AdviceRow", "IncidentRow", "Question"]


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


def step_with(who: AdmittedPerson, step: UUID) -> tuple[IncidentRow, ActRow] | None:
    """The step with this id and its incident; None where there is none."""
    row = Act.objects.filter(person_id__in=who.ids, id=step).first()
    return (incident_for(who, row.incident), act_row(row, who.ring)) if row else None


def last_step(who: AdmittedPerson, incident: IncidentRow) -> ActRow | None:
    """The latest step that was not taken back."""
    return next((row for row in acts_of(who, incident) if row.taken_back_at is None), None)


def advice_of(who: AdmittedPerson) -> tuple[AdviceRow, ...]:
    """Questions to lawyers and their advice, the latest first; nothing for whoever reads no legal words."""
    found = Advice.objects.filter(person_id__in=who.ids).order_by("-written_at", "-id")
    return tuple(advice_row(row, who.ring) for row in found)


def waiting_questions(viewer: Viewer, *, limit: int) -> tuple[Question, ...]:
    """Incidents with a question that no advice followed yet, the oldest first; no words. One query.

    What opens is what row-level security shows to a lawyer: the people named to them.
    """
    near = Advice.objects.filter(within(scope(viewer, Permission.ADVICE_RECORD)))
    later = Advice.objects.filter(
        person_id=OuterRef("person_id"), incident=OuterRef("incident"), sort="advice",
        written_at__gte=OuterRef("written_at"),
    )  # fmt: skip
    found = (
        near.filter(~Exists(later), sort="question")
        .values("person_id", "incident")
        .annotate(since=Min("written_at"))
        .order_by("since", "incident")[:limit]
    )
    return tuple(Question(row["person_id"], row["incident"], row["since"]) for row in found)


def is_asked(who: AdmittedPerson, incident: UUID, words_id: UUID) -> bool:
    """Whether these legal words of this incident were written before. In a context that opens them."""
    return Advice.objects.filter(person_id__in=who.ids, incident=incident, id=words_id).exists()


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
