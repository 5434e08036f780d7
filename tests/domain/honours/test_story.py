"""What a story may not tell, and what it may."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.honours.story import (
    Fact,
    Picture,
    check_story,
    named_place,
    parts_of_address,
    parts_of_name,
    plain,
)
from guitu.domain.kernel.errors import DomainError

KNOWN = (
    *(Fact("name", part) for part in parts_of_name("欧阳安")),
    Fact("phone", "12088880001"),
    Fact("citizen_id", "990101198801010010"),
    *(Fact("address", part) for part in parts_of_address("芙蓉区文艺路 12 号")),
    *(Fact("relative", part) for part in parts_of_name("欧阳大海")),
)
TOLD = "从前的日子不好过。两年了，我在一家公司开车，回到村里也有人打招呼。"


def keep(
    words: str = TOLD, alias: str = "阿远", picture: Picture = Picture.NONE, *, face_agreed: bool = False
):
    check_story(alias=alias, words=words, picture=picture, face_agreed=face_agreed, known=KNOWN)


def refused(**said) -> DomainError:
    with pytest.raises(DomainError) as caught:
        keep(**said)
    return caught.value


def test_plain_words_under_another_name_are_kept():
    keep()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("我叫欧阳安。", "name"),
        ("我叫欧 阳-安。", "name"),
        ("大家叫我阳安。", "name"),
        ("打我电话１２０-８８８８-０００１", "phone"),
        ("号码 990101 19880101 0010", "citizen_id"),
        ("我住在文艺路。", "address"),
        ("芙蓉的早上", "address"),
        ("哥哥大海帮了我", "relative"),
    ],
)
def test_what_the_file_knows_is_refused_however_it_is_spelt(words, what):
    error = refused(words=f"{TOLD}{words}")

    assert (error.code, error.facts["what"], error.facts["field"]) == ("story.tells", what, "words")


def test_an_alias_that_is_the_name_is_refused():
    assert refused(alias="欧阳安").facts["field"] == "alias"


@pytest.mark.parametrize("words", ["我在岳阳市长大", "毕业于雅礼中学", "在湘江纸业公司上班", "住桃花村"])
def test_places_schools_and_firms_are_refused_though_the_file_does_not_know_them(words):
    assert refused(words=words).code == "story.place"


@pytest.mark.parametrize(
    "words", ["回到村里", "在一家公司做工", "上了大学", "我们村", "去学校接孩子", "小区里"]
)
def test_ordinary_words_are_no_places(words):
    assert named_place(words) == ""


def test_long_numbers_are_refused():
    assert refused(words="加我 1234567").code == "story.number"


def test_a_face_needs_its_own_word():
    assert refused(picture=Picture.FACE).code == "story.face"
    keep(picture=Picture.FACE, face_agreed=True)


@pytest.mark.parametrize(
    "said", [{"words": "  "}, {"words": "好" * 6001}, {"alias": "远"}, {"alias": "远" * 21}]
)
def test_nothing_and_too_much_are_refused(said):
    assert refused(**said).code in {"story.words", "story.alias"}


SIGNS = st.sampled_from(["", " ", "-", "·", "　", "，", "\n"])


@given(
    st.sampled_from(KNOWN),
    st.lists(SIGNS, min_size=30, max_size=30),
    st.text(max_size=20),
    st.text(max_size=20),
)
@settings(max_examples=200, derandomize=True)
def test_no_spelling_with_signs_between_gets_through(fact, signs, before, after):
    spelt = "".join(c + s for c, s in zip(fact.words, signs, strict=False))

    with pytest.raises(DomainError):
        keep(words=f"{before}{spelt}{after}")


@given(st.text(max_size=40))
@settings(max_examples=100, derandomize=True)
def test_plain_is_plain_already_the_second_time(text):
    assert plain(plain(text)) == plain(text)
