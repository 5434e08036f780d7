"""Who we are behind with: yearly promises of help by unit, in SQL. Their meaning is ``guitu.domain.promise``.

A test feeds both the same made-up journals and compares. Read under the viewer's own door: whoever does not
see somebody's file does not see them here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from guitu.analytics.sql.dialect import LIVE
from guitu.domain.access import Permission, Viewer, scope
from guitu.domain.measures.service_years import ANCHORS
from guitu.domain.promise.meter import RUNNING, Meter, lead_of, promised
from guitu.domain.rules.model import Quota, Rulebook
from guitu.foundation.rulebooks import book_for

_PLACES = """
    select distinct held_by / 1000 from episodes_episode
    where held_by between %(lo)s and %(hi)s and phase = any(%(running)s)"""

_METERS = f"""
    with
    promise (kind, anchor, years, rule_from, rule_to, item, service, needed) as (
        select * from unnest(
            %(kinds)s::text[], %(anchors)s::text[], %(years)s::int[], %(rule_from)s::int[],
            %(rule_to)s::int[], %(items)s::text[], %(services)s::text[], %(needed)s::int[])
    ),
    course as (
        select coalesce(a.canonical, e.person_id) as who, e.id as episode,
               p.item, p.service, p.needed, p.years, p.rule_from, p.rule_to,
               case p.anchor when 'released' then e.released_on else e.term_from end as anchor
        from episodes_episode e
        join promise p on p.kind = e.kind
        join people_person f
          on f.person_id = e.person_id and (f.sealed_on is null or f.sealed_on > %(as_of)s)
        left join people_personalias a on a.person_id = e.person_id and a.undone_at is null
        where e.held_by between %(lo)s and %(hi)s and e.held_by / 1000 = any(%(regions)s)
          and e.phase = any(%(running)s)
    ),
    year as (
        select c.who, c.episode, c.item, c.service, c.needed, y.first, y.last
        from course c
        cross join lateral (
            select (c.anchor + make_interval(months => 12 * n))::date as first,
                   (c.anchor + make_interval(months => 12 * n + 12))::date - 1 as last
            from generate_series(0, c.years - 1) n
        ) y
        where %(as_of)s between y.first and y.last
          and y.first - '0001-01-01'::date + 1 between c.rule_from and c.rule_to
    ),
    given as (
        select coalesce(a.canonical, x.person_id) as who, x.episode_id, x.happened_on,
               x.details ->> 'service' as service
        from journal_entry x
        left join people_personalias a on a.person_id = x.person_id and a.undone_at is null
        where x.held_by between %(lo)s and %(hi)s
          and x.kind = 'service' and x.outcome = 'done'
          and x.happened_on > %(as_of)s::date - 400
          and x.details ->> 'service' = any(%(services)s)
          and {LIVE.effective}
    ),
    -- a full join, which is never done row by row: how many rows a "given" has, the planner cannot know
    meter as (
        select y.who, y.episode, y.item, y.first, y.last, y.needed,
               count(*) filter (
                   where g.happened_on between y.first and y.last
                     and (g.episode_id is null or g.episode_id = y.episode)) as done,
               (select count(*) from generate_series(1, y.needed) k
                where y.first + (k * (y.last - y.first + 1) + y.needed - 1) / y.needed - 1 - %(lead)s
                      <= %(as_of)s::date) as due
        from year y
        full join given g on g.who = y.who and g.service = y.service
        group by y.who, y.episode, y.item, y.service, y.first, y.last, y.needed
        having max(y.needed) is not null
    )"""  # noqa: S608 - joined from literals of the two modules

_BEHIND = f"""{_METERS}
    select who, item, first, last, needed, done, due, min(last) over (partition by who) as until
    from meter where due > done
    order by until, who, last, item"""  # noqa: S608 - as above

_COUNT = f"{_METERS} select count(distinct who) filter (where due > done), count(distinct who) from meter"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody to whom something is owed by now, item by item."""

    person: UUID
    until: date
    meters: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people something is owed to by now, of how many anything was promised to this year."""

    behind: int
    promised: int


def behind(viewer: Viewer, *, today: date) -> tuple[Behind, ...]:
    """Everybody the viewer's place is behind with, those whose year ends first in front.

    Only people whose whole care file the viewer may read: for others nothing could be said.
    """
    found: dict[UUID, list[tuple[date, Meter]]] = defaultdict(list)
    for values in _asked(viewer, today):
        for who, item, first, last, needed, done, due, until in _rows(_BEHIND, values):
            found[who].append((until, Meter(item, first, last, needed, done, due)))
    people = [
        Behind(who, min(until for until, _ in owed), tuple(meter for _, meter in owed))
        for who, owed in found.items()
    ]
    return tuple(sorted(people, key=lambda one: (one.until, one.person)))


def tally(viewer: Viewer, *, today: date) -> Tally:
    """The same in numbers."""
    counts = [_rows(_COUNT, values)[0] for values in _asked(viewer, today)]
    return Tally(sum(row[0] for row in counts), sum(row[1] for row in counts))


def _asked(viewer: Viewer, today: date) -> Iterable[dict[str, Any]]:
    """What to ask, once for each set of promises that the books of the viewer's places make."""
    reach = scope(viewer, Permission.CONTACT_RECORD)
    held = {"lo": reach.lo, "hi": reach.hi, "as_of": today, "running": sorted(RUNNING)}
    places = [int(row[0]) for row in _rows(_PLACES, held)]
    by_book: dict[int, tuple[Rulebook, list[int]]] = {}
    for place in places:
        book = book_for(place)
        by_book.setdefault(book.number, (book, []))[1].append(place)
    for book, regions in by_book.values():
        if values := _promises(book):
            yield {**held, **values, "regions": regions, "lead": lead_of(book)}


def _promises(book: Rulebook) -> dict[str, list[Any]]:
    """The promises of a book as columns; none: it makes none."""
    columns: dict[str, list[Any]] = defaultdict(list)
    for rule, item in promised(book):
        assert isinstance(rule.body, Quota)  # noqa: S101 - narrows the type; promised() selects by it
        if rule.body.anchor not in ANCHORS:
            raise ValueError(f"{rule.id}: a promise counted from {rule.body.anchor} has no column")
        for kind in sorted(rule.applies_to):
            columns["kinds"].append(kind)
            columns["anchors"].append(rule.body.anchor)
            columns["years"].append(rule.body.years)
            columns["rule_from"].append(rule.from_ordinal)
            columns["rule_to"].append(rule.to_ordinal)
            columns["items"].append(item.name)
            columns["services"].append(item.satisfies.details["service"])
            columns["needed"].append(item.needed)
    return dict(columns)


def _rows(statement: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
