"""Health insurance: whether somebody is covered, and until when. The latest word counts."""

from datetime import date
from typing import Final, NamedTuple

from guitu.domain.health.catalogue import INSURANCE_KINDS, INSURANCE_STATES
from guitu.domain.kernel.errors import DomainError

SHARING: Final = "insurance_sharing"
"""The consent by which the care team learns until when somebody is insured, and nothing else."""


class Insurance(NamedTuple):
    """What is known. ``kind`` "" and ``paid_until`` None where somebody is not insured."""

    state: str
    kind: str = ""
    paid_until: date | None = None


def check(said: Insurance) -> None:
    """Whether this may be kept.

    Raises:
        DomainError: "health.code", "health.paid-until"; with the ``field``.
    """
    if said.state not in INSURANCE_STATES:
        raise DomainError("health.code", field="state")
    if said.state == "insured" and said.kind not in INSURANCE_KINDS:
        raise DomainError("health.code", field="kind")
    if said.state == "insured" and said.paid_until is None:
        raise DomainError("health.paid-until", field="paid_until")


def standing(said: Insurance, today: date) -> str:
    """The state as of a day: paid until before it, nobody is insured any more.

    >>> standing(Insurance("insured", "residents", date(2026, 12, 31)), date(2027, 1, 1))
    'lapsed'
    """
    over = said.state == "insured" and said.paid_until is not None and said.paid_until < today
    return "lapsed" if over else said.state
