"""What people say of our work: heard without consequence, and answered within the days the place sets."""

from datetime import date, timedelta
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.catalogue import Word

SPEAKERS: Final = {
    "person": Word("本人", "The person"),
    "family": Word("家属", "Family"),
    "worker": Word("工作人员", "A worker"),
}
ANSWER_DAYS: Final = "opinion.answer_days"
"""The parameter of the rulebook that says within how many days an opinion is answered."""

LONGEST: Final = 2000  # characters; a letter of two pages


def check(speaker: str, words: str) -> None:
    """Whether an opinion may be kept.

    Raises:
        DomainError: "opinion.speaker", "opinion.words".
    """
    if speaker not in SPEAKERS:
        raise DomainError("opinion.speaker", field="opinion_from")
    if not words.strip() or len(words.strip()) > LONGEST:
        raise DomainError("opinion.words", field="opinion", most=LONGEST)


def due(said_on: date, days: int) -> date:
    """The last day to answer, counted from the day after.

    >>> due(date(2026, 3, 2), 10)
    datetime.date(2026, 3, 12)
    """
    return said_on + timedelta(days=days)


def check_answer(*, answered: bool, words: str) -> None:
    """Whether an opinion may be answered so.

    Raises:
        DomainError: "opinion.answered", "opinion.answer-words".
    """
    if answered:
        raise DomainError("opinion.answered")
    if not words.strip() or len(words.strip()) > LONGEST:
        raise DomainError("opinion.answer-words", field="answer", most=LONGEST)
