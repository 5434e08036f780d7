"""Citizen identity numbers. The vectors marked with a package come from that package's published tests."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.kernel.citizen_id import check_digit, make, normalise, parse
from guitu.domain.kernel.errors import DomainError

MADE_UP = make("990101", date(1990, 5, 1), 3)
BIRTHS = st.dates(min_value=date(1900, 1, 1), max_value=date(1999, 12, 31))
SERIALS = st.integers(min_value=0, max_value=999)
small = settings(derandomize=True, max_examples=60)


def refused(text, **asked) -> str:
    with pytest.raises(DomainError) as refusal:
        parse(text, **asked)
    assert not refusal.value.facts.keys() - {"length"}
    return refusal.value.code


@pytest.mark.parametrize(
    ("text", "birth", "sex"),
    [
        ("440882199102104195", "1991-02-10", "male"),  # npm idcard 4.2.0, test/index.js
        ("830000198802110027", "1988-02-11", "female"),  # the same; 83 is the residents of Taiwan
        ("371001198010082394", "1980-10-08", "male"),  # npm id-validator 1.3.0, tests/spec/specTest.js
        ("431389760616601", "1976-06-16", "male"),  # the same; an old number of 15 digits
    ],
)
def test_good_numbers_tell_birth_and_sex(text, birth, sex) -> None:
    card = parse(text)

    assert (card.birth_on.isoformat(), card.sex) == (birth, sex)
    assert len(card.value) == 18


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("440882199102104190", "citizen-id.check-digit"),  # npm idcard 4.2.0, test/index.js
        ("44522119901117536X", "citizen-id.check-digit"),  # the same
        ("44522119901117536", "citizen-id.length"),  # the same
        ("345955198706122245", "citizen-id.check-digit"),  # npm id-validator 1.3.0, tests/spec/specTest.js
        ("", "citizen-id.empty"),
        ("  ", "citizen-id.empty"),
        ("4408821991021041A5", "citizen-id.characters"),
        ("440882********4195", "citizen-id.characters"),
        ("44O882199102104195", "citizen-id.characters"),
        ("040882199102104195", "citizen-id.region"),
        ("440882199102304195", "citizen-id.birth"),
        ("440882189902104195", "citizen-id.birth"),
        (440882199102104195, "citizen-id.precision"),
        (4.40882199102104e17, "citizen-id.precision"),
        (float("nan"), "citizen-id.length"),
        (MADE_UP, "citizen-id.made-up"),
        (MADE_UP[:17] + "9", "citizen-id.check-digit"),
    ],
)
def test_bad_numbers_are_refused_with_the_reason(text, code) -> None:
    assert refused(text) == code


def test_somebody_not_yet_born_is_refused_only_when_the_day_is_known() -> None:
    text = make("430102", date(2026, 5, 2), 1)

    assert refused(text, on=date(2026, 5, 1)) == "citizen-id.birth"
    assert parse(text, on=date(2026, 5, 2)).birth_on == date(2026, 5, 2)
    assert parse(text).birth_on == date(2026, 5, 2)


def test_made_up_people_are_welcome_where_a_demo_is() -> None:
    card = parse(MADE_UP, allow_demo=True)

    assert card.is_made_up
    assert not parse("440882199102104195").is_made_up
    assert "990101" not in repr(card)


@pytest.mark.parametrize(
    "text",
    [
        "９９０１０１１９９００５０１００３２",
        "990101 19900501 0032",
        "'990101199005010032",
        "990101-19900501-0032",
        "\ufeff990101199005010032\n",
    ],
)
def test_typing_habits_do_not_change_the_number(text) -> None:
    assert parse(text, allow_demo=True).value == MADE_UP


@pytest.mark.parametrize("last", ["x", "X", "Ｘ", "×", "х"])
def test_the_last_letter_may_look_different(last) -> None:
    assert check_digit("99014919770421909") == "X"
    assert parse("99014919770421909" + last, allow_demo=True).value.endswith("X")


def test_an_old_number_may_come_as_a_spreadsheet_number() -> None:
    assert parse(431389760616601.0) == parse(431389760616601) == parse("431389760616601")


@small
@given(BIRTHS, SERIALS)
def test_lengthening_is_done_once_and_gives_the_long_number(birth, serial) -> None:
    long = make("430102", birth, serial)
    short = long[:6] + long[8:17]

    assert normalise(short) == long
    assert normalise(normalise(short)) == long
    assert parse(short) == parse(long)


@small
@given(BIRTHS, SERIALS, st.integers(min_value=0, max_value=17), st.integers(min_value=1, max_value=9))
def test_one_changed_digit_is_always_noticed(birth, serial, place, shift) -> None:
    good = make("430102", birth, serial)
    digit = 10 if good[place] == "X" else int(good[place])
    bad = f"{good[:place]}{(digit + shift) % 10}{good[place + 1 :]}"

    if bad != good:
        assert refused(bad).startswith("citizen-id.")
