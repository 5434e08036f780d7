"""One medical plan a person: a new version takes the place of the one its writer saw, and of no other.

Exactly one version is in force from the day of the first on. Two doctors who write at the same time both saw
the same version; the second is told, and nothing of what the first wrote is lost.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from guitu.domain.kernel.errors import DomainError

LONGEST: Final = 2000  # characters of one field; two pages
FURTHEST: Final = 732  # days ahead that a next check may lie; proposed


class Words(NamedTuple):
    """What a version says. ``doctor`` who leads, in words: a hospital's doctor may have no account."""

    conditions: str
    medicines: str
    doctor: str
    steps: str = ""


class Version(NamedTuple):
    """A version and the first day it was in force."""

    number: int
    from_on: date


def check_new(words: Words, *, check_on: date | None, today: date, seen: int, current: int) -> None:
    """Whether a version may take the place of the one its writer saw.

    Args:
        words: what it says.
        check_on: the day of the next check.
        today: the day it is written on.
        seen: the number of the version the writer had before them; 0: there was none.
        current: the number of the version in force now; 0: there is none.

    Raises:
        DomainError: "health.plan-moved-on" (``version``), "health.plan-words", "health.plan-check"; with the
            ``field``.
    """
    if seen != current:
        raise DomainError("health.plan-moved-on", version=current)
    for name in ("conditions", "doctor"):
        if not getattr(words, name).strip():
            raise DomainError("health.plan-words", field=name, most=LONGEST)
    for name, said in words._asdict().items():
        if len(said.strip()) > LONGEST:
            raise DomainError("health.plan-words", field=name, most=LONGEST)
    if check_on is None or not today <= check_on <= today + timedelta(days=FURTHEST):
        raise DomainError("health.plan-check", field="check_on", most=FURTHEST)


def in_force_on(versions: Sequence[Version], day: date) -> Version | None:
    """The version in force on a day; None before the first. Of several of one day the latest counts."""
    begun = [version for version in versions if version.from_on <= day]
    return max(begun, key=lambda version: version.number, default=None)
