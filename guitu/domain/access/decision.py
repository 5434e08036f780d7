"""From the policy to an answer: one record, a list's scope, or the reach that row-level security is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from uuid import UUID

from guitu.domain.access.policy import STATEMENTS, WRITES, Statement
from guitu.domain.access.words import Compartment, Permission, Relation, Role

Mode = Literal["read", "own", "write", "write-own"]  # own: only what the viewer wrote
Grant = tuple[Compartment, Mode]


@dataclass(frozen=True, slots=True)
class Viewer:
    """The account asking, reduced to what a decision needs.

    ``id`` the account. ``unit`` its unit's place number, ``unit_type`` that unit's kind. ``lo`` to ``hi`` the
    place numbers it looks over, both inside: its unit alone, or its unit's whole region. ``relations`` what
    stands between it and single persons today. ``barred`` persons it may never see.
    """

    id: UUID
    role: Role
    unit: int
    lo: int
    hi: int
    unit_type: str = ""
    relations: Mapping[UUID, frozenset[Relation]] = field(default_factory=dict, hash=False)
    barred: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """What is asked about. ``held_by`` below zero: sealed. ``author`` of a note, None where it has none."""

    person: UUID
    held_by: int
    compartment: Compartment = Compartment.EXISTENCE
    author: UUID | None = None


class Decision(NamedTuple):
    """An answer and its reason: the statement's id, or why not."""

    allowed: bool
    reason: str


class Opened(NamedTuple):
    """Compartments of one file: readable whole, and readable only in what the viewer wrote."""

    whole: frozenset[Compartment]
    own: frozenset[Compartment]


@dataclass(frozen=True, slots=True)
class Scope:
    """The persons a list may show: held between ``lo`` and ``hi`` or named, and never one of ``barred``."""

    lo: int
    hi: int
    persons: tuple[UUID, ...] = ()
    barred: tuple[UUID, ...] = ()


NOBODY = Scope(1, 0)  # an empty interval: a query under it finds nothing


class Given(NamedTuple):
    """What opens over persons named singly; ``sealed``: over their sealed rows, and over no others."""

    grants: frozenset[Grant]
    persons: tuple[UUID, ...]
    sealed: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything an account may touch, as row-level security is told it."""

    lo: int
    hi: int
    wide: frozenset[Grant]
    given: tuple[Given, ...]
    barred: tuple[UUID, ...]


def holds(viewer: Viewer, permission: Permission) -> bool:
    """Whether ``viewer`` has ``permission`` at all, before asking over whom."""
    return any(permission in s.acts for s in _statements(viewer))


def decide(viewer: Viewer, permission: Permission, record: Record) -> Decision:
    """Whether ``viewer`` may do this to this record, and by which statement or why not."""
    if record.person in viewer.barred:
        return Decision(allowed=False, reason="excluded")
    near = _relations(viewer, record.person, record.held_by)
    if record.held_by < 0 and not near:
        return Decision(allowed=False, reason="sealed")
    granted = False
    for s in _statements(viewer):
        if permission not in s.acts or record.compartment not in s.compartments:
            continue
        granted = True
        if near & s.through and (not s.own or record.author == viewer.id):
            return Decision(allowed=True, reason=s.id)
    return Decision(allowed=False, reason="no-relation" if granted else "no-grant")


def may(viewer: Viewer, permission: Permission, *, held_by: int, person: UUID | None = None) -> bool:
    """Whether ``viewer`` has ``permission`` in any compartment of what the unit ``held_by`` holds.

    ``person``: whose record it is; None for what belongs to nobody (a roster, a unit).
    """
    if person is not None and person in viewer.barred:
        return False
    near = _relations(viewer, person, held_by)
    return any(permission in s.acts and near & s.through for s in _statements(viewer))


def scope(viewer: Viewer, permission: Permission = Permission.PERSON_READ) -> Scope:
    """Whom ``viewer`` may find in a list made with ``permission``; ``NOBODY`` without it."""
    through: set[Relation] = set()
    for s in _statements(viewer):
        if permission in s.acts:
            through |= s.through
    through.discard(Relation.UNSEALED)  # a sealed file is in no list, not even its reader's
    named = {p for p, near in viewer.relations.items() if near & through} - viewer.barred
    lo, hi = (viewer.lo, viewer.hi) if Relation.PLACE in through else (1, 0)
    if lo > hi and not named:
        return NOBODY
    return Scope(lo, hi, tuple(sorted(named)), tuple(sorted(viewer.barred)))


def compartments(viewer: Viewer, *, held_by: int, person: UUID) -> Opened:
    """The parts of one file that open to ``viewer``."""
    if person in viewer.barred:
        return Opened(frozenset(), frozenset())
    near = _relations(viewer, person, held_by)
    grants = _grants(viewer, near)
    whole = frozenset(c for c, mode in grants if mode == "read")
    return Opened(whole, frozenset(c for c, mode in grants if mode == "own") - whole)


def reach(viewer: Viewer) -> Reach:
    """The whole of what ``viewer`` may touch, for row-level security."""
    wide = _grants(viewer, frozenset({Relation.PLACE}))
    persons: dict[tuple[frozenset[Grant], bool], list[UUID]] = defaultdict(list)
    for person, near in viewer.relations.items():
        for through, sealed in ((near & {Relation.UNSEALED}, True), (near - {Relation.UNSEALED}, False)):
            grants = _grants(viewer, through)
            if grants:
                persons[grants, sealed].append(person)
    lo, hi = (viewer.lo, viewer.hi) if wide else (1, 0)
    given = tuple(Given(grants, tuple(sorted(ids)), sealed) for (grants, sealed), ids in persons.items())
    return Reach(lo, hi, wide, given, tuple(sorted(viewer.barred)))


def _relations(viewer: Viewer, person: UUID | None, held_by: int) -> frozenset[Relation]:
    """What stands between them; of a sealed record an unsealing alone, and an unsealing of no other."""
    near = viewer.relations.get(person, frozenset()) if person is not None else frozenset()
    if held_by < 0:
        return near & {Relation.UNSEALED}
    near -= {Relation.UNSEALED}
    if viewer.lo <= held_by <= viewer.hi:
        near |= {Relation.PLACE}
    return near


def _grants(viewer: Viewer, near: frozenset[Relation]) -> frozenset[Grant]:
    found: set[Grant] = set()
    for s in _statements(viewer):
        if not near & s.through:
            continue
        if Permission.PERSON_READ in s.acts:
            found |= {(c, "own" if s.own else "read") for c in s.compartments}
        if s.acts & WRITES:
            found |= {(c, "write-own" if s.own else "write") for c in s.compartments}
    return frozenset(found)


def _statements(viewer: Viewer) -> Iterator[Statement]:
    for s in STATEMENTS[viewer.role]:
        if s.unit_types is None or viewer.unit_type in s.unit_types:
            yield s
