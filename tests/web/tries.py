"""How one address of the house is tried, and whom a stranger tries to reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from guitu.casework.intake.models import ImportBatch, ImportRow, Link
from guitu.casework.intake.translate import seal_name
from guitu.casework.journal.commands import Draft, append
from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import NewContact, NewFact
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.web.rosters.held import hold
from guitu.workflows.refresh import refresh
from tests.world import NOW, World, in_aftercare, someone

NAME, PHONE, NOTE, ADDRESS = "欧阳不可见", "12098765432", "只有本组看的话", "芙蓉区不可见巷 7 号"


@dataclass(frozen=True)
class Prey:
    """Somebody of the first station, and everything that could be asked for by id."""

    person: UUID
    citizen_id: str
    episode: UUID
    entry: UUID
    station: int
    batch: UUID
    row: UUID
    held: UUID
    account: UUID

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no stranger may read anywhere."""
        return NAME, PHONE, NOTE, ADDRESS, self.citizen_id, self.citizen_id[-4:] + "不可见"


@pytest.fixture
def prey(world: World, settings: object, tmp_path: object) -> Prey:
    """Somebody with an order, duties, entries, an import they came from and an upload they stand in."""
    settings.GUITU_HOME = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper
    contacts = (NewContact("phone", PHONE), NewContact("address", ADDRESS))
    made = someone(
        world.station, name=NAME, contacts=contacts, facts=(NewFact("background", "remark", NOTE),)
    )
    today = clock.today()
    case = in_aftercare(world.station, person=made, worker=world.lin.id, since=today - timedelta(days=200))
    about = {
        "person_id": case.person, "held_by": world.station, "compartment": "casework",
        "recorded_at": clock.now(), "recorded_by": world.lin.id,
    }  # fmt: skip
    Entry.objects.create(**about, kind="consent", outcome="given", happened_on=today - timedelta(days=190))
    talk = Draft(kind="talk", outcome="done", happened_on=today, details={"mode": "phone"}, note=NOTE)
    entry = append(case.seen_by(world.lin), talk, by=world.lin, at=clock.now())
    refresh([case.person], on=today)
    batch = ImportBatch(id=new_id(), made_at=NOW, made_by=world.head.id, unit=world.station)
    batch.note = seal_name(batch.id, f"{NAME}.xlsx")
    batch.save(force_insert=True)
    row = ImportRow.objects.create(batch=batch, sheet=1, row=3, state="accepted")
    for asks in (False, True):
        Link.objects.create(
            person_id=case.person,
            held_by=world.station,
            batch=batch.id,
            row=row.id,
            made_file=False,
            asks=asks,
        )
    held = hold([b"x"], file_name=f"{NAME}.xlsx", account=world.head.id, at=clock.now())
    held.keep_preview({"sender": "", "sheets": [], "counts": {}, "rows": [], "doubts": 0, "left_off": 0})
    assert made.citizen_id is not None
    return Prey(
        case.person,
        made.citizen_id,
        case.episode,
        entry.id,
        world.station,
        batch.id,
        row.id,
        held.id,
        world.lin.id,
    )


@dataclass(frozen=True)
class Try:
    """How one address is tried: its arguments, a query, a body; ``by_id`` when it names the prey itself."""

    args: Callable[[Prey], list[object]] = lambda _prey: []
    query: Callable[[Prey], dict[str, object]] = lambda _prey: {}
    body: Callable[[Prey], dict[str, object]] = lambda _prey: {}
    by_id: bool = False


OPEN = Try()


def of(*names: str, **more: Callable[[Prey], dict[str, object]]) -> Try:
    """An address made of the prey's ids."""
    return Try(args=lambda prey: [getattr(prey, name) for name in names], by_id=True, **more)
