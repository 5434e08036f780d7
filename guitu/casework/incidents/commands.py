"""Writing incidents. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from datetime import date, datetime
from uuid import UUID

from guitu.casework.incidents.models import Act, Advice, Incident
from guitu.casework.incidents.queries import IncidentRow
from guitu.casework.incidents.translate import ACT, ADVICE, CASEWORK, LEGAL, WHAT, WHERE
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.discrimination.incidents import Change, State, Told, standing
from guitu.foundation.clock import day_of
from guitu.foundation.crypto import keys
from guitu.foundation.tables import rewrite_holder

_TABLES = (Incident, Act, Advice)


def tell(who: AdmittedPerson, told: Told, *, incident: UUID, origin: str, by: UUID, at: datetime) -> None:
    """What somebody told, as a new incident."""
    ring = keys.ring_to_write([(who.id, CASEWORK)], {who.id: who.held_by})
    row = Incident(
        id=incident, person_id=who.id, held_by=who.held_by, area=told.area, kind=told.kind, origin=origin,
        happened_on=told.happened_on, wish=told.wish, told_on=day_of(at), told_at=at, told_to=by,
    )  # fmt: skip
    row.note = ring.seal(who.id, CASEWORK, WHAT, row.id, told.words.strip())
    if told.where.strip():
        row.where_note = ring.seal(who.id, CASEWORK, WHERE, row.id, told.where.strip())
    row.save(force_insert=True)


def move_on(incident: IncidentRow, change: Change, *, step: UUID, by: UUID, at: datetime) -> None:
    """One step more, and the incident as it stands after it.

    Raises:
        IntegrityError: another step has that id.
    """
    person = incident.person_id
    Incident.objects.filter(person_id=person, id=incident.id).update(
        state=change.state.value,
        route=change.route or incident.route,
        outcome=change.outcome if change.state is State.CLOSED else "",
        next_on=None if change.state is State.CLOSED else change.next_on,
    )
    row = Act(
        id=step, person_id=person, held_by=incident.held_by, incident=incident.id,
        state=change.state.value, route=change.route, agreed=change.agreed, happened_on=change.happened_on,
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    if change.words.strip():
        ring = keys.ring_to_write([(person, CASEWORK)], {person: incident.held_by})
        row.note = ring.seal(person, CASEWORK, ACT, row.id, change.words.strip())
    row.save(force_insert=True)


def redate(incident: IncidentRow, step: UUID, *, on: date) -> None:
    """A step happened on another day."""
    Act.objects.filter(person_id=incident.person_id, id=step).update(happened_on=on)


def take_back(incident: IncidentRow, step: UUID, *, at: datetime) -> None:
    """A step did not happen: the incident stands where it stood before, and is asked about today."""
    Act.objects.filter(person_id=incident.person_id, id=step).update(taken_back_at=at)
    _stand(incident, today=day_of(at))


def bring_back(incident: IncidentRow, step: UUID, *, on: date, at: datetime) -> None:
    """A step that was taken back happened after all."""
    Act.objects.filter(person_id=incident.person_id, id=step).update(taken_back_at=None, happened_on=on)
    _stand(incident, today=day_of(at))


def _stand(incident: IncidentRow, *, today: date) -> None:
    left = Act.objects.filter(
        person_id=incident.person_id, incident=incident.id, taken_back_at__isnull=True
    ).order_by("recorded_at", "id")
    state, route = standing([(State(row.state), row.route) for row in left])
    Incident.objects.filter(person_id=incident.person_id, id=incident.id).update(
        state=state.value, route=route, outcome="", next_on=None if state is State.TOLD else today
    )


def write_legal(
    *,
    person: UUID,
    held_by: int,
    incident: UUID,
    words_id: UUID,
    sort: str,
    words: str,
    by: UUID,
    at: datetime,
) -> None:
    """Legal words, sealed with the legal key. In a context that opens the compartment.

    Raises:
        IntegrityError: other words have that id.
    """
    ring = keys.ring_to_write([(person, LEGAL)], {person: held_by})
    row = Advice(
        id=words_id, person_id=person, held_by=held_by, incident=incident, sort=sort, written_at=at,
        written_by=by,
    )  # fmt: skip
    row.note = ring.seal(person, LEGAL, ADVICE, row.id, words.strip())
    row.save(force_insert=True)


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)
