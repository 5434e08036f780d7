"""The access log: what writing it adds to an answer, how much it takes, and who looked in three years."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from guitu.domain.access import Role, Viewer
from guitu.domain.ledger.line import Act
from guitu.foundation import clock
from guitu.foundation.audit import log, patterns, pseudonym
from guitu.foundation.audit.own import run
from guitu.foundation.audit.sightings import Shown, Watch
from guitu.foundation.audit.who_looked import looks
from guitu.foundation.ids import new_id, new_ids
from guitu.runtime.bench.database import ROSTER
from guitu.runtime.bench.lines import Line, at_least, at_most, percentile, spread
from guitu.runtime.postgres import Server
from guitu.runtime.roles import superuser

ROWS = 50  # people on a page of the desk
_STATION, _OTHER = 430102001000902, 430102002000902
_YEARS = 3
_LINES, _OWN_LINES = 300_000, 5_000  # in the log; of them about the one person


def measure(server: Server, *, pages: int = 300, seconds: float = 3.0, lines: int = _LINES) -> list[Line]:
    """Lines for an answer, for a flood, and for the person who asks. On a database that is thrown away."""
    viewer = Viewer(new_id(), Role.POSTED_OFFICER, _STATION, _STATION, _STATION, unit_type="guidance_station")
    return [
        _page(viewer, "desk", "page of 50 of one's own unit", Act.LIST, ROWS, _STATION, pages),
        _page(viewer, "person", "one file of one's own unit", Act.OPEN, 1, _STATION, pages),
        _page(viewer, "strangers", "page of 50 of other units", Act.LIST, ROWS, _OTHER, pages // 3),
        _flood(viewer, seconds),
        _who_looked(server, lines),
    ]


def _watch(act: Act, count: int, held_by: int) -> Watch:
    return Watch(shown={person: Shown(act, held_by, {"existence"}) for person in new_ids(count)})


def _page(viewer: Viewer, name: str, what: str, act: Act, count: int, held_by: int, pages: int) -> Line:
    """As ``web.shell.accountable`` does before an answer leaves: judge it, write it down."""
    times = []
    for _ in range(pages + 10):
        watch, place = _watch(act, count, held_by), log.job("bench:page", "care", clock.now())
        began = time.perf_counter()
        patterns.judge(viewer, watch, at=place.at)
        log.write(log.entries_of(watch, viewer, place), place)
        times.append((time.perf_counter() - began) * 1000)
    return Line(
        f"log.{name}",
        f"access log, {what}: added to the answer, p95",
        percentile(times[10:], 95),
        "ms",
        at_most(5),
        more={"added_ms": spread(times[10:]), "synchronous_commit": _setting("synchronous_commit")},
    )


def _setting(name: str) -> str:
    row = run(lambda way: way.execute("select current_setting(%s)", [name]).fetchone())
    return str(row[0]) if row else ""


def _flood(viewer: Viewer, seconds: float) -> Line:
    """Single lines, each committed before the next, on one connection; then fifty at a time."""
    single = _rate(viewer, 1, seconds)
    return Line(
        "log.rate",
        "access log: lines per second, one at a time, each committed",
        single,
        "/s",
        at_least(500),
        more={"fifty_at_a_time": round(_rate(viewer, ROWS, seconds / 2))},
    )


def _rate(viewer: Viewer, count: int, seconds: float) -> float:
    began, written = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        place = log.job("bench:flood", "care", clock.now())
        log.write(log.entries_of(_watch(Act.OPEN, count, _STATION), viewer, place), place)
        written += count
    return written / (time.perf_counter() - began)


_FILL = """
insert into audit_access (id, at, actor, role, unit, subject, act, purpose, near, screen, compartments,
    request, device, results)
select gen_random_uuid(), %(now)s::timestamptz - random() * interval '35 months', gen_random_uuid(),
    'posted_officer', %(unit)s, case when n <= %(own)s then %(subject)s::uuid else gen_random_uuid() end,
    'open', 'care', 'unit', 'people:person', 'casework,existence', gen_random_uuid(), '', 1
from generate_series(1, %(lines)s) n
"""


def _who_looked(server: Server, lines: int) -> Line:
    person, now = new_id(), clock.now()
    own = min(_OWN_LINES, lines // 10)
    with superuser(server, ROSTER) as way:
        way.execute("select audit_make_partitions(%s, %s)", [now.date() - timedelta(days=1100), now.date()])
        way.execute(
            _FILL,
            {"now": now, "unit": _STATION, "own": own, "subject": pseudonym.of(person), "lines": lines},
        )
        way.execute("analyze audit_access")
    took = _timed(lambda: looks([person], since=_years_before(now), until=now + timedelta(days=1)))
    return Line(
        "log.who-looked",
        f"who looked at one file, three years, {own:,} of {lines:,} lines",
        took / 1000,
        "s",
        at_most(5),
        more={"lines": lines, "own": own},
    )


def _years_before(now: datetime) -> datetime:
    return now - timedelta(days=365 * _YEARS)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
