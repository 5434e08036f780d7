"""A clock to move, phones that show codes, and browsers that come from elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from guitu.foundation import clock
from guitu.foundation.accounts import factors
from guitu.foundation.accounts.models import Account


@dataclass
class Clock:
    """The clock of the site, which stands still until a test moves it."""

    now: datetime = field(default_factory=clock.now)

    def move(self, **by: float) -> None:
        """On by so much."""
        self.now += timedelta(**by)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The site's clock."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.now)
    return standing


@dataclass(frozen=True)
class Phone:
    """A phone with a one-time code app."""

    secret: str
    time: Clock

    def code(self) -> str:
        """What it shows now."""
        return format_hotp_value(hotp_value(self.secret, int(self.time.now.timestamp()) // 30))


@pytest.fixture
def phone_of(time: Clock) -> Callable[[Account], Phone]:
    """Set a phone up for an account; its next code is a new one."""

    def make(account: Account) -> Phone:
        offer = factors.offer_code(account)
        phone = Phone(offer.secret, time)
        factors.add_code(account, sealed=offer.sealed, code=phone.code(), at=time.now)
        factors.ensure_recovery_codes(account)
        time.move(seconds=60)
        return phone

    return make


def from_elsewhere(address: str = "198.51.100.7") -> Client:
    """A browser at another address that nobody has used here."""
    return Client(REMOTE_ADDR=address)
