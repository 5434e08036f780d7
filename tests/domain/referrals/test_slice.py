"""What a partner gets: these fields, and no word that tells a stranger why."""

from dataclasses import fields

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import TELLING, telling
from guitu.domain.referrals.slice import LONGEST_PURPOSE, Slice, check_words, neutral_sender


def test_the_slice_has_these_fields_and_no_others():
    assert [field.name for field in fields(Slice)] == [
        "number", "name", "phone", "service", "purpose", "sender", "contact", "agreed_on", "answer_by",
        "until",
    ]  # fmt: skip


@pytest.mark.parametrize("word", TELLING)
def test_no_telling_word_goes_to_a_partner(word):
    with pytest.raises(DomainError, match=r"referral\.not-neutral") as refused:
        check_words(f"想租房，{word}之后", field="purpose", most=LONGEST_PURPOSE)
    assert refused.value.facts["word"] in f"想租房，{word}之后".lower()
    assert telling(neutral_sender(f"某某{word}办公室", "文艺路街道")) is None
    assert telling(neutral_sender(f"某某{word}办公室", f"{word}路")) is None


def test_words_are_needed_where_they_are_and_not_endless():
    assert check_words(" 找房子 ", field="purpose", most=10, required=True) == "找房子"
    for words in ("", "长" * 11):
        with pytest.raises(DomainError, match=r"referral\.words"):
            check_words(words, field="purpose", most=10, required=True)
