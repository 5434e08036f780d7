"""Laws of the outlook, tried on random journals."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.entry import Entry
from guitu.domain.rules.model import Nature

from .book import ELSEWHERE, MOMENT, facts, seen

START = date(2026, 3, 10)
OUTCOMES = {
    "drug_test": ["negative", "refused", "excused", "confirmed_positive", "non_negative_unconfirmed"],
    "follow_up": ["done", "attempted", "verified"],
    "talk": ["done"],
    "service": ["done"],
    "report_in": ["done"],
    "agreement": ["done"],
    "consent": ["given", "withdrawn"],
    "suspended": ["done"],
    "resumed": ["done"],
    "transfer": ["done"],
    "paused": ["done"],
    "resumed_care": ["done"],
}


@st.composite
def journals(draw):
    made = []
    for n in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(sorted(OUTCOMES)))
        details = {"document_number": "1"} if draw(st.booleans()) else {}
        if kind == "transfer":
            details["to_region"] = draw(st.sampled_from([ELSEWHERE, 430102001000]))
        if kind == "service":
            details["service"] = draw(st.sampled_from(["job_notice", "training_notice"]))
        older = draw(st.sampled_from([None, None, *[e.id for e in made]]))
        made.append(
            Entry(
                id=f"e{n}",
                kind=kind,
                happened_on=START + timedelta(days=draw(st.integers(0, 1300))),
                outcome=draw(st.sampled_from(OUTCOMES[kind])),
                details=details,
                recorded_at=MOMENT + timedelta(minutes=draw(st.integers(0, 9))),
                supersedes=older,
            )
        )
    return made


CASES = st.sampled_from(
    [
        facts("community_rehab", reported_on="2026-03-10", term_from="2026-03-10", term_to="2029-03-10"),
        facts("community_detox", decision_received_on="2026-03-02", reported_on="2026-03-10"),
        facts("aftercare", released_on="2026-03-10", consented_on="2026-03-12"),
    ]
)
DAYS = st.dates(date(2026, 3, 1), date(2030, 6, 1)).map(date.isoformat)
LAW = settings(derandomize=True, max_examples=50, deadline=None)


def told(view):
    """Everything an outlook says, as plain values that can be compared."""
    episode = view.episodes[0]
    return (
        episode.phase,
        episode.turns_on,
        episode.course.term,
        [
            (
                d.window.rule.id,
                d.window.n,
                d.window.due,
                d.window.lapses,
                d.state,
                d.by.id if d.by else None,
            )
            for d in episode.duties
        ],
        [(q.item, q.first, q.done) for q in episode.quotas],
        [(c.rule.id, c.count) for c in episode.counters],
        view.clean_time,
        [(p.rule, p.what) for p in episode.proposals],
    )


@LAW
@given(CASES, journals(), DAYS, st.randoms(use_true_random=False))
def test_entries_in_any_order_give_the_same_outlook(case, journal, on, random):
    shuffled = list(journal)
    random.shuffle(shuffled)

    assert told(seen(case, *journal, on=on)) == told(seen(case, *shuffled, on=on))


@LAW
@given(CASES, journals(), DAYS)
def test_the_same_entry_twice_changes_nothing(case, journal, on):
    assert told(seen(case, *journal, on=on)) == told(seen(case, *journal, *journal, on=on))


@LAW
@given(CASES, journals(), DAYS)
def test_no_duty_of_control_lies_after_the_term(case, journal, on):
    episode = seen(case, *journal, on=on).episodes[0]
    last = episode.course.asked_to

    for duty in episode.duties:
        if duty.window.rule.nature is Nature.CONTROL and last is not None:
            assert duty.window.due <= last
            if duty.window.n and duty.window.rule.id == "D-02":
                assert episode.course.term[0] <= duty.window.due
                assert duty.window.lapses <= last + 1


@LAW
@given(CASES, journals(), DAYS)
def test_a_superseded_entry_counts_nowhere(case, journal, on):
    gone = {e.supersedes for e in journal if e.supersedes}
    view = seen(case, *journal, on=on)
    episode = view.episodes[0]

    used = {d.by.id for d in episode.duties if d.by} | {i for c in episode.counters for i in c.entries}
    assert not used & gone


@LAW
@given(CASES, journals(), DAYS)
def test_an_entry_fills_at_most_one_slot_of_a_rule(case, journal, on):
    used = [
        (d.window.rule.id, d.by.id)
        for d in seen(case, *journal, on=on).episodes[0].duties
        if d.by and d.by.id
    ]

    assert len(used) == len(set(used))


@LAW
@given(CASES, journals(), DAYS)
def test_clean_time_has_no_hole_and_no_overlap_and_ends_today(case, journal, on):
    view = seen(case, *journal, on=on)
    spans = view.clean_time

    for before, after in itertools.pairwise(spans):
        assert after.first == before.last + 1
        assert after.state != before.state
    if spans:
        assert spans[-1].last == view.today
