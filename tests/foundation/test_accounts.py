from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model

from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import passwords, queries
from guitu.foundation.accounts.commands import (
    INITIAL,
    NewAccount,
    authenticate,
    change_account,
    change_password,
    create_account,
    create_accounts,
    reset_password,
    set_active,
)
from guitu.foundation.accounts.models import Account, SignInAttempt
from tests.world import COUNTY, NOW, PASSWORD, TOWN, World

pytestmark = pytest.mark.django_db

HOME = "192.0.2.1"
NEW = "another quiet road 8"


def sign_in(username: str = "lin", password: str = PASSWORD, address: str = HOME, at=NOW) -> Account:
    return authenticate(username=username, password=password, address=address, at=at)


def refused(code: str, act, *args, **kwargs) -> None:
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    assert error.value.code == code


def test_a_name_and_its_password_are_found(world: World) -> None:
    assert sign_in(" LIN ").id == world.lin.id


@pytest.mark.parametrize(("username", "password"), [("lin", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_password_reads_the_same_as_an_unknown_name(
    world: World, username: str, password: str
) -> None:
    refused("sign-in.refused", sign_in, username, password)


def test_who_is_switched_off_reads_the_same_too(world: World) -> None:
    set_active(world.lin.id, active=False, by=world.admin, at=NOW)
    refused("sign-in.refused", sign_in)

    set_active(world.lin.id, active=True, by=world.admin, at=NOW)
    assert sign_in().id == world.lin.id


def test_what_was_typed_as_a_name_is_not_kept(world: World) -> None:
    refused("sign-in.refused", sign_in, PASSWORD, "oops")
    assert PASSWORD not in str(SignInAttempt.objects.values().get())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"username": "Lin Lan"}, "account.username"),
        ({"username": "lin"}, "account.username-taken"),
        ({"display_name": " "}, "account.name-empty"),
        ({"unit": 430102001000999}, "unit.unknown"),
        ({"password": "12345678901"}, "password.weak"),
        ({"password": "short"}, "password.weak"),
        ({"password": "newer-newer-1"}, "password.weak"),
    ],
)
def test_an_impossible_account_is_refused(world: World, changes: dict, code: str) -> None:
    wanted = {
        "username": "new", "display_name": "新来的", "role": Role.POSTED_OFFICER, "unit": world.station,
        "password": PASSWORD, "by": world.admin, "at": NOW,
    }  # fmt: skip
    made = create_account(**wanted)
    assert queries.account(made).must_change_password

    refused(code, create_account, **{**wanted, "username": "newer", **changes})


def test_only_administrators_manage_accounts(world: World) -> None:
    wanted = {"username": "x1", "display_name": "某", "role": Role.SYS_ADMIN, "unit": world.station}
    for by in (world.lin, world.head, world.manager):
        refused("access.refused", create_account, **wanted, password=PASSWORD, by=by, at=NOW)
        refused("access.refused", set_active, world.mo.id, active=False, by=by, at=NOW)
        refused("access.refused", reset_password, world.mo.id, new=NEW, by=by, at=NOW)
        refused("access.refused", queries.all_accounts, by)
    assert len(queries.all_accounts(world.admin)) == len(world.everyone)


def test_nobody_switches_themselves_off(world: World) -> None:
    refused("account.own", set_active, world.admin.id, active=False, by=world.admin, at=NOW)
    refused("account.unknown", set_active, uuid4(), active=False, by=world.admin, at=NOW)


def test_a_password_is_changed_by_who_knows_the_old_one(world: World) -> None:
    change_password(world.lin.id, old=PASSWORD, new=NEW, at=NOW)

    assert sign_in(password=NEW).id == world.lin.id
    refused("sign-in.refused", sign_in)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wrong", NEW, "password.wrong"),
        (PASSWORD, PASSWORD, "password.unchanged"),
        (PASSWORD, "1234567890", "password.weak"),
        (PASSWORD, "Guitu-2026-09", "password.weak"),
        (PASSWORD, "lin.lin.lin.lin!", "password.weak"),
        (PASSWORD, "戒毒归途归途戒毒2026", "password.weak"),
    ],
)
def test_a_bad_change_of_password_is_refused(world: World, old: str, new: str, code: str) -> None:
    refused(code, change_password, world.lin.id, old=old, new=new, at=NOW)


def test_a_word_of_this_house_may_stand_among_others(world: World) -> None:
    change_password(world.lin.id, old=PASSWORD, new="guitu under seven maples", at=NOW)


def test_a_given_password_that_nobody_used_in_a_week_opens_nothing(world: World) -> None:
    reset_password(world.lin.id, new=NEW, by=world.admin, at=NOW)

    refused("sign-in.refused", sign_in, at=NOW + INITIAL)  # wrong, and no more is said
    refused("sign-in.initial-over", sign_in, password=NEW, at=NOW + INITIAL)
    assert sign_in(password=NEW, at=NOW + INITIAL - timedelta(seconds=1)).must_change_password
    change_password(world.lin.id, old=NEW, new=PASSWORD, at=NOW)
    assert sign_in(at=NOW + 9 * INITIAL).id == world.lin.id


def test_proposed_passwords_are_strong_and_never_the_same(world: World) -> None:
    made = {passwords.propose() for _ in range(50)}

    assert len(made) == 50
    for each in made:
        reset_password(world.lin.id, new=each, by=world.admin, at=NOW)


def test_a_reset_password_must_be_changed(world: World) -> None:
    reset_password(world.lin.id, new=NEW, by=world.admin, at=NOW)

    assert sign_in(password=NEW).must_change_password
    change_password(world.lin.id, old=NEW, new=PASSWORD, at=NOW)
    assert not queries.account(world.lin.id).must_change_password


def test_a_viewer_looks_over_its_unit_or_its_region(world: World) -> None:
    assert (world.lin.lo, world.lin.hi) == (world.station, world.station)
    assert (world.worker.lo, world.worker.hi) == (TOWN * 1000, TOWN * 1000 + 999_999)
    assert (world.manager.lo, world.manager.hi) == (COUNTY * 1000, COUNTY * 1000 + 999_999_999)
    assert (world.gate.lo, world.gate.hi) == (world.centre, world.centre)


def test_a_session_finds_its_account_and_unit_in_one_query(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = get_user_model()._default_manager.get(pk=world.lin.id)
        assert queries.viewer_of(found) == world.lin


def test_a_head_assigns_to_colleagues_in_reach_only(world: World) -> None:
    assert {c.username for c in queries.colleagues(world.head)} == {"lin", "head"}
    refused("access.refused", queries.colleagues, world.lin)


def test_names_of_colleagues_are_found_by_account(world: World) -> None:
    assert queries.display_names([world.lin.id, uuid4()]) == {world.lin.id: "林岚"}
    refused("account.unknown", queries.account, uuid4())
    assert queries.ids_of(["lin", "nobody"]) == {"lin": world.lin.id}


def test_many_accounts_share_one_first_password(world: World) -> None:
    made = create_accounts(
        [NewAccount(f"new{n}", "新来的", Role.SOCIAL_WORKER, world.township) for n in (1, 2)],
        password=NEW,
        at=NOW,
    )

    assert sign_in("new2", NEW).id == made["new2"]
    assert not queries.account(made["new1"]).must_change_password


def test_an_account_changes_what_it_is_for_and_where(world: World) -> None:
    change_account(
        world.lin.id,
        display_name=" 林岚岚 ",
        role=Role.UNIT_HEAD,
        unit=world.other_station,
        by=world.admin,
        at=NOW,
    )

    changed = queries.account(world.lin.id)
    assert (changed.display_name, changed.role, changed.unit) == (
        "林岚岚",
        Role.UNIT_HEAD,
        world.other_station,
    )


@pytest.mark.parametrize(
    ("who", "by", "changes", "code"),
    [
        ("admin", "admin", {"role": Role.UNIT_HEAD}, "account.own"),
        ("lin", "head", {}, "access.refused"),
        ("lin", "admin", {"display_name": " "}, "account.name-empty"),
        ("lin", "admin", {"unit": 430102001000999}, "unit.unknown"),
    ],
)
def test_an_impossible_change_of_an_account_is_refused(
    world: World, who: str, by: str, changes: dict, code: str
) -> None:
    wanted = {"display_name": "某", "role": Role.POSTED_OFFICER, "unit": world.station, **changes}
    refused(code, change_account, getattr(world, who).id, **wanted, by=getattr(world, by), at=NOW)
