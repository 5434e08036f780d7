"""Phone numbers in cells. All numbers here are made up (12…) or the textbook ones of carriers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.phone import Phone, normalise, parse, read

small = settings(derandomize=True, max_examples=60)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("12310354284/（妻子）", [("12310354284", "妻子")]),
        (12486502501.0, [("12486502501", "")]),
        (12486502501, [("12486502501", "")]),
        ("12486502501.0", [("12486502501", "")]),
        ("+86 138 0013 8000", [("13800138000", "")]),
        ("86-13800138000", [("13800138000", "")]),
        ("008613800138000", [("13800138000", "")]),
        ("（+86）13800138000", [("13800138000", "")]),
        ("０１３８００１３８０００", [("13800138000", "")]),
        ("138–0013—8000", [("13800138000", "")]),
        ("本人：13800138000 妻子：13800138001", [("13800138000", "本人"), ("13800138001", "妻子")]),
        ("13800138000妻子13800138001母亲", [("13800138000", "妻子"), ("13800138001", "母亲")]),
        ("13800138000 13800138001", [("13800138000", ""), ("13800138001", "")]),
        ("13800138000；13800138001，13800138002", [(f"1380013800{n}", "") for n in range(3)]),
        ("13800138000；13800138000(妻)", [("13800138000", "妻")]),
        ("13800138000（2024年换号）", [("13800138000", "2024年换号")]),
        ("电话：12345678901 （王小明）", [("12345678901", "电话 王小明")]),
        ("0731-88888888-802", [("073188888888", "转802")]),
        ("（0731）88888888转802", [("073188888888", "转802")]),
        ("+86 731 88888888", [("073188888888", "")]),
        ("010 6255 1234", [("01062551234", "")]),
        ("400-810-0000", [("4008100000", "")]),
        ("（妻子）", []),
        ("无", []),
        ("", []),
        (0, []),
    ],
)
def test_cells_as_people_fill_them(cell, found) -> None:
    assert [(phone.number, phone.note) for phone in parse(cell, allow_demo=True)] == found


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("88888888", "phone.area-code"),
        ("138001380", "phone.digits"),
        ("110", "phone.digits"),
        ("852 2345 6789", "phone.digits"),
        ("12310354284", "phone.made-up"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(cell, code) -> None:
    with pytest.raises(DomainError) as refusal:
        parse(cell)

    assert refusal.value.code == code
    assert not refusal.value.facts


def test_one_bad_number_does_not_hide_the_good_one() -> None:
    found = read("13800138000、1380013800")

    assert found.phones == (Phone("13800138000"),)
    assert found.faults == ("phone.digits",)


def test_a_form_field_takes_exactly_one() -> None:
    assert normalise("138 0013 8000") == "13800138000"
    for text, code in (("", "phone.empty"), ("13800138000/13800138001", "phone.several")):
        with pytest.raises(DomainError) as refusal:
            normalise(text)
        assert refusal.value.code == code


def test_made_up_numbers_are_known_and_never_printed() -> None:
    made_up = Phone("12310354284", "妻子")

    assert made_up.is_made_up
    assert not Phone("13800138000").is_made_up
    assert "123" not in repr(made_up)
    assert "妻子" not in repr(made_up)


@small
@given(
    st.from_regex(r"1[2-9][0-9]{9}|0731[2-9][0-9]{7}|400[0-9]{7}", fullmatch=True),
    st.sampled_from(["{}", " {} ", "{}（妻子）", "{}.0", "电话：{}"]),
)
def test_normalising_twice_changes_nothing(number, shape) -> None:
    once = normalise(shape.format(number), allow_demo=True)

    assert once == number
    assert normalise(once, allow_demo=True) == once
