"""A crisis: help first, words afterwards. It is care alone and never counts against anybody.

The team learns which need there is and that somebody follows up; what happened goes to the doctor and the
psychologist. ``NEED_OF`` is what a danger needs, as the register of needs calls it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guitu.domain.health.catalogue import Word
from guitu.domain.kernel.errors import DomainError

CRISES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "self_harm": Word("自伤或轻生", "Self-harm"),
        "overdose": Word("用药过量", "Overdose"),
        "acute_withdrawal": Word("急性戒断反应", "Acute withdrawal"),
        "violence": Word("受到暴力", "Violence"),
    }
)
NEED_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "self_harm": "mental_health",
        "overdose": "health",
        "acute_withdrawal": "health",
        "violence": "safety",
    }
)
LONGEST: Final = 2000  # characters; two pages


def check(crisis: str, words: str) -> None:
    """Whether a crisis may be written down so; words may be missing, the kind may not.

    Raises:
        DomainError: "crisis.kind", "crisis.words".
    """
    if crisis not in CRISES:
        raise DomainError("crisis.kind", field="crisis")
    if len(words.strip()) > LONGEST:
        raise DomainError("crisis.words", field="words", most=LONGEST)
