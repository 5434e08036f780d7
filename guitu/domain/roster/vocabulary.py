"""Which columns a list of one kind can have, and the words offices head them with.

Matched as a roster's are: the words as they stand, then without the note in brackets, then by a pattern.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guitu.domain.roster.columns import Column, normalise


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What columns a list of one kind has. ``required``: without these no row can be read."""

    labels: Mapping[str, str]
    required: tuple[str, ...]
    by_words: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]

    def key_of(self, words: str) -> str | None:
        """The key that header words stand for, or None."""
        if not words or len(words) > 40:
            return None
        whole, bare = normalise(words), normalise(_BRACKETS.sub("", words))
        for candidate in dict.fromkeys((whole, bare)):
            if candidate in self.by_words:
                return self.by_words[candidate]
        return next((key for pattern, key in self.patterns if pattern.fullmatch(bare)), None)

    def found(self, words: str) -> tuple[str | None, str]:
        """The same as headers of two lines are joined by: the key, and how it was found."""
        key = self.key_of(words)
        return key, "words" if key else ""

    def assign(self, headers: Sequence[str]) -> tuple[Column, ...]:
        """Give every header that holds words its column; of two columns of one meaning the first counts."""
        columns: list[Column] = []
        taken: set[str] = set()
        for number, words in enumerate(headers, 1):
            if not words:
                continue
            key = self.key_of(words)
            key = None if key in taken else key
            columns.append(Column(number, words, key, "words" if key else ""))
            if key:
                taken.add(key)
        return tuple(columns)


_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】")


def vocabulary_of(
    columns: dict[str, tuple[str, str]], required: tuple[str, ...], patterns: tuple[tuple[str, str], ...]
) -> Vocabulary:
    """A vocabulary from the label of each column with its other names, what is required, and patterns."""
    return Vocabulary(
        labels={key: label for key, (label, _) in columns.items()},
        required=required,
        by_words={
            normalise(w): key for key, (label, words) in columns.items() for w in (label, *words.split())
        },
        patterns=tuple((re.compile(pattern), key) for pattern, key in patterns),
    )
