"""How names sound."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel import names
from guitu.foundation import pinyin


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单雄信", "shan xiong xin"),
        ("仇英", "qiu ying"),
        ("曾国", "zeng guo"),
        ("解放", "xie fang"),
        ("尉迟恭", "yu chi gong"),
        ("欧阳修", "ou yang xiu"),
        ("张重庆", "zhang chong qing"),
        ("吕行", "lv xing"),
        ("买买提·艾力", "mai mai ti ai li"),
        ("Maria Santos", "maria santos"),
        ("阿·Q", "a q"),
        ("Jean-Luc O'Neil", "jean-luc o'neil"),
    ],
)
def test_the_likeliest_reading_comes_first(name, first) -> None:
    assert " ".join(pinyin.reading(name)[0]) == first


def test_a_surname_is_found_by_its_common_reading_too() -> None:
    found = names.tokens("单雄信", pinyin.reading("单雄信"))

    assert found & set(names.query_tokens("dan xiong xin"))
    assert found & set(names.query_tokens("sxx"))


def test_every_surname_of_the_table_has_one_syllable_for_each_character() -> None:
    for surname, readings in pinyin._SURNAMES.items():
        assert {len(spoken.split()) for spoken in readings} == {len(surname)}, surname


def test_a_character_that_no_table_knows_stays_silent_and_can_be_sorted() -> None:
    name = "王\ue123"

    assert pinyin.reading(name) == (("wang", ""),)
    assert pinyin.sort_key(name).startswith("wang2王 ")


def test_names_sort_by_sound_then_tone_then_character() -> None:
    mixed = ["章安", "林安", "张明", "厉行", "张安", "重庆", "李强"]

    by_sound = sorted(mixed, key=pinyin.sort_key)

    assert by_sound == ["重庆", "李强", "厉行", "林安", "张安", "张明", "章安"]


@settings(derandomize=True, max_examples=60)
@given(st.text(alphabet="张重小明 ·Ab1é-.'\ue123𬭎", max_size=8))
def test_any_text_has_one_sound_for_each_unit(text) -> None:
    units = names.units(text)

    assert len(pinyin.reading(text)[0]) == len(units)
    assert len(pinyin.sort_key(text).split()) == len(pinyin.place_key(text).split()) == len(units)


def test_the_examples_hold() -> None:
    assert doctest.testmod(pinyin).failed == 0
