"""The door to a person, and the one search by name.

Whatever belongs to a person asks for an ``AdmittedPerson``, not for an id; only this file makes one. Names
are found by equality of tokens, opened with the keys of the page, and sorted here, in memory: the database
holds them sealed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as column  # FactRow has a field called "field"
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from guitu.casework.people.models import (
    FACT_GROUPS,
    CitizenIdIndex,
    ContactPoint,
    Fact,
    NameToken,
    Person,
    PersonAlias,
)
from guitu.casework.people.translate import (
    EXISTENCE,
    by_name,
    citizen_id_key,
    contacts_opened,
    facts_opened,
    name_token,
    opened,
)
from guitu.domain import access
from guitu.domain.access import Permission, Record, Scope, Viewer
from guitu.domain.kernel import names
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import blind, keys
from guitu.foundation.crypto.keys import Ring

_SLICE = 5000  # keys in one statement
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class AdmittedPerson:
    """The pass: somebody this viewer was let in to. ``ids`` the files joined to this one, itself first.

    ``ring`` the keys of these files that are open to the viewer: one query for the whole page.
    """

    id: UUID
    held_by: int
    name: str = column(repr=False)
    sex: str
    birth_on: date | None = column(repr=False)
    citizen_id: str | None = column(repr=False)
    ids: tuple[UUID, ...]
    ring: Ring = column(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in a list. ``id_tail`` the last four characters of the identity number, "" without one."""

    id: UUID
    held_by: int
    name: str = column(repr=False)
    sex: str
    birth_on: date | None = column(repr=False)
    id_tail: str = column(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, sorted by pinyin; ``more`` when it found more than were asked for."""

    rows: tuple[PersonRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A way to reach somebody. ``value`` the number or the address; ``as_of`` None: nobody said when."""

    id: UUID
    kind: str
    value: str = column(repr=False)
    region: int | None
    of: str
    relation: str
    as_of: date | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """One dated fact of a record group, in its source's words."""

    id: UUID
    group: str
    field: str
    value: str = column(repr=False)
    as_of: date | None
    recorded_at: datetime


def person_for(viewer: Viewer, person_id: UUID, permission: Permission) -> AdmittedPerson:
    """The pass to one person, for one permission. A file joined to another gives the other's pass.

    Three queries.

    Raises:
        DomainError: "person.unknown", alike for absent, sealed and not yours.
    """
    links = PersonAlias.objects.filter(
        Q(person_id=person_id) | Q(canonical=person_id), undone_at__isnull=True
    ).values_list("person_id", "canonical")
    joined = tuple(links)
    canonical = next((to for alias, to in joined if alias == person_id), person_id)
    if canonical != person_id:
        joined = tuple(
            PersonAlias.objects.filter(canonical=canonical, undone_at__isnull=True).values_list(
                "person_id", "canonical"
            )
        )
    found = Person.objects.filter(id=canonical, sealed_on__isnull=True).first()
    if found is None or not access.may(viewer, permission, held_by=found.held_by, person=found.id):
        sightings.denied(person_id)
        raise DomainError("person.unknown")
    sightings.saw({found.id: found.held_by}, EXISTENCE, act=Act.OPEN)
    ids = (found.id, *sorted(alias for alias, _ in joined))
    ring = keys.ring(ids)
    name, number = opened(ring, found)
    return AdmittedPerson(
        id=found.id,
        held_by=found.held_by,
        name=name,
        sex=found.sex,
        birth_on=found.birth_on,
        citizen_id=number,
        ids=ids,
        ring=ring,
    )


def unsealed(viewer: Viewer, person_id: UUID) -> AdmittedPerson:
    """The pass to a sealed file that was opened to this viewer by name, for as long as that holds.

    Raises:
        DomainError: "person.unknown".
    """
    found = Person.objects.filter(id=person_id, sealed_on__isnull=False).first()
    if found is None or not _may_open_sealed(viewer, found):
        sightings.denied(person_id)
        raise DomainError("person.unknown")
    sightings.saw({found.id: found.held_by}, EXISTENCE, act=Act.OPEN)
    ring = keys.ring([found.id])
    name, number = opened(ring, found)
    ids = (found.id,)
    return AdmittedPerson(found.id, found.held_by, name, found.sex, found.birth_on, number, ids, ring)


def _may_open_sealed(viewer: Viewer, found: Person) -> bool:
    record = Record(person=found.id, held_by=found.held_by)
    return access.decide(viewer, Permission.PERSON_READ, record).allowed


def lookup_of(citizen_id: str) -> bytes:
    """What a file is found by in an index, from a normalised identity number."""
    return citizen_id_key(citizen_id)


def within(scope: Scope) -> Q:
    """The condition on rows about persons that a scope means; the bounds reach the planner as literals."""
    held = Q(held_by__gte=scope.lo, held_by__lte=scope.hi)
    reached = held | Q(person_id__in=scope.persons) if scope.persons else held
    return reached & ~Q(person_id__in=scope.barred) if scope.barred else reached


def find(viewer: Viewer, text: str, *, limit: int = 50) -> Found:
    """People in the viewer's reach by name, part of a name, pinyin, initials, identity number or phone.

    Whole names come before parts; within each, sorted by pinyin.
    """
    scope = access.scope(viewer, Permission.PERSON_SEARCH)
    if scope == access.NOBODY:
        return Found((), more=False)
    rows: dict[UUID, PersonRow] = {}
    more = False
    for kind, token in names.query_tokens(text):
        ids = tuple(
            NameToken.objects.filter(within(scope), kind=kind, token=blind.token(kind, token))
            .order_by("held_by", "person_id")
            .values_list("person_id", flat=True)[: limit + 1]
        )
        rows |= {row.id: row for row in sorted_by_name(_rows(_canonical(scope, ids))) if row.id not in rows}
        more = more or len(ids) > limit
        if more:
            break
    shown = tuple(rows.values())[:limit]
    sightings.saw({row.id: row.held_by for row in shown}, EXISTENCE, act=Act.SEARCH)
    sightings.searched(len(shown))
    return Found(shown, more=more or len(rows) > limit)


def _canonical(scope: Scope, ids: tuple[UUID, ...]) -> QuerySet[Person]:
    """The persons themselves, joined files replaced by the file they are read as."""
    if not ids:
        return Person.objects.none()
    aliases = PersonAlias.objects.filter(person_id__in=ids, undone_at__isnull=True)
    to = dict(aliases.values_list("person_id", "canonical"))
    wanted = {to.get(person, person) for person in ids}
    held = Q(held_by__gte=scope.lo, held_by__lte=scope.hi) | Q(id__in=scope.persons)
    return Person.objects.filter(held, id__in=wanted, sealed_on__isnull=True)


def _rows(people: Iterable[Person]) -> list[PersonRow]:
    """Who they are; two queries, the second for their keys."""
    found = list(people)
    ring = keys.ring((person.id for person in found), (EXISTENCE,))
    return [_row(person, *opened(ring, person)) for person in found]


def _row(person: Person, name: str, citizen_id: str | None) -> PersonRow:
    return PersonRow(
        id=person.id,
        held_by=person.held_by,
        name=name,
        sex=person.sex,
        birth_on=person.birth_on,
        id_tail=(citizen_id or "")[-4:],
    )


def people_of(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, PersonRow]:
    """Who the people of a list page are, by id; those not in the viewer's reach are left out. Two queries."""
    scope = access.scope(viewer)
    wanted = set(ids)
    if scope == access.NOBODY or not wanted:
        return {}
    held = Q(held_by__gte=scope.lo, held_by__lte=scope.hi) | Q(id__in=scope.persons)
    found = Person.objects.filter(held, id__in=wanted, sealed_on__isnull=True)
    rows = {row.id: row for row in _rows(found)}
    sightings.saw({row.id: row.held_by for row in rows.values()}, EXISTENCE)
    return rows


def sorted_by_name(rows: Iterable[PersonRow]) -> list[PersonRow]:
    """A list of one unit as a Chinese dictionary would sort it."""
    return sorted(rows, key=lambda row: by_name(row.name, row.birth_on, row.id))


def contacts(who: AdmittedPerson, *, only_current: bool = True) -> tuple[ContactRow, ...]:
    """How somebody is reached: their own first, then relatives'; the latest first."""
    found = ContactPoint.objects.filter(person_id__in=who.ids)
    if only_current:
        found = found.filter(is_current=True)
    rows = sorted(found, key=lambda c: (c.of != "self", c.kind != "phone", -c.recorded_at.timestamp(), c.id))
    return tuple(
        ContactRow(c.id, c.kind, text, c.region, c.of, c.relation, c.as_of, c.is_current)
        for c, text in contacts_opened(who.ring, rows)
    )


def facts(who: AdmittedPerson) -> tuple[FactRow, ...]:
    """What is known in the four record groups, group by group; of one field the latest first."""
    found = Fact.objects.filter(person_id__in=who.ids)
    rows = sorted(
        found, key=lambda f: (FACT_GROUPS.index(f.group), f.field, -f.recorded_at.timestamp(), f.id)
    )
    return tuple(
        FactRow(f.id, f.group, f.field, text, f.as_of, f.recorded_at)
        for f, text in facts_opened(who.ring, rows)
    )


def missing_groups(known: Iterable[FactRow]) -> tuple[str, ...]:
    """The record groups of which these facts of one file hold nothing yet."""
    there = {fact.group for fact in known}
    return tuple(group for group in FACT_GROUPS if group not in there)


# For imports only: these look at everybody, and whoever calls them must not tell the sender what was found.


def match_by_citizen_id(citizen_ids: Iterable[str]) -> dict[str, UUID]:
    """The files of these identity numbers (normalised), joined files as the file they are read as."""
    numbers = {citizen_id_key(number): number for number in citizen_ids}
    found: dict[str, UUID] = {}
    for part in _slices(numbers):
        known = CitizenIdIndex.objects.filter(key__in=part).values_list("key", "person_id")
        found.update((numbers[bytes(key)], person) for key, person in known)
    read_as: dict[UUID, UUID] = {}
    for people in _slices(found.values()):
        aliases = PersonAlias.objects.filter(person_id__in=people, undone_at__isnull=True)
        read_as.update(aliases.values_list("person_id", "canonical"))
    return {key: read_as.get(person, person) for key, person in found.items()}


def same_name_and_birth(
    people: Iterable[tuple[str, date | None]],
) -> dict[tuple[str, date | None], tuple[UUID, ...]]:
    """Files with the same name and birth date, by what was asked; only what was found.

    A question for a human, never an answer: two people may share both.
    """
    asked = {(name, birth) for name, birth in people if birth is not None}
    by_token: dict[bytes, set[tuple[str, date | None]]] = {}
    for name, birth in asked:
        by_token.setdefault(name_token(name), set()).add((name, birth))
    found: dict[tuple[str, date | None], tuple[UUID, ...]] = {}
    for part in _slices(by_token):
        called = NameToken.objects.filter(kind="name", token__in=part).order_by("person_id")
        tokens = [(bytes(token), person) for token, person in called.values_list("token", "person_id")]
        born: dict[UUID, date | None] = {}
        for some in _slices(person for _, person in tokens):
            born.update(Person.objects.filter(id__in=some).values_list("id", "birth_on"))
        for token, person in tokens:
            for key in by_token[token]:
                if key[1] == born.get(person):
                    found[key] = (*found.get(key, ()), person)
    return found


def joined_files() -> tuple[tuple[UUID, ...], ...]:
    """Every group of files that are read as one, the canonical first. For rebuilding only."""
    groups: dict[UUID, list[UUID]] = {}
    links = PersonAlias.objects.filter(undone_at__isnull=True).order_by("canonical", "person_id")
    for alias, canonical in links.values_list("person_id", "canonical"):
        groups.setdefault(canonical, [canonical]).append(alias)
    return tuple(map(tuple, groups.values()))


def files_read_as_one(person: UUID) -> tuple[UUID, ...]:
    """The files joined to this one, the canonical first; none where there is no file. For erasing only."""
    if not Person.objects.filter(id=person).exists():
        return ()
    return next((group for group in joined_files() if person in group), (person,))


def everybody() -> Iterator[UUID]:
    """Every file's id. For erasing again after a restore only."""
    yield from Person.objects.order_by("id").values_list("id", flat=True).iterator()


def sex_and_birth(person: UUID) -> tuple[str, date | None]:
    """What statistics keep of somebody, coarsened, when their file closes."""
    return Person.objects.filter(id=person).values_list("sex", "birth_on").get()


def holders(ids: Iterable[UUID]) -> dict[UUID, int]:
    """The unit that holds each person."""
    found: dict[UUID, int] = {}
    for part in _slices(ids):
        found.update(Person.objects.filter(id__in=part).values_list("id", "held_by"))
    return found


def added_since_import(batch: UUID, people: Iterable[UUID]) -> int:
    """How many of these persons got a contact or a fact from anywhere but this import."""
    found: set[UUID] = set()
    for part in _slices(people):
        for table in (ContactPoint, Fact):
            others = table._default_manager.filter(person_id__in=part).exclude(batch=batch)  # noqa: SLF001 - public
            found.update(others.values_list("person_id", flat=True))
    return len(found)


def _slices(values: Iterable[_T]) -> Iterator[list[_T]]:
    listed = list(dict.fromkeys(values))
    for start in range(0, len(listed), _SLICE):
        yield listed[start : start + _SLICE]


def is_empty() -> bool:
    """Whether there is no file at all."""
    return not Person.objects.exists()


def has_real_people() -> bool:
    """Whether any identity number is not a made-up one."""
    return CitizenIdIndex.objects.filter(is_made_up=False).exists()


def batch_size(batch: UUID) -> int:
    """How many files a batch has made."""
    return Person.objects.filter(batch=batch).count()
