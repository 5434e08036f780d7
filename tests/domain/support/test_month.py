"""The month on one page: whatever stands in a file, nothing on the page tells what the office is about."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.kinds import KINDS
from guitu.domain.outreach import TELLING, telling
from guitu.domain.support import applications
from guitu.domain.support.month import (
    APPOINTMENT,
    DUTIES,
    LEGAL_AID,
    LONGEST,
    OWN_MATTER,
    OWN_PLAN,
    REST,
    Item,
    coming_month,
    next_month,
    plain,
    sheet,
    soon,
)

TODAY = date(2026, 3, 2)


def test_every_word_of_ours_may_lie_on_a_table() -> None:
    ours = (*DUTIES.values(), APPOINTMENT, OWN_PLAN, OWN_MATTER, REST, LEGAL_AID[0])

    assert [words for words in ours if telling(words)] == []


def test_every_kind_of_application_may_lie_there_too() -> None:
    assert [kind for kind, one in applications.KINDS.items() if telling(one.word.zh)] == []


def test_duties_are_named_by_kinds_that_exist() -> None:
    assert set(DUTIES) <= set(KINDS)


@pytest.mark.parametrize("word", TELLING)
def test_a_word_that_tells_is_replaced_and_never_printed(word: str) -> None:
    assert plain(f"明天去{word}一趟", OWN_PLAN) == OWN_PLAN
    page = sheet(
        TODAY, TODAY + timedelta(days=30), [Item(TODAY, None, f"去{word}")], [(f"{word}办", "0731-5550")]
    )
    assert page.items == ()
    assert page.phones == (("我们", "0731-5550"),)


@settings(derandomize=True, max_examples=120)
@given(
    st.lists(
        st.tuples(
            st.integers(-40, 80),
            st.sampled_from(["", "陪我去", "领", *TELLING]),
            st.text(max_size=5),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_whatever_was_written_the_page_tells_nothing(rows) -> None:
    items = [Item(TODAY + timedelta(days=n), None, plain(a + b, OWN_PLAN), by) for n, a, b, by in rows]
    page = sheet(TODAY, TODAY + timedelta(days=30), items, [("林岚", "0731-5550"), LEGAL_AID])

    assert telling(page.text) is None
    assert all(TODAY <= item.on <= page.last for item in page.items)
    assert all(len(item.words) <= LONGEST for item in page.items)


def test_lines_stand_by_day_and_hour_and_once() -> None:
    late, early = Item(TODAY, time(14, 30), APPOINTMENT), Item(TODAY, time(9), "见一面")
    after = Item(TODAY + timedelta(days=1), None, "通个电话", by=True)
    page = sheet(TODAY, TODAY + timedelta(days=30), [after, late, early, late], [("林岚", " ")])

    assert page.items == (early, late, after)
    assert [item.when for item in page.items] == [
        "3月2日 周一 09:00", "3月2日 周一 14:30", "3月3日 周二之前",
    ]  # fmt: skip
    assert page.phones == ()


def test_what_was_to_be_done_before_is_no_reproach() -> None:
    assert soon(TODAY - timedelta(days=90), first=TODAY, today=TODAY) == TODAY + timedelta(days=6)
    assert soon(TODAY + timedelta(days=3), first=TODAY, today=TODAY) == TODAY + timedelta(days=3)
    first, _ = next_month(TODAY)
    assert soon(TODAY, first=first, today=TODAY) == TODAY  # not in that month


def test_months() -> None:
    assert next_month(date(2026, 1, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert coming_month(TODAY) == (TODAY, date(2026, 4, 1))
