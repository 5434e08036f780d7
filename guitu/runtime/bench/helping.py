"""The help desk of a station and of a whole province: needs, referrals, days agreed on, among everybody's."""

from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.runtime.bench import database
from guitu.runtime.bench.lines import YES, Line, at_most
from guitu.runtime.bench.pages import FLOOR_PATH, ask, timed
from guitu.runtime.bench.population import HEAD, OFFICER, Population
from guitu.runtime.bench.site import Client, serving

_QUERIES = 14  # a list that is empty needs no keys
_EVERY = 20  # of everybody every twentieth was referred to somebody; of these every third is open

# in each of the states that wait for anybody by turns; words are left out: none is opened that is not there
_FILL = """
insert into referrals_referral (id, person_id, held_by, need, instead_of, service, unit, help, may_call,
    basis, state, reason, outcome, until_on, due_on, answered_on, agreed_on, settled, sent_on, closed_on,
    owner, note, feedback, made_at, made_by)
select gen_random_uuid(), person_id, held_by, null, null, null, null, 'relief', false, 'help_referral', state,
    case state when 'declined' then 'full' else '' end,
    case state when 'done' then 'helped' else '' end,
    %(today)s::date + 60,
    case when state in ('sent', 'accepted') then %(today)s::date + (n %% 20) - 5 end,
    null,
    case state when 'accepted' then %(today)s::date + (n %% 20) - 5 end,
    false, %(today)s::date - 7, null, %(owner)s, '', '', %(at)s, %(owner)s
from (
    select person_id, held_by, n,
        case when n %% 3 > 0 then 'done'
             else (array['sent', 'accepted', 'declined'])[1 + n %% 9 / 3] end as state
    from (
        select person_id, held_by, (row_number() over (order by person_id))::int as n
        from people_person where held_by > 0
    ) numbered
    where n %% %(every)s = 0
) referred
"""


def measure(population: Population, *, requests: int = 200) -> list[Line]:
    """The desk of a station, of the whole province, and the later part that counts the year's promise."""
    kept = _refer(population)
    path, later = reverse("help:desk"), reverse("help:promise")
    with serving(1) as address:
        floor = ask(Client(address), FLOOR_PATH, requests // 2)
        station = ask(Client(address).sign_in(OFFICER), path, requests)
        whole = ask(Client(address).sign_in(HEAD), path, requests)
        promise = ask(Client(address).sign_in(OFFICER), later, requests // 2)
    facts: dict[str, object] = {"referrals": kept, "people": population.people}
    return [
        timed("help", "help desk, station scope: server p95", station, at_most(80), floor, facts),
        timed(
            "help.all",
            f"help desk, all {population.people:,} people: server p95",
            whole,
            at_most(80),
            floor,
            facts,
        ),
        timed(
            "help.promise",
            "the desk's later part, station scope: server p95",
            promise,
            at_most(80),
            floor,
            facts,
        ),
        Line(
            "help.queries",
            f"help desk: no more than {_QUERIES} queries, however many people there are",
            float(0 < station[-1].queries <= whole[-1].queries <= _QUERIES),
            "",
            YES,
            more={"station": station[-1].queries, "province": whole[-1].queries},
        ),
    ]


def _refer(population: Population) -> int:
    """Referrals of every twentieth; returns how many."""
    values: dict[str, Any] = {
        "today": clock.today(), "at": clock.now(), "every": _EVERY, "owner": population.officer.id
    }  # fmt: skip
    with transaction.atomic(), door.as_system("bench", seconds=600), connection.cursor() as cursor:
        cursor.execute("delete from referrals_referral")
        cursor.execute(_FILL, values)
        kept = int(cursor.rowcount)
    with database.connect("owner", database.PEOPLE) as owner:
        owner.autocommit = True
        owner.execute("vacuum analyze referrals_referral")
    return kept
