"""The shapes of details: each accepts its own kind of value and nothing that could be words."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from guitu.domain.journal.detail import (
    CODE,
    DAY,
    DOCUMENT,
    REFERENCE,
    REFUSED,
    REGION,
    number,
    one_of,
    some_of,
)

ID = "019a0000-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    ("shape", "value", "stored"),
    [
        (one_of("ab"), "a", "a"),
        (some_of("abc"), ["c", "a", "c"], ["a", "c"]),
        (CODE, "phq_9", "phq_9"),
        (DAY, "2026-02-28", "2026-02-28"),
        (DAY, date(2026, 2, 28), "2026-02-28"),
        (REGION, 430102001000, 430102001000),
        (REGION, "43", 430000000000),
        (REFERENCE, ID.upper(), ID),
        (REFERENCE, UUID(ID), ID),
        (REFERENCE, 430102001000001, 430102001000001),
        (DOCUMENT, "演公社康决字〔2026〕 0580号", "演公社康决字〔2026〕0580号"),
        (DOCUMENT, "A4301020000002026010001", "A4301020000002026010001"),
        (number(0, 100), 0.5, 0.5),
        (number(0, 100), 100, 100),
        (number(0, 3, whole=True), 3, 3),
    ],
)
def test_a_value_of_the_shape_is_stored_in_one_form(shape, value, stored):
    assert shape.accept(value) == stored
    assert shape.accept(stored) == stored
    assert shape.write(shape.read(stored)) == stored


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (one_of("ab"), "c"),
        (one_of("ab"), ["a"]),
        (some_of("ab"), []),
        (some_of("ab"), "ab"),
        (some_of("ab"), ["a", ["b"]]),
        (CODE, "Zhang San"),
        (CODE, "张三"),
        (CODE, ""),
        (DAY, "20260228"),
        (DAY, "2026-W09-6"),
        (DAY, "2026-02-29"),
        (DAY, datetime(2026, 2, 28, tzinfo=UTC)),
        (DAY, 20260228),
        (REGION, 0),
        (REGION, True),
        (REGION, "012345"),
        (REGION, "４３"),
        (REGION, 43.0),
        (REFERENCE, 7),
        (REFERENCE, True),
        (REFERENCE, "station 7"),
        (REFERENCE, None),
        (DOCUMENT, "张三"),
        (DOCUMENT, "990101199001011234"),
        (DOCUMENT, "99010119900101123X"),
        (DOCUMENT, "张三12012345678"),
        (DOCUMENT, "1" * 61),
        (DOCUMENT, "2号; drop"),
        (DOCUMENT, 2),
        (number(0, 100), 101),
        (number(0, 100), True),
        (number(0, 100), float("nan")),
        (number(0, 100), "7"),
        (number(0, 3, whole=True), 2.0),
    ],
)
def test_a_value_of_another_shape_is_refused(shape, value):
    assert shape.accept(value) is REFUSED
