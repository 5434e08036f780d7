"""Second factors: one-time codes once, recovery codes once, and nothing readable at rest."""

import json
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts import factors
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.sealing import Adapter
from guitu.foundation.accounts.sign_ins import Method
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
STEP = timedelta(seconds=30)


def code_at(secret: str, at) -> str:
    """What a phone shows."""
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


@pytest.fixture
def lin(world: World) -> Account:
    return Account.objects.get(id=world.lin.id)


@pytest.fixture
def secret(lin: Account) -> str:
    """Lin's phone, set up a minute ago."""
    offer = factors.offer_code(lin)
    before = NOW - 2 * STEP
    factors.add_code(lin, sealed=offer.sealed, code=code_at(offer.secret, before), at=before)
    factors.ensure_recovery_codes(lin)
    return offer.secret


def test_a_code_of_the_phone_is_right_once(lin, secret) -> None:
    code = code_at(secret, NOW)

    assert factors.check_code(lin.id, code, at=NOW) is Method.TOTP
    assert factors.check_code(lin.id, code, at=NOW) is None
    assert factors.check_code(lin.id, code, at=NOW + STEP) is None
    assert factors.check_code(lin.id, code_at(secret, NOW + STEP), at=NOW + STEP) is Method.TOTP


def test_an_older_code_does_not_count_after_a_newer_one(lin, secret) -> None:
    assert factors.check_code(lin.id, code_at(secret, NOW + STEP), at=NOW) is Method.TOTP
    assert factors.check_code(lin.id, code_at(secret, NOW), at=NOW) is None


def test_the_code_that_set_it_up_signs_nobody_in(lin) -> None:
    offer = factors.offer_code(lin)
    code = code_at(offer.secret, NOW)
    factors.add_code(lin, sealed=offer.sealed, code=code, at=NOW)

    assert factors.check_code(lin.id, code, at=NOW) is None


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_code_of_another_minute_is_wrong(lin, secret, minutes) -> None:
    other = code_at(secret, NOW + timedelta(minutes=minutes))

    assert factors.check_code(lin.id, other, at=NOW) is None
    for nonsense in ("", "abc", "000000" if other != "000000" else "111111", "１２３４５６"):
        assert factors.check_code(lin.id, nonsense, at=NOW) is None


def test_a_wrong_first_code_sets_nothing_up(lin) -> None:
    offer = factors.offer_code(lin)
    with pytest.raises(DomainError, match="factor.wrong"):
        factors.add_code(lin, sealed=offer.sealed, code="000000", at=NOW - timedelta(days=1000))
    assert not factors.has_factor(lin.id)


def test_the_offer_is_the_same_for_its_sealed_secret_and_drawn_as_a_picture(lin) -> None:
    offer = factors.offer_code(lin)

    assert factors.offer_code(lin, offer.sealed).secret == offer.secret
    assert offer.picture.startswith("data:image/svg+xml")
    assert offer.secret not in offer.sealed


def test_a_recovery_code_counts_once(lin, secret) -> None:
    codes, left = factors.recovery_codes(lin.id)
    assert len(set(codes)) == left == 10

    assert factors.check_code(lin.id, codes[3], at=NOW) is Method.RECOVERY
    assert factors.check_code(lin.id, codes[3], at=NOW) is None
    assert factors.recovery_codes(lin.id)[1] == 9


def test_recovery_codes_are_shown_until_put_away_and_new_ones_end_the_old(lin, secret) -> None:
    codes, _ = factors.recovery_codes(lin.id)
    factors.put_away_recovery_codes(lin.id, at=NOW)
    assert factors.recovery_codes(lin.id) == ((), 10)

    factors.renew_recovery_codes(lin, at=NOW)
    anew, _ = factors.recovery_codes(lin.id)
    assert not set(anew) & set(codes)
    assert factors.check_code(lin.id, codes[0], at=NOW) is None


def test_nothing_at_rest_reads_as_a_secret(lin, secret) -> None:
    codes, _ = factors.recovery_codes(lin.id)
    kept = json.dumps([row.data for row in Authenticator.objects.filter(user_id=lin.id)])

    assert secret not in kept
    assert not [code for code in codes if code in kept]


def test_what_was_changed_at_rest_does_not_open(lin, secret) -> None:
    adapter = Adapter()
    sealed = adapter.encrypt(secret)

    assert adapter.decrypt(sealed) == secret
    for wrong in (secret, sealed[:-6] + "AAAA" + sealed[-2:], ""):
        with pytest.raises(DomainError, match="secret.damaged"):
            adapter.decrypt(wrong)


def test_a_factor_is_taken_away_but_never_the_last_that_is_needed(lin, secret) -> None:
    (factor,) = factors.factors_of(lin.id)

    with pytest.raises(DomainError, match="factor.last"):
        factors.remove(lin, factor.id, needed=True, at=NOW)
    factors.remove(lin, factor.id, needed=False, at=NOW)
    assert not Authenticator.objects.filter(user_id=lin.id).exists()


def test_somebody_elses_factor_is_not_there(world, lin, secret) -> None:
    (factor,) = factors.factors_of(lin.id)
    with pytest.raises(DomainError, match="factor.unknown"):
        factors.remove(Account.objects.get(id=world.mo.id), factor.id, needed=False, at=NOW)


def test_checking_a_code_takes_the_clock_it_is_given(lin, secret) -> None:
    """Not the computer's: the code of this very second is wrong in March."""
    moment = NOW.fromtimestamp(time.time(), tz=NOW.tzinfo)
    assert factors.check_code(lin.id, code_at(secret, moment), at=NOW) is None
