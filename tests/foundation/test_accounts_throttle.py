"""How many guesses get through, and whom they cost what."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import throttle
from guitu.foundation.accounts.commands import authenticate
from guitu.foundation.accounts.models import Account, SignInAttempt
from guitu.foundation.accounts.sign_ins import Method, Place, begin
from guitu.foundation.accounts.throttle import BURST, GAP, PER_ADDRESS, PER_NAME
from tests.world import NOW, PASSWORD, World

pytestmark = pytest.mark.django_db

HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"
KNOWN = throttle.digest("a" * 64)


def guess(
    username="lin",
    password="wrong",  # noqa: S107 - a guess
    *,
    address=HOME,
    at=NOW,
    device="",
) -> str:
    """The code a try ends with; empty for the right password."""
    try:
        authenticate(username=username, password=password, address=address, at=at, device=device)
    except DomainError as error:
        return error.code
    return ""


def come_in(world: World, *, address=HOME, device=KNOWN, at=NOW) -> None:
    account = Account.objects.get(id=world.lin.id)
    begin(account, method=Method.PASSWORD, place=Place(address, device, "–"), at=at)


def test_the_sixth_failure_from_one_address_must_wait_and_nobody_else(world: World) -> None:
    assert {guess() for _ in range(PER_NAME)} == {"sign-in.refused"}

    assert guess(password=PASSWORD) == "sign-in.throttled"
    assert guess(password=PASSWORD, address=ELSEWHERE) == ""
    assert guess("mo", PASSWORD) == ""
    assert guess(password=PASSWORD, at=NOW + GAP) == ""


def test_a_script_with_many_addresses_gets_ten_guesses_an_hour(world: World) -> None:
    tried = [guess(address=f"198.51.100.{n % 250}", at=NOW + timedelta(seconds=20 * n)) for n in range(180)]

    assert tried.count("sign-in.refused") <= 10
    assert set(tried) == {"sign-in.refused", "sign-in.throttled"}


def test_one_address_gets_a_hundred_guesses_an_hour_whatever_the_names(world: World) -> None:
    tried = [guess(f"name{n}", at=NOW + timedelta(seconds=10 * n)) for n in range(360)]

    assert tried.count("sign-in.refused") <= 100
    assert guess("mo", PASSWORD, at=NOW + timedelta(hours=1), address=ELSEWHERE) == ""


def test_strangers_never_lock_somebody_out_of_their_own_computer(world: World) -> None:
    come_in(world)
    for n in range(60):
        guess(address=f"198.51.100.{n}", at=NOW + timedelta(minutes=n))
        assert guess(password=PASSWORD, device=KNOWN, at=NOW + timedelta(minutes=n)) == ""
        come_in(world, at=NOW + timedelta(minutes=n))


def test_on_another_computer_the_wait_is_a_quarter_of_an_hour_at_most(world: World) -> None:
    for n in range(40):
        guess(address=f"198.51.100.{n}", at=NOW + timedelta(seconds=n))

    assert guess(password=PASSWORD, address=ELSEWHERE, at=NOW + timedelta(minutes=1)) == "sign-in.throttled"
    assert guess(password=PASSWORD, address=ELSEWHERE, at=NOW + timedelta(minutes=16)) == ""


def test_a_colleague_at_the_same_address_locks_nobody_out_of_their_own_computer(world: World) -> None:
    """A whole office may reach the site by one address; its limit is no lever against those in it."""
    come_in(world)
    for n in range(PER_ADDRESS + 5):
        guess(f"name{n}")

    assert guess("mo", PASSWORD) == "sign-in.throttled"
    assert guess(password=PASSWORD, device=KNOWN) == ""
    throttle.admit(username="", address=HOME, device=KNOWN, at=NOW)  # a passkey, or the agency's way


def test_a_known_computer_guesses_no_more_names_than_an_address(world: World) -> None:
    """Sign-ins of many accounts there make no spraying out of their budgets."""
    come_in(world)
    for _ in range(PER_ADDRESS):
        throttle.admit(username="", address=HOME, device=KNOWN, at=NOW)

    assert guess(password=PASSWORD, device=KNOWN) == "sign-in.throttled"
    assert guess(password=PASSWORD, device=KNOWN, at=NOW + GAP) == ""


def test_a_known_computer_has_a_budget_of_its_own_and_it_ends(world: World) -> None:
    come_in(world)

    assert [guess(device=KNOWN) for _ in range(BURST)] == ["sign-in.refused"] * BURST
    assert guess(password=PASSWORD, device=KNOWN) == "sign-in.throttled"


def test_a_cookie_that_somebody_made_up_is_no_known_computer(world: World) -> None:
    made_up = throttle.digest("b" * 64)
    tried = [guess(device=made_up, address=f"198.51.100.{n}") for n in range(20)]

    assert tried.count("sign-in.refused") == BURST


def test_a_known_password_buys_no_guesses_of_codes(world: World) -> None:
    """Only the whole sign-in forgives; the first of two proofs does not."""
    tried = [guess(password=PASSWORD, at=NOW + timedelta(seconds=n)) for n in range(20)]

    assert tried.count("") == PER_NAME
    come_in(world, device=throttle.digest("c" * 64), at=NOW + GAP)
    assert guess(password=PASSWORD, at=NOW + GAP) == ""


def test_signing_in_at_a_known_computer_does_not_help_a_colleague_who_guesses_beside(world: World) -> None:
    come_in(world)
    for _ in range(PER_NAME):
        guess()
    come_in(world, at=NOW + timedelta(minutes=1))

    assert guess(at=NOW + timedelta(minutes=2)) == "sign-in.throttled"


def test_asking_again_does_not_prolong_the_wait_and_old_attempts_are_forgotten(world: World) -> None:
    for _ in range(PER_NAME + 3):
        guess()
    assert SignInAttempt.objects.count() == PER_NAME

    guess("mo", PASSWORD, at=NOW + timedelta(days=2))
    assert SignInAttempt.objects.count() == 1


def test_a_way_in_that_names_nobody_is_counted_by_its_address(world: World) -> None:
    for _ in range(PER_ADDRESS):
        throttle.admit(username="", address=HOME, at=NOW)

    with pytest.raises(DomainError, match="sign-in.throttled"):
        throttle.admit(username="", address=HOME, at=NOW)
    throttle.admit(username="", address=ELSEWHERE, at=NOW)


@settings(
    derandomize=True,
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 5)), min_size=1, max_size=60))
def test_however_the_guesses_fall_no_hour_holds_more_than_ten(world: World, tries: list) -> None:
    SignInAttempt.objects.all().delete()
    admitted = []
    for minute, place in sorted(tries):
        at = NOW + timedelta(minutes=minute)
        if guess(address=f"198.51.100.{place}", at=at) == "sign-in.refused":
            admitted.append(minute)

    assert all(sum(1 for m in admitted if start <= m < start + 60) <= 10 for start in admitted)
