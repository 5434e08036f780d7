"""How rows of the room of work are made: codes that are allowed, and whoever wrote them as their author."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from guitu.casework.work.models import Business, Placement, Refusal, Sheet, Status, Step
from tests.access.worlds import NOW

_DAY = date(2026, 1, 5)
Maker = Callable[[UUID, int, str, UUID], Any]  # person, holder, part, author


def _maker(table: type[Any], **columns: Any) -> Maker:
    def make(who: UUID, held: int, _part: str, by: UUID) -> Any:
        more = {name: value() if callable(value) else value for name, value in columns.items()}
        return table(person_id=who, held_by=held, note=b"x", recorded_at=NOW, recorded_by=by, **more)

    return make


WORK: dict[str, tuple[Maker, str, str]] = {
    "work_sheet": (_maker(Sheet, skills=["welding"]), "casework", "recorded_by"),
    "work_status": (_maker(Status, status="looking", since_on=_DAY), "casework", "recorded_by"),
    "work_refusal": (
        _maker(Refusal, by="person", reason="wage", happened_on=_DAY), "casework", "recorded_by"
    ),
    "work_business": (_maker(Business), "casework", "recorded_by"),
    "work_step": (_maker(Step, business=uuid4, step="idea", done_on=_DAY), "casework", "recorded_by"),
    "work_placement": (
        _maker(Placement, proposed_on=_DAY, changed_at=NOW, changed_by=uuid4), "casework", "recorded_by"
    ),
}  # fmt: skip
