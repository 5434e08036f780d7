"""What a person agreed to, purpose by purpose: who may say it, and where each purpose stands.

Each purpose is asked apart, and saying no to one changes nothing of another and nothing of an order
(个人信息保护法 14–16, 29; rule book PR-04). Under fourteen a guardian says it (31; M-06); publicity is closed
to everybody under eighteen (PR-05).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from guitu.domain.journal.codes import CONSENT_PURPOSES
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError

AFTERCARE = "aftercare"
GUARDIAN_BELOW = 14
ADULT_FROM = 18


def years_old(birth_on: date, on: date) -> int:
    """Whole years on a day.

    >>> years_old(date(2012, 2, 29), date(2026, 2, 28))
    13
    """
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def check(purpose: str, *, birth_on: date | None, on: date, by_guardian: bool) -> None:
    """Whether consent to ``purpose`` may be given on a day. Withdrawing is never checked.

    An unknown birth date counts as of age, but not for publicity, which cannot be taken back once printed.

    Raises:
        DomainError: "consent.no-publicity-under-18", "consent.guardian-needed".
    """
    age = years_old(birth_on, on) if birth_on else None
    if purpose == "publicity" and (age is None or age < ADULT_FROM):
        raise DomainError("consent.no-publicity-under-18")
    if age is not None and age < GUARDIAN_BELOW and not by_guardian:
        raise DomainError("consent.guardian-needed")


def standing(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The last word on each purpose, from entries that count, in order; one nobody spoke of is left out."""
    said = {}
    for entry in entries:
        if entry.kind == "consent":
            said[str(entry.details.get("purpose") or AFTERCARE)] = entry
    return {purpose: said[purpose] for purpose in CONSENT_PURPOSES if purpose in said}


def given(entries: Iterable[Entry]) -> frozenset[str]:
    """The purposes consented to now."""
    return frozenset(purpose for purpose, entry in standing(entries).items() if entry.outcome == "given")
