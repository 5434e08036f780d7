"""Days away without notice: of one measure, from the day after leaving to the day of return."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from guitu.domain.journal.entry import Entry
from guitu.domain.measures import Case, EpisodeLine, cases
from tests.domain.registry import METRICS
from tests.domain.test_measures import ASKED, DAY, EPISODE, JIA, YI, entry, file

FIGURE = METRICS["leave_violation_days"]
LAW = replace(ASKED, away_days=30)


def away(first: str, back: str | None, *, named: str = "e1", on: date = DAY) -> Entry:
    said = {"from": first, "to": back}
    return entry("unauthorised_absence", on, named=named, outcome="unauthorised", **said)


def found(*files, asked=LAW):
    return [(case.counted, case.n) for case in cases(FIGURE, files, asked)]


def course(file_, *, kind="community_rehab", since="2026-01-05", until=None, from_=None):
    line = EpisodeLine(
        EPISODE, "executing", date.fromisoformat(since), kind,
        term_to=date.fromisoformat(until) if until else None,
        term_from=date.fromisoformat(from_) if from_ else None,
    )  # fmt: skip
    return replace(file_, episodes=(line,))


def test_the_day_of_leaving_is_not_counted_and_exactly_thirty_days_are_not_past_thirty():
    thirty = file(phase="executing", entries=[away("2026-10-23", "2026-11-22")])
    more = file(phase="executing", entries=[away("2026-10-22", "2026-11-22")])
    assert found(thirty) == [(False, 30)]
    assert found(more) == [(True, 31)]


def test_absences_of_one_measure_are_added_and_those_of_two_people_never():
    twice = [away("2026-10-01", "2026-10-21"), away("2026-11-01", "2026-11-12", named="e2")]
    other = file(YI, phase="executing", entries=[away("2026-11-01", "2026-11-03")])
    assert found(file(phase="executing", entries=twice), other) == [(True, 31), (False, 2)]


def test_who_has_not_returned_is_away_until_the_day_asked_about_and_not_past_the_term():
    gone = file(phase="executing", entries=[away("2026-11-10", None, on=date(2026, 11, 10))])
    assert found(gone) == [(False, 12)]
    assert found(course(gone, until="2026-11-15")) == [(False, 5)]


def test_another_measure_and_another_kind_of_absence_count_in_nothing():
    before = away("2025-03-01", "2025-04-30", on=date(2025, 4, 30))
    assert found(file(phase="executing", entries=[before])) == []
    of_another = replace(away("2026-10-01", "2026-11-12"), episode=str(UUID(int=99)))
    assert found(file(phase="executing", entries=[of_another])) == []
    assert found(course(file(entries=[before]), since="2026-01-05", from_="2025-02-01")) == [(True, 60)]
    assert (
        found(file(phase="active", entries=[away("2026-10-01", "2026-11-12")])) == []
    )  # aftercare: no order


def test_nobody_without_an_absence_is_in_it_and_what_was_taken_back_never_happened():
    taken_back = [away("2026-10-01", "2026-11-12"), entry("retraction", DAY, named="e2", supersedes="e1")]
    assert found(file(phase="executing")) == []
    assert found(file(phase="executing", entries=taken_back)) == []


def test_the_case_names_its_course_and_its_last_absence():
    (case,) = cases(FIGURE, [file(phase="executing", entries=[away("2026-11-01", "2026-11-03")])], LAW)
    assert case == Case(JIA, counted=False, episode=EPISODE, n=2, on=DAY)


def test_a_place_whose_book_watches_no_days_has_no_figure():
    gone = file(phase="executing", entries=[away("2026-10-01", "2026-11-12")])
    assert found(gone, asked=ASKED) == []
