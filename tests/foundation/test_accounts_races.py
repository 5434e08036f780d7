"""Many at once: what is good for one time is taken one time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import factors, throttle
from guitu.foundation.accounts.commands import authenticate
from guitu.foundation.accounts.models import Account
from tests.foundation.test_accounts_factors import code_at
from tests.world import NOW, World

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def all_at_once(act: Callable[[int], object]) -> list[object]:
    """What each of several threads got, all let go at the same moment, each on a connection of its own."""
    start = Barrier(AT_ONCE)

    def run(n: int) -> object:
        start.wait()
        try:
            return act(n)
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.fixture
def lin(world: World) -> Account:
    return Account.objects.get(id=world.lin.id)


def test_one_code_of_the_phone_opens_one_door(lin: Account) -> None:
    offer = factors.offer_code(lin)
    before = NOW.replace(year=2025)
    factors.add_code(lin, sealed=offer.sealed, code=code_at(offer.secret, before), at=before)
    code = code_at(offer.secret, NOW)

    opened = all_at_once(lambda _: factors.check_code(lin.id, code, at=NOW))

    assert [method for method in opened if method is not None] == ["totp"]


def test_one_recovery_code_opens_one_door(lin: Account) -> None:
    factors.ensure_recovery_codes(lin)
    (code, *_), _ = factors.recovery_codes(lin.id)

    opened = all_at_once(lambda _: factors.check_code(lin.id, code, at=NOW))

    assert [method for method in opened if method is not None] == ["recovery"]


def test_guesses_at_once_do_not_slip_past_the_count(lin: Account) -> None:
    def guess(n: int) -> str:
        for turn in range(4):
            try:
                authenticate(username="lin", password="x", address=f"198.51.100.{n * 8 + turn}", at=NOW)
            except DomainError as error:
                answers.append(error.code)
        return ""

    answers: list[str] = []
    all_at_once(guess)

    assert len(answers) == 4 * AT_ONCE
    assert answers.count("sign-in.refused") <= throttle.BURST
