from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.access import (
    GRANTS,
    NOBODY,
    OPENS,
    Compartment,
    Permission,
    Role,
    Viewer,
    compartments,
    holds,
    may,
    scope,
)

STATION = 430102001000001
NEIGHBOUR = 430102002000001
GIVEN = UUID(int=7)


def posted(**changes: object) -> Viewer:
    base = {"id": UUID(int=1), "role": Role.POSTED_OFFICER, "unit": STATION, "lo": STATION, "hi": STATION}
    return Viewer(**{**base, **changes})  # type: ignore[arg-type]  # the defaults are of the right types


@pytest.mark.parametrize(
    ("viewer", "held_by", "person", "allowed"),
    [
        (posted(), STATION, None, True),
        (posted(), NEIGHBOUR, None, False),
        (posted(), STATION - 1, None, False),
        (posted(persons=frozenset({GIVEN})), NEIGHBOUR, GIVEN, True),
        (posted(persons=frozenset({GIVEN})), NEIGHBOUR, UUID(int=8), False),
        (posted(role=Role.SYS_ADMIN, persons=frozenset({GIVEN})), STATION, GIVEN, False),
    ],
    ids=["own", "above", "below", "given singly", "another person", "no grant beats a list"],
)
def test_a_person_opens_by_place_or_by_name_and_only_with_a_grant(
    viewer: Viewer, held_by: int, person: UUID | None, *, allowed: bool
) -> None:
    assert may(viewer, Permission.PERSON_READ, held_by=held_by, person=person) is allowed


@pytest.mark.parametrize(
    ("role", "permission", "granted"),
    [
        (Role.SOCIAL_WORKER, Permission.CONTACT_RECORD, True),
        (Role.SOCIAL_WORKER, Permission.TEST_RECORD, False),
        (Role.SOCIAL_WORKER, Permission.LEGAL_FACT_RECORD, False),
        (Role.COMMUNITY_POLICE, Permission.LEGAL_FACT_RECORD, True),
        (Role.COMMUNITY_POLICE, Permission.CONTACT_RECORD, False),
        (Role.REGION_MANAGER, Permission.FIGURES_READ, True),
        (Role.REGION_MANAGER, Permission.NAMES_IN_FIGURES, False),
        (Role.REGION_MANAGER, Permission.PERSON_SEARCH, False),
        (Role.SYS_ADMIN, Permission.ACCOUNTS_MANAGE, True),
        (Role.SYS_ADMIN, Permission.PERSON_READ, False),
        (Role.FACILITY_OFFICER, Permission.ROSTER_IMPORT, True),
        (Role.FACILITY_OFFICER, Permission.FIGURES_READ, False),
        (Role.UNIT_HEAD, Permission.ASSIGN, True),
        (Role.POSTED_OFFICER, Permission.ASSIGN, False),
        (Role.POSTED_OFFICER, Permission.ROSTER_IMPORT, False),
    ],
)
def test_the_table_of_grants_says_what_the_roles_are_for(
    role: Role, permission: Permission, *, granted: bool
) -> None:
    assert holds(posted(role=role), permission) is granted


def test_every_role_is_in_both_tables() -> None:
    assert set(GRANTS) == set(Role) == set(OPENS)


def test_every_permission_is_somebodys() -> None:
    assert frozenset().union(*GRANTS.values()) == frozenset(Permission)


def test_medical_psychological_and_legal_notes_open_to_no_role_alone() -> None:
    kept = {Compartment.MEDICAL, Compartment.PSYCHOLOGICAL, Compartment.LEGAL}
    assert not any(kept & compartments(role) for role in Role)


def test_police_see_orders_and_not_casework() -> None:
    assert compartments(Role.COMMUNITY_POLICE) == {Compartment.EXISTENCE, Compartment.ORDERS}


def test_a_list_without_a_grant_is_empty() -> None:
    assert scope(posted(role=Role.REGION_MANAGER)) == NOBODY
    assert NOBODY.lo > NOBODY.hi


places = st.integers(430102001000000, 430102002000999)
viewers = st.builds(
    posted,
    role=st.sampled_from(Role),
    lo=places,
    hi=places,
    persons=st.frozensets(st.builds(UUID, int=st.integers(0, 5)), max_size=3),
)


@settings(derandomize=True, max_examples=60)
@given(viewers, st.sampled_from(Permission), places, st.builds(UUID, int=st.integers(0, 5)))
def test_the_decision_and_the_scope_of_a_list_agree(
    viewer: Viewer, permission: Permission, held_by: int, person: UUID
) -> None:
    listed = scope(viewer, permission)
    in_list = listed.lo <= held_by <= listed.hi or person in listed.persons

    assert may(viewer, permission, held_by=held_by, person=person) is in_list
