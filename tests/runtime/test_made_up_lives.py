"""Made-up people, without a database: nobody could be real, and every life obeys the rules it was told by."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.kinds import check
from guitu.domain.kernel import citizen_id
from guitu.foundation.clock import day_of
from guitu.runtime.demo.population import MadeFile, make_file
from guitu.workflows.derive import derive
from tests.runtime.made_up import demo_staff, demo_world, entries_of, rows_of

ON = date(2026, 11, 22)
SEED = 7


@pytest.fixture(scope="module")
def files() -> list[MadeFile]:
    return [make_file(SEED, index, demo_world(), on=ON) for index in range(400)]


def test_nobody_could_be_real(files: list[MadeFile]):
    for file in files:
        number = citizen_id.parse(file.person.citizen_id, allow_demo=True, on=ON)
        assert number.is_made_up
        assert (number.birth_on, number.sex) == (file.person.birth_on, file.person.sex)
        assert all(c.value.startswith("12") for c in file.person.contacts if c.kind == "phone")


def test_no_two_people_have_one_number(files: list[MadeFile]):
    assert len({file.person.citizen_id for file in files}) == len(files)


def test_every_entry_passes_the_check_that_all_entries_pass(files: list[MadeFile]):
    for entry in (entry for file in files for entry in file.entries):
        stored = check(
            entry.kind,
            entry.outcome,
            entry.details,
            happened_on=entry.happened_on,
            today=ON,
            reason=entry.reason or None,
        )
        assert stored == entry.details


def test_nothing_is_written_down_before_it_happened_or_after_today(files: list[MadeFile]):
    for entry in (entry for file in files for entry in file.entries):
        assert entry.happened_on <= day_of(entry.recorded_at) < ON


def test_entries_are_written_by_those_who_may(files: list[MadeFile]):
    staff = {worker.id: worker for worker in demo_staff().values()}
    for entry in (entry for file in files for entry in file.entries):
        assert staff[entry.recorded_by].may_write(entry.kind), entry.kind


def test_a_correction_names_an_entry_of_the_same_person_and_comes_later(files: list[MadeFile]):
    corrections = 0
    for file in files:
        by_id = {entry.id: entry for entry in file.entries}
        for entry in file.entries:
            if entry.supersedes:
                corrections += 1
                assert by_id[entry.supersedes].kind == entry.kind or entry.kind == "retraction"
                assert entry.reason
    assert corrections > 5


def test_the_same_seed_and_day_give_the_same_lives(files: list[MadeFile]):
    assert [make_file(SEED, index, demo_world(), on=ON) for index in (0, 17, 399)] == [
        files[index] for index in (0, 17, 399)
    ]


def test_another_seed_gives_other_people(files: list[MadeFile]):
    assert make_file(SEED + 1, 0, demo_world(), on=ON).person.name != files[0].person.name


def test_lives_are_spread_as_lives_are(files: list[MadeFile]):
    people = len(files)
    kinds = Counter(row.kind for file in files for row in file.episodes)
    women = sum(file.person.sex == "female" for file in files)
    ages = sorted((ON - file.person.birth_on).days / 365.25 for file in files)

    assert 0.08 < women / people < 0.24
    assert ages[0] >= 20
    assert ages[-1] <= 61
    assert 33 < ages[people // 2] < 45
    assert 0.45 < kinds["community_rehab"] / people < 0.65
    assert 0.01 < kinds["community_detox"] / people < 0.09


def test_answers_are_as_good_and_bad_as_offices_are(files: list[MadeFile]):
    entries = [entry for file in files for entry in file.entries]
    asked = [e for e in entries if e.kind == "consent" and e.details["purpose"] == "aftercare"]
    given = sum(e.outcome == "given" for e in asked)
    tests = Counter(e.outcome for e in entries if e.kind == "drug_test")
    visits = Counter(
        duty.state for file in files for duty in file.duties if duty.kind == "follow_up" and duty.due_on < ON
    )

    assert 0.75 < given / len(asked) < 0.92
    assert 0.8 < tests["negative"] / tests.total() < 0.95
    assert 0.7 < visits["done"] / visits.total() < 0.92
    assert sum(e.kind == "relapse" for e in entries) / len(files) < 0.2


def test_a_desk_holds_a_day_s_work_and_not_hundreds(files: list[MadeFile]):
    late = Counter(
        duty.held_by
        for file in files
        for duty in file.duties
        if duty.state == "open" and duty.late_after < ON and (duty.lapses_on is None or duty.lapses_on > ON)
    )
    assert 0 < max(late.values()) < 25


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    index=st.integers(0, 39_999),
    on=st.dates(date(2019, 1, 1), date(2032, 12, 31)),
)
def test_any_life_on_any_day_is_what_a_fresh_outlook_says(seed: int, index: int, on: date):
    file = make_file(seed, index, demo_world(), on=on)

    derived = derive(rows_of(file), reversed(entries_of(file)), on=on)

    assert file.duties == [duty for row in derived.files for duty in derived.duties(row)]
    assert {p.episode_id: p.phase for p in derived.projections()} == {e.id: e.phase for e in file.episodes}
    assert all(entry.happened_on < on for entry in file.entries)


@settings(derandomize=True, max_examples=30, deadline=None)
@given(index=st.integers(0, 10**4))
def test_a_life_told_a_month_earlier_has_the_same_person_in_it(index: int):
    now, before = (
        make_file(SEED, index, demo_world(), on=day).person for day in (ON, ON - timedelta(days=30))
    )

    assert (now.name, now.sex) == (before.name, before.sex)
