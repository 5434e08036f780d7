"""How rows of health and counselling are made, and what part of the file they are of."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from guitu.casework.counselling.models import Case, Letter, Session
from guitu.casework.health.models import Checkup, Crisis, Insurance, Line, Plan, Referral

Maker = Callable[[UUID, int, str, UUID], Any]  # person, holder, part, author

_serial = count(1)
DAY, AT = date(2026, 1, 5), datetime(2026, 1, 5, 1, tzinfo=UTC)


def _medical(model: Any, **columns: Any) -> Maker:
    """A row of the health record; it has no author, whoever wrote it."""

    def make(who: UUID, held: int, _part: str, by: UUID) -> Any:
        return model(person_id=who, held_by=held, note=b"x", written_at=AT, written_by=by, **columns)

    return make


def version(who: UUID, held: int, _part: str, by: UUID) -> Plan:
    """A version of a medical plan that another took the place of."""
    return Plan(
        person_id=who, held_by=held, note=b"x", written_at=AT, written_by=by, version=next(_serial),
        from_on=DAY, check_on=DAY, replaced_at=AT,
    )  # fmt: skip


def crisis(who: UUID, held: int, _part: str, by: UUID) -> Crisis:
    """What happened in a crisis."""
    return Crisis(person_id=who, held_by=held, note=b"x", written_at=AT, written_by=by, entry=uuid4())


def counselling(who: UUID, held: int, _part: str, by: UUID) -> Case:
    """A case of its author."""
    return Case(
        person_id=who, held_by=held, note=b"x", written_at=AT, written_by=by, kind="individual", since_on=DAY
    )


def session(who: UUID, held: int, _part: str, by: UUID) -> Session:
    """A session of its author."""
    return Session(
        person_id=who, held_by=held, note=b"x", written_at=AT, written_by=by, case=uuid4(), held_on=DAY
    )


def released(who: UUID, held: int, _part: str, by: UUID) -> Letter:
    """Words for one reader, whoever wrote them."""
    return Letter(
        person_id=who, held_by=held, note=b"x", written_at=AT, written_by=uuid4(), reader=by, sort="summary",
        of=uuid4(),
    )  # fmt: skip


HEALTH: dict[str, tuple[Any, ...]] = {  # maker, part, author
    "health_line": (_medical(Line), "medical"),
    "health_plan": (version, "medical"),
    "health_checkup": (_medical(Checkup, due_on=DAY), "medical"),
    "health_referral": (_medical(Referral), "medical"),
    "health_insurance": (_medical(Insurance), "medical"),
    "health_crisis": (crisis, "medical"),
    "counselling_case": (counselling, "psychological", "written_by"),
    "counselling_session": (session, "psychological", "written_by"),
    "counselling_letter": (released, "psychological", "reader"),
}
