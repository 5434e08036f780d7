"""An urgent need is answered the next day at the latest, by the national book; an ordinary one within seven.

And of a level that people set although a factor was not known the outlook says so.
"""

from datetime import date

import pytest

from guitu.domain.journal.entry import Entry
from guitu.domain.outlook.engine import Outlook, outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebooks import book_for

CARE = EpisodeFacts(id="e", kind="aftercare", released_on=date(2026, 1, 1), opened_on=date(2026, 1, 1))


def entry(kind: str, on: str, outcome: str = "done", **details: object) -> Entry:
    return Entry(f"{kind} {on} {details}", kind, date.fromisoformat(on), outcome, details)


def seen(*entries: Entry, on: str = "2026-03-10") -> Outlook:
    return outlook(
        430102001000,
        [CARE],
        [entry("consent", "2026-01-02", "given", purpose="aftercare"), *entries],
        books=book_for,
        calendar=work_calendar(),
        today=date.fromisoformat(on),
    )


def due(view: Outlook, rule: str) -> list[tuple[str, bool]]:
    return [
        (date.fromordinal(d.window.due).isoformat(), d.by is not None)
        for d in view.episodes[0].duties
        if d.window.rule.id == rule
    ]


def urgent_duties(view: Outlook) -> list[tuple[str, bool]]:
    return due(view, "GP-06")


def test_an_urgent_need_is_due_the_next_day_until_somebody_answers():
    raised = entry("need_raised", "2026-03-06", need="mental_health", urgency="urgent")
    assert urgent_duties(seen(raised)) == [("2026-03-07", False)]
    assert urgent_duties(seen(raised, entry("need_answered", "2026-03-06"))) == [("2026-03-07", True)]


def test_two_urgent_needs_of_one_day_have_a_clock_each():
    both = [entry("need_raised", "2026-03-06", need=need, urgency="urgent") for need in ("health", "safety")]
    assert urgent_duties(seen(*both)) == [("2026-03-07", False)] * 2
    answer = entry("need_answered", "2026-03-06", need="safety", answers=both[1].id)
    assert [done for _, done in urgent_duties(seen(*both, answer))] == [False, True]


@pytest.mark.parametrize("details", [{"need": "work"}, {"need": "work", "urgency": "ordinary"}])
def test_an_ordinary_need_has_seven_days_and_no_urgent_duty(details):
    view = seen(entry("need_raised", "2026-03-06", **details))
    assert urgent_duties(view) == []
    assert due(view, "GP-08") == [("2026-03-13", False)]


def test_an_answer_that_names_a_need_stops_its_clock_alone():
    work = entry("need_raised", "2026-03-01", need="work")
    papers = entry("need_raised", "2026-03-02", need="papers")
    named = entry("need_answered", "2026-03-03", need="papers", answers=papers.id)
    assert due(seen(work, papers, named), "GP-08") == [("2026-03-08", False), ("2026-03-09", True)]


def test_an_answer_to_something_else_or_from_before_stops_no_clock():
    work = entry("need_raised", "2026-03-05", need="work")
    other = entry("need_answered", "2026-03-06", need="papers")
    before = entry("need_answered", "2026-03-04", need="work")
    assert due(seen(work, other, before), "GP-08") == [("2026-03-12", False)]


@pytest.mark.parametrize(
    ("details", "provisional", "reason"),
    [
        ({"level": "low", "basis": "complete"}, False, "set_by_people"),
        ({"level": "low", "basis": "provisional"}, True, "data_missing"),
    ],
)
def test_a_level_on_missing_data_is_provisional_and_stays_what_it_is(details, provisional, reason):
    found = seen(entry("risk_assessment", "2026-03-01", **details)).level
    assert (found.level, found.provisional, found.reason) == ("low", provisional, reason)
