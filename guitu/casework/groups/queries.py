"""Reading groups and peers."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from guitu.casework.groups.models import Bar, Mentor, Pair, Seat, Series, Session, Supervision
from guitu.casework.groups.translate import (
    MentorRow,
    PairRow,
    SeriesRow,
    SessionRow,
    SupervisionRow,
    mentor_row,
    pair_row,
    series_row,
    session_row,
    supervision_row,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.groups.peers import State
from guitu.domain.kernel.errors import DomainError

__all__ = ["MentorRow", "PairRow", "SeriesRow", "SessionRow", "SupervisionRow"]


def series_near(viewer: Viewer, *, closed: bool = False) -> tuple[SeriesRow, ...]:
    """Groups and courses of the places the viewer looks over, the latest first."""
    found = Series.objects.filter(unit__gte=viewer.lo, unit__lte=viewer.hi)
    if not closed:
        found = found.filter(closed_on__isnull=True)
    return tuple(series_row(row) for row in found.order_by("-starts_on", "-id")[:200])


def series_for(viewer: Viewer, series: UUID) -> SeriesRow:
    """One of them.

    Raises:
        DomainError: "groups.unknown".
    """
    row = Series.objects.filter(id=series, unit__gte=viewer.lo, unit__lte=viewer.hi).first()
    if row is None:
        raise DomainError("groups.unknown")
    return series_row(row)


def sessions_of(series: UUID) -> tuple[SessionRow, ...]:
    """The times of a group, the latest first."""
    return tuple(session_row(row) for row in Session.objects.filter(series=series).order_by("-held_on"))


def session_for(series: SeriesRow, session: UUID) -> SessionRow:
    """One time of a group.

    Raises:
        DomainError: "groups.unknown".
    """
    row = Session.objects.filter(series=series.id, id=session).first()
    if row is None:
        raise DomainError("groups.unknown")
    return session_row(row)


def seats_taken(series: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many seats are taken, by group. In a context of the system: a number, and nobody's name."""
    rows = Seat.objects.filter(series__in=list(series), left_on__isnull=True)
    return Counter(rows.values_list("series", flat=True))


def seated(series: UUID) -> tuple[UUID, ...]:
    """Whoever has a seat, as far as this context sees them."""
    rows = Seat.objects.filter(series=series, left_on__isnull=True).order_by("made_at", "id")
    return tuple(rows.values_list("person_id", flat=True))


def seats_of(who: AdmittedPerson) -> tuple[UUID, ...]:
    """The groups somebody has a seat in."""
    rows = Seat.objects.filter(person_id__in=who.ids, left_on__isnull=True).order_by("made_at", "id")
    return tuple(rows.values_list("series", flat=True))


def by_ids(series: Collection[UUID]) -> Mapping[UUID, SeriesRow]:
    """These groups, wherever they are."""
    return {row.id: series_row(row) for row in Series.objects.filter(id__in=series)}


def mentor_of(ids: Collection[UUID]) -> MentorRow | None:
    """Somebody as a mentor, or None."""
    row = Mentor.objects.filter(person_id__in=ids).first()
    return None if row is None else mentor_row(row)


def active_mentors() -> tuple[MentorRow, ...]:
    """Whoever is there for others, as far as this context sees them."""
    rows = Mentor.objects.filter(state=State.ACTIVE.value).order_by("person_id")
    return tuple(mentor_row(row) for row in rows)


def pair_of(ids: Collection[UUID]) -> PairRow | None:
    """Whom somebody meets now, or None."""
    row = Pair.objects.filter(person_id__in=ids, ended_on__isnull=True).first()
    return None if row is None else pair_row(row)


def pairs_with(mentors: Collection[UUID]) -> tuple[PairRow, ...]:
    """Whoever meets these mentors now, as far as this context sees them."""
    rows = Pair.objects.filter(mentor__in=mentors, ended_on__isnull=True).order_by("since", "id")
    return tuple(pair_row(row) for row in rows)


def barred_from(ids: Collection[UUID]) -> frozenset[UUID]:
    """Whom these people are not to be brought together with, whoever said so. In a context of the system."""
    rows = Bar.objects.filter(Q(person_id__in=ids) | Q(other__in=ids)).values_list("person_id", "other")
    return frozenset(one for pair in rows for one in pair) - frozenset(ids)


def bars_of(who: AdmittedPerson) -> tuple[tuple[UUID, str], ...]:
    """With whom somebody said they are not to be brought together, and why."""
    return tuple(Bar.objects.filter(person_id__in=who.ids).values_list("other", "reason"))


def supervisions_of(who: AdmittedPerson) -> tuple[SupervisionRow, ...]:
    """A mentor's talks with whoever supervises them, the latest first."""
    rows = Supervision.objects.filter(person_id__in=who.ids).order_by("-held_on")
    return tuple(supervision_row(row, who.ring) for row in rows)
