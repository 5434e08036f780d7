"""Who we are behind with in SQL is who the outlook says, on made-up journals."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import figures, promises
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry as EntryRow
from guitu.casework.people.models import Person, PersonAlias
from guitu.domain.access import Role, Viewer
from guitu.domain.journal.entry import Entry
from guitu.domain.measures import Question
from guitu.domain.measures.service_years import promises_of
from guitu.domain.outlook.engine import outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.promise import meter as meters
from guitu.domain.rules.model import Quota
from guitu.foundation import rulebooks
from guitu.foundation.calendar import work_calendar
from guitu.foundation.metrics import metric
from guitu.foundation.rulebooks import book_for

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
TODAY = date(2026, 11, 22)
HERE, THERE = 430102001000001, 150302001000001  # a place with the promise of 311, and one without
VIEWER = Viewer(UUID(int=7), Role.UNIT_HEAD, HERE, 1, 10**15 - 1)
SERVICES = ["job_notice", "job_notice", "job_notice", "training_notice", "career_guidance", "relief"]

released = st.one_of(
    st.sampled_from([0, 1, 364, 365, 366, 367, 730, 731, 1094, 1095, 1096, 1200]), st.integers(0, 1200)
).map(lambda back: TODAY - timedelta(days=back))
acts = st.tuples(
    st.sampled_from(SERVICES),
    st.integers(0, 500),  # days ago
    st.sampled_from(["done", "done", "done", "declined"]),
    st.integers(0, 4),  # 0: corrects nothing; k: corrects the k-th entry of this file
    st.sampled_from(["service", "service", "service", "service", "retraction"]),
    st.booleans(),  # belongs to the course
)
files = st.tuples(
    st.sampled_from([HERE, HERE, HERE, THERE]),
    released,
    st.integers(0, 400),  # consented so many days after release
    st.sampled_from(["given", "given", "given", "given", "paused", "withdrawn", "invited"]),
    st.lists(acts, max_size=8),
    st.booleans(),  # joined to the file before
    st.sampled_from([None, None, None, TODAY]),  # sealed
)


def _file(n, drawn):
    held_by, day, wait, how, given_, joined, sealed = drawn
    own = n * 100
    course = UUID(int=own + 1)
    said = min(day + timedelta(days=wait), TODAY)
    entries = []
    if how != "invited":
        entries.append(_entry(own + 2, "consent", said, "given", {}, None, course))
    if how == "paused":
        entries.append(_entry(own + 3, "paused", said, "done", {}, None, course))
    if how == "withdrawn":
        entries.append(_entry(own + 3, "consent", TODAY, "withdrawn", {}, None, course))
    for i, (service, back, outcome, corrects, kind, ours) in enumerate(given_):
        old = str(UUID(int=own + 50 + corrects - 1)) if corrects and corrects <= i else None
        retracts = kind == "retraction" and old is not None
        entries.append(
            _entry(
                own + 50 + i, "retraction" if retracts else "service", TODAY - timedelta(days=back),
                "done" if retracts else outcome, {} if retracts else {"service": service}, old,
                course if ours else None, minutes=i,
            )
        )  # fmt: skip
    facts = EpisodeFacts(id=str(course), kind="aftercare", released_on=day, opened_on=day)
    return {
        "id": UUID(int=own), "held_by": held_by, "facts": facts, "entries": entries, "joined": joined,
        "sealed": sealed,
    }  # fmt: skip


def _entry(number, kind, day, outcome, details, corrects, course, minutes=0):
    return Entry(
        id=str(UUID(int=number)), kind=kind, happened_on=day, outcome=outcome, details=details,
        recorded_at=NOW + timedelta(minutes=minutes), supersedes=corrects,
        episode=str(course) if course else None,
    )  # fmt: skip


def _naive(groups):
    """Everybody behind, by asking the outlook of each person and counting in plain loops."""
    found = {}
    for who, held_by, some in groups:
        entries = [e for f in some for e in f["entries"]]
        facts = [f["facts"] for f in some]
        seen = outlook(held_by // 1000, facts, entries, books=book_for, calendar=work_calendar(), today=TODAY)
        for f, episode in zip(some, seen.episodes, strict=True):
            f["phase"] = episode.phase
        if any(f["sealed"] for f in some):
            continue
        owed = [
            meter
            for episode in seen.episodes
            for meter in meters.behind(meters.meters(episode, book=seen.book, today=TODAY.toordinal()))
        ]
        if owed:
            found[who] = sorted(owed, key=repr)
    return found


def _store(groups):
    for who, _held, some in groups:
        for f in some:
            held = {"person_id": f["id"], "held_by": f["held_by"]}
            Person.objects.create(
                id=f["id"], held_by=f["held_by"], name=b"sealed", created_at=NOW, sealed_on=f["sealed"]
            )
            if f["id"] != who:
                PersonAlias.objects.create(canonical=who, made_at=NOW, made_by=who, **held)
            Episode.objects.create(
                id=UUID(f["facts"].id), kind="aftercare", region=f["held_by"] // 1000,
                released_on=f["facts"].released_on, opened_on=f["facts"].opened_on, created_at=NOW,
                phase=f["phase"], **held,
            )  # fmt: skip
            EntryRow.objects.bulk_create(
                EntryRow(
                    id=UUID(e.id), kind=e.kind, happened_on=e.happened_on, recorded_at=e.recorded_at,
                    recorded_by=who, outcome=e.outcome, compartment="casework", details=dict(e.details),
                    supersedes=UUID(e.supersedes) if e.supersedes else None,
                    episode_id=UUID(e.episode) if e.episode else None, **held,
                )
                for e in f["entries"]
            )  # fmt: skip


def _groups(drawn):
    """Files joined to the one before are read as that person; joined files lie in one place."""
    groups = []
    for f in (_file(i, each) for i, each in enumerate(drawn, start=1)):
        if f["joined"] and groups:
            _who, held_by, some = groups[-1]
            f["held_by"], f["sealed"] = held_by, some[0]["sealed"]
            some.append(f)
        else:
            groups.append((f["id"], f["held_by"], [f]))
    return groups


class SqlSaysWhatTheOutlookSays(TestCase):
    @settings(derandomize=True, max_examples=80, deadline=None)
    @given(st.lists(files, min_size=2, max_size=5))
    def test_the_same_people_are_waiting_for_the_same_things(self, drawn):
        groups = _groups(drawn)
        meant = _naive(groups)
        _store(groups)
        found = promises.behind(VIEWER, today=TODAY)
        assert {one.person: sorted(one.meters, key=repr) for one in found} == meant
        assert [one.until for one in found] == sorted(one.until for one in found)
        assert promises.tally(VIEWER, today=TODAY).behind == len(meant)

    @settings(derandomize=True, max_examples=60, deadline=None)
    @given(st.lists(files, min_size=2, max_size=5))
    def test_a_year_that_ended_is_kept_where_the_outlook_says_that_it_was(self, drawn):
        groups = [group for group in _groups(drawn) if group[1] == HERE]
        _naive(groups)
        _store(groups)
        asked = Question(
            lo=HERE, hi=HERE, first=date(2020, 1, 1), as_of=TODAY, fields=(), days=90,
            promises=promises_of(book_for(HERE)),
        )  # fmt: skip
        found = figures.everyone(metric("service311_rate"), asked)
        assert sorted((c.person, c.episode, c.on, c.counted) for c in found) == sorted(_years(groups))


def _years(groups):
    """Every year of every course in which help is offered that ended, by the outlook alone."""
    found = []
    for who, held_by, some in groups:
        if any(f["sealed"] for f in some):
            continue
        entries = [e for f in some for e in f["entries"]]
        facts = [f["facts"] for f in some]
        seen = outlook(held_by // 1000, facts, entries, books=book_for, calendar=work_calendar(), today=TODAY)
        for episode in seen.episodes:
            by_year: dict[int, list[bool]] = {}
            for state in episode.quotas if episode.phase in meters.RUNNING else ():
                if state.last < TODAY.toordinal():
                    by_year.setdefault(state.last, []).append(state.met)
            course = UUID(episode.course.facts.id)
            found += [(who, course, date.fromordinal(last), all(met)) for last, met in by_year.items()]
    return found


def test_every_shipped_promise_is_counted_from_a_day_that_sql_knows():
    found = [(rule, item) for book in rulebooks.books() for rule, item in meters.promised(book)]
    assert found
    for rule, item in found:
        assert isinstance(rule.body, Quota)
        assert rule.body.anchor in promises.ANCHORS
        assert not rule.only_if
        assert set(item.satisfies.outcomes) == {"done"}
        assert set(item.satisfies.details) == {"service"}
