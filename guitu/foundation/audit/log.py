"""The access log: lines made of what an answer showed, written before the answer leaves, and read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from psycopg.rows import class_row

from guitu.domain.access import Viewer
from guitu.domain.ledger.line import Act, Line
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.own import Connection, run
from guitu.foundation.audit.sightings import Happening, Watch
from guitu.foundation.ids import new_id, new_ids

Near = Literal["own", "unit", "outside", ""]

REASON_HOLDS = timedelta(hours=20)  # one working day, whatever hour it began; proposed
_NO_REASONS: Mapping[UUID, str] = MappingProxyType({})
_COLUMNS = (
    "id, at, actor, role, unit, subject, act, purpose, near, screen, compartments, request, device, results"
)
READ = f"select seq, {_COLUMNS} from audit_access"  # noqa: S608 - the columns stand above
_WRITE = f"""
    insert into audit_access ({_COLUMNS})
    select id, %(at)s, actor, role, unit, subject, act, purpose, near, %(screen)s, compartments,
           %(request)s, %(device)s, results
    from unnest(%(id)s::uuid[], %(actor)s::uuid[], %(role)s::text[], %(unit)s::bigint[], %(subject)s::uuid[],
                %(act)s::text[], %(purpose)s::text[], %(near)s::text[], %(compartments)s::text[],
                %(results)s::integer[])
        as t(id, actor, role, unit, subject, act, purpose, near, compartments, results)
"""  # noqa: S608 - the columns stand above


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when something is shown. ``screen`` the name of an address, or of a job or a command."""

    screen: str
    purpose: str
    at: datetime
    request: UUID
    device: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line about to be written; fields as of ``Line``."""

    act: str
    actor: UUID | None = None
    role: str = ""
    unit: int | None = None
    subject: UUID | None = None
    purpose: str = ""
    near: str = ""
    compartments: str = ""
    results: int | None = None


def near(viewer: Viewer, person: UUID, held_by: int) -> Near:
    """How a person stands to who looks: one of their own cases, their unit's, or somebody else's.

    ``held_by`` 0: not known; sealed files are held by the negative of their unit.
    """
    if person in viewer.relations:
        return "own"
    if not held_by:
        return ""
    return "unit" if abs(held_by) == viewer.unit else "outside"


def entries_of(
    watch: Watch, viewer: Viewer | None, place: Place, reasons: Mapping[UUID, str] = _NO_REASONS
) -> list[Entry]:
    """The lines that what was gathered makes; ``reasons`` why single files are opened, if it was asked."""
    found = list(_shown(watch, viewer, place, reasons))
    if watch.hits is not None:
        act = Act.SEARCH if watch.hits else Act.SEARCH_MISS
        found.append(_entry(act, viewer, purpose=place.purpose, results=watch.hits))
    found += [
        _entry(Act.DENIAL, viewer, person=person, purpose=place.purpose)
        for person in dict.fromkeys(watch.denied)
    ]
    found += [_happening(each, viewer, place) for each in watch.happened]
    return found


def _shown(watch: Watch, viewer: Viewer | None, place: Place, reasons: Mapping[UUID, str]) -> Iterator[Entry]:
    for person, shown in watch.shown.items():
        yield _entry(
            shown.act,
            viewer,
            person=person,
            purpose=reasons.get(person) or place.purpose,
            near=near(viewer, person, shown.held_by) if viewer else "",
            compartments=",".join(sorted(shown.compartments)),
            results=len(watch.shown),
        )


def _happening(each: Happening, viewer: Viewer | None, place: Place) -> Entry:
    made = _entry(each.act, each.actor or viewer, person=each.person, purpose=each.purpose or place.purpose)
    return made if each.account is None else Entry(each.act.value, actor=each.account, purpose=made.purpose)


def _entry(
    act: Act,
    viewer: Viewer | None,
    *,
    person: UUID | None = None,
    purpose: str = "",
    near: str = "",
    compartments: str = "",
    results: int | None = None,
) -> Entry:
    return Entry(
        act=act.value,
        actor=viewer.id if viewer else None,
        role=viewer.role.value if viewer else "",
        unit=viewer.unit if viewer else None,
        subject=pseudonym.of(person) if person else None,
        purpose=purpose,
        near=near,
        compartments=compartments,
        results=results,
    )


def write(entries: Sequence[Entry], place: Place) -> None:
    """Add lines, all or none, on the log's own connection; they stay whatever becomes of the request.

    Raises:
        LogUnavailableError: nothing was written.
    """
    if not entries:
        return
    columns = ("actor", "role", "unit", "subject", "act", "purpose", "near", "compartments", "results")
    values: dict[str, object] = {name: [getattr(entry, name) for entry in entries] for name in columns}
    values |= {
        "id": new_ids(len(entries)),
        "at": place.at,
        "screen": place.screen,
        "request": place.request,
        "device": place.device,
    }
    run(lambda connection: connection.execute(_WRITE, values))


def write_watch(watch: Watch, viewer: Viewer | None, place: Place) -> None:
    """Write down what a job or a command shows somebody, before it hands it over.

    Raises:
        LogUnavailableError: nothing was written, so nothing may be handed over.
    """
    write(entries_of(watch, viewer, place), place)


def job(screen: str, purpose: str, at: datetime) -> Place:
    """The place of something that is no page: an export, a command."""
    return Place(screen=screen, purpose=purpose, at=at, request=new_id())


def give_reason(viewer: Viewer, person: UUID, *, reason: str, held_by: int, place: Place) -> None:
    """Keep why somebody opens a file outside their own cases.

    Raises:
        LogUnavailableError: it could not be kept.
    """
    close = near(viewer, person, held_by)
    write([_entry(Act.REASON, viewer, person=person, purpose=reason, near=close)], place)


def reasons_given(viewer: Viewer, people: Iterable[UUID], *, at: datetime) -> dict[UUID, str]:
    """Why this account opens these files, as far as it said so within ``REASON_HOLDS``; the latest counts."""
    by_name = {pseudonym.of(person): person for person in people}

    def read(connection: Connection) -> dict[UUID, str]:
        found = connection.execute(
            "select subject, purpose from audit_access where actor = %s and act = 'reason' and at > %s"
            " and at <= %s and subject = any(%s) order by at",
            [viewer.id, at - REASON_HOLDS, at, list(by_name)],
        )
        return {by_name[subject]: purpose for subject, purpose in found}

    return run(read)


def recent(*, limit: int, before: int | None = None, actor: UUID | None = None) -> tuple[Line, ...]:
    """The latest lines, for the audit admin.

    Args:
        limit: how many at most.
        before: only lines with a smaller number.
        actor: only this account's.
    """

    def read(connection: Connection) -> tuple[Line, ...]:
        with connection.cursor(row_factory=class_row(Line)) as cursor:
            cursor.execute(
                f"{READ} where (%(before)s::bigint is null or seq < %(before)s)"
                " and (%(actor)s::uuid is null or actor = %(actor)s) order by seq desc limit %(limit)s",
                {"before": before, "actor": actor, "limit": limit},
            )
            return tuple(cursor.fetchall())

    return run(read)


def keep_house(*, today: datetime) -> None:
    """Make the partitions of the coming two years, and drop those that were kept long enough."""

    def work(connection: Connection) -> None:
        last = today.date() + timedelta(days=730)
        connection.execute("select audit_make_partitions(%s, %s)", [today.date(), last])
        connection.execute("select audit_drop_partitions()")

    run(work)
