from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.cells import address, parse_count, parse_date

FIRST_OF_MARCH = [
    date(2025, 3, 1),
    45717.0,
    45717,
    "45717",
    20250301.0,
    "20250301",
    "２０２５０３０１",
    "2025-03-01",
    "２０２５-０３-０１",
    "2025/3/1",
    "2025.3.1",
    "2025．3．1",
    "2025。3。1",
    "2025年3月1日",
    "2025 年 3 月 1 日",
    "2025年03月01号",
    "2025年3月1日（期满）",
    "2025-03-01 00:00:00",
    "'2025-03-01",
    "二〇二五年三月一日",
]


@pytest.mark.parametrize("cell", FIRST_OF_MARCH, ids=repr)
def test_every_way_to_write_one_day_is_read(cell):
    assert parse_date(cell) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "date.empty"),
        ("", "date.empty"),
        ("无", "date.empty"),
        ("2025年3月", "date.no-day"),
        ("2025.3", "date.no-day"),
        ("202503", "date.no-day"),
        (202503.0, "date.no-day"),
        ("2025年13月1日", "date.impossible"),
        ("2025-02-30", "date.impossible"),
        (20250230.0, "date.impossible"),
        ("二〇二五年十三月一日", "date.impossible"),
        ("待定", "date.unreadable"),
        ("25.3.1", "date.unreadable"),
        ("3/1/2025", "date.unreadable"),
        (2025.3, "date.unreadable"),
        (7.0, "date.unreadable"),
    ],
)
def test_what_names_no_day_is_refused_and_not_guessed(cell, code):
    with pytest.raises(DomainError) as refused:
        parse_date(cell)

    assert refused.value.code == code


def test_serial_numbers_of_old_macintosh_workbooks_count_from_1904():
    assert parse_date(44255.0, epoch_1904=True) == date(2025, 3, 1)


@settings(derandomize=True, max_examples=60)
@given(st.dates(date(1991, 1, 1), date(2099, 12, 31)))
def test_all_written_forms_of_a_day_agree(day):
    forms = [
        day,
        float((day - date(1899, 12, 30)).days),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
    ]

    assert {parse_date(form) for form in forms} == {day}


@settings(derandomize=True, max_examples=60)
@given(st.one_of(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False)))
def test_any_cell_is_a_day_or_a_refusal(cell):
    try:
        day = parse_date(cell)
    except DomainError as refused:
        day = refused.code

    assert isinstance(day, date) or day.startswith("date.")


def test_addresses_run_on_behind_z():
    assert [address(12, 6), address(1, 26), address(3, 27), address(1, 703)] == ["F12", "Z1", "AA3", "AAA1"]


def test_counts_are_read_in_words_too():
    assert [parse_count(t) for t in ("2", "3次", "第十二次", "二十一次", "多次", "")] == [
        2,
        3,
        12,
        21,
        None,
        None,
    ]
