"""Reading episodes: those of one person, and the lists a unit assigns from."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q

from guitu.casework.episodes.models import Episode
from guitu.casework.episodes.translate import EpisodeRow, episode_row
from guitu.casework.people.queries import AdmittedPerson, within
from guitu.domain import access
from guitu.domain.access import Permission, Viewer
from guitu.domain.episode import CLOSED, ORDERED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.files import IN_CARE_PHASES

__all__ = ["EpisodeRow"]

_CLOSED = sorted(phase.value for phase in CLOSED)
_IN_CARE = sorted(phase.value for phase in IN_CARE_PHASES)


@dataclass(frozen=True, slots=True)
class Load:
    """How many open episodes are assigned to one account; ``worker`` None: to nobody yet."""

    worker: UUID | None
    episodes: int


def episodes_of(who: AdmittedPerson) -> tuple[EpisodeRow, ...]:
    """All episodes of somebody, joined files included, the earliest first."""
    found = Episode.objects.filter(person_id__in=who.ids).order_by("opened_on", "id")
    return tuple(map(episode_row, found))


def episode_for(who: AdmittedPerson, episode_id: UUID) -> EpisodeRow:
    """One episode of somebody.

    Raises:
        DomainError: "episode.unknown", alike for absent and somebody else's.
    """
    found = Episode.objects.filter(person_id__in=who.ids, id=episode_id).first()
    if found is None:
        raise DomainError("episode.unknown")
    return episode_row(found)


def episodes_named(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, EpisodeRow]:
    """Episodes of a list page by id; those not in the viewer's reach are left out. One query."""
    scope = access.scope(viewer)
    wanted = set(ids)
    if scope == access.NOBODY or not wanted:
        return {}
    found = Episode.objects.filter(within(scope), id__in=wanted)
    return {row.id: episode_row(row) for row in found}


def open_episodes(
    viewer: Viewer,
    *,
    worker: UUID | None = None,
    only_unassigned: bool = False,
    queues: Collection[int] | None = None,
    limit: int = 50,
    after: tuple[date, UUID] | None = None,
) -> tuple[EpisodeRow, ...]:
    """Open episodes in the viewer's reach, the longest open first: what a unit head assigns from.

    Args:
        viewer: asks under ``Permission.ASSIGN``; nobody else sees any.
        worker: only those assigned to this account.
        only_unassigned: only those assigned to nobody.
        queues: only those held by one of these units, or by a place without a unit (its own number 0).
        limit: of the page.
        after: ``opened_on`` and id of the last row of the page before.
    """
    scope = access.scope(viewer, Permission.ASSIGN)
    if scope == access.NOBODY:
        return ()
    found = Episode.objects.filter(within(scope)).exclude(phase__in=_CLOSED)
    if worker is not None:
        found = found.filter(worker=worker)
    if only_unassigned:
        found = found.filter(worker__isnull=True)
    if queues is not None:
        found = found.annotate(own=F("held_by") % 1000).filter(Q(held_by__in=queues) | Q(own=0))
    if after is not None:
        found = found.filter(Q(opened_on__gt=after[0]) | Q(opened_on=after[0], id__gt=after[1]))
    return tuple(map(episode_row, found.order_by("opened_on", "id")[:limit]))


def episodes_in_care(
    viewer: Viewer, *, kind: str = "", worker: UUID | None = None, limit: int
) -> tuple[EpisodeRow, ...]:
    """Open episodes of the people the viewer may read, the longest open first. One query.

    Args:
        viewer: who asks.
        kind: of episode; "" all.
        worker: only those assigned to this account.
        limit: of the list.
    """
    scope = access.scope(viewer)
    if scope == access.NOBODY:
        return ()
    found = Episode.objects.filter(within(scope)).exclude(phase__in=_CLOSED)
    if kind:
        found = found.filter(kind=kind)
    if worker is not None:
        found = found.filter(worker=worker)
    return tuple(map(episode_row, found.order_by("opened_on", "id")[:limit]))


def in_care_between(lo: int, hi: int) -> dict[UUID, int]:
    """Everybody in care, held between two place numbers, both inside: person to holder.

    For the frame of a survey, in a context of the system: whoever asks sees none of it. One query.
    """
    found = Episode.objects.filter(held_by__gte=lo, held_by__lte=hi, phase__in=_IN_CARE)
    return dict(found.order_by("person_id").values_list("person_id", "held_by"))


def ending_soon(
    viewer: Viewer, *, first: date, last: date, released_by: date, limit: int
) -> tuple[EpisodeRow, ...]:
    """Open orders whose term ends between two days, or whose person was free long enough. One query.

    Args:
        viewer: who asks, under ``Permission.LEGAL_FACT_RECORD``.
        first: the first last day of a term.
        last: the last of them, inclusive.
        released_by: those released on this day or before it, whatever their term.
        limit: of the list.
    """
    scope = access.scope(viewer, Permission.LEGAL_FACT_RECORD)
    if scope == access.NOBODY:
        return ()
    ordered = sorted(kind.value for kind in ORDERED)
    near = Q(term_to__range=(first, last)) | Q(released_on__lte=released_by)
    found = Episode.objects.filter(within(scope), near, kind__in=ordered).exclude(phase__in=_CLOSED)
    return tuple(map(episode_row, found.order_by("term_to", "id")[:limit]))


def loads(viewer: Viewer) -> tuple[Load, ...]:
    """How the open episodes in the viewer's reach are shared out, the largest load first."""
    scope = access.scope(viewer, Permission.ASSIGN)
    if scope == access.NOBODY:
        return ()
    found = Episode.objects.filter(within(scope)).exclude(phase__in=_CLOSED)
    rows = found.values_list("worker").annotate(n=Count("id")).order_by("-n", "worker")
    return tuple(Load(worker, n) for worker, n in rows)


# For the nightly job, rebuilding, imports and accounts only: these look at everybody.


def caseload_of(worker: UUID) -> int:
    """How many open episodes are assigned to one account, wherever they are held."""
    return Episode.objects.filter(worker=worker).exclude(phase__in=_CLOSED).count()


def turning(on: date, *, limit: int = 10_000) -> tuple[EpisodeRow, ...]:
    """Episodes whose phase the clock changes on ``on`` or should have changed before."""
    found = Episode.objects.filter(turns_on__lte=on).order_by("turns_on", "id")[:limit]
    return tuple(map(episode_row, found))


def closed_left(*, limit: int = 10_000) -> tuple[EpisodeRow, ...]:
    """Closed episodes that are not sealed: what a night finds that began before sealing was the rule."""
    return tuple(map(episode_row, Episode.objects.filter(phase__in=_CLOSED).order_by("id")[:limit]))


def released_on_same_day(people: Iterable[UUID]) -> dict[tuple[UUID, str, date | None], UUID]:
    """Which (person, kind, release day) have an episode already, and which one it is."""
    found = Episode.objects.filter(person_id__in=set(people)).order_by("-id")
    return {
        (p, kind, day): id_
        for p, kind, day, id_ in found.values_list("person_id", "kind", "released_on", "id")
    }


def every_file(*, after: UUID | None = None, people: int = 2000) -> Iterator[list[EpisodeRow]]:
    """The episodes of everybody, ``people`` persons at a time in order of person id; never one file in parts.

    ``after`` begins behind that person. One query for each portion.
    """
    last = after
    while True:
        found = Episode.objects.order_by("person_id", "opened_on", "id")
        if last is not None:
            found = found.filter(person_id__gt=last)
        ids = list(found.order_by("person_id").values_list("person_id", flat=True).distinct()[:people])
        if not ids:
            return
        rows = found.filter(person_id__lte=ids[-1])
        yield [episode_row(row) for row in rows]
        last = ids[-1]


def any_released() -> bool:
    """Whether anybody's course of care began with a release that has come or is known."""
    return Episode.objects.filter(released_on__isnull=False).exists()


def partly_sealed() -> tuple[UUID, ...]:
    """Persons of whom some episodes are sealed and some are not. Under ``door.even_sealed`` only."""
    away = Episode.objects.filter(held_by__lt=0).values("person_id")
    found = Episode.objects.filter(held_by__gte=0, person_id__in=away)
    return tuple(found.order_by("person_id").values_list("person_id", flat=True).distinct())


def files_of(people: Iterable[UUID]) -> dict[UUID, list[EpisodeRow]]:
    """The episodes of these persons, by person. One query."""
    files: dict[UUID, list[EpisodeRow]] = {}
    for row in Episode.objects.filter(person_id__in=set(people)).order_by("person_id", "opened_on", "id"):
        files.setdefault(row.person_id, []).append(episode_row(row))
    return files
