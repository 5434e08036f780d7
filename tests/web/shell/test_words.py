"""Every code the code base raises has words; every message of the pages has English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from guitu.domain.kernel.errors import DomainError
from guitu.runtime import messages
from guitu.web.shell.words import SENTENCES, has_words, sentence

SOURCES = Path(__file__).resolve().parents[3] / "guitu"


def raised() -> Iterator[tuple[str, str]]:
    """Every literal code given to DomainError, with its file."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "DomainError" and node.args:
                for code in _literals(node.args[0]):
                    yield code, path.relative_to(SOURCES).as_posix()


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _literals(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return [*_literals(argument.body), *_literals(argument.orelse)]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return []


def test_every_code_that_is_raised_has_words():
    lacking = {code: place for code, place in raised() if not has_words(code)}

    assert lacking == {}


def test_a_sentence_ends_as_one_and_says_what_to_do():
    for code, words in SENTENCES.items():
        assert words.endswith("。"), code
        assert words.count("。") + words.count("；") >= 2, code


def test_a_sentence_with_facts_missing_still_reads():
    assert "–" in sentence(DomainError("sign-in.throttled"))


def test_an_unknown_code_is_named_so_that_it_can_be_reported():
    assert "odd.one" in sentence(DomainError("odd.one"))


@pytest.mark.parametrize("code", ["sign-in.refused", "journal.in-the-future"])
def test_english_is_english(code: str):
    with translation.override("en"):
        assert sentence(DomainError(code)).isascii()


def test_every_message_has_english():
    assert messages.missing() == []


def test_no_word_of_the_pages_labels_a_person():
    for message in messages.gather():
        said = message.id if isinstance(message.id, str) else "".join(message.id)
        for word in ("吸毒人员", "瘾君子", "涉毒人员", "吸毒者"):
            assert word not in said
