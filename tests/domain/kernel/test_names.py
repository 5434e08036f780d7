"""Chinese personal names: one spelling, surname and given name, tokens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.names import letters_key, normalise, parse, query_tokens, split, split_note, tokens

SHAN = ("shan", "xiong", "xin")
DAN = ("dan", "xiong", "xin")
TYPED = st.text(alphabet="张三小明欧阳·•・．. 　\ufe00\u200bAb1２（）()/,*、", max_size=12)
small = settings(derandomize=True, max_examples=60)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王　小 明", "王小明"),
        ("\u200b王\ufeff小明 ", "王小明"),
        ("葛\ufe00力", "葛力"),
        ("⼀二", "一二"),  # a radical that looks like the character
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提 ・ 艾力", "买买提·艾力"),
        ("买买提。艾力", "买买提·艾力"),
        ("ＭＡＲＩＡ　 Santos", "MARIA Santos"),
        ("J. Smith", "J. Smith"),
        ("阿·Ｑ", "阿·Q"),
        ("1、张三", "张三"),
        ("张三2", "张三"),
        ("*张三*", "张三"),
        ("张三（别名：小三）", "张三"),
        ("张三 990101199005010032", "张三"),
        ("张三/李四", "张三"),
        ("王𬭎", "王𬭎"),
    ],
)
def test_typing_habits_do_not_change_the_name(typed, name) -> None:
    assert parse(typed) == name
    assert normalise(name) == name


def test_what_stands_behind_a_name_is_kept_as_a_note() -> None:
    assert split_note("张三（别名：小三）") == ("张三", "别名:小三")
    assert split_note("张三") == ("张三", "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name.empty"),
        (" · ", "name.empty"),
        ("（张三）", "name.empty"),
        ("张□", "name.characters"),
        ("张?三", "name.characters"),
        ("张" * 51, "name.length"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_reason(typed, code) -> None:
    with pytest.raises(DomainError) as refusal:
        parse(typed)

    assert refusal.value.code == code
    assert not refusal.value.facts.keys() - {"length"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("张三", ("张", "三")),
        ("张王小明", ("张", "王小明")),
        ("欧阳锋", ("欧阳", "锋")),
        ("诸葛孔明", ("诸葛", "孔明")),
        ("欧阳", ("欧", "阳")),
        ("王", ("王", "")),
        ("买买提·艾力", ("", "买买提·艾力")),
        ("Maria Santos", ("", "Maria Santos")),
        ("", ("", "")),
    ],
)
def test_surname_and_given_name(name, parts) -> None:
    assert split(name) == parts


def test_a_person_is_found_by_the_name_its_parts_its_sound_and_its_initials() -> None:
    found = tokens("单雄信", [SHAN, DAN])

    for text in (
        "单雄信",
        "单 雄信",
        "单",
        "雄信",
        "单雄",
        "雄",
        "信",
        "shanxiongxin",
        "Shan Xiong-xin",
        "dan",
        "sxx",
        "DXX",
        "xx",
        "xiongxin",
    ):
        assert found & set(query_tokens(text)), text
    for text in ("张", "单信", "zhang", "s", "雄单"):
        assert not found & set(query_tokens(text)), text


def test_a_name_with_a_dot_is_found_with_and_without_it_and_by_each_part() -> None:
    found = tokens("买买提·艾力", [("mai", "mai", "ti", "ai", "li")])

    for text in ("买买提·艾力", "买买提艾力", "买买提", "艾力", "maimaiti", "aili", "mmtal"):
        assert found & set(query_tokens(text)), text
    assert not found & set(query_tokens("mai"))


def test_a_name_in_letters_is_found_by_each_word() -> None:
    found = tokens("Maria Santos", [("maria", "santos")])

    for text in ("MARIA SANTOS", "santos", "Maria", "ms"):
        assert found & set(query_tokens(text)), text


def test_tokens_are_few_and_an_empty_name_has_none() -> None:
    assert len(tokens("王小明", [("wang", "xiao", "ming")])) <= 12
    assert tokens("") == frozenset()
    assert tokens("王") == {("name", "王")}
    assert tokens("王", [("wang",)]) == {("name", "王"), ("pinyin", "wang"), ("initials", "w")}


@pytest.mark.parametrize(
    ("typed", "looked_up"),
    [
        ("990101 19900501 0032", (("id", "990101199005010032"),)),
        ("99014919770421909x", (("id", "99014919770421909X"),)),
        ("431389760616601", (("id", "431389197606166012"),)),
        ("+86 123 1035 4284", (("phone", "12310354284"),)),
        ("0731-88888888", (("phone", "073188888888"),)),
        ("4284", (("phone", "4284"),)),
        ("wáng xiǎo", (("pinyin", "wangxiao"), ("initials", "wangxiao"))),
        ("wang2 xiao3", (("pinyin", "wangxiao"), ("initials", "wangxiao"))),
        ("", ()),
        ("？！", ()),
        ("（张三）", ()),
    ],
)
def test_what_is_typed_decides_what_is_looked_up(typed, looked_up) -> None:
    assert query_tokens(typed) == looked_up


def test_u_with_dots_is_v_however_it_is_typed() -> None:
    assert {letters_key(text) for text in ("lv", "Lü", "LYU", "lǚ", "LU\u0308")} == {"lv"}
    assert letters_key("yu") == "yu"


@small
@given(TYPED)
def test_normalising_twice_changes_nothing(typed) -> None:
    once = normalise(typed)

    assert normalise(once) == once


@small
@given(st.text(alphabet="张三小明欧阳锋", min_size=1, max_size=4))
def test_surname_and_given_name_make_the_name_again_and_find_it(name) -> None:
    assert "".join(split(name)) == name
    assert tokens(name) & set(query_tokens(name))
