"""What each figure counts and leaves out, by example."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from guitu.domain.journal.entry import Entry
from guitu.domain.measures import Case, DutyLine, EpisodeLine, File, Question, cases, count
from tests.domain.registry import METRICS

JIA, YI = UUID(int=1), UUID(int=2)
EPISODE = UUID(int=10)
HERE = 430102001000001
DAY = date(2026, 11, 22)
ASKED = Question(
    lo=430102001000000,
    hi=430102001999999,
    first=date(2026, 6, 1),
    as_of=DAY,
    fields=("phone", "last_contact"),
    days=90,
)


def file(person=JIA, *, phase="active", held_by=HERE, canonical=None, sealed_on=None, duties=(), entries=()):
    return File(
        person=person,
        held_by=held_by,
        canonical=canonical or person,
        sealed_on=sealed_on,
        episodes=(EpisodeLine(EPISODE, phase, date(2026, 1, 5)),),
        duties=tuple(duties),
        entries=tuple(entries),
    )


def duty(kind, due_on, state="open", *, done_on=None, by=None, rule="J-01"):
    return DutyLine(EPISODE, rule, 1, kind, due_on, state, done_on, by)


def entry(kind, on, *, named="e1", outcome="done", supersedes=None, **details):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Entry(named, kind, on, outcome, details, recorded_at=at, supersedes=supersedes)


def number(figure, *files):
    found = count(cases(METRICS[figure], files, ASKED))
    return found.counted, found.of


@pytest.mark.parametrize("phase", ["active", "paused", "decided_not_reported", "executing", "suspended"])
def test_somebody_in_a_phase_of_care_is_in_care(phase):
    assert number("in_care", file(phase=phase)) == (1, 1)


@pytest.mark.parametrize(
    "phase", ["invited", "declined", "finished", "completed", "terminated", "sealed", "expired", ""]
)
def test_an_invitation_and_an_end_are_not_care(phase):
    assert number("in_care", file(phase=phase)) == (0, 0)


def test_a_sealed_file_and_a_file_held_elsewhere_count_nowhere():
    assert number("in_care", file(sealed_on=DAY)) == (0, 0)
    assert number("in_care", file(held_by=430103001000001)) == (0, 0)


def test_one_person_found_twice_is_counted_once():
    assert number("in_care", file(JIA), file(YI, canonical=JIA)) == (1, 1)


def test_who_is_in_care_on_another_ground_is_not_waiting_for_an_answer():
    invited = file(phase="invited")
    ordered = file(YI, canonical=JIA, phase="executing")

    assert number("invited", invited) == (1, 1)
    assert number("invited", invited, ordered) == (0, 0)


def test_a_deadline_counts_once_its_last_day_has_passed():
    today = duty("report_in", DAY, rule="B-02")
    yesterday = duty("report_in", date(2026, 11, 21), rule="B-02")

    assert number("report_rate", file(duties=[today])) == (0, 0)
    assert number("report_rate", file(duties=[yesterday])) == (0, 1)


def test_reported_late_is_not_reported_in_time():
    due = date(2026, 11, 10)
    late = duty("report_in", due, "done", done_on=date(2026, 11, 11), rule="B-02")
    in_time = duty("report_in", due, "done", done_on=due, rule="B-02")

    assert number("report_rate", file(duties=[late, in_time])) == (1, 2)


def test_reporting_after_a_move_is_not_reporting_after_a_decision():
    moved = duty("report_in", date(2026, 11, 10), rule="G-02")

    assert number("report_rate", file(duties=[moved])) == (0, 0)


def test_a_visit_made_late_is_made_and_one_made_after_the_day_asked_is_not():
    late = duty("follow_up", date(2026, 7, 1), "done", done_on=date(2026, 9, 1))
    later = duty("follow_up", date(2026, 7, 1), "done", done_on=date(2026, 12, 1))

    assert number("visit_completion", file(duties=[late, later])) == (1, 2)


@pytest.mark.parametrize(("state", "unknown"), [("excused", 0), ("unrecorded", 1)])
def test_what_was_excused_was_not_due_and_what_was_not_recorded_here_is_unknown(state, unknown):
    found = count(
        cases(METRICS["test_completion"], [file(duties=[duty("drug_test", date(2026, 7, 1), state)])], ASKED)
    )

    assert (found.counted, found.of, found.unknown, found.share) == (0, 0, unknown, None)


def test_two_slots_answered_by_one_visit_are_one_act():
    visit = UUID(int=77)
    slots = [duty("home_visit", date(2026, 7, d), "done", done_on=DAY, by=visit) for d in (1, 2)]

    found = count(cases(METRICS["visit_completion"], [file(duties=slots)], ASKED))

    assert (found.counted, found.of, found.acts, found.missing) == (2, 2, 1, 0)


def test_a_plan_taken_back_is_no_plan():
    plan = entry("plan", date(2026, 10, 1))
    taken_back = entry("retraction", DAY, named="e2", supersedes="e1")

    assert number("file_rate", file(entries=[plan])) == (1, 1)
    assert number("file_rate", file(entries=[plan, taken_back])) == (0, 1)


def test_every_field_must_have_been_confirmed_within_the_days():
    old = date(2026, 8, 23)  # 91 days back
    edge = date(2026, 8, 24)  # 90
    visit = entry("home_visit", DAY, confirmed=[])

    assert number("freshness_rate", file(entries=[visit])) == (0, 1)
    for day, fresh in ((old, 0), (edge, 1)):
        phone = entry("contact_confirmed", day, named="e2", fields=["phone"])
        assert number("freshness_rate", file(entries=[visit, phone])) == (fresh, 1)


def test_an_attempt_confirms_nothing():
    attempt = entry("home_visit", DAY, outcome="attempted", confirmed=["phone"])

    assert number("freshness_rate", file(entries=[attempt])) == (0, 1)


def test_nothing_to_divide_by_is_unknown_and_none_of_ten_is_zero():
    assert count([]).share is None
    assert count([Case(JIA, counted=False)] * 10).share == 0
