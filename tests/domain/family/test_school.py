"""What is said to a school tells nothing of anybody at home."""

import re
from datetime import date

import pytest

from guitu.domain.family.school import ABOUT, OUTCOMES, WAYS, Contact, check_contact, words
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling

DAY = date(2026, 3, 2)
GOOD = Contact("aid", "phone", "waiting", DAY)


@pytest.mark.parametrize("about", ABOUT)
def test_no_word_of_what_the_office_is_for_is_said_and_no_office_is_named(about: str):
    said = words("小红", about)
    assert "小红" in said
    assert telling(said) is None
    assert not re.search("站|中心|办事处|公安|社区|司法|爸|妈|父|母", said)


def test_nothing_that_is_chosen_tells_a_stranger():
    chosen = (word for words_ in (ABOUT, WAYS, OUTCOMES) for pair in words_.values() for word in pair)
    assert [word for word in chosen if telling(word)] == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"about": "parents"}, "family.choose"),
        ({"way": "letter"}, "family.choose"),
        ({"outcome": ""}, "family.choose"),
        ({"on": date(2026, 3, 3)}, "family.day"),
    ],
)
def test_what_is_not_on_the_list_is_not_kept(changed: dict[str, object], code: str):
    with pytest.raises(DomainError) as error:
        check_contact(GOOD._replace(**changed), agreed=True, today=DAY)
    assert error.value.code == code


def test_without_the_carers_word_nobody_speaks_with_a_school():
    with pytest.raises(DomainError, match="school-not-agreed"):
        check_contact(GOOD, agreed=False, today=DAY)
    check_contact(GOOD, agreed=True, today=DAY)
