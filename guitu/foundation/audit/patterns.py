"""Signs that somebody looks people up who are none of their work: counted before the answer leaves.

Only people outside the asker's own cases and unit count: a heavy day among one's own people is work. A stop
closes other people's files to one account until the next day, or until the security admin lifts it; the
account's own people stay open. Known pattern: one officer, about 450 look-ups a working day for nine months
(Fuzhou, as judged); it ends here on its first day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation import clock
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.log import near
from guitu.foundation.audit.own import Connection, run
from guitu.foundation.audit.sightings import Watch
from guitu.foundation.audit.telling import tell

NARROW = 5  # a search that finds so few, or an export of so few, looks each of them up; proposed
# an export of more has its own guard (a factor shown anew, a second approver); it counts with the lists
_LOOKUPS = frozenset({Act.OPEN, Act.CHANGE, Act.PRINT})
_NEEDS_REASON = _LOOKUPS | {Act.EXPORT}  # a file about one person is fetched by a link as well


@dataclass(frozen=True, slots=True)
class Quotas:
    """How many distinct people outside one's own work. All proposed: no source gives a number.

    ``hour``, ``day``: after so many look-ups the account is stopped. ``day_alert``: the security admin is
    told. ``fortnight_alert``: the same over fourteen days, for who goes slowly. ``listed_alert``: people on
    lists in a day. ``misses``: searches without a hit in a day, after which searching is closed.
    """

    hour: int = 25
    day: int = 40
    day_alert: int = 20
    fortnight_alert: int = 60
    listed_alert: int = 1000
    misses: int = 20


QUOTAS = Quotas()

_COUNT = """
    select count(distinct subject) filter (where looked and at > %(hour)s),
           count(distinct subject) filter (where looked and at > %(day)s),
           count(distinct subject) filter (where looked)
    from (select subject, at, act in ('open', 'change', 'print')
                 or (act in ('search', 'export') and results <= %(narrow)s) as looked
          from audit_access
          where actor = %(actor)s and at > %(fortnight)s and at <= %(now)s
            and near = 'outside' and act not in ('denial', 'reason')
            and not (subject = any(%(now_shown)s))) as past
"""


def judge(viewer: Viewer, watch: Watch, *, at: datetime, quotas: Quotas = QUOTAS) -> None:
    """Refuse an answer that would go too far. What it would show is not counted as shown then.

    Raises:
        DomainError: "search.locked", with ``misses``; "lookups.stopped", with ``count``.
        LogUnavailableError: it cannot be known.
    """
    if watch.hits is not None:
        _judge_search(viewer, watch.hits, at, quotas)
    looked, listed = _strangers(viewer, watch)
    if looked:
        _judge_lookups(viewer, looked, at, quotas)
    if listed:
        _judge_lists(viewer, len(listed), at, quotas)


def _judge_search(viewer: Viewer, hits: int, at: datetime, quotas: Quotas) -> None:
    since = _since(viewer, at)
    missed = run(lambda c: _misses(c, viewer.id, since, at))
    if missed >= quotas.misses:
        raise DomainError("search.locked", misses=quotas.misses)
    if not hits and missed + 1 == quotas.misses:
        alert("search.locked", viewer=viewer, at=at, misses=quotas.misses)


def _misses(connection: Connection, actor: UUID, since: datetime, until: datetime) -> int:
    row = connection.execute(
        "select count(*) from audit_access where actor = %s and act = 'search_miss' and at > %s and at <= %s",
        [actor, since, until],
    ).fetchone()
    return int(row[0]) if row else 0


def _strangers(viewer: Viewer, watch: Watch) -> tuple[list[UUID], list[UUID]]:
    """The pseudonyms of people outside the asker's work that the answer looks up, and that it lists."""
    looked: list[UUID] = []
    listed: list[UUID] = []
    narrow = _narrow(watch)
    for person, shown in watch.shown.items():
        if near(viewer, person, shown.held_by) != "outside":
            continue
        counts = shown.act in _LOOKUPS or shown.act in narrow
        (looked if counts else listed).append(pseudonym.of(person))
    return looked, listed


def _narrow(watch: Watch) -> frozenset[Act]:
    """What else looks people up, because it shows so few."""
    found = watch.hits is not None and watch.hits <= NARROW
    return frozenset(
        act for act, is_narrow in ((Act.SEARCH, found), (Act.EXPORT, len(watch.shown) <= NARROW)) if is_narrow
    )


def _judge_lookups(viewer: Viewer, looked: list[UUID], at: datetime, quotas: Quotas) -> None:
    day = _since(viewer, at)
    values = {
        "actor": viewer.id,
        "now": at,
        "hour": max(day, at - timedelta(hours=1)),
        "day": day,
        "fortnight": at - timedelta(days=14),
        "narrow": NARROW,
        "now_shown": looked,
    }
    row = run(lambda c: c.execute(_COUNT, values).fetchone()) or (0, 0, 0)
    hour, today, fortnight = (count + len(looked) for count in row)
    if looked and (hour > quotas.hour or today > quotas.day):
        alert("lookups.stopped", viewer=viewer, at=at, count=today - len(looked))
        raise DomainError("lookups.stopped", count=today - len(looked))
    for kind, count, limit in (
        ("lookups.many", today, quotas.day_alert),
        ("lookups.slow", fortnight, quotas.fortnight_alert),
    ):
        if count >= limit:
            alert(kind, viewer=viewer, at=at, count=count)


_LISTED = """
    from audit_access where actor = %s and at > %s and at <= %s and near = 'outside'
        and act not in ('open', 'change', 'print', 'denial', 'reason')
"""


def _judge_lists(viewer: Viewer, count: int, at: datetime, quotas: Quotas) -> None:
    """Lines are counted before people: most days have too few of them to look closer.

    People are counted when another round number of lines is full, for somebody who reads one list all day
    shows few people many times.
    """
    values = [viewer.id, clock.midnight(clock.day_of(at)), at]

    def people(connection: Connection) -> int:
        lines = connection.execute(f"select count(*) {_LISTED}", values).fetchone()
        before = lines[0] if lines else 0
        if before // quotas.listed_alert == (before + count) // quotas.listed_alert:
            return 0
        told = "select 1 from audit_alert where kind = 'lists.many' and actor = %s and \"on\" = %s"
        if connection.execute(told, [viewer.id, clock.day_of(at)]).fetchone():
            return 0
        found = connection.execute(f"select count(distinct subject) {_LISTED}", values).fetchone()
        return int(found[0]) if found else 0

    seen = run(people)
    if seen >= quotas.listed_alert - count:
        alert("lists.many", viewer=viewer, at=at, count=seen + count)


def _since(viewer: Viewer, at: datetime) -> datetime:
    """From when this day counts: midnight in China, or when the security admin last lifted a stop."""
    midnight = clock.midnight(clock.day_of(at))
    row = run(
        lambda c: c.execute(
            "select max(answered_at) from audit_alert where actor = %s and answer = 'lifted'"
            " and answered_at > %s and answered_at <= %s",
            [viewer.id, midnight, at],
        ).fetchone()
    )
    return (row[0] if row else None) or midnight


def alert(kind: str, *, viewer: Viewer | None, at: datetime, **facts: int | str) -> None:
    """Tell the security admin; once per account, kind and day.

    Args:
        kind: "area.what"; its words stand with the alerts' page.
        viewer: whose behaviour it is; None: the log's own.
        at: when (aware).
        facts: numbers and codes, never a person.

    Raises:
        LogUnavailableError: it could not be kept.
    """
    actor, unit = (viewer.id, viewer.unit) if viewer else (None, None)
    run(lambda c: tell(c, kind, at, actor=actor, unit=unit, **facts))


def needs_reason(viewer: Viewer, watch: Watch) -> list[UUID]:
    """Whose files the answer opens that are outside the asker's work: to be asked why, once a day each."""
    return [
        person
        for person, shown in watch.shown.items()
        if shown.act in _NEEDS_REASON and near(viewer, person, shown.held_by) == "outside"
    ]
