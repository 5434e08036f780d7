"""What is kept of a release says what the outlook says, whenever it is asked, and each release for itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.outcomes import CODES, Outcome, outcomes_from, outcomes_of
from guitu.domain.measures.retention import WINDOWS, ended, passed, release_in, spell
from guitu.domain.measures.survival import EVENT, OTHER
from guitu.domain.outlook.clean import Gaps
from guitu.domain.outlook.engine import Outlook, outlook
from guitu.domain.outlook.facts import EpisodeFacts
from tests.domain.outlook.book import BOOK, ELSEWHERE, MOMENT, NOTHING, PLACE, WEEKENDS, entry

OUT = date(2024, 1, 1)
AGAIN = date(2025, 3, 1)
LAST = OUT + timedelta(days=1400)  # the last day on which anything is told
LAW = settings(derandomize=True, max_examples=150, deadline=None)
_TOLD = {
    "drug_test": ("negative", "negative", "negative", "confirmed_positive", "refused"),
    "home_visit": ("done", "verified", "attempted"),
    "talk": ("done",),
    "relapse": ("confirmed",),
    "terminated": ("done",),
    "retraction": ("done",),
}


def course(name: str, released: date | None, kind: str = "aftercare") -> EpisodeFacts:
    return EpisodeFacts(id=name, kind=kind, released_on=released, opened_on=OUT)


def seen(courses: list[EpisodeFacts], entries: list[Entry], on: date) -> Outlook:
    return outlook(
        PLACE,
        courses,
        entries,
        books=lambda region: NOTHING if region == ELSEWHERE else BOOK,
        calendar=WEEKENDS,
        today=on,
    )


def said(courses: list[EpisodeFacts], entries: list[Entry], on: date = LAST) -> tuple[Outcome, ...]:
    return outcomes_of(seen(courses, entries, on))


def codes(one: Outcome) -> tuple[str, ...]:
    return one.at_6, one.at_12, one.at_24, one.at_36


@st.composite
def journals(draw, courses: tuple[str, ...]):
    made: list[Entry] = []
    for n in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from([*sorted(_TOLD), "drug_test", "drug_test", "talk"]))
        details: dict[str, object] = {}
        if kind == "drug_test":
            details["sample"] = draw(st.sampled_from(["urine", "hair"]))
        if kind == "terminated":
            details["ground"] = draw(st.sampled_from(["deceased", "imprisoned"]))
        older = draw(st.sampled_from([None, None, None, *[e.id for e in made]]))
        made.append(
            Entry(
                id=f"e{n}",
                kind=kind,
                happened_on=OUT + timedelta(days=draw(st.integers(-60, 1400))),
                outcome=draw(st.sampled_from(_TOLD[kind])),
                details=details,
                recorded_at=MOMENT + timedelta(minutes=n),
                episode=draw(st.sampled_from([None, *courses])),
                supersedes=older,
            )
        )
    return made


COURSES = st.lists(
    st.sampled_from(
        [
            course("one", OUT),
            course("two", OUT, "community_rehab"),
            course("three", AGAIN),
            course("four", None, "community_detox"),
        ]
    ),
    min_size=1,
    unique_by=lambda one: one.id,
)
FILES = COURSES.flatmap(
    lambda courses: st.tuples(st.just(courses), journals(tuple(one.id for one in courses)))
)


@LAW
@given(FILES)
def test_each_release_says_what_the_outlook_said_before_a_later_one_came(file):
    courses, journal = file
    whole = seen(courses, journal, LAST)

    for one in outcomes_of(whole):
        until = [c for c in courses if c.released_on is None or c.released_on <= one.released_on]
        then = seen(until, journal, LAST)
        release = release_in(then.events, one.released_on, then.clean_time, today=then.today)
        for months, code in zip(WINDOWS, codes(one), strict=True):
            how, verified = ended(release, months)
            assert code == ("strict" if how == "clean" and verified else how)
        watched = spell(release, as_of=LAST)
        ends = {EVENT: one.relapsed_on, OTHER: one.died_on}
        if watched is None:
            assert (one.relapsed_on, one.died_on, one.known_on) == (None, None, None)
        else:
            assert (ends.get(watched.ended, one.known_on) - one.released_on).days == watched.time


@LAW
@given(FILES)
def test_there_is_one_outcome_for_each_release_day_counted_from_the_first(file):
    courses, journal = file
    found = said(courses, journal)

    assert [one.released_on for one in found] == sorted({c.released_on for c in courses if c.released_on})
    assert [one.times for one in found] == list(range(1, len(found) + 1))
    assert all(code in CODES for one in found for code in codes(one))


@LAW
@given(FILES, st.integers(0, 2000), st.integers(0, 2000))
def test_the_day_it_is_derived_does_not_matter_once_all_is_told(file, first, second):
    courses, journal = file
    asked = [LAST + timedelta(days=days) for days in (first, second)]

    assert said(courses, journal, asked[0]) == said(courses, journal, asked[1])


@LAW
@given(FILES, st.integers(0, 1400))
def test_what_happens_later_takes_no_window_back_that_was_known(file, days):
    """A window that has passed may become known by later evidence, never another than it was."""
    courses, journal = file
    day = OUT + timedelta(days=days)
    told = [e for e in journal if e.happened_on <= day and e.supersedes is None and e.kind != "retraction"]
    later = [e for e in journal if e.happened_on > day and e.supersedes is None and e.kind != "retraction"]
    courses = [c for c in courses if c.released_on is None or c.released_on <= day]
    if not courses:
        return

    before, after = said(courses, told, day), said(courses, [*told, *later])

    for one, then in zip(before, after, strict=True):
        for months, was, now in zip(WINDOWS, codes(one), codes(then), strict=True):
            if add_months(one.released_on, months) > day:
                continue
            allowed = {"unknown": {"unknown", "clean", "strict"}, "clean": {"clean", "strict"}}
            assert now in allowed.get(was, {was})


@LAW
@given(FILES)
def test_what_is_sealed_counts_as_if_it_were_not(file):
    """From the days and all entries the same comes out as from the outlook."""
    courses, journal = file
    whole = seen(courses, journal, LAST)

    again = outcomes_from(
        [*(c.released_on for c in courses), None],
        reversed(journal),
        gaps=Gaps.of(whole.book.parameters),
        today=LAST.toordinal(),
    )
    assert again == outcomes_of(whole)


def test_a_later_release_takes_nothing_from_an_earlier_one():
    clean = [entry("drug_test", add_months(OUT, n).isoformat(), "negative", sample="urine") for n in range(8)]
    relapse = entry("relapse", "2024-09-10", "confirmed")
    first, second = course("one", OUT), course("three", AGAIN)

    alone = said([first], [*clean, relapse])
    both = said([first, second], [*clean, relapse])

    assert codes(alone[0]) == ("strict", "relapsed", "relapsed", "relapsed")
    assert both[0] == alone[0]
    assert both[1] == (AGAIN, 2, "unknown", "unknown", "unknown", "unknown", None, None, None)


def test_a_release_that_is_still_to_come_is_there_and_unknown():
    (one,) = said([course("one", OUT)], [], OUT - timedelta(days=10))

    assert one == (OUT, 1, "unknown", "unknown", "unknown", "unknown", None, None, None)
    assert not any(passed(one, months, as_of=OUT) for months in WINDOWS)


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        (entry("home_visit", "2024-03-01"), (None, None, date(2024, 3, 1))),
        (entry("relapse", "2024-03-01", "confirmed"), (date(2024, 3, 1), None, None)),
        (entry("terminated", "2024-03-01", ground="deceased"), (None, date(2024, 3, 1), None)),
        (entry("terminated", "2023-03-01", ground="deceased"), (None, None, None)),
    ],
)
def test_what_ended_the_watching(told, ends):
    (one,) = said([course("one", OUT)], [told])

    assert (one.relapsed_on, one.died_on, one.known_on) == ends
