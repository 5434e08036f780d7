"""The candidate slip: its fields are these and no others, and no word of it tells where somebody was."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.employers import SKILLS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import TELLING
from guitu.domain.work import words
from guitu.domain.work.slip import CandidateSlip, check, texts

SLIP = CandidateSlip(
    name="王小明", phone="12000000001", skills=("焊接", "叉车"), experience="在工地做过两年电焊",
    hours="全职", area="本区", languages="普通话", available_on=date(2026, 4, 1),
)  # fmt: skip
FREE = ("experience", "hours", "area", "languages")


def test_an_employer_reads_these_fields_and_no_others() -> None:
    assert [field.name for field in fields(CandidateSlip)] == [
        "name", "phone", "skills", "experience", "hours", "area", "languages", "available_on",
    ]  # fmt: skip


def test_a_slip_without_such_words_may_leave() -> None:
    check(SLIP)
    check(replace(SLIP, name="戒小毒"))  # a name is a name


@given(field=st.sampled_from(FREE), word=st.sampled_from(TELLING), before=st.text(max_size=5))
@settings(derandomize=True, max_examples=300)
def test_a_word_that_tells_is_refused_wherever_somebody_typed_it(field: str, word: str, before: str) -> None:
    with pytest.raises(DomainError) as refused:
        check(replace(SLIP, **{field: f"{before}{word}"}))
    assert refused.value.code == "slip.not-neutral"
    assert refused.value.facts["field"] == field


@given(word=st.sampled_from(TELLING))
@settings(derandomize=True, max_examples=60)
def test_skills_are_read_as_well(word: str) -> None:
    with pytest.raises(DomainError, match=r"slip\.not-neutral"):
        check(replace(SLIP, skills=("焊接", word)))


@pytest.mark.parametrize("field", FREE)
def test_what_is_too_long_is_refused(field: str) -> None:
    with pytest.raises(DomainError, match=r"slip\.too-long"):
        check(replace(SLIP, **{field: "长" * 301}))


def test_nobody_without_a_name_leaves() -> None:
    with pytest.raises(DomainError, match=r"slip\.name"):
        check(replace(SLIP, name=" "))


def test_our_own_words_on_a_slip_tell_nothing() -> None:
    ours = [skill for one in SKILLS.values() for skill in (one.zh, one.en)]
    ours += [text for table in (words.SCHEDULES, words.DISTANCES) for one in table.values() for text in one]
    for text in ours:
        check(replace(SLIP, skills=(text,), hours=text))
    assert dict(texts(SLIP))["phone"] == "12000000001"
