"""The policy as laws over its table, and the four ways of asking it, which must agree."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.access import (
    NOBODY,
    Compartment,
    Exclusion,
    Permission,
    Record,
    Relation,
    Role,
    Viewer,
    compartments,
    decide,
    holds,
    may,
    names,
    reach,
    scope,
)
from guitu.domain.access.policy import EXCLUDE_EACH_OTHER, POLICY, STATEMENTS, WRITES, Statement
from guitu.foundation.organisations.unit_types import UNIT_TYPES
from guitu.runtime import access_page

STATION = 430102001000001
NEIGHBOUR = 430102002000001
SOMEBODY = UUID(int=7)
ANOTHER = UUID(int=8)
KEPT_CLOSE = {Compartment.MEDICAL, Compartment.PSYCHOLOGICAL, Compartment.LEGAL}
ABOUT_FILES = [s for s in POLICY if Relation.OFFICE not in s.through]


def viewer(role: Role = Role.POSTED_OFFICER, **changes: object) -> Viewer:
    base = {"id": UUID(int=1), "role": role, "unit": STATION, "lo": STATION, "hi": STATION}
    return Viewer(**{**base, **changes})  # type: ignore[arg-type]  # the defaults are of the right types


def near(*relations: Relation, of: UUID = SOMEBODY) -> dict[UUID, frozenset[Relation]]:
    return {of: frozenset(relations)}


# laws over the table


def test_every_role_may_do_something_and_every_permission_is_somebodys() -> None:
    assert all(STATEMENTS[role] for role in Role)
    assert frozenset().union(*(s.acts for s in POLICY)) == frozenset(Permission)


def test_every_compartment_is_read_by_somebody_and_every_relation_opens_something() -> None:
    assert frozenset().union(*(s.compartments for s in POLICY)) == frozenset(Compartment)
    assert frozenset().union(*(s.through for s in POLICY)) == frozenset(Relation)


def test_statements_have_names_of_their_own_and_words_in_both_languages() -> None:
    assert len({s.id for s in POLICY}) == len(POLICY)
    assert all(s.zh and s.en and s.roles and s.acts and s.through for s in POLICY)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (Role, names.ROLES),
        (Permission, names.PERMISSIONS),
        (Compartment, names.COMPARTMENTS),
        (Relation, names.RELATIONS),
        (Exclusion, names.EXCLUSIONS),
    ],
)
def test_every_word_has_a_chinese_and_an_english_name(codes: type, said: dict[str, names.Word]) -> None:
    assert set(said) == set(codes)
    assert all(zh and en for zh, en in said.values())


@pytest.mark.parametrize("statement", ABOUT_FILES, ids=lambda s: s.id)
def test_what_is_medical_psychological_or_legal_needs_a_relation(statement: Statement) -> None:
    if statement.compartments & KEPT_CLOSE:
        assert Relation.PLACE not in statement.through


@pytest.mark.parametrize("statement", POLICY, ids=lambda s: s.id)
def test_an_act_of_the_office_opens_no_compartment_and_an_act_on_a_file_names_one(
    statement: Statement,
) -> None:
    if Relation.OFFICE in statement.through:
        assert statement.through == {Relation.OFFICE}
        assert not statement.compartments
        assert not statement.acts & (WRITES | {Permission.PERSON_READ, Permission.PERSON_SEARCH})
    else:
        assert statement.compartments


@pytest.mark.parametrize("statement", POLICY, ids=lambda s: s.id)
def test_an_emergency_and_an_unsealing_open_for_reading_only(statement: Statement) -> None:
    if statement.through & {Relation.BREAK_GLASS, Relation.UNSEALED, Relation.CASE}:
        assert statement.acts == {Permission.PERSON_READ}


def test_kinds_of_units_that_a_statement_names_exist() -> None:
    assert not frozenset().union(*(s.unit_types or () for s in POLICY)) - set(UNIT_TYPES)


def test_the_three_administrators_exclude_each_other_and_see_no_case() -> None:
    assert {Role.SYS_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} == EXCLUDE_EACH_OTHER
    for role in EXCLUDE_EACH_OTHER:
        assert all(s.through == {Relation.OFFICE} and not s.compartments for s in STATEMENTS[role])
        everything = viewer(role, lo=1, hi=10**15, relations=near(*Relation))
        assert not holds(everything, Permission.PERSON_READ)
        assert scope(everything) == NOBODY
        assert reach(everything).wide == frozenset()
        assert reach(everything).given == ()


def test_evaluators_and_region_managers_find_nobody_by_name() -> None:
    for role in (Role.EVALUATOR, Role.REGION_MANAGER):
        assert not holds(viewer(role), Permission.PERSON_SEARCH)
        assert not holds(viewer(role), Permission.NAMES_IN_FIGURES)


def test_the_page_for_lawyers_says_what_the_policy_says() -> None:
    """``python -m guitu.runtime.access_page`` writes it anew."""
    assert access_page.PAGE.read_text(encoding="utf-8") == access_page.text()


# who may do what


@pytest.mark.parametrize(
    ("role", "permission", "granted"),
    [
        (Role.SOCIAL_WORKER, Permission.CONTACT_RECORD, True),
        (Role.SOCIAL_WORKER, Permission.TEST_RECORD, False),
        (Role.SOCIAL_WORKER, Permission.LEGAL_FACT_RECORD, False),
        (Role.COMMUNITY_POLICE, Permission.LEGAL_FACT_RECORD, True),
        (Role.COMMUNITY_POLICE, Permission.CONTACT_RECORD, False),
        (Role.REGION_MANAGER, Permission.FIGURES_READ, True),
        (Role.SYS_ADMIN, Permission.ACCOUNTS_MANAGE, True),
        (Role.SYS_ADMIN, Permission.PERSON_READ, False),
        (Role.SECURITY_ADMIN, Permission.ALERTS_READ, True),
        (Role.SECURITY_ADMIN, Permission.ACCOUNTS_MANAGE, False),
        (Role.AUDIT_ADMIN, Permission.AUDIT_READ, True),
        (Role.FACILITY_OFFICER, Permission.ROSTER_IMPORT, True),
        (Role.FACILITY_OFFICER, Permission.FIGURES_READ, False),
        (Role.UNIT_HEAD, Permission.ASSIGN, True),
        (Role.POSTED_OFFICER, Permission.ASSIGN, False),
        (Role.POSTED_OFFICER, Permission.ROSTER_IMPORT, False),
        (Role.PRIVACY_OFFICER, Permission.ERASE, True),
        (Role.PRIVACY_OFFICER, Permission.PERSON_SEARCH, False),
        (Role.PSYCHOLOGIST, Permission.MIND_RECORD, True),
        (Role.DOCTOR, Permission.MIND_RECORD, False),
        (Role.PARTNER_AGENCY, Permission.PERSON_SEARCH, False),
        (Role.PERSON, Permission.RULEBOOK_READ, False),
    ],
)
def test_roles_are_for_what_they_are_for(role: Role, permission: Permission, *, granted: bool) -> None:
    assert holds(viewer(role), permission) is granted


@pytest.mark.parametrize(
    ("asker", "held_by", "person", "allowed"),
    [
        (viewer(), STATION, None, True),
        (viewer(), NEIGHBOUR, None, False),
        (viewer(), STATION - 1, None, False),
        (viewer(relations=near(Relation.ASSIGNED)), NEIGHBOUR, SOMEBODY, True),
        (viewer(relations=near(Relation.ASSIGNED)), NEIGHBOUR, ANOTHER, False),
        (viewer(barred=frozenset({SOMEBODY})), STATION, SOMEBODY, False),
        (viewer(Role.SYS_ADMIN, relations=near(Relation.ASSIGNED)), STATION, SOMEBODY, False),
    ],
    ids=["own", "above", "below", "by relation", "another", "excluded", "no grant beats a relation"],
)
def test_a_person_opens_by_place_or_relation_and_only_with_a_grant(
    asker: Viewer, held_by: int, person: UUID | None, *, allowed: bool
) -> None:
    assert may(asker, Permission.PERSON_READ, held_by=held_by, person=person) is allowed


def test_police_see_orders_and_no_care_or_counselling() -> None:
    opened = compartments(
        viewer(Role.COMMUNITY_POLICE, relations=near(*Relation)), held_by=STATION, person=SOMEBODY
    )

    assert opened.whole == {Compartment.EXISTENCE, Compartment.ORDERS}
    assert opened.own == frozenset()


def test_a_psychologists_notes_open_to_their_author_and_the_named_supervisor_only() -> None:
    note = Record(SOMEBODY, STATION, Compartment.PSYCHOLOGICAL, author=UUID(int=1))
    others = Record(SOMEBODY, STATION, Compartment.PSYCHOLOGICAL, author=UUID(int=2))
    on_team = viewer(Role.PSYCHOLOGIST, relations=near(Relation.TEAM))
    supervisor = viewer(Role.PSYCHOLOGIST, relations=near(Relation.SUPERVISOR))

    assert decide(on_team, Permission.PERSON_READ, note).allowed
    assert not decide(on_team, Permission.PERSON_READ, others).allowed
    assert decide(supervisor, Permission.PERSON_READ, others).allowed
    assert not decide(viewer(Role.UNIT_HEAD), Permission.PERSON_READ, note).allowed


def test_a_partner_sees_the_slice_of_its_kind_while_a_referral_holds() -> None:
    def slice_of(unit_type: str, *relations: Relation) -> frozenset[Compartment]:
        asker = viewer(Role.PARTNER_AGENCY, unit_type=unit_type, relations=near(*relations))
        return compartments(asker, held_by=NEIGHBOUR, person=SOMEBODY).whole

    assert slice_of("procuratorate", Relation.REFERRED) == {Compartment.EXISTENCE, Compartment.ORDERS}
    assert slice_of("civil_affairs", Relation.REFERRED) == {Compartment.EXISTENCE, Compartment.WHEREABOUTS}
    assert slice_of("health_centre", Relation.REFERRED) == {Compartment.EXISTENCE}
    assert slice_of("civil_affairs", Relation.TEAM) == frozenset()
    assert slice_of("school", Relation.REFERRED) == frozenset()


def test_a_decision_says_which_statement_or_why_not() -> None:
    here = Record(SOMEBODY, STATION, Compartment.CASEWORK)

    def why(asker: Viewer, record: Record = here) -> str:
        return decide(asker, Permission.PERSON_READ, record).reason

    assert why(viewer()) == "care-read"
    assert why(viewer(Role.SYS_ADMIN)) == "no-grant"
    assert why(viewer(), Record(SOMEBODY, NEIGHBOUR, Compartment.CASEWORK)) == "no-relation"
    assert why(viewer(), Record(SOMEBODY, -STATION, Compartment.CASEWORK)) == "sealed"
    assert why(viewer(barred=frozenset({SOMEBODY}))) == "excluded"


def test_a_sealed_file_opens_to_its_named_reader_and_is_in_no_list() -> None:
    reader = viewer(relations=near(Relation.UNSEALED))
    head = viewer(Role.UNIT_HEAD, lo=-(10**15), hi=10**15)

    assert may(reader, Permission.PERSON_READ, held_by=-STATION, person=SOMEBODY)
    assert not may(reader, Permission.PERSON_READ, held_by=NEIGHBOUR, person=SOMEBODY)
    assert not may(head, Permission.PERSON_READ, held_by=-STATION, person=SOMEBODY)
    assert SOMEBODY not in scope(reader).persons


def test_nobody_is_an_interval_that_holds_nothing() -> None:
    assert scope(viewer(Role.EVALUATOR)) == NOBODY
    assert NOBODY.lo > NOBODY.hi
    assert not NOBODY.persons


# the ways of asking agree

PEOPLE = [UUID(int=n) for n in range(100, 104)]
PLACES = (STATION, STATION + 1, NEIGHBOUR)
people = st.sampled_from(PEOPLE)
viewers = st.builds(
    viewer,
    role=st.sampled_from(Role),
    lo=st.sampled_from(PLACES),
    hi=st.sampled_from(PLACES),
    unit_type=st.sampled_from(["", "procuratorate", "civil_affairs", "health_centre", "guidance_station"]),
    relations=st.dictionaries(
        people, st.frozensets(st.sampled_from([r for r in Relation if r.value not in ("office", "place")]))
    ),
    barred=st.frozensets(people, max_size=2),
)
records = st.builds(
    Record,
    person=people,
    held_by=st.sampled_from([*PLACES, *(-place for place in PLACES)]),
    compartment=st.sampled_from(Compartment),
    author=st.sampled_from([None, UUID(int=1), UUID(int=2)]),
)
permissions = st.sampled_from(Permission)
LAW = settings(derandomize=True, max_examples=60)


@LAW
@given(viewers, permissions, records)
def test_exclusions_beat_everything(asker: Viewer, permission: Permission, record: Record) -> None:
    if record.person not in asker.barred:
        return
    assert decide(asker, permission, record) == (False, "excluded")
    assert not may(asker, permission, held_by=record.held_by, person=record.person)
    assert record.person not in scope(asker, permission).persons
    opened = compartments(asker, held_by=record.held_by, person=record.person)
    assert opened == (frozenset(), frozenset())
    assert record.person in reach(asker).barred


@LAW
@given(viewers, permissions, records)
def test_whoever_may_here_may_somewhere_in_the_file(
    asker: Viewer, permission: Permission, record: Record
) -> None:
    anywhere = any(
        decide(asker, permission, Record(record.person, record.held_by, c, author=asker.id)).allowed
        for c in Compartment
    )
    assert may(asker, permission, held_by=record.held_by, person=record.person) is anywhere
    assert not anywhere or holds(asker, permission)


@LAW
@given(viewers, permissions, records)
def test_a_list_holds_whom_a_decision_would_let_in(
    asker: Viewer, permission: Permission, record: Record
) -> None:
    listed = scope(asker, permission)
    inside = listed.lo <= record.held_by <= listed.hi or record.person in listed.persons
    in_list = record.held_by > 0 and inside and record.person not in listed.barred

    if record.held_by > 0:
        assert may(asker, permission, held_by=record.held_by, person=record.person) is in_list


@LAW
@given(viewers, records)
def test_an_open_compartment_is_one_whose_records_may_be_read(asker: Viewer, record: Record) -> None:
    opened = compartments(asker, held_by=record.held_by, person=record.person)
    readable = decide(asker, Permission.PERSON_READ, record).allowed
    in_own = record.compartment in opened.own and record.author == asker.id

    assert readable is (record.compartment in opened.whole or in_own)


@LAW
@given(viewers, records)
def test_row_level_security_is_told_what_is_decided(asker: Viewer, record: Record) -> None:
    """A reach read as the database reads it: barred, then place, then singly, then one's own."""

    def told(mode: str) -> bool:
        if record.person in seen.barred:
            return False
        wanted = (record.compartment, mode)
        by_place = record.held_by > 0 and seen.lo <= record.held_by <= seen.hi and wanted in seen.wide
        singly = any(
            wanted in g.grants and record.person in g.persons and g.sealed is (record.held_by < 0)
            for g in seen.given
        )
        return by_place or singly

    seen = reach(asker)
    reads = told("read") or (told("own") and record.author == asker.id)
    writes = any(decide(asker, act, record).allowed for act in WRITES)

    assert reads is decide(asker, Permission.PERSON_READ, record).allowed
    assert told("write") is writes


@LAW
@given(viewers, permissions)
def test_an_empty_reach_means_nothing_and_not_everything(asker: Viewer, permission: Permission) -> None:
    nobody = viewer(asker.role, lo=1, hi=0)

    assert scope(nobody, permission) in (NOBODY, scope(nobody))
    assert scope(nobody, permission).lo > scope(nobody, permission).hi
    assert not reach(nobody).given
    assert reach(nobody).lo > reach(nobody).hi
