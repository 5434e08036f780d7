"""The candidate slip: everything an employer gets to read about somebody, and nothing else.

It names no office, no course of care and no past (rule book PR-19; Drug Control Law 52): the fields are
these, a test holds the list, and words that would tell a stranger are refused before anybody reads them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling

LONGEST: Final = 300  # characters of one field; proposed
PURPOSE: Final = "job_referral"
"""The purpose that a person must have agreed to before there is a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSlip:
    """What stands on the slip. ``phone`` "" unless the person wants to be called by the employer."""

    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    skills: tuple[str, ...] = ()
    experience: str = field(default="", repr=False)
    hours: str = ""
    area: str = ""
    languages: str = field(default="", repr=False)
    available_on: date | None = None


def check(slip: CandidateSlip) -> None:
    """Whether a slip may leave. Names of people are never judged: somebody may be called 戒.

    Raises:
        DomainError: "slip.name", "slip.too-long" or "slip.not-neutral", with the ``field``, ``word``.
    """
    if not slip.name.strip():
        raise DomainError("slip.name", field="name")
    for name, text in texts(slip):
        if len(text) > LONGEST:
            raise DomainError("slip.too-long", field=name, most=LONGEST)
        word = telling(text)
        if word is not None:
            raise DomainError("slip.not-neutral", field=name, word=word)


def texts(slip: CandidateSlip) -> Iterator[tuple[str, str]]:
    """Every field of a slip with its words, but for the person's name."""
    for one in fields(slip):
        if one.name == "name":
            continue
        value = getattr(slip, one.name)
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, str) and part:
                yield one.name, part
