"""How rows of applications and gifts are made."""

from datetime import date
from uuid import UUID, uuid4

from guitu.casework.incidents.models import Act, Advice, Incident
from guitu.casework.support.models import Application, Approval, Gift, Repayment, Step
from tests.access.worlds import NOW

DAY = date(2026, 1, 5)


def application(who: UUID, held: int, _part: str, by: UUID) -> Application:
    """Something applied for."""
    return Application(
        person_id=who, held_by=held, kind="other", state="prepared", note=b"x", begun_on=DAY, begun_at=NOW,
        begun_by=by, actor="person", next_on=DAY,
    )  # fmt: skip


def step(who: UUID, held: int, _part: str, by: UUID) -> Step:
    """A line of its log."""
    return Step(
        person_id=who, held_by=held, application=uuid4(), state="prepared", happened_on=DAY, recorded_at=NOW,
        recorded_by=by,
    )  # fmt: skip


def gift(who: UUID, held: int, _part: str, by: UUID) -> Gift:
    """A gift that waits."""
    return Gift(
        person_id=who, held_by=held, giver=uuid4(), form="money", purpose="living", fen=100, proposed_at=NOW,
        proposed_by=by,
    )  # fmt: skip


def approval(who: UUID, held: int, _part: str, by: UUID) -> Approval:
    """One of its approvals."""
    return Approval(
        person_id=who, held_by=held, gift=uuid4(), account=by, proposer=uuid4(), leads=True, approved_at=NOW
    )


def repayment(who: UUID, held: int, _part: str, by: UUID) -> Repayment:
    """A part of a loan."""
    return Repayment(
        person_id=who, held_by=held, gift=uuid4(), n=1, due_on=DAY, fen=1, recorded_at=NOW, recorded_by=by
    )


def incident(who: UUID, held: int, _part: str, by: UUID) -> Incident:
    """Unfair treatment that somebody told of."""
    return Incident(
        person_id=who, held_by=held, area="job", kind="refused", happened_on=DAY, note=b"x", wish="heard",
        told_on=DAY, told_at=NOW, told_to=by,
    )  # fmt: skip


def act(who: UUID, held: int, _part: str, by: UUID) -> Act:
    """A step of it."""
    return Act(
        person_id=who, held_by=held, incident=uuid4(), state="taken_up", happened_on=DAY, recorded_at=NOW,
        recorded_by=by,
    )  # fmt: skip


def advice(who: UUID, held: int, _part: str, by: UUID) -> Advice:
    """Legal words about it."""
    return Advice(
        person_id=who, held_by=held, incident=uuid4(), sort="advice", note=b"x", written_at=NOW, written_by=by
    )


SUPPORT = {
    "incidents_incident": (incident, "casework"),
    "incidents_act": (act, "casework"),
    "incidents_advice": (advice, "legal"),
    "support_application": (application, "casework"),
    "support_step": (step, "casework"),
    "support_gift": (gift, "casework"),
    "support_approval": (approval, "casework"),
    "support_repayment": (repayment, "casework"),
}
