"""Amounts as people type them, and as receipts carry them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.money import CEILING, check, in_words, parse, written

small = settings(derandomize=True, max_examples=200)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1", 100),
        ("1,200.50", 120_050),
        ("1200.5", 120_050),
        ("1200.50000", 120_050),
        (" ¥ 1,234,567 ", 123_456_700),
        ("￥１，２００．５０", 120_050),
        ("１２００元", 120_000),
        ("1200元整", 120_000),
        ("人民币 60000", 6_000_000),
        ("RMB 8", 800),
        ("0.01", 1),
        ("007", 700),
        ("5.", 500),
        ("10000000", CEILING),
    ],
)
def test_amounts_as_people_type_them(typed, fen) -> None:
    assert parse(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "money.empty"),
        ("　", "money.empty"),
        ("-5", "money.negative"),
        ("－５", "money.negative"),
        ("−1,200.50元", "money.negative"),
        ("0", "money.zero"),
        ("0.00", "money.zero"),
        ("0.001", "money.decimals"),
        ("1.005", "money.decimals"),
        ("10000000.01", "money.too-much"),
        ("9" * 39, "money.too-much"),
        ("9" * 5000, "money.too-much"),
        ("一千", "money.unreadable"),
        ("6万", "money.unreadable"),
        ("1,20", "money.unreadable"),
        ("1,2000", "money.unreadable"),
        ("1.2.3", "money.unreadable"),
        ("1e9", "money.unreadable"),
        ("10²", "money.unreadable"),
        ("٣٠٠", "money.unreadable"),
        ("0x10", "money.unreadable"),
        ("NaN", "money.unreadable"),
        (".", "money.unreadable"),
        ("元", "money.unreadable"),
        ("--5", "money.unreadable"),
        ("5;drop", "money.unreadable"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(typed, code) -> None:
    with pytest.raises(DomainError) as refusal:
        parse(typed, field="value")

    assert refusal.value.code == code
    assert refusal.value.facts["field"] == "value"


def test_the_refusal_of_too_much_says_how_much_would_do() -> None:
    with pytest.raises(DomainError) as refusal:
        parse("500.01", most=50_000)

    assert refusal.value.facts["most"] == "¥500.00"
    assert parse("500", most=50_000) == 50_000


@pytest.mark.parametrize(
    ("fen", "code"),
    [
        (True, "money.unreadable"),
        (1.5, "money.unreadable"),
        ("100", "money.unreadable"),
        (-1, "money.negative"),
        (0, "money.zero"),
        (CEILING + 1, "money.too-much"),
    ],
)
def test_only_whole_fen_within_bounds_are_an_amount(fen, code) -> None:
    with pytest.raises(DomainError) as refusal:
        check(fen)

    assert refusal.value.code == code


@small
@given(st.integers(1, CEILING))
def test_what_is_written_is_read_as_the_same_amount(fen) -> None:
    assert parse(written(fen)) == fen


@small
@given(st.text(max_size=30))
def test_any_text_is_an_amount_within_bounds_or_refused(text) -> None:
    try:
        fen = parse(text)
    except DomainError:
        return

    assert 1 <= fen <= CEILING


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (100, "壹元整"),
        (1_000_00, "壹仟元整"),
        (1_001_00, "壹仟零壹元整"),
        (1_010_00, "壹仟零壹拾元整"),
        (60_000_00, "陆万元整"),
        (100_005_00, "壹拾万零伍元整"),
        (1_000_000_00, "壹佰万元整"),
        (10_000_000_00, "壹仟万元整"),
        (120_340_56, "壹拾贰万零叁佰肆拾元伍角陆分"),
        (10_07, "壹拾元零柒分"),
        (70, "柒角整"),
        (7, "柒分"),
    ],
)
def test_amounts_in_the_numerals_of_receipts(fen, words) -> None:
    assert in_words(fen) == words


@small
@given(st.integers(1, CEILING), st.integers(1, CEILING))
def test_no_two_amounts_share_their_numerals(one, other) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)
