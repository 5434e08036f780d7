"""Reading requests of a person and of an office, openings of one account, counts, and the sealed look-up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.records.models import Cohort, CorrectionCount, Notice, Opening, Request, SealedId
from guitu.casework.records.translate import (
    CASEWORK,
    OpeningRow,
    RequestRow,
    opening_row,
    request_row,
)
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import KEPT_OPEN_DAYS, State
from guitu.foundation.crypto import keys

__all__ = ["OpeningRow", "RequestRow"]

_FLAGGED = (State.OPEN.value, State.REFUSED.value)


def requests_of(who: AdmittedPerson) -> tuple[RequestRow, ...]:
    """What somebody asked about their file, the latest first."""
    found = Request.objects.filter(person_id__in=who.ids).order_by("-recorded_at", "-id")
    return tuple(request_row(row, who.ring) for row in found)


def flags_of(who: AdmittedPerson) -> Mapping[UUID, State]:
    """The rows that the person says are wrong, and where that stands: open, or refused and still disputed."""
    found = Request.objects.filter(person_id__in=who.ids, row__isnull=False, state__in=_FLAGGED)
    said = found.order_by("recorded_at").values_list("row", "state")
    return {row: State(state) for row, state in said if row is not None}


def request_for(viewer: Viewer, request_id: UUID) -> RequestRow:
    """One request of a person in the places the viewer looks over, for whoever answers it. As the system.

    Raises:
        DomainError: "rights.unknown", alike for absent, elsewhere and excluded.
    """
    found = Request.objects.filter(id=request_id, held_by__gte=viewer.lo, held_by__lte=viewer.hi).first()
    if found is None or found.person_id in viewer.barred:
        raise DomainError("rights.unknown")
    return request_row(found, keys.ring([found.person_id], (CASEWORK,)))


def open_requests(viewer: Viewer, *, limit: int = 200) -> tuple[RequestRow, ...]:
    """Requests that wait in the places the viewer looks over, the earliest due first. As the system."""
    found = Request.objects.filter(state="open", held_by__gte=viewer.lo, held_by__lte=viewer.hi)
    rows = [row for row in found.order_by("due_on", "id")[:limit] if row.person_id not in viewer.barred]
    ring = keys.ring({row.person_id for row in rows}, (CASEWORK,))
    return tuple(request_row(row, ring) for row in rows)


def asked_since(people: Iterable[UUID], *, on: date) -> bool:
    """Whether one of these files has a request that waits for its answer and still keeps the file open."""
    since = on - timedelta(days=KEPT_OPEN_DAYS)
    return Request.objects.filter(person_id__in=list(people), state="open", asked_on__gte=since).exists()


def kept_too_long(*, on: date) -> tuple[UUID, ...]:
    """The persons whose unanswered request keeps their file open no longer."""
    since = on - timedelta(days=KEPT_OPEN_DAYS)
    found = Request.objects.filter(state="open", asked_on__lt=since)
    return tuple(found.order_by("person_id").values_list("person_id", flat=True).distinct())


def openings_of(account: UUID, *, limit: int = 100) -> tuple[OpeningRow, ...]:
    """The requests to open that this account asked, is to agree to or reads; nobody sees others'."""
    mine = Q(asked_by=account) | Q(reader=account) | Q(first=account) | Q(second=account)
    return tuple(map(opening_row, Opening.objects.filter(mine).order_by("-asked_at", "-id")[:limit]))


def opening_for(account: UUID, opening_id: UUID) -> OpeningRow:
    """One of them.

    Raises:
        DomainError: "unseal.unknown", alike for absent and others'.
    """
    mine = Q(asked_by=account) | Q(reader=account) | Q(first=account) | Q(second=account)
    found = Opening.objects.filter(mine, id=opening_id).first()
    if found is None:
        raise DomainError("unseal.unknown")
    return opening_row(found)


def is_about(opening: OpeningRow, key: bytes) -> bool:
    """Whether a request is about the identity number with this look-up value."""
    return Opening.objects.filter(id=opening.id, key=key).exists()


def sealed_files(opening: OpeningRow) -> dict[UUID, int]:
    """The sealed files a request means, with who holds them (below zero). Under ``even_sealed`` only."""
    keys_asked = Opening.objects.filter(id=opening.id).values_list("key", flat=True)
    found = SealedId.objects.filter(key__in=[bytes(key) for key in keys_asked]).order_by("sealed_on", "id")
    return dict(found.values_list("person_id", "held_by"))


def notices_of(people: Iterable[UUID]) -> tuple[tuple[datetime, str, str, datetime], ...]:
    """When a sealed file was opened, on what basis and paper, and until when: what the person is told."""
    found = Notice.objects.filter(person_id__in=list(people)).order_by("made_at")
    return tuple(found.values_list("made_at", "reason", "order_document", "until"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A bare count of a unit on a day."""

    unit: int
    counted_on: date
    people: int


def correction_counts(unit: int, *, limit: int = 24) -> tuple[Counted, ...]:
    """The counts a unit has entered, the latest first."""
    found = CorrectionCount.objects.filter(unit=unit).order_by("-counted_on")[:limit]
    return tuple(Counted(row.unit, row.counted_on, row.people) for row in found)


def cohort_size() -> int:
    """How many closed episodes are kept as statistics."""
    return Cohort.objects.count()
