"""How long a sign-in holds, what ends it, and what is odd about it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import commands, flags, sign_ins, throttle
from guitu.foundation.accounts.models import Account, Flag, SignIn
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.accounts.sign_ins import Ending, Method, Place
from tests.world import NOW, PASSWORD, World

pytestmark = pytest.mark.django_db

OFFICE = Place("192.0.2.1", throttle.digest("a" * 64), "Chrome · Windows")
PHONE = Place("198.51.100.9", throttle.digest("b" * 64), "Chrome · Android")
MINUTE = timedelta(minutes=1)
NEW = "a new road 88"


def come_in(world: World, place: Place = OFFICE, *, at=NOW, who="lin") -> sign_ins.Opened:
    account = Account.objects.get(id=getattr(world, who).id)
    return sign_ins.begin(account, method=Method.TOTP, place=place, at=at)


def over(row: SignIn, *, at, device=OFFICE.device) -> Ending | None:
    found = sign_ins.found(row.id)
    assert found is not None
    return sign_ins.over(found, device=device, at=at)


def test_a_sign_in_ends_after_a_quarter_of_an_hour_without_use(world: World) -> None:
    row = come_in(world).row

    assert over(row, at=NOW + 14 * MINUTE) is None
    assert over(row, at=NOW + 15 * MINUTE) is Ending.IDLE

    sign_ins.notice(row, address=OFFICE.address, at=NOW + 14 * MINUTE)
    assert over(row, at=NOW + 28 * MINUTE) is None


def test_a_sign_in_ends_after_twelve_hours_however_busy(world: World) -> None:
    row = come_in(world).row
    for minutes in range(10, 12 * 60, 10):
        assert over(row, at=NOW + minutes * MINUTE) is None
        sign_ins.notice(row, address=OFFICE.address, at=NOW + minutes * MINUTE)

    assert over(row, at=NOW + timedelta(hours=12)) is Ending.WHOLE


def test_a_session_carried_to_another_browser_is_worth_nothing(world: World) -> None:
    row = come_in(world).row

    assert over(row, at=NOW, device=PHONE.device) is Ending.DEVICE
    assert over(row, at=NOW, device="") is Ending.DEVICE


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda w: commands.set_active(w.lin.id, active=False, by=w.admin, at=NOW), Ending.DISABLED),
        (lambda w: commands.reset_password(w.lin.id, new=NEW, by=w.admin, at=NOW), Ending.PASSWORD),
        (lambda w: commands.change_password(w.lin.id, old=PASSWORD, new=NEW, at=NOW), Ending.PASSWORD),
        (lambda w: change(w, role=Role.SOCIAL_WORKER), Ending.CHANGED),
        (lambda w: change(w, unit=w.other_station), Ending.CHANGED),
    ],
)  # fmt: skip
def test_a_change_ends_every_sign_in_at_once(world: World, change, why: Ending) -> None:
    rows = [come_in(world).row, come_in(world, PHONE).row]
    other = come_in(world, who="mo").row

    change(world)

    assert [over(rows[0], at=NOW), over(rows[1], at=NOW, device=PHONE.device)] == [why, why]
    assert over(other, at=NOW) is None


def change(world: World, **to) -> None:
    whole = {"display_name": "林岚", "role": Role.POSTED_OFFICER, "unit": world.station, **to}
    commands.change_account(world.lin.id, **whole, by=world.admin, at=NOW)


def test_another_name_ends_nothing(world: World) -> None:
    row = come_in(world).row
    change(world, display_name="林岚岚")

    assert over(row, at=NOW) is None


def test_whoever_changes_their_password_stays_where_they_are(world: World) -> None:
    here, there = come_in(world).row, come_in(world, PHONE).row
    commands.change_password(world.lin.id, old=PASSWORD, new=NEW, at=NOW, keep=here.id)

    assert over(here, at=NOW) is None
    assert over(there, at=NOW, device=PHONE.device) is Ending.PASSWORD


def test_one_ends_ones_own_and_nobody_elses(world: World) -> None:
    mine, other = come_in(world).row, come_in(world, who="mo").row

    assert not sign_ins.end(other.id, account_id=world.lin.id, why=Ending.ELSEWHERE, at=NOW)
    assert sign_ins.end(mine.id, account_id=world.lin.id, why=Ending.ELSEWHERE, at=NOW)
    assert (over(mine, at=NOW), over(other, at=NOW)) == (Ending.ELSEWHERE, None)


def test_the_list_names_this_one_first_and_leaves_out_what_is_over(world: World) -> None:
    here = come_in(world).row
    come_in(world, PHONE, at=NOW + MINUTE)
    gone = come_in(world, PHONE, at=NOW + MINUTE).row
    sign_ins.end(gone.id, account_id=world.lin.id, why=Ending.OUT, at=NOW)

    rows = sign_ins.where(world.lin.id, this=here.id, at=NOW + 2 * MINUTE)

    assert [(row.is_this, row.label) for row in rows] == [(True, OFFICE.label), (False, PHONE.label)]
    assert sign_ins.where(world.lin.id, this=here.id, at=NOW + timedelta(hours=1)) == ()


def test_the_night_throws_away_sessions_nobody_can_use(world: World) -> None:
    for key, hours in (("old", -1), ("young", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(hours=hours))

    assert sign_ins.keep_house(at=NOW) == 1
    assert Session.objects.get().session_key == "young"


def test_a_proof_is_fresh_for_five_minutes(world: World) -> None:
    row = come_in(world).row

    assert sign_ins.is_fresh(row, at=NOW + 5 * MINUTE)
    assert not sign_ins.is_fresh(row, at=NOW + 5 * MINUTE + timedelta(seconds=1))
    sign_ins.prove(row, method=Method.PASSKEY, at=NOW + 9 * MINUTE)
    assert sign_ins.is_fresh(SignIn.objects.get(id=row.id), at=NOW + 10 * MINUTE)


def test_the_first_device_is_no_news_and_the_second_is(world: World) -> None:
    assert not come_in(world).new_device
    assert come_in(world, PHONE, at=NOW + timedelta(hours=1)).new_device
    assert not come_in(world, PHONE, at=NOW + timedelta(hours=2)).new_device

    (flag,) = flags.unknown_to(world.lin.id)
    assert (flag.kind, flag.address, flag.label) == ("new_device", PHONE.address, PHONE.label)


def test_two_places_at_once_are_flagged_one_time(world: World) -> None:
    here = come_in(world).row
    there = come_in(world, PHONE, at=NOW + MINUTE)
    assert there.elsewhere
    sign_ins.notice(here, address=OFFICE.address, at=NOW + 2 * MINUTE)
    sign_ins.notice(there.row, address=PHONE.address, at=NOW + 3 * MINUTE)

    assert Flag.objects.filter(kind="two_places").count() == 1


def test_two_sign_ins_that_take_turns_are_found_when_they_meet(world: World) -> None:
    here = come_in(world).row
    there = come_in(world, PHONE, at=NOW + 10 * MINUTE)
    assert not there.elsewhere  # the first was not used for ten minutes

    assert sign_ins.notice(here, address=OFFICE.address, at=NOW + 11 * MINUTE)
    assert not sign_ins.notice(here, address=OFFICE.address, at=NOW + 12 * MINUTE)


def test_the_same_browser_twice_is_one_place(world: World) -> None:
    come_in(world)
    assert not come_in(world, at=NOW + MINUTE).elsewhere


def test_an_oddity_is_known_to_its_account_and_judged_by_the_security_administrator(world: World) -> None:
    come_in(world)
    come_in(world, PHONE, at=NOW + MINUTE)
    guard = _guard(world)

    waiting = flags.flags(guard)
    assert {flag.kind for flag in waiting} == {"new_device", "two_places"}
    assert {flag.name for flag in waiting} == {"林岚"}

    flags.say_known(world.lin.id, at=NOW)
    flags.judge(waiting[0].id, by=guard, at=NOW)
    assert flags.unknown_to(world.lin.id) == ()
    assert [flag.judged_at is None for flag in flags.flags(guard)].count(False) == 1


def test_nobody_else_reads_what_was_odd(world: World) -> None:
    for viewer in (v for v in world.everyone if v.role is not Role.SECURITY_ADMIN):
        with pytest.raises(DomainError, match="access.refused"):
            flags.flags(viewer)


def _guard(world: World):
    made = commands.create_account(
        username="guard", display_name="安全员", role=Role.SECURITY_ADMIN, unit=world.bureau,
        password=PASSWORD, by=None, at=NOW,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))
