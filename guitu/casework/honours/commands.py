"""Writing honours and stories. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from guitu.casework.honours.models import GIVEN, TIER, Award, Honour, Publication, Review, Story
from guitu.casework.honours.queries import HonourRow, PublicationRow, StoryRow
from guitu.casework.honours.translate import (
    ALIAS,
    CASEWORK,
    GIVER,
    HONOUR,
    PUBLICATION,
    REVIEW,
    STORY,
    TITLE,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.honours.course import Level, State
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Tier
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_TABLES = (Honour, Review, Award, Story, Publication)
_AWARDS = 7_302_117  # a lock of its own kind in PostgreSQL's space of advisory locks


def nominate(
    who: AdmittedPerson,
    *,
    tier: Tier,
    merits: Collection[str],
    words: str,
    by_self: bool,
    is_shown: bool,
    by: UUID,
    at: datetime,
) -> UUID:
    """A draft; the author's own draft for the same tier is written anew. Returns its id."""
    own = Honour.objects.filter(
        person_id=who.id, code=tier.value, state=State.DRAFT.value, made_by=by
    ).first()
    row = own or Honour(
        id=new_id(), person_id=who.id, held_by=who.held_by, sort=TIER, code=tier.value, made_at=at, made_by=by
    )
    row.details, row.by_self, row.is_shown = sorted(merits), by_self, is_shown
    row.note = _ring(who.id, who.held_by).seal(who.id, CASEWORK, HONOUR, row.id, words.strip())
    row.save()
    return row.id


def set_state(row: HonourRow, state: State, *, at: datetime) -> None:
    """Where a nomination stands from now on."""
    granted = at if state is State.GRANTED else None
    _set(Honour, row, state=state.value, granted_at=granted)


def show(row: HonourRow) -> None:
    """The person agreed: colleagues may see it."""
    _set(Honour, row, is_shown=True)


def review(row: HonourRow, *, agrees: bool, words: str, by: UUID, at: datetime) -> None:
    """What one colleague says."""
    made = Review(
        id=new_id(), person_id=row.person_id, held_by=row.held_by, honour=row.id, agrees=agrees,
        reviewed_at=at, reviewed_by=by,
    )  # fmt: skip
    if words.strip():
        ring = _ring(row.person_id, row.held_by)
        made.note = ring.seal(row.person_id, CASEWORK, REVIEW, made.id, words.strip())
    made.save(force_insert=True)


def lock_awards(region: int, year: int) -> None:
    """Hold the awards of a county and year until the transaction ends: two cannot both be the last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, %s)", [_AWARDS, (region // 10**6 * 31 + year) % 2**31]
        )


def award(row: HonourRow, *, year: int, level: Level, by: UUID, at: datetime) -> None:
    """An award of a year."""
    Award(
        id=new_id(), person_id=row.person_id, held_by=row.held_by, honour=row.id, year=year,
        level=level.value, given_at=at, given_by=by,
    ).save(force_insert=True)  # fmt: skip


def add_given(who: AdmittedPerson, *, title: str, giver: str, year: int, by: UUID, at: datetime) -> UUID:
    """An honour that others gave; returns its id."""
    row = Honour(
        id=new_id(), person_id=who.id, held_by=who.held_by, sort=GIVEN, state=State.GRANTED.value, year=year,
        is_shown=True, made_at=at, made_by=by, granted_at=at,
    )  # fmt: skip
    ring = _ring(who.id, who.held_by)
    row.title = ring.seal(who.id, CASEWORK, TITLE, row.id, title.strip())
    row.giver = ring.seal(who.id, CASEWORK, GIVER, row.id, giver.strip())
    row.save(force_insert=True)
    return row.id


def drop(row: HonourRow) -> None:
    """Take a draft, or an honour that others gave, away. In a context of the system."""
    Honour.objects.filter(person_id=row.person_id, id=row.id).delete()


def write_story(
    who: AdmittedPerson,
    *,
    alias: str,
    words: str,
    picture: Picture,
    face_agreed: bool,
    by: UUID,
    at: datetime,
) -> UUID:
    """The story as it is from now on. Uses of the one before end: they were agreed to for other words."""
    end_uses(who.ids, at=at)
    row = Story.objects.filter(person_id__in=who.ids).first()
    row = row or Story(id=new_id(), person_id=who.id, held_by=who.held_by)
    row.picture, row.face_agreed, row.written_at, row.written_by = picture.value, face_agreed, at, by
    ring = _ring(row.person_id, row.held_by)
    row.alias = ring.seal(row.person_id, CASEWORK, ALIAS, row.id, alias.strip())
    row.note = ring.seal(row.person_id, CASEWORK, STORY, row.id, words.strip())
    row.save()
    return row.id


def publish(
    story: StoryRow,
    *,
    use: Use,
    year: int,
    where: str,
    on: date,
    stands_on: date,
    by: UUID,
    at: datetime,
) -> UUID:
    """One use that the person agreed to; the same use and year again is one. Returns its id."""
    there = Publication.objects.filter(
        person_id=story.person_id, sort=use.value, year=year, ended_at__isnull=True
    ).first()
    if there is not None:
        return there.id
    row = Publication(
        id=new_id(), person_id=story.person_id, held_by=story.held_by, story=story.id, sort=use.value,
        year=year, agreed_on=on, stands_on=stands_on, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    if where.strip():
        ring = _ring(story.person_id, story.held_by)
        row.note = ring.seal(story.person_id, CASEWORK, PUBLICATION, row.id, where.strip())
    row.save(force_insert=True)
    return row.id


def end_use(row: PublicationRow, *, at: datetime) -> None:
    """It is told there no more."""
    _set(Publication, row, ended_at=at)


def go_on(row: PublicationRow, *, on: date) -> None:
    """The person says that it may be told all the same; what lies before ``on`` pauses it no more."""
    _set(Publication, row, stands_on=on, is_paused=False)


def end_uses(ids: Iterable[UUID], *, at: datetime) -> None:
    """Nothing of these files is told anywhere any more."""
    Publication.objects.filter(person_id__in=list(ids), ended_at__isnull=True).update(ended_at=at)


def pause_uses(ids: Iterable[UUID], *, last_relapse: int | None) -> None:
    """Pause what was agreed to before a relapse (ordinal), and only that. None: there was none."""
    known = Publication.objects.filter(person_id__in=list(ids), ended_at__isnull=True)
    before = Q(stands_on__lte=date.fromordinal(last_relapse)) if last_relapse else Q(pk__in=[])
    known.filter(before, is_paused=False).update(is_paused=True)
    known.exclude(before).filter(is_paused=True).update(is_paused=False)


def day_after(last_relapse: int | None, today: date) -> date:
    """From which day on a use stands when the person says "go on" today."""
    return max(today, date.fromordinal(last_relapse) + timedelta(days=1)) if last_relapse else today


def follow_consent(ids: Iterable[UUID], *, honours: bool, publicity: bool, at: datetime) -> None:
    """Make what is shown and told what the person's word now says. In a context that sees these files whole.

    Without consent to honours nothing is shown and what is under review closes; awards are kept, unseen, and
    come back with consent. Without consent to publicity nothing is told and the story is gone.
    """
    files = list(ids)
    Honour.objects.filter(person_id__in=files).exclude(is_shown=honours).update(is_shown=honours)
    Award.objects.filter(person_id__in=files).exclude(is_shown=honours).update(is_shown=honours)
    if not honours:
        waits = Honour.objects.filter(person_id__in=files, state=State.REVIEW.value)
        waits.update(state=State.CLOSED.value)
    if not (honours and publicity):
        end_uses(files, at=at)
        Story.objects.filter(person_id__in=files).delete()


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder(_TABLES, person_id, to_held_by=to_held_by)


def seal_tiers(person_id: UUID, *, to_held_by: int) -> None:
    """Turn a person's tiers to the sealed side: statistics count them now. Under ``even_sealed`` only."""
    Honour.objects.filter(person_id=person_id, sort=TIER, held_by__gte=0).update(held_by=to_held_by)


def erase(persons: Iterable[UUID]) -> None:
    """What is left of somebody whose keys are destroyed: days and codes, shown to nobody."""
    files = list(persons)
    Honour.objects.filter(person_id__in=files).update(note=b"", title=b"", giver=b"", is_shown=False)
    Award.objects.filter(person_id__in=files).update(is_shown=False)
    Review.objects.filter(person_id__in=files).update(note=b"")
    Publication.objects.filter(person_id__in=files).update(note=b"", is_paused=True)
    Story.objects.filter(person_id__in=files).delete()


def _set(table: Any, row: HonourRow | PublicationRow, **columns: Any) -> None:
    table.objects.filter(person_id=row.person_id, id=row.id).update(**columns)


def _ring(person: UUID, held_by: int) -> Ring:
    return keys.ring_to_write([(person, CASEWORK)], {person: held_by})
