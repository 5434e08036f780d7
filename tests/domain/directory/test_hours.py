"""Opening hours as offices write them, read and written back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.directory.hours import Span, is_always, is_open, read, write
from guitu.domain.kernel.errors import DomainError

small = settings(derandomize=True, max_examples=200)


@pytest.mark.parametrize(
    "written",
    [
        "1-5 8:30-12:00 14:00-17:30",
        "周一至周五 8:30-12:00，14:00-17:30",
        "星期一到星期五 08:30—12:00、14:00～17:30",
        "１-５ ８：３０-１２：００ １４：００-１７：３０",
        "1-5 8:30-12:00; 1-5 14:00-17:30",
        "周一-周五 8:30至12:00 14:00至17:30\n",
    ],
)
def test_what_stands_on_the_door_is_read(written):
    spans = read(written)

    assert write(spans) == "1-5 08:30-12:00 14:00-17:30"
    assert is_open(spans, weekday=1, minute=8 * 60 + 30)
    assert not is_open(spans, weekday=1, minute=12 * 60)
    assert not is_open(spans, weekday=6, minute=9 * 60)


@pytest.mark.parametrize("written", ["24小时", "全天", "24H", "1-7 0:00-24:00"])
def test_what_never_closes_is_always_open(written):
    assert is_always(read(written))


def test_no_hours_are_not_known_and_never_open():
    assert read("  ") == ()
    assert not is_always(())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("上班时间", "hours.unreadable"),
        ("1-5", "hours.unreadable"),
        ("8:30-12:00", "hours.unreadable"),
        ("8 8:30-12:00", "hours.unreadable"),
        ("5-1 8:30-12:00", "hours.unreadable"),
        ("1-5 8:30-12:61", "hours.unreadable"),
        ("1-5 8:30-25:00", "hours.unreadable"),
        ("1-5 8:30-12:00 drop table", "hours.unreadable"),
        ("5 20:00-2:00", "hours.backwards"),
        ("1 9:00-9:00", "hours.backwards"),
        ("; ".join(f"1 {h}:00-{h}:30" for h in range(24)) + "; 1-7 1:00-2:00", "hours.too-many"),
    ],
)
def test_what_cannot_be_read_is_refused(written, code):
    with pytest.raises(DomainError) as refused:
        read(written)
    assert refused.value.code == code


SPANS = st.lists(
    st.builds(
        lambda day, start, length: Span(day, start, min(start + length, 24 * 60)),
        st.integers(1, 7), st.integers(0, 24 * 60 - 1), st.integers(1, 600),
    ),
    max_size=3,
)  # fmt: skip


@small
@given(SPANS)
def test_what_was_written_reads_back_the_same(spans):
    text = "; ".join(
        f"{s.day} {s.start // 60}:{s.start % 60:02}-{s.end // 60}:{s.end % 60:02}" for s in spans
    )
    found = read(text)

    assert read(write(found)) == found
    for span in spans:
        assert is_open(found, weekday=span.day, minute=span.start)
        assert is_open(found, weekday=span.day, minute=span.end - 1)
