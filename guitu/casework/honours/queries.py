"""Honours of one person as one reader may know them, lists for the team, and stories that are told."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from guitu.casework.honours.models import TIER, Award, Honour, Publication, Review, Story
from guitu.casework.honours.translate import (
    CASEWORK,
    AwardRow,
    HonourRow,
    PublicationRow,
    ReviewRow,
    StoryRow,
    Told,
    award_row,
    honour_row,
    publication_row,
    review_row,
    story_row,
    told,
)
from guitu.casework.people.queries import AdmittedPerson, within
from guitu.domain import access
from guitu.domain.access import Permission, Viewer
from guitu.domain.honours.course import State
from guitu.domain.honours.story import Use
from guitu.domain.honours.tiers import Tier
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys

__all__ = ["AwardRow", "HonourRow", "PublicationRow", "ReviewRow", "StoryRow", "Told"]

_AT_ONCE = 200  # stories whose keys are fetched with one query


def honours_of(who: AdmittedPerson, reader: UUID) -> tuple[HonourRow, ...]:
    """What a reader may know of: what the person agrees to, and the reader's own drafts; the latest first.

    A draft is its author's alone, and what the person took back is there for nobody.
    """
    found = Honour.objects.filter(_known(reader), person_id__in=who.ids).order_by("-made_at", "-id")
    return tuple(honour_row(row, who.ring) for row in found)


def _known(reader: UUID) -> Q:
    draft = Q(state=State.DRAFT.value)
    return (draft & Q(made_by=reader)) | (~draft & Q(is_shown=True))


def honour_for(who: AdmittedPerson, honour: UUID, reader: UUID) -> HonourRow:
    """One of them.

    Raises:
        DomainError: "honours.unknown".
    """
    row = Honour.objects.filter(_known(reader), person_id__in=who.ids, id=honour).first()
    if row is None:
        raise DomainError("honours.unknown")
    return honour_row(row, who.ring)


def reviews_of(who: AdmittedPerson, honour: UUID) -> tuple[ReviewRow, ...]:
    """What colleagues said, in order."""
    found = Review.objects.filter(person_id__in=who.ids, honour=honour).order_by("reviewed_at", "id")
    return tuple(review_row(row, who.ring) for row in found)


def awards_of(who: AdmittedPerson) -> tuple[AwardRow, ...]:
    """Awards, the latest first."""
    found = Award.objects.filter(person_id__in=who.ids, is_shown=True).order_by("-year")
    return tuple(award_row(row) for row in found)


def award_years(who: AdmittedPerson) -> frozenset[int]:
    """The years somebody had an award of, shown or not."""
    return frozenset(Award.objects.filter(person_id__in=who.ids).values_list("year", flat=True))


def awards_given(lo: int, hi: int, *, year: int, level: str) -> int:
    """How many awards of a level and year places from ``lo`` to ``hi`` (both inside) gave."""
    found = Award.objects.filter(held_by__gte=lo, held_by__lte=hi, year=year, level=level, is_shown=True)
    return found.count()


def stands(who: AdmittedPerson, tier: str) -> bool:
    """Whether a nomination for the tier is under review or was granted, shown or not."""
    at_once = (State.REVIEW.value, State.GRANTED.value)
    return Honour.objects.filter(person_id__in=who.ids, code=tier, state__in=at_once).exists()


def longest_shown(ids: Iterable[UUID]) -> str:
    """The longest tier that stands and is shown of one person's files; "" none. In a context of the system.

    A longer time contains the shorter ones.
    """
    found = Honour.objects.filter(
        person_id__in=tuple(ids), held_by__gte=0, sort=TIER, state=State.GRANTED.value, is_shown=True
    )
    codes = set(found.values_list("code", flat=True))
    return next((tier.value for tier in reversed(Tier) if tier.value in codes), "")


def story_of(who: AdmittedPerson) -> StoryRow | None:
    """The story, or None."""
    row = Story.objects.filter(person_id__in=who.ids).first()
    return story_row(row, who.ring) if row else None


def publications_of(who: AdmittedPerson) -> tuple[PublicationRow, ...]:
    """The uses that hold, paused or not; what ended is not there."""
    found = Publication.objects.filter(person_id__in=who.ids, ended_at__isnull=True)
    return tuple(publication_row(row, who.ring) for row in found.order_by("-year", "sort"))


def publication_for(who: AdmittedPerson, publication: UUID) -> PublicationRow:
    """One of them.

    Raises:
        DomainError: "honours.unknown".
    """
    found = Publication.objects.filter(person_id__in=who.ids, id=publication, ended_at__isnull=True).first()
    if found is None:
        raise DomainError("honours.unknown")
    return publication_row(found, who.ring)


def to_review(viewer: Viewer, *, limit: int = 50) -> tuple[HonourRow, ...]:
    """Nominations that wait for a word of this viewer, the longest waiting first. Three queries."""
    scope = access.scope(viewer, Permission.CONTACT_RECORD)
    if scope == access.NOBODY:
        return ()
    waits = Honour.objects.filter(within(scope), is_shown=True, sort=TIER, state=State.REVIEW.value)
    said = Review.objects.filter(reviewed_by=viewer.id).values("honour")
    rows = list(waits.exclude(made_by=viewer.id).exclude(id__in=said).order_by("made_at", "id")[:limit])
    return _listed(rows)


def honoured(viewer: Viewer, *, limit: int = 200) -> tuple[HonourRow, ...]:
    """Whom the viewer's own unit holds, or who is named to them, that was honoured. Two queries."""
    scope = access.scope(viewer, Permission.CONTACT_RECORD)
    if scope == access.NOBODY:
        return ()
    own = Q(held_by=viewer.unit) | Q(person_id__in=scope.persons)
    found = Honour.objects.filter(within(scope), own, is_shown=True, sort=TIER, state=State.GRANTED.value)
    return _listed(list(found.order_by("-granted_at", "id")[:limit]))


def _listed(rows: list[Honour]) -> tuple[HonourRow, ...]:
    sightings.saw({row.person_id: row.held_by for row in rows}, CASEWORK)
    ring = keys.ring({row.person_id for row in rows}, (CASEWORK,))
    return tuple(honour_row(row, ring) for row in rows)


def _holding(use: Use, year: int | None) -> Q:
    wanted = Q(sort=use.value, ended_at__isnull=True, is_paused=False)
    return wanted if year is None else wanted & Q(year=year)


def stories_for_book(viewer: Viewer, *, year: int) -> Iterator[Told]:
    """The stories of the viewer's reach that go into the book of a year, by the day people agreed.

    Fetched two hundred at a time: a book of a province needs no more memory than one of a county.
    """
    scope = access.scope(viewer, Permission.PERSON_READ)
    if scope != access.NOBODY:
        yield from _told(Publication.objects.filter(within(scope), _holding(Use.BOOK, year)), act=Act.EXPORT)


def count_for_book(viewer: Viewer, *, year: int) -> int:
    """How many stories they are."""
    scope = access.scope(viewer, Permission.PERSON_READ)
    if scope == access.NOBODY:
        return 0
    return Publication.objects.filter(within(scope), _holding(Use.BOOK, year)).count()


def stories_on_the_web(*, limit: int) -> tuple[Told, ...]:
    """The stories anybody may read, the latest first. In a context of the system: it asks nobody's reach."""
    found = Publication.objects.filter(_holding(Use.WEB, None)).order_by("-agreed_on", "-id")[:limit]
    return tuple(_told(found))


def _told(publications: QuerySet[Publication], *, act: Act | None = None) -> Iterator[Told]:
    """The stories of these uses. ``act`` what the access log says of it; None: anybody may read them."""
    rows = list(publications.values_list("person_id", "story", "held_by"))
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        people = {person: held_by for person, _, held_by in some}
        if act is not None:
            sightings.saw(people, CASEWORK, act=act)
        ring = keys.ring(people, (CASEWORK,))
        found = Story.objects.filter(person_id__in=people, id__in=[story for _, story, _ in some])
        by_id = {row.id: row for row in found}
        for _, story, _ in some:
            if story in by_id:
                yield told(by_id[story], ring)


def has_uses(ids: tuple[UUID, ...]) -> bool:
    """Whether any use of a story of these files holds; for the clock, which sees the whole file."""
    return Publication.objects.filter(person_id__in=ids, ended_at__isnull=True).exists()
