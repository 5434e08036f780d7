"""The people the pages are measured on: a province, one busy station, and two readers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from guitu.casework.agenda import queries as agenda
from guitu.casework.episodes.queries import files_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import NewEntry
from guitu.casework.journal.queries import entries_for
from guitu.domain.access import Role, Viewer
from guitu.domain.episode import CLOSED
from guitu.foundation import clock
from guitu.foundation.accounts.commands import NewAccount, create_accounts
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_ids
from guitu.foundation.organisations.queries import units
from guitu.runtime.bench import database
from guitu.runtime.demo.cast import PASSWORD
from guitu.runtime.demo.chance import Table
from guitu.runtime.demo.province import build_world
from guitu.runtime.demo.synth import Chunk, synthesise, write_chunk
from guitu.runtime.postgres import Server
from guitu.workflows.refresh import lock_files, refresh

PROVINCE = 43
STATION_PEOPLE = 600  # so many that a week's list fills a page of 50
LONG_FILE = 200  # entries
OFFICER, HEAD = "bench-station", "bench-province"
_SEED, _STATION_SEED = 1, 2
_KEEP = timedelta(days=7)  # older people would have had nothing done for them


@dataclass(frozen=True, slots=True)
class Population:
    """What the bench asks for: who reads, and about whom."""

    people: int
    on: date
    officer: Viewer
    head: Viewer
    station_people: tuple[UUID, ...]
    long_file: UUID


def fits(server: Server, people: int) -> bool:
    """Whether the database holds the right number of people, made lately by the present code."""
    kept = database.remembered()
    same = (people, STATION_PEOPLE, database.mark())
    if (kept.get("people"), kept.get("at_station"), kept.get("mark")) != same:
        return False
    fresh = clock.today() - date.fromisoformat(str(kept["on"])) <= _KEEP
    return fresh and database.exists(server, database.PEOPLE)


def make(people: int) -> None:
    """Fill the database, which is migrated and empty. Django is set up on it."""
    database.forget()
    today = clock.today()
    at_station = min(STATION_PEOPLE, max(1, people // 3))
    synthesise(
        people=people - at_station,
        seed=_SEED,
        province=PROVINCE,
        processes=2 if people > 2000 else 1,
        on=today,
    )
    world = build_world(PROVINCE * 10**10, at=clock.now())
    busy = next(place for place in world.places if place.cases)
    write_chunk(
        Chunk(_STATION_SEED, PROVINCE, 0, at_station),
        replace(world, homes=Table.of([(busy, 1.0)]), unplaced=0.0),
        on=today,
    )
    bureau = units(within=PROVINCE * 10**10, types=["provincial_bureau"])[0].number
    create_accounts(
        [
            NewAccount(OFFICER, "演示站员", Role.POSTED_OFFICER, busy.holder),
            NewAccount(HEAD, "演示局长", Role.UNIT_HEAD, bureau),
        ],
        password=PASSWORD,
        at=clock.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute(_SOMEBODY, [busy.holder, _CLOSED])
        (somebody,) = cursor.fetchone()
    _lengthen(somebody, busy.holder)
    _analyse()
    database.remember(
        {
            "people": people,
            "at_station": STATION_PEOPLE,
            "on": today.isoformat(),
            "mark": database.mark(),
            "station": busy.holder,
            "long_file": str(somebody),
        }
    )


# whose order is running and whose aftercare too: the longest page there is
_SOMEBODY = """
select e.person_id from episodes_episode e where e.held_by = %s and e.phase <> all(%s)
group by e.person_id order by count(*) desc, e.person_id limit 1
"""
_PEOPLE = """
select distinct e.person_id from episodes_episode e where e.held_by = %s and e.phase <> all(%s)
order by e.person_id limit 200
"""
_CLOSED = sorted(phase.value for phase in CLOSED)


def load() -> Population:
    """What ``make`` left behind."""
    kept = database.remembered()
    officer, head = (viewer_of(Account.objects.get(username=name)) for name in (OFFICER, HEAD))
    with transaction.atomic(), door.open_for(officer), connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [officer.unit, _CLOSED])
        people = tuple(row[0] for row in cursor.fetchall())
    return Population(
        people=int(str(kept["people"])),
        on=date.fromisoformat(str(kept["on"])),
        officer=officer,
        head=head,
        station_people=people,
        long_file=UUID(str(kept["long_file"])),
    )


@transaction.atomic
def _lengthen(person: UUID, held_by: int) -> None:
    """Talks until the file has ``LONG_FILE`` entries."""
    lock_files([person])
    today = clock.today()
    missing = max(0, LONG_FILE - len(entries_for([person])))
    opened = min(row.opened_on for row in files_of([person])[person])
    length = max(1, (today - opened).days)
    author = Account.objects.get(username=OFFICER).id
    ids = new_ids(missing)
    with connection.cursor() as cursor:
        journal.append_many(
            cursor,
            (
                NewEntry(
                    id=id_,
                    person_id=person,
                    held_by=held_by,
                    kind="talk",
                    outcome="done",
                    happened_on=opened + timedelta(days=length * n // missing),
                    recorded_at=clock.now(),
                    recorded_by=author,
                    unit=held_by,
                    note="谈心，近况平稳。",
                )
                for n, id_ in enumerate(ids)
            ),
        )
    refresh([person], on=today)


def _analyse() -> None:
    """What autovacuum would have done by the next day."""
    with database.connect("owner", database.PEOPLE) as owner:
        owner.autocommit = True
        owner.execute("vacuum analyze")


def busiest(viewer: Viewer) -> agenda.Window:
    """The list of the desk that fills a page best."""
    with transaction.atomic(), door.open_for(viewer):
        found = agenda.counts(viewer, today=clock.today(), whose="unit")
    sizes: dict[agenda.Window, int] = {"today": found.today, "week": found.week, "late": found.late}
    return max(sizes, key=lambda window: sizes[window])
