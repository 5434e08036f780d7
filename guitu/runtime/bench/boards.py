"""The handoff board, asked for by a station and by the head of a province: who is between two offices."""

from typing import Any

from django.db import connection, transaction

from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.foundation.organisations.queries import units
from guitu.runtime.bench import database
from guitu.runtime.bench.lines import YES, Line, at_most, percentile, spread
from guitu.runtime.bench.pages import FLOOR, ask
from guitu.runtime.bench.population import HEAD, OFFICER, PROVINCE, Population
from guitu.runtime.bench.site import Answer, Client, serving

_ADDRESS = "/handoffs/?show=all"
_FLOOR_PATH = "/sign-in"
_BETWEEN = 10  # of everybody every tenth is between two offices: the calendar's three months of thirty-six

# everybody was handed over once; every tenth still is, in each of the states by turns
_FILL = """
insert into handoffs_handoff (id, person_id, held_by, centre, township, station, onlooker, region,
    released_on, decided_on, state, reason, order_document, certificate_document, rehab_document, offered_at,
    offered_by, township_at, township_by, station_at, station_by, made_at, made_by, turn, next_step, due_on,
    contact_on)
select gen_random_uuid(), person_id, held_by, %(centre)s, held_by, held_by, null, region,
    case when is_open then %(today)s::date + (n %% 90) - 21 else released_on end, null,
    case when is_open then (array['preparing', 'offered', 'returned'])[1 + n %% 3] else 'accepted' end,
    '', '', '', '', null, null, null, null, null, null, %(at)s, null,
    case when not is_open then '' else (array['centre', 'receivers', 'centre'])[1 + n %% 3] end,
    case when not is_open then '' else (array['notice', 'answer', 'packet'])[1 + n %% 3] end,
    case when is_open then %(today)s::date + (n %% 60) - 10 end,
    case when not is_open then released_on + (n %% 30) end
from (
    select person_id, held_by, region, released_on, (row_number() over (order by person_id))::int as n,
        (row_number() over (order by person_id)) %% %(every)s = 0 as is_open
    from (
        select distinct on (person_id) person_id, held_by, region, released_on
        from episodes_episode where released_on is not null and held_by > 0
        order by person_id, released_on desc
    ) latest
) numbered
"""


def board(population: Population, *, requests: int = 200) -> list[Line]:
    """The board of a station and of a whole province, with a row for everybody in the table."""
    kept = _hand_over()
    with serving(1) as address:
        floor = ask(Client(address), _FLOOR_PATH, requests // 2)
        station = ask(Client(address).sign_in(OFFICER), _ADDRESS, requests)
        whole = ask(Client(address).sign_in(HEAD), _ADDRESS, requests)
    base = percentile([answer.server for answer in floor], 50)
    near, wide = (_rows_of(viewer) for viewer in (population.officer, population.head))
    return [
        _timed("board.station", "handoff board, station scope: server p95", station, base, near, kept),
        _timed(
            "board.all",
            f"handoff board, all {population.people:,} people: server p95",
            whole,
            base,
            wide,
            kept,
        ),
        Line(
            "board.queries",
            "handoff board: as many queries for a station as for a province",
            float(station[-1].queries == whole[-1].queries > 0),
            "",
            YES,
            more={"station": station[-1].queries, "province": whole[-1].queries},
        ),
    ]


def _timed(name: str, what: str, answers: list[Answer], base: float, between: int, kept: int) -> Line:
    server = [answer.server for answer in answers]
    return Line(
        name,
        what,
        percentile(server, 95),
        "ms",
        at_most(80),
        FLOOR + ", p50",
        percentile(server, 50) / base if base else None,
        {
            "server_ms": spread(server),
            "database_ms": spread([answer.database for answer in answers]),
            "queries": answers[-1].queries,
            "kilobytes": round(len(answers[-1].body) / 1000, 1),
            "between_two_offices": between,
            "hand_offs": kept,
        },
    )


def _hand_over() -> int:
    """A hand-off for everybody, every tenth under way; returns how many."""
    centre = units(within=PROVINCE * 10**10, types=["facility"])[0].number
    values: dict[str, Any] = {"centre": centre, "today": clock.today(), "at": clock.now(), "every": _BETWEEN}
    with transaction.atomic(), door.as_system("bench", seconds=600), connection.cursor() as cursor:
        cursor.execute("delete from handoffs_handoff")
        cursor.execute(_FILL, values)
        kept = int(cursor.rowcount)
    with database.connect("owner", database.PEOPLE) as owner:
        owner.autocommit = True
        owner.execute("vacuum analyze handoffs_handoff")
    return kept


def _rows_of(viewer: Viewer) -> int:
    """How many of the hand-offs in reach are under way."""
    with transaction.atomic(), door.open_for(viewer), connection.cursor() as cursor:
        cursor.execute("select count(*) from handoffs_handoff where turn <> ''")
        (between,) = cursor.fetchone()
    return int(str(between))
