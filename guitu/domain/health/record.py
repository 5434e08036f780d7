"""One line of the health record, and what may never stand in one: a dose of maintenance treatment.

The clinic keeps that record (戒毒条例, article 12); here stands only where somebody goes, so that nobody
takes a number from our page for a prescription.
"""

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from guitu.domain.health.catalogue import CODES, Sort
from guitu.domain.kernel.errors import DomainError

LONGEST: Final = 500  # characters of one line; proposed
_DOSE = re.compile(r"[0-9一二三四五六七八九十百半]\s*(毫克|毫升|mg|ml|克|片|粒|支|次/日|cc)", re.IGNORECASE)


class NewLine(NamedTuple):
    """One line somebody writes. ``since`` None: not known; ``code`` "" where the sort has none."""

    sort: Sort
    code: str
    words: str
    since: date | None = None


def check_line(line: NewLine, *, today: date) -> None:
    """Whether a line says what it must.

    Raises:
        DomainError: "health.code", "health.words", "health.no-dose", "health.since"; with the ``field``.
    """
    known = CODES.get(line.sort)
    if (known is None and line.code) or (known is not None and line.code not in known):
        raise DomainError("health.code", field="code")
    words = line.words.strip()
    wordless = known is not None and line.code != "other"
    if (not words and not wordless) or len(words) > LONGEST:
        raise DomainError("health.words", field="words", most=LONGEST)
    if line.sort is Sort.MAINTENANCE and _DOSE.search(unicodedata.normalize("NFKC", words)):
        raise DomainError("health.no-dose", field="words")
    if line.since is not None and line.since > today:
        raise DomainError("health.since", field="since")
