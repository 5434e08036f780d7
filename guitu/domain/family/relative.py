"""A relative's own word: what they agreed to, what they took back, and what may be done because of it.

A relative is somebody with rights of their own (PIPL 13, 17; rule book PR-28): nothing the person agrees to
speaks for them. Who took everything back is shown as that fact and no more.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from guitu.domain.family.words import LONGEST, LONGEST_NAME, PURPOSES, RELATIONS, SPEAKERS
from guitu.domain.kernel import phone as phones
from guitu.domain.kernel.errors import DomainError


class Said(NamedTuple):
    """One word on one purpose."""

    purpose: str
    given: bool
    on: date


class About(NamedTuple):
    """Who a relative is. ``phone`` and ``address`` "" where they are not known, and need not be."""

    relation: str
    name: str
    phone: str = ""
    address: str = ""
    words: str = ""


def standing(said: Iterable[Said]) -> Mapping[str, bool]:
    """The last word on each purpose, from words in the order they were said; unasked ones are left out.

    >>> standing([Said("contact", True, date(2026, 1, 1)), Said("contact", False, date(2026, 2, 1))])
    {'contact': False}
    """
    last = {word.purpose: word.given for word in said}
    return {purpose: last[purpose] for purpose in PURPOSES if purpose in last}


def may(purpose: str, said: Mapping[str, bool], *, withdrew: bool, apart: bool) -> bool:
    """Whether this may be done with a relative: their own yes, nothing taken back whole, nobody kept apart.

    Silence is no yes.
    """
    return said.get(purpose, False) and not withdrew and not apart


def check_about(about: About, *, allow_demo: bool) -> About:
    """The relative as they are kept.

    Raises:
        DomainError: "family.relation", "family.name", "family.phone", "family.words".
    """
    if about.relation not in RELATIONS:
        raise DomainError("family.relation", field="relation")
    name = "".join(about.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise DomainError("family.name", field="name", most=LONGEST_NAME)
    number = about.phone.strip()
    if number:
        found = phones.read(number, allow_demo=allow_demo).phones
        if len(found) != 1:
            raise DomainError("family.phone", field="phone")
        number = found[0].number
    for field in ("address", "words"):
        check_words(getattr(about, field), field=field)
    return About(about.relation, name, number, about.address.strip(), about.words.strip())


def check_words(words: str, *, field: str = "words") -> None:
    """Whether a note may be kept.

    Raises:
        DomainError: "family.words".
    """
    if len(words.strip()) > LONGEST:
        raise DomainError("family.words", field=field, most=LONGEST)


def check_said(word: Said, speaker: str, *, today: date, withdrew: bool) -> None:
    """Whether a relative's word may be written down. Taking back is never refused.

    Raises:
        DomainError: "family.purpose", "family.speaker", "family.day", "family.withdrew".
    """
    if word.purpose not in PURPOSES:
        raise DomainError("family.purpose", field="purpose")
    if speaker not in SPEAKERS:
        raise DomainError("family.speaker", field="speaker")
    if word.on > today:
        raise DomainError("family.day", field="on")
    if word.given and withdrew:
        raise DomainError("family.withdrew", field="purpose")
