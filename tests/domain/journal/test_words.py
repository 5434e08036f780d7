"""Every kind, outcome, detail and code has a Chinese and an English word, and a place in the glossary."""

import re
from pathlib import Path

import pytest

from guitu.domain.journal.code_words import CODE_WORDS
from guitu.domain.journal.kind import Family
from guitu.domain.journal.kinds import KINDS
from guitu.domain.journal.words import (
    FAMILY_WORDS,
    FIELD_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    WORDS,
    code_word,
    field_word,
    kind_word,
    outcome_word,
)

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
OUTCOMES = {outcome.value for kind in KINDS.values() for outcome in kind.outcomes}
DECLARED = [pair for kind in KINDS.values() for pair in kind.declared().items()]
CODES = {code for _, d in DECLARED if isinstance(d.shape.allowed, tuple) for code in d.shape.allowed}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (KIND_WORDS, set(KINDS)),
        (OUTCOME_WORDS, OUTCOMES),
        (WORDS, set(KINDS) | OUTCOMES),
        (FIELD_WORDS, {name for name, _ in DECLARED}),
        (CODE_WORDS, CODES),
        (FAMILY_WORDS, {family.value for family in Family}),
    ],
    ids=["kinds", "outcomes", "both", "details", "codes", "families"],
)
def test_the_words_are_complete_and_none_is_left_over(words, wanted):
    assert set(words) == wanted
    assert all(re.search(r"[\u4e00-\u9fff]", zh) and en.isascii() and en for zh, en in words.values())


def test_no_kind_is_called_like_an_outcome():
    assert not set(KIND_WORDS) & set(OUTCOME_WORDS)


def test_no_word_reduces_a_person_to_use():
    said = " ".join(zh + en for table in (WORDS, CODE_WORDS, FIELD_WORDS) for zh, en in table.values())

    assert not re.search(r"吸毒人员|瘾君子|吸毒者|addict|abuser", said, re.IGNORECASE)


def test_a_word_is_given_in_the_language_asked_for_and_an_unknown_code_stands_as_it_is():
    assert (kind_word("talk", "zh"), kind_word("talk", "en")) == ("谈话", "Talk")
    assert (outcome_word("agreement", "done", "en"), outcome_word("talk", "done", "en")) == ("Signed", "Done")
    assert (field_word("sample", "zh"), code_word("urine", "en")) == ("样本", "Urine")
    assert code_word("phq_9", "zh") == "phq_9"


def test_every_kind_and_outcome_stands_in_the_glossary_under_the_same_word():
    text = GLOSSARY.read_text(encoding="utf-8")
    rows = {
        (identifier, cells[0])
        for line in text.splitlines()
        if line.startswith("|") and len(cells := [c.strip() for c in line.strip("|").split("|")]) > 1
        for identifier in re.findall(r"`([a-z0-9_]+)`", cells[1])
    }

    missing = [word for word, (zh, _) in WORDS.items() if (word, zh) not in rows]

    assert missing == []
