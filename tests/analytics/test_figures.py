"""The figures in SQL are the figures in words, on made-up journals; and each number is its list."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import figures
from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry as EntryRow
from guitu.casework.people.models import Person, PersonAlias
from guitu.domain import measures
from guitu.domain.journal.entry import Entry
from guitu.domain.measures import DutyLine, EpisodeLine, Figure, File, Question

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
AS_OF = date(2026, 11, 22)
ASKED = Question(
    lo=430102001000000,
    hi=430102001999999,
    first=AS_OF - timedelta(days=6),
    as_of=AS_OF,
    report_rules=frozenset({"B-02"}),
    fields=("phone", "last_contact"),
    days=4,
)
PLACES = [
    430102001000000,
    430102001000001,
    430102001000002,
    430102001999999,
    430102000999999,
    430102002000000,
]
KINDS = [
    "plan",
    "plan",
    "home_visit",
    "talk",
    "contact_confirmed",
    "contact_confirmed",
    "drug_test",
    "retraction",
]
days = st.integers(-8, 2).map(lambda back: AS_OF + timedelta(days=back))

episodes = st.tuples(st.sampled_from(["invited", "invited", "active", "executing", "completed"]), days)
duties = st.tuples(
    st.sampled_from(["report_in", "report_in", "home_visit", "drug_test", "talk"]),
    st.sampled_from(["B-02", "G-02"]),
    days,
    st.sampled_from(["open", "done", "done", "done", "excused"]),
    st.none() | days,
    st.sampled_from([0, 0, 1, 2]),
)
entries = st.tuples(
    st.sampled_from(KINDS),
    days,
    st.sampled_from(["done", "done", "verified", "attempted"]),
    st.sampled_from(
        [{}, {"fields": ["phone"]}, {"confirmed": ["phone"]}, {"fields": ["work"]}, {"fields": []}]
    ),
    st.integers(0, 3),  # 0: corrects nothing; k: corrects the k-th entry of this file
    st.integers(0, 2),  # minutes: several may be recorded at once
)
files = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from([None, None, None, AS_OF, AS_OF + timedelta(days=1)]),
    st.integers(0, 8),  # 0 to 2: found twice, read as that one of the files
    st.lists(episodes, min_size=1, max_size=3),
    st.lists(duties, min_size=3, max_size=8),
    st.lists(entries, min_size=2, max_size=7),
)


def _file(number, drawn):
    held_by, sealed_on, twice, eps, dues, acts = drawn
    own = number * 100
    first_episode = UUID(int=own + 1)
    return File(
        person=UUID(int=own),
        held_by=held_by,
        canonical=UUID(int=100 * (twice + 1)) if twice < 3 else UUID(int=own),
        sealed_on=sealed_on,
        episodes=tuple(EpisodeLine(UUID(int=own + 1 + i), phase, day) for i, (phase, day) in enumerate(eps)),
        duties=tuple(
            DutyLine(first_episode, rule, n, kind, due, state, done, UUID(int=act) if act else None)
            for n, (kind, rule, due, state, done, act) in enumerate(dues)
        ),
        entries=tuple(
            Entry(
                id=str(UUID(int=own + 50 + i)),
                kind=kind,
                happened_on=day,
                outcome=outcome,
                details=details,
                recorded_at=NOW + timedelta(minutes=minutes),
                supersedes=str(UUID(int=own + 50 + corrects - 1)) if corrects and corrects <= i else None,
            )
            for i, (kind, day, outcome, details, corrects, minutes) in enumerate(acts)
        ),
    )


def _store(made):
    """Write files as the rooms would have."""
    for table in (EntryRow, Duty, Episode, PersonAlias, Person):
        assert not table.objects.exists()
    Person.objects.bulk_create(
        Person(id=f.person, held_by=f.held_by, name=b"sealed", created_at=NOW, sealed_on=f.sealed_on)
        for f in made
    )
    PersonAlias.objects.bulk_create(
        PersonAlias(
            person_id=f.person, canonical=f.canonical, held_by=f.held_by, made_at=NOW, made_by=f.person
        )
        for f in made
        if f.canonical != f.person
    )
    for f in made:
        held = {"person_id": f.person, "held_by": f.held_by}
        Episode.objects.bulk_create(
            Episode(
                id=e.id,
                kind="aftercare",
                region=430102001000,
                opened_on=e.opened_on,
                created_at=NOW,
                phase=e.phase,
                **held,
            )
            for e in f.episodes
        )
        Duty.objects.bulk_create(
            Duty(
                episode_id=d.episode, rule=d.rule, n=d.n, kind=d.kind, nature="care", owed_by="person",
                opens_on=d.due_on, due_on=d.due_on, late_after=d.due_on, state=d.state, done_on=d.done_on,
                done_by=d.done_by, revision="r", **held,
            )
            for d in f.duties
        )  # fmt: skip
        EntryRow.objects.bulk_create(
            EntryRow(
                id=UUID(e.id), kind=e.kind, happened_on=e.happened_on, recorded_at=e.recorded_at,
                recorded_by=f.person, outcome=e.outcome, compartment="casework",
                supersedes=UUID(e.supersedes) if e.supersedes else None, details=dict(e.details), **held,
            )
            for e in f.entries
        )  # fmt: skip


def _sorted(cases):
    return sorted(cases, key=repr)


class SqlSaysWhatTheWordsSay(TestCase):
    @settings(derandomize=True, max_examples=60, deadline=None)
    @given(st.lists(files, min_size=3, max_size=6))
    def test_every_figure_has_the_same_cases(self, drawn):
        made = [_file(i, each) for i, each in enumerate(drawn, start=1)]
        known = {f.person for f in made}
        made = [f if f.canonical in known else replace(f, canonical=f.person) for f in made]
        _store(made)

        for figure in Figure:
            meant = measures.cases(figure, made, ASKED)
            assert _sorted(figures.everyone(figure, ASKED)) == _sorted(meant), figure
            assert figures.count(figure, ASKED) == measures.count(meant), figure
            for part, wanted in (("counted", True), ("missing", False)):
                found = figures.page(figure, ASKED, part=part, offset=0, limit=100)
                assert _sorted(found.cases) == _sorted(c for c in meant if c.counted is wanted)
                assert found.total == len(found.cases)
