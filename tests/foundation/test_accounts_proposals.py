"""What two people must agree on, and who stands in for whom."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from guitu.domain.access import Role, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import agency, commands, factors, proposals, queries, stand_ins
from guitu.foundation.accounts.models import Account, Proposal
from guitu.foundation.accounts.queries import viewer_of
from tests.foundation.test_accounts_factors import code_at
from tests.world import NOW, PASSWORD, World

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
APRIL = date(2026, 4, 1)


def make(username: str, role: Role, unit: int) -> Viewer:
    made = commands.create_account(
        username=username, display_name=username, role=role, unit=unit, password=PASSWORD, by=None, at=NOW
    )
    return viewer_of(Account.objects.get(id=made))


@pytest.fixture
def guard(world: World) -> Viewer:
    return make("guard", Role.SECURITY_ADMIN, world.bureau)


def refused(code: str, act, *args, **kwargs) -> None:
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    assert error.value.code == code


def with_phone(account_id: UUID) -> Account:
    account = Account.objects.get(id=account_id)
    offer = factors.offer_code(account)
    factors.add_code(account, sealed=offer.sealed, code=code_at(offer.secret, NOW), at=NOW)
    return account


# a lost factor


@pytest.mark.parametrize("second", ["guard", "head"])
def test_a_lost_phone_is_taken_off_by_two(world: World, guard: Viewer, second: str) -> None:
    with_phone(world.lin.id)
    by = guard if second == "guard" else world.head
    asked = proposals.propose_factors_off(world.lin.id, by=world.admin, at=NOW)
    assert factors.has_factor(world.lin.id)
    assert [row.id for row in proposals.waiting(by, at=LATER)] == [asked]

    proposals.decide(asked, confirm=True, by=by, at=LATER)

    assert not factors.has_factor(world.lin.id)
    assert proposals.waiting(by, at=LATER) == ()


def test_refusing_takes_nothing_off(world: World, guard: Viewer) -> None:
    with_phone(world.lin.id)
    asked = proposals.propose_factors_off(world.lin.id, by=world.admin, at=NOW)
    proposals.decide(asked, confirm=False, by=guard, at=LATER)

    assert factors.has_factor(world.lin.id)
    refused("proposal.unknown", proposals.decide, asked, confirm=True, by=guard, at=LATER)


@pytest.mark.parametrize("who", ["admin", "lin", "mo", "worker", "manager", "officer", "gate"])
def test_neither_who_asked_nor_who_it_is_about_nor_just_anybody_confirms(world: World, who: str) -> None:
    with_phone(world.lin.id)
    asked = proposals.propose_factors_off(world.lin.id, by=world.admin, at=NOW)

    assert proposals.waiting(getattr(world, who), at=LATER) == ()
    refused("proposal.unknown", proposals.decide, asked, confirm=True, by=getattr(world, who), at=LATER)


def test_a_head_confirms_for_the_own_unit_only(world: World) -> None:
    with_phone(world.mo.id)
    asked = proposals.propose_factors_off(world.mo.id, by=world.admin, at=NOW)

    refused("proposal.unknown", proposals.decide, asked, confirm=True, by=world.head, at=LATER)


def test_what_nobody_confirmed_in_a_day_is_over(world: World, guard: Viewer) -> None:
    with_phone(world.lin.id)
    asked = proposals.propose_factors_off(world.lin.id, by=world.admin, at=NOW)
    day = NOW + timedelta(hours=24)

    refused("proposal.unknown", proposals.decide, asked, confirm=True, by=guard, at=day)
    assert proposals.propose_factors_off(world.lin.id, by=world.admin, at=day) != asked


def test_only_who_manages_accounts_asks_and_not_for_themselves(world: World) -> None:
    with_phone(world.admin.id)
    with_phone(world.lin.id)
    for by in (world.lin, world.head, world.manager):
        refused("access.refused", proposals.propose_factors_off, world.lin.id, by=by, at=NOW)
    refused("account.own", proposals.propose_factors_off, world.admin.id, by=world.admin, at=NOW)
    refused("factor.none", proposals.propose_factors_off, world.mo.id, by=world.admin, at=NOW)


# administrators exclude each other


def test_one_kind_of_administrator_becomes_another_by_two_only(world: World, guard: Viewer) -> None:
    other = make("second", Role.SYS_ADMIN, world.bureau)
    wanted = {"display_name": "x", "role": Role.AUDIT_ADMIN, "unit": world.bureau}
    refused("account.two-people", commands.change_account, guard.id, **wanted, by=world.admin, at=NOW)
    asked = proposals.propose_admin_role(guard.id, role=Role.AUDIT_ADMIN, by=world.admin, at=NOW)
    refused("proposal.unknown", proposals.decide, asked, confirm=True, by=world.admin, at=LATER)
    refused("proposal.unknown", proposals.decide, asked, confirm=True, by=guard, at=LATER)

    proposals.decide(asked, confirm=True, by=other, at=LATER)

    assert queries.account(guard.id).role is Role.AUDIT_ADMIN


def test_no_ordinary_role_in_between_leads_round_the_second_person(world: World, guard: Viewer) -> None:
    whole = {"display_name": "x", "unit": world.bureau, "by": world.admin, "at": NOW}
    commands.change_account(guard.id, role=Role.POSTED_OFFICER, **whole)

    refused("account.two-people", commands.change_account, guard.id, role=Role.SYS_ADMIN, **whole)
    refused("account.two-people", commands.change_account, world.lin.id, role=Role.SYS_ADMIN, **whole)


def test_the_database_refuses_it_too(world: World, guard: Viewer) -> None:
    """Whatever the code does, and one confirmation is good for one change."""
    mine = Account.objects.filter(id=guard.id)
    with pytest.raises(IntegrityError, match="two people"), transaction.atomic():
        mine.update(role="sys_admin")

    other = make("second", Role.SYS_ADMIN, world.bureau)
    asked = proposals.propose_admin_role(guard.id, role=Role.SYS_ADMIN, by=world.admin, at=NOW)
    proposals.decide(asked, confirm=True, by=other, at=LATER)
    mine.update(role="posted_officer")
    with pytest.raises(IntegrityError, match="two people"), transaction.atomic():
        mine.update(role="sys_admin")


@pytest.mark.parametrize("same", ["by", "account"])
def test_the_database_knows_that_two_are_two(world: World, guard: Viewer, same: str) -> None:
    asked = proposals.propose_admin_role(guard.id, role=Role.SYS_ADMIN, by=world.admin, at=NOW)
    decider = world.admin.id if same == "by" else guard.id
    with pytest.raises(IntegrityError, match="proposal_two_people"), transaction.atomic():
        Proposal.objects.filter(id=asked).update(decided_by_id=decider, decided_at=NOW, confirmed=True)


# the agency's identity provider


CLAIMS = {"sub": "s-1", "preferred_username": "Lin", "guitu_role": "sys_admin"}


def named(**claims):
    return agency.account_named(
        {**CLAIMS, **claims}, name_in="preferred_username", role_in="guitu_role", at=NOW
    )


def test_the_agencys_role_is_a_wish_and_grants_nothing(world: World) -> None:
    assert named().id == world.lin.id

    assert queries.account(world.lin.id).role is Role.POSTED_OFFICER
    (wish,) = proposals.about(world.lin.id, at=NOW)
    assert (wish.matter, wish.role, wish.by_name) == ("role_wish", "sys_admin", "")
    assert proposals.waiting(world.admin, at=NOW) == ()
    named()
    assert len(proposals.about(world.lin.id, at=NOW)) == 1
    proposals.decide(wish.id, confirm=False, by=world.admin, at=NOW)
    assert proposals.about(world.lin.id, at=NOW) == ()


def test_a_subject_once_linked_stays_the_one(world: World) -> None:
    named()

    assert named(preferred_username="somebody-else").id == world.lin.id
    refused("sign-in.agency-unknown", named, sub="s-2")
    agency.unlink(world.lin.id)
    assert named(sub="s-2").id == world.lin.id


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "nobody"}, {"preferred_username": ""}, {"preferred_username": 7},
        {"preferred_username": None}, {"sub": ""},
    ],
)  # fmt: skip
def test_no_account_is_made_for_whom_the_agency_names(world: World, claims: dict) -> None:
    before = Account.objects.count()
    refused("sign-in.agency-unknown", named, **claims)
    assert Account.objects.count() == before


def test_who_is_switched_off_is_unknown_to_the_agency_too(world: World) -> None:
    named()
    commands.set_active(world.lin.id, active=False, by=world.admin, at=NOW)
    refused("sign-in.agency-unknown", named)


def test_an_address_that_nobody_verified_names_nobody(world: World) -> None:
    claims = {"sub": "s-9", "email": "lin"}
    refused("sign-in.agency-unknown", agency.account_named, claims, name_in="email", role_in="r", at=NOW)
    found = agency.account_named({**claims, "email_verified": True}, name_in="email", role_in="r", at=NOW)
    assert found.id == world.lin.id


# leave


def test_a_stand_in_does_the_work_on_the_days_named(world: World) -> None:
    zhu = make("zhu", Role.POSTED_OFFICER, world.station)
    row = stand_ins.name_stand_in(
        world.lin.id, stand_in="ZHU", from_on=APRIL, until_on=date(2026, 4, 10), by=world.head, at=NOW
    )

    assert stand_ins.standing_in_for(zhu.id, date(2026, 3, 31)) == ()
    assert stand_ins.standing_in_for(zhu.id, APRIL) == (world.lin.id,)
    assert stand_ins.standing_in_for(zhu.id, date(2026, 4, 10)) == (world.lin.id,)
    assert stand_ins.standing_in_for(zhu.id, date(2026, 4, 11)) == ()
    assert [one.name for one in stand_ins.stand_ins_of(world.lin.id, APRIL)] == ["zhu"]

    refused("access.refused", stand_ins.end_stand_in, row, by=world.mo, at=NOW)
    stand_ins.end_stand_in(row, by=world.head, at=NOW)
    assert stand_ins.standing_in_for(zhu.id, APRIL) == ()


@pytest.mark.parametrize(
    ("by", "changes", "code"),
    [
        ("head", {"stand_in": "mo"}, "stand-in.unlike"),  # another unit
        ("head", {"stand_in": "head"}, "access.refused"),  # nobody names themselves
        ("head", {"stand_in": "lin"}, "stand-in.unlike"),
        ("head", {"stand_in": "nobody"}, "account.unknown"),
        ("head", {"until_on": date(2026, 3, 31)}, "stand-in.days"),
        ("head", {"until_on": date(2026, 9, 1)}, "stand-in.days"),
        ("lin", {}, "access.refused"),
        ("mo", {}, "access.refused"),
        ("manager", {}, "access.refused"),
    ],
)
def test_an_impossible_stand_in_is_refused(world: World, by: str, changes: dict, code: str) -> None:
    make("zhu", Role.POSTED_OFFICER, world.station)
    whole = {"stand_in": "zhu", "from_on": APRIL, "until_on": date(2026, 4, 10), **changes}
    refused(code, stand_ins.name_stand_in, world.lin.id, **whole, by=getattr(world, by), at=NOW)
