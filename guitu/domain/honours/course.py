"""How an honour comes about: a draft, two reviews by others, an award of the year; consent before it all."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from guitu.domain.kernel.errors import DomainError

REVIEWS: Final = 2
MOST_WORDS: Final = 2000
MOST_TITLE: Final = 80
_FIRST_YEAR: Final = 1990


class State(StrEnum):
    """Where a nomination stands. A draft is its author's alone; closed: the person took consent back."""

    DRAFT = "draft"
    REVIEW = "review"
    GRANTED = "granted"
    DECLINED = "declined"
    CLOSED = "closed"


class Level(StrEnum):
    """Awards of a year (source text 003)."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"


AT_ONCE: Final = frozenset({State.REVIEW, State.GRANTED})
"""Of these states there is one for each person and tier."""


class Said(NamedTuple):
    """What one reviewer said."""

    by: UUID
    agrees: bool


def check_nomination(words: str, merits: Collection[str]) -> None:
    """Whether a nomination says why.

    Raises:
        DomainError: "honours.words", "honours.merits".
    """
    if not merits:
        raise DomainError("honours.merits", field="merits")
    if not words.strip() or len(words) > MOST_WORDS:
        raise DomainError("honours.words", field="words", most=MOST_WORDS)


def check_consent(*, given: bool) -> None:
    """Nothing leaves a draft before the person agreed.

    Raises:
        DomainError("honours.consent-first").
    """
    if not given:
        raise DomainError("honours.consent-first")


def check_review(state: State, *, nominated_by: UUID, said: Iterable[Said], by: UUID, words: str) -> None:
    """Whether ``by`` may review now: not the one who nominated, and nobody twice.

    Raises:
        DomainError: "honours.not-now", "honours.own", "honours.twice", "honours.words".
    """
    if state is not State.REVIEW:
        raise DomainError("honours.not-now")
    if by == nominated_by:
        raise DomainError("honours.own")
    if any(one.by == by for one in said):
        raise DomainError("honours.twice")
    if len(words) > MOST_WORDS:
        raise DomainError("honours.words", field="words", most=MOST_WORDS)


def after_reviews(said: Iterable[Said]) -> State:
    """Where a nomination stands once these were said: two who agree grant it, one who does not ends it.

    >>> from uuid import UUID
    >>> a, b = UUID(int=1), UUID(int=2)
    >>> [after_reviews(s).value for s in ([Said(a, True)], [Said(a, True), Said(b, True)], [Said(a, False)])]
    ['review', 'granted', 'declined']
    """
    heard = {one.by: one.agrees for one in said}
    if not all(heard.values()):
        return State.DECLINED
    return State.GRANTED if len(heard) >= REVIEWS else State.REVIEW


def check_award(state: State, *, year: int, this_year: int, had: Collection[int]) -> None:
    """Whether an honour may carry an award of a year: this one or the last, one a person and year.

    Raises:
        DomainError: "honours.not-now", "honours.year", "honours.awarded-before".
    """
    if state is not State.GRANTED:
        raise DomainError("honours.not-now")
    if not this_year - 1 <= year <= this_year:
        raise DomainError("honours.year", field="year", first=this_year - 1, last=this_year)
    if year in had:
        raise DomainError("honours.awarded-before", field="year", year=year)


def check_room(level: Level, *, given: int, most: int | None) -> None:
    """Whether one more award of a level fits into the year. ``most`` None: no rule bounds it.

    Raises:
        DomainError("honours.none-left").
    """
    if most is not None and given >= most:
        raise DomainError("honours.none-left", field="level", most=most)


def check_given(title: str, giver: str, *, year: int, this_year: int) -> None:
    """Whether an honour that others gave can be kept.

    Raises:
        DomainError: "honours.title", "honours.giver", "honours.year".
    """
    for name, text in (("title", title), ("giver", giver)):
        if not text.strip() or len(text) > MOST_TITLE:
            raise DomainError(f"honours.{name}", field=name, most=MOST_TITLE)
    if not _FIRST_YEAR <= year <= this_year:
        raise DomainError("honours.year", field="year", first=_FIRST_YEAR, last=this_year)
