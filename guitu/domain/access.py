"""Who may do what to whose record: one table of grants and one decision, deny by default.

Where somebody may look is an interval of place numbers (the unit now responsible for a person lies in it)
and a list of persons given singly. What they may do there follows from their role alone. The answer to "not
yours" is the same as the answer to "not there".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Role(StrEnum):
    """What an account is for."""

    FACILITY_OFFICER = "facility_officer"  # at the centre people are released from
    POSTED_OFFICER = "posted_officer"  # at a guidance station
    FULL_TIME_WORKER = "full_time_worker"  # at the township office
    SOCIAL_WORKER = "social_worker"
    COMMUNITY_POLICE = "community_police"
    UNIT_HEAD = "unit_head"
    REGION_MANAGER = "region_manager"
    SYS_ADMIN = "sys_admin"


class Permission(StrEnum):
    """Everything an account can be allowed to do."""

    PERSON_READ = "person_read"
    PERSON_SEARCH = "person_search"
    CONTACT_RECORD = "contact_record"  # visits, talks, calls, leave, assessments
    TEST_RECORD = "test_record"
    LEGAL_FACT_RECORD = "legal_fact_record"  # decisions, reports, warnings: what has legal effect
    SERVICE_RECORD = "service_record"
    ASSIGN = "assign"
    ROSTER_IMPORT = "roster_import"
    FIGURES_READ = "figures_read"
    NAMES_IN_FIGURES = "names_in_figures"
    ACCOUNTS_MANAGE = "accounts_manage"
    UNITS_MANAGE = "units_manage"
    RULEBOOK_READ = "rulebook_read"


class Compartment(StrEnum):
    """The parts of a file that open separately."""

    EXISTENCE = "existence"  # who it is and that there is a file
    CASEWORK = "casework"
    ORDERS = "orders"  # orders, decisions and test status
    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"
    LEGAL = "legal"  # advice, privileged
    WHEREABOUTS = "whereabouts"


_READ = frozenset({Permission.PERSON_READ, Permission.PERSON_SEARCH, Permission.RULEBOOK_READ})
_CARE = frozenset({Permission.CONTACT_RECORD, Permission.SERVICE_RECORD})
_CONTROL = frozenset({Permission.TEST_RECORD, Permission.LEGAL_FACT_RECORD})
_LEAD = frozenset({Permission.ASSIGN, Permission.ROSTER_IMPORT, Permission.NAMES_IN_FIGURES})
_FIGURES = frozenset({Permission.FIGURES_READ})

# The policy. A role that is not named for a permission does not have it.
GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.FACILITY_OFFICER: _READ | {Permission.ROSTER_IMPORT},
        Role.POSTED_OFFICER: _READ | _CARE | _CONTROL | _FIGURES,
        Role.FULL_TIME_WORKER: _READ | _CARE | _CONTROL | _FIGURES,
        Role.SOCIAL_WORKER: _READ | _CARE | _FIGURES,  # care only: never an act of control
        Role.COMMUNITY_POLICE: _READ | _CONTROL,  # their facts, not the casework
        Role.UNIT_HEAD: _READ | _CARE | _CONTROL | _FIGURES | _LEAD,
        Role.REGION_MANAGER: _FIGURES | {Permission.RULEBOOK_READ},  # numbers, no names
        Role.SYS_ADMIN: frozenset(
            {Permission.ACCOUNTS_MANAGE, Permission.UNITS_MANAGE, Permission.RULEBOOK_READ}
        ),
    }
)

_STAFF = frozenset({Compartment.EXISTENCE, Compartment.CASEWORK, Compartment.ORDERS, Compartment.WHEREABOUTS})

# Medical, psychological and legal notes need a relation to the person; no role alone opens them.
OPENS: Mapping[Role, frozenset[Compartment]] = MappingProxyType(
    {
        Role.FACILITY_OFFICER: frozenset({Compartment.EXISTENCE}),
        Role.POSTED_OFFICER: _STAFF,
        Role.FULL_TIME_WORKER: _STAFF,
        Role.SOCIAL_WORKER: _STAFF,
        Role.COMMUNITY_POLICE: frozenset({Compartment.EXISTENCE, Compartment.ORDERS}),
        Role.UNIT_HEAD: _STAFF,
        Role.REGION_MANAGER: frozenset(),
        Role.SYS_ADMIN: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """The account asking, reduced to what a decision needs.

    ``id`` the account. ``unit`` its unit's place number. ``lo`` to ``hi`` the place numbers it looks over,
    both inside: its unit alone, or its unit's whole region. ``persons`` given to it singly, wherever held.
    """

    id: UUID
    role: Role
    unit: int
    lo: int
    hi: int
    persons: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """The persons a list may show: held between ``lo`` and ``hi``, or named in ``persons``."""

    lo: int
    hi: int
    persons: tuple[UUID, ...]


NOBODY = Scope(1, 0, ())  # an empty interval: a query under it finds nothing


def holds(viewer: Viewer, permission: Permission) -> bool:
    """Whether ``viewer`` has ``permission`` at all, before asking over whom."""
    return permission in GRANTS[viewer.role]


def may(viewer: Viewer, permission: Permission, *, held_by: int, person: UUID | None = None) -> bool:
    """Whether ``viewer`` has ``permission`` over something held by the unit ``held_by``.

    ``person``: whose record it is; None for what belongs to nobody (a roster, a unit).
    """
    if permission not in GRANTS[viewer.role]:
        return False
    if person is not None and person in viewer.persons:
        return True
    if held_by < viewer.lo:
        return False
    if held_by > viewer.hi:
        return False
    return True


def scope(viewer: Viewer, permission: Permission = Permission.PERSON_READ) -> Scope:
    """Whom ``viewer`` may find in a list made with ``permission``; ``NOBODY`` without it."""
    if permission not in GRANTS[viewer.role]:
        return NOBODY
    return Scope(viewer.lo, viewer.hi, tuple(sorted(viewer.persons)))


def compartments(role: Role) -> frozenset[Compartment]:
    """The parts of a file that open to a role over the persons it may read."""
    return OPENS[role]
