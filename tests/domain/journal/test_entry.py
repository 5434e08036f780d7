"""What counts after corrections, in which order, however the entries arrived."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel.errors import DomainError

DAY = date(2026, 3, 10)


def at(hour: int) -> datetime:
    return datetime(2026, 3, 10, hour, tzinfo=UTC)


def talk(name: str, **more: object) -> Entry:
    return replace(Entry(id=name, kind="talk", happened_on=DAY, outcome="done", details={}), **more)


def ids(*entries: Entry) -> list[str]:
    return [entry.id for entry in effective(entries).entries]


def test_entries_count_in_the_order_of_day_recording_and_id():
    late = talk("a", recorded_at=at(9))
    early = talk("z", recorded_at=at(8))
    before = talk("y", happened_on=date(2026, 3, 9), recorded_at=at(10))
    by_hand = talk("c")

    assert ids(late, early, before, by_hand, talk("b")) == ["y", "b", "c", "z", "a"]
    assert sorted([late, early], key=lambda entry: entry.order) == [early, late]


def test_an_entry_sent_twice_is_one_and_with_other_content_it_is_refused():
    assert ids(talk("a"), talk("a")) == ["a"]

    with pytest.raises(DomainError) as caught:
        effective([talk("a"), talk("a", outcome="missed")])

    assert (caught.value.code, caught.value.facts) == ("journal.same-id-other-content", {"id": "a"})


def test_a_corrected_entry_counts_nowhere_and_the_correction_does():
    assert ids(talk("a"), talk("b", supersedes="a")) == ["b"]
    assert ids(talk("b", supersedes="a"), talk("a"), talk("c", supersedes="b")) == ["c"]


def test_a_retraction_leaves_nothing():
    assert ids(talk("a"), talk("b", kind="retraction", supersedes="a")) == []


def test_of_two_corrections_the_one_recorded_later_counts_and_the_entry_is_named():
    first = talk("x", supersedes="a", recorded_at=at(8))
    second = talk("b", supersedes="a", recorded_at=at(9))

    found = effective([second, talk("a"), first])

    assert [entry.id for entry in found.entries] == ["b"]
    assert found.corrected_twice == ("a",)
    assert effective([talk("a"), first]).corrected_twice == ()


def test_a_correction_of_an_entry_that_never_arrived_counts():
    assert ids(talk("b", supersedes="elsewhere")) == ["b"]


ENTRIES = st.builds(
    talk,
    st.sampled_from("abcdef"),
    supersedes=st.none() | st.sampled_from("abcdef"),
    recorded_at=st.sampled_from([at(8), at(9)]),
    kind=st.sampled_from(["talk", "retraction"]),
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=8, unique_by=lambda entry: entry.id), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(entries, random):
    shuffled = [*entries, *entries]
    random.shuffle(shuffled)

    assert effective(shuffled) == effective(entries)
