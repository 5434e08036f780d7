"""An entry is corrected or taken back, and the room that keeps something beside it follows at once.

An incident that was brought to an authority stands where it stood before; a job somebody was hired for is on
its way again. Where the room has gone on since, the entry stays: the later step is taken back first.
"""

from datetime import datetime
from uuid import UUID

from guitu.casework.incidents import commands as incidents
from guitu.casework.incidents.queries import ActRow, IncidentRow, acts_of, step_with
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import Line, entries_of, first_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work import commands as work
from guitu.casework.work.queries import is_open_for, placement_for
from guitu.domain.access import Viewer
from guitu.domain.discrimination.incidents import SERVICE, State
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.work.placement import ENDED, HIRED
from guitu.domain.work.placement import State as Job
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door


def follow(who: AdmittedPerson, wrong: Line, after: Draft, *, by: Viewer, at: datetime) -> None:
    """What becomes of a room's own row once ``after`` says something else than ``wrong``.

    In the caller's transaction, which holds the person's lock. Following twice is harmless.

    Raises:
        DomainError: "incident.gone-on", "placement.gone-on": a later step stands on this one;
            "placement.already": the same job is on its way anew; "placement.unknown".
    """
    if wrong.kind != "service":
        return
    if "job" in wrong.details:
        if wrong.superseded_by is None:  # else the room followed that time
            _job(who, wrong, by=by, at=at)
        return
    with door.whole_files(who.ids):  # whoever may take help back need not be one who reads incidents
        found = step_with(who, first_of(who, wrong.id))
        if found is not None:
            _incident(who, *found, after, by=by, at=at)


def _incident(
    who: AdmittedPerson, row: IncidentRow, step: ActRow, after: Draft, *, by: Viewer, at: datetime
) -> None:
    is_sent = after.kind == "service" and after.outcome == "done" and after.details.get("service") == SERVICE
    if is_sent is (step.taken_back_at is None):
        if is_sent:
            incidents.redate(row, step.id, on=after.happened_on)
        return
    if _has_gone_on(acts_of(who, row), step):
        raise DomainError("incident.gone-on")
    if is_sent:
        incidents.bring_back(row, step.id, on=after.happened_on, at=at)
    else:
        incidents.take_back(row, step.id, at=at)
    note("incident.followed", subject=who.id, by=by, at=at, incident=row.id, state=State.SENT.value)


def _has_gone_on(steps: tuple[ActRow, ...], step: ActRow) -> bool:
    """Whether a step that stands came after this one; ``steps`` the latest first."""
    ids = [one.id for one in steps]
    later = steps[: ids.index(step.id)]
    return any(one.taken_back_at is None for one in later)


def _job(who: AdmittedPerson, wrong: Line, *, by: Viewer, at: datetime) -> None:
    row = placement_for(by, who, UUID(str(wrong.details["placement"])))
    step = str(wrong.details["job"])
    if any(_stands_on(step, later) for later in job_entries(who, row.id)):
        raise DomainError("placement.gone-on")
    if step == HIRED and row.state is Job.HIRED:
        with door.whole_files(who.ids):  # nobody deletes but the system
            work.take_back_hire(who, row, written_at=wrong.recorded_at, by=by.id, at=at)
    elif step == ENDED and row.state is Job.ENDED:
        with door.whole_files(who.ids):
            if row.vacancy is not None and is_open_for(who, row.vacancy):
                raise DomainError("placement.already")
        work.take_back_end(row, by=by.id, at=at)
    else:
        return
    note("placement.taken-back", subject=who.id, by=by, at=at, placement=row.id, step=step)


def _stands_on(step: str, later: Entry) -> bool:
    """Whether a later step of the same job would be left hanging."""
    name = later.details["job"]
    return (step == HIRED and name != HIRED) or (step != ENDED and name == ENDED)


def job_entries(who: AdmittedPerson, placement: UUID) -> tuple[Entry, ...]:
    """The steps of one job that stand in the journal, in the order of their days."""
    with door.whole_files(who.ids):
        found = effective(entries_of(who)).entries
    return tuple(
        one for one in found if "job" in one.details and one.details.get("placement") == str(placement)
    )
