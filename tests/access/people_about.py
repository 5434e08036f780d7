"""One county's cast, and somebody in every relation and state to all of them, each with words of their own.

``canaries`` are the words that give somebody away, each with the part of the file it belongs to: whoever may
not read that part must never be sent it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, cycle, product
from uuid import UUID

from django.db import connection

from guitu.casework.journal.models import Entry
from guitu.casework.journal.translate import NOTE
from guitu.casework.people.commands import NewContact, NewFact
from guitu.domain.access import Role, Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.authorization.models import Bar, Tie
from guitu.foundation.authorization.tables import person_tables
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.commands import create_unit
from guitu.workflows.refresh import refresh
from tests.access import oracle, worlds
from tests.world import NOW, OTHER_COUNTY, PASSWORD, World, in_aftercare, someone

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_names = cycle(f"欧阳{a}{b}" for a, b in product("春夏秋冬东南西北", "山水石木火土江河"))  # 64
_phones = count(12_100_000_001)


@dataclass(frozen=True)
class Somebody:
    """A file: where it is held (below zero: sealed), and the words that must not leave."""

    state: str
    person: UUID
    held_by: int
    episode: UUID
    entry: UUID
    name: str
    citizen_id: str
    canaries: tuple[tuple[str, str, UUID | None], ...]  # word, part, author


@dataclass(frozen=True)
class Cast:
    """Everybody who asks, everybody who is asked about, and what the oracle needs to know."""

    viewers: tuple[Viewer, ...]
    people: tuple[Somebody, ...]
    ties: list[oracle.Tie]
    bars: list[oracle.Bar]

    def oracle(self) -> oracle.Oracle:
        """Somebody who knows all of this today."""
        return oracle.Oracle(self.ties, self.bars, clock.now())


def asker(viewer: Viewer) -> oracle.Account:
    """The account, as the oracle knows it."""
    return oracle.Account(viewer.id, viewer.role.value, viewer.unit, viewer.unit_type)


def gather(world: World) -> Cast:
    """The cast with the roles it lacks, and somebody in each relation and state."""
    lacking = {v.role for v in world.everyone}
    more = [_account(role, world.station) for role in Role if role not in lacking]
    viewers = (*world.everyone, *more)
    far = create_unit(region=OTHER_COUNTY, type="guidance_station", name="天心站", by=None, at=NOW)
    made = Cast(viewers, (), [], [])
    near, next_door = world.station, world.other_station
    people = [
        _somebody(made, "own unit", near, author=world.lin.id),
        _somebody(made, "other unit", next_door, author=world.lin.id),
        _somebody(made, "other county", far, author=world.lin.id),
        _somebody(made, "centre", world.centre, author=world.gate.id),
        _somebody(made, "excluded", near, author=world.lin.id, barred=True),
        _somebody(made, "excluded in the past", far, ties=["team"], barred=True, over=True),
        _somebody(made, "team, excluded", far, ties=["team"], barred=True),
        _somebody(made, "sealed", -near, author=world.lin.id),
        _somebody(made, "sealed, team", -near, ties=["team", "assigned"]),
        _somebody(made, "sealed, opened", -near, ties=["unsealed"]),
        _somebody(made, "opened, not sealed", far, ties=["unsealed"]),
        _somebody(made, "team, expired", far, ties=["team"], over=True),
        _somebody(made, "referred, expired", far, ties=["referred"], over=True),
        _somebody(made, "team of the unit", far, ties=["team"], by_unit=True),
        *(_somebody(made, kind, far, ties=[kind]) for kind in worlds.KINDS if kind != "unsealed"),
    ]
    return Cast(viewers, tuple(people), made.ties, made.bars)


def _account(role: Role, unit: int) -> Viewer:
    made = create_account(
        username=role.value, display_name=role.value, role=role, unit=unit, password=PASSWORD, by=None,
        at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.select_related("unit").get(id=made))


def _somebody(
    cast: Cast,
    state: str,
    held: int,
    *,
    author: UUID | None = None,
    ties: list[str] = [],  # noqa: B006 - read only
    barred: bool = False,
    over: bool = False,
    by_unit: bool = False,
) -> Somebody:
    name, phone, fact = next(_names), str(next(_phones)), f"背景{new_id().hex}"
    who = someone(
        abs(held),
        name=name,
        contacts=(NewContact("phone", phone),),
        facts=(NewFact("background", "remark", fact),),
    )
    today = clock.today()
    case = in_aftercare(abs(held), person=who, since=today - timedelta(days=100))
    author = author or cast.viewers[0].id
    notes = [_note(case.person, abs(held), part, author) for part in worlds.PARTS]
    refresh([case.person], on=today)
    until = clock.now() - timedelta(hours=1) if over else None
    if barred:
        _bars(cast, case.person, abs(held), until)
    for kind in ties:
        _ties(cast, case.person, abs(held), kind, by_unit=by_unit, until=None if barred else until)
    if held < 0:
        _seal(case.person)
    assert who.citizen_id is not None
    words = [(name, "existence", None), (who.citizen_id, "existence", None)]
    words += [(phone, "whereabouts", None), (fact, "casework", None)]
    words += [(text, part, author) for text, part, _ in notes]
    return Somebody(state, case.person, held, case.episode, notes[1][2], name, who.citizen_id, tuple(words))


def _note(person: UUID, held: int, part: str, author: UUID) -> tuple[str, str, UUID]:
    text = f"记录{new_id().hex}"
    row = Entry(
        id=new_id(), person_id=person, held_by=held, kind="talk", outcome="done", compartment=part,
        happened_on=clock.today(), recorded_at=clock.now(), recorded_by=author, details={"mode": "phone"},
    )  # fmt: skip
    pair = (person, part)
    row.note = keys.ring_to_write([pair], {person: held}).seal(*pair, NOTE, row.id, text)
    row.save(force_insert=True)
    return text, part, row.id


def _bars(cast: Cast, person: UUID, held: int, until: datetime | None) -> None:
    made = [oracle.Bar(person, v.id, "relative", LONG_AGO, until) for v in cast.viewers]
    Bar.objects.bulk_create(
        Bar(person_id=person, held_by=held, account=b.account, kind=b.kind, since=b.since, until=until)
        for b in made
    )
    cast.bars.extend(made)


def _ties(cast: Cast, person: UUID, held: int, kind: str, *, by_unit: bool, until: datetime | None) -> None:
    sides = {(None, v.unit) if by_unit else (v.id, None) for v in cast.viewers}
    made = [oracle.Tie(person, account, unit, kind, LONG_AGO, until) for account, unit in sides]
    Tie.objects.bulk_create(
        Tie(
            person_id=person, held_by=held, account=t.account, unit=t.unit, kind=kind, since=t.since,
            until=until,
        )
        for t in made
    )  # fmt: skip
    cast.ties.extend(made)


def _seal(person: UUID) -> None:
    with door.even_sealed("arranging"), connection.cursor() as cursor:
        for table in person_tables():
            turn = f"update {table} set held_by = -held_by where person_id = %s"  # noqa: S608 - ours
            cursor.execute(turn, [person])
        cursor.execute(
            "update people_person set sealed_on = %s where person_id = %s", [clock.today(), person]
        )
