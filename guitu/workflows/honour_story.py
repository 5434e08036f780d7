"""A story is written under another name, read against the file, and told only where the person agreed."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.family.queries import told_by
from guitu.casework.honours import commands as honours
from guitu.casework.honours.queries import Told, publication_for, stories_on_the_web, story_of
from guitu.casework.people.queries import AdmittedPerson, contacts, facts
from guitu.domain.access import Permission, Viewer
from guitu.domain.consent import check as check_speaker
from guitu.domain.honours.story import (
    Fact,
    Picture,
    Use,
    check_story,
    parts_of_address,
    parts_of_name,
)
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import region_names
from guitu.workflows.honour import PUBLICITY, standing_of
from guitu.workflows.plan import admitted
from guitu.workflows.refresh import lock_files

_NAMES = {"former_name": "name", "family_name": "relative"}
_ADDRESSES = frozenset({"domicile_address", "residence_address", "facility"})
_WORK = frozenset({"occupation"})
_A_FIRM = 4  # characters: a trade ("司机") is shorter than the name of a firm
_ON_THE_WEB = 100  # stories on the page, the latest


def known_of(who: AdmittedPerson) -> Iterator[Fact]:
    """What the file knows that would give the person away, in pieces as they would be told."""
    yield from (Fact("name", part) for part in parts_of_name(who.name))
    if who.citizen_id:
        yield from (Fact("citizen_id", part) for part in (who.citizen_id, who.citizen_id[6:]))
    for contact in contacts(who, only_current=False):
        if contact.kind == "address":
            yield from (Fact("address", part) for part in parts_of_address(contact.value))
        else:
            yield Fact("phone", contact.value)
    for fact in facts(who):
        yield from _of_fact(fact.field, fact.value)
    with door.whole_files(who.ids):  # whoever writes need not know the family to be kept from naming it
        family = told_by(who.ids)
    for name, phone, address in family:
        yield from (Fact("relative", part) for part in parts_of_name(name))
        yield from (Fact("address", part) for part in parts_of_address(address))
        yield Fact("phone", phone)
    region = regions.region_of(who.held_by)
    for name in region_names((region, *regions.ancestors(region))).values():
        yield from (Fact("address", part) for part in parts_of_address(name))


def _of_fact(field: str, value: str) -> Iterator[Fact]:
    if field in _NAMES:
        yield from (Fact(_NAMES[field], part) for part in parts_of_name(value))
    elif field in _ADDRESSES:
        yield from (Fact("address", part) for part in parts_of_address(value))
    elif field in _WORK and len(value.strip()) >= _A_FIRM:
        yield Fact("work", value)
    elif field in {"phone", "family_phone"}:
        yield Fact("phone", value)


@transaction.atomic
def write_story(
    *,
    person: UUID,
    alias: str,
    words: str,
    picture: Picture,
    face_agreed: bool,
    by: Viewer,
    at: datetime,
) -> UUID:
    """Keep a story; what was told of an earlier one ends, because it was agreed to for other words.

    Raises:
        DomainError: "person.unknown", "consent.no-publicity-under-18", "story.consent-first", "story.…".
    """
    who = _may_be_told(by, person, at)
    check_story(alias=alias, words=words, picture=picture, face_agreed=face_agreed, known=known_of(who))
    made = honours.write_story(
        who, alias=alias, words=words, picture=picture, face_agreed=face_agreed, by=by.id, at=at
    )
    note("story.written", subject=who.id, by=by, at=at, story=made)
    return made


@transaction.atomic
def agree(*, person: UUID, use: Use, year: int, where: str, is_read: bool, by: Viewer, at: datetime) -> UUID:
    """Write down that the person read the story and agrees to one use of it; returns its id.

    Args:
        person: whose story.
        use: where it is told.
        year: of the book, or this year's.
        where: which page, which talk; kept sealed.
        is_read: whether it was read to, or by, the person as it will be told.
        by: who writes it down.
        at: when.

    Raises:
        DomainError: "person.unknown", "story.consent-first", "story.none", "story.not-read", "story.year",
            "consent.no-publicity-under-18".
    """
    who = _may_be_told(by, person, at)
    story = story_of(who)
    if story is None:
        raise DomainError("story.none")
    if not is_read:
        raise DomainError("story.not-read", field="is_read")
    today = day_of(at)
    if not today.year - 1 <= year <= today.year + 1:
        raise DomainError("story.year", field="year", first=today.year - 1, last=today.year + 1)
    since = honours.day_after(standing_of(who, on=today).last_relapse, today)
    made = honours.publish(story, use=use, year=year, where=where, on=today, stands_on=since, by=by.id, at=at)
    note("story.agreed", subject=who.id, by=by, at=at, publication=made, use=use.value, year=year)
    return made


@transaction.atomic
def end_use(*, person: UUID, publication: UUID, by: Viewer, at: datetime) -> None:
    """The person takes one use back: it is told there no more, from this moment.

    Raises:
        DomainError: "person.unknown", "honours.unknown".
    """
    who = admitted(by, person, Permission.RIGHTS_RECORD)
    lock_files(who.ids)
    row = publication_for(who, publication)
    honours.end_use(row, at=at)
    note("story.taken-back", subject=who.id, by=by, at=at, publication=row.id)


@transaction.atomic
def go_on(*, person: UUID, publication: UUID, by: Viewer, at: datetime) -> None:
    """The person decides that a use which waits since a relapse is told all the same.

    Raises:
        DomainError: "person.unknown", "honours.unknown", "story.consent-first".
    """
    who = _may_be_told(by, person, at)
    row = publication_for(who, publication)
    last = standing_of(who, on=day_of(at)).last_relapse
    honours.go_on(row, on=honours.day_after(last, day_of(at)))
    note("story.goes-on", subject=who.id, by=by, at=at, publication=row.id)


def _may_be_told(by: Viewer, person: UUID, at: datetime) -> AdmittedPerson:
    """The pass of somebody, grown up, who agrees to be honoured and to be told of; the lock is held.

    Raises:
        DomainError: "person.unknown", "consent.no-publicity-under-18", "story.consent-first".
    """
    who = admitted(by, person, Permission.RIGHTS_RECORD)
    lock_files(who.ids)
    today = day_of(at)
    check_speaker(PUBLICITY, birth_on=who.birth_on, on=today, by_guardian=False)
    if not standing_of(who, on=today).may_tell:
        raise DomainError("story.consent-first")
    return who


def on_the_web() -> tuple[Told, ...]:
    """The stories anybody may read now: their words, and nothing else of a file."""
    with transaction.atomic(), door.as_system("stories"):
        return stories_on_the_web(limit=_ON_THE_WEB)
