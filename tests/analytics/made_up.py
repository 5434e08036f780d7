"""Made-up files without names, drawn by Hypothesis, and how to store them as the rooms would have."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry as EntryRow
from guitu.casework.people.models import Person, PersonAlias
from guitu.domain.journal.entry import Entry
from guitu.domain.measures import DutyLine, EpisodeLine, File, Question

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
AS_OF = date(2026, 11, 22)
ASKED = Question(
    lo=430102001000000,
    hi=430102001999999,
    first=AS_OF - timedelta(days=6),
    as_of=AS_OF,
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
PHASES = [
    "invited", "invited", "active", "consented", "executing", "executing", "on_leave", "reported",
    "lost_contact", "suspended", "decided_not_reported", "completed", "expired",
]  # fmt: skip
FIVE = ["full_time_worker", "community_police", "medical_staff", "family_member", "volunteer"]
ACTS = [
    ("plan", "done", {}),
    ("agreement", "done", {}),
    ("agreement", "declined", {}),
    ("working_group", "done", {"members": FIVE}),
    ("working_group", "done", {"members": [*FIVE, "social_worker"]}),
    ("working_group", "done", {"members": FIVE[:4]}),
    ("home_visit", "verified", {"confirmed": ["phone"]}),
    ("home_visit", "attempted", {}),
    ("talk", "done", {}),
    ("phone_call", "missed", {}),
    ("contact_confirmed", "verified", {"fields": ["phone"]}),
    ("contact_confirmed", "done", {"fields": ["work"]}),
    ("contact_confirmed", "done", {"fields": []}),
    ("drug_test", "negative", {}),
    ("drug_test", "confirmed_positive", {}),
    ("drug_test", "non_negative_unconfirmed", {}),
    ("drug_test", "invalid", {}),
    ("drug_test", "refused", {}),
    ("drug_test", "excused", {}),
    ("relapse", "confirmed", {}),
    ("relapse", "self_reported", {}),
    ("service", "done", {"service": "job_notice"}),
    ("service", "declined", {"service": "job_notice"}),
    ("service", "done", {"service": "counselling"}),
    *(
        ("fact_recorded", "done", {"group": group})
        for group in ("background", "conduct", "supervision", "treatment_history")
    ),
    ("new_offence", "done", {}),
    ("release_notice", "done", {}),
    ("handover", "done", {}),
    ("handover_receipt", "done", {}),
    ("unauthorised_absence", "unauthorised", {}),
    ("retraction", "done", {}),
    ("retraction", "done", {}),
]
SLOTS = [
    ("report_in", "B-02", "control"),
    ("report_in", "G-02", "control"),
    ("home_visit", "GP-02", "care"),
    ("follow_up", "J-01", "care"),
    ("drug_test", "D-03", "control"),
    ("need_answered", "GP-06", "office"),
    ("completion_notice", "H-02", "office"),
]
days = st.integers(-8, 2).map(lambda back: AS_OF + timedelta(days=back))
long_ago = st.sampled_from([None, 0, 3, 4, 5, 1094, 1095, 1096, 1097, 2000]).map(
    lambda back: None if back is None else AS_OF - timedelta(days=back)
)

episodes = st.tuples(st.sampled_from(PHASES), days, long_ago, st.none() | days)
duties = st.tuples(
    st.sampled_from(SLOTS),
    days,
    st.sampled_from(["open", "done", "done", "done", "excused", "unrecorded"]),
    st.none() | days,
    st.sampled_from([0, 0, 1, 2]),
    st.integers(0, 2),
)
entries = st.tuples(
    st.sampled_from(ACTS),
    days,
    st.integers(0, 3),  # 0: corrects nothing; k: corrects the k-th entry of this file
    st.integers(0, 2),  # minutes: several may be recorded at once
)
drawn_files = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from([None, None, None, AS_OF, AS_OF + timedelta(days=1)]),
    st.integers(0, 8),  # 0 to 2: found twice, read as that one of the files
    st.lists(episodes, min_size=1, max_size=3),
    st.lists(duties, min_size=3, max_size=8),
    st.lists(entries, min_size=3, max_size=12),
)


@st.composite
def files(draw) -> list[File]:
    """A few files; some were found twice, some are sealed, some lie elsewhere."""
    drawn = draw(st.lists(drawn_files, min_size=3, max_size=6))
    made = [_file(i, each) for i, each in enumerate(drawn, start=1)]
    known = {f.person for f in made}
    return [f if f.canonical in known else replace(f, canonical=f.person) for f in made]


def _file(number, drawn) -> File:
    held_by, sealed_on, twice, eps, dues, acts = drawn
    own = number * 100
    return File(
        person=UUID(int=own),
        held_by=held_by,
        canonical=UUID(int=100 * (twice + 1)) if twice < 3 else UUID(int=own),
        sealed_on=sealed_on,
        episodes=tuple(
            EpisodeLine(UUID(int=own + 1 + i), phase, day, "aftercare", released, term_to)
            for i, (phase, day, released, term_to) in enumerate(eps)
        ),
        duties=tuple(
            DutyLine(
                UUID(int=own + 1 + which % len(eps)), rule, n, kind, due, state, done,
                UUID(int=act) if act else None, nature, due,
            )
            for n, ((kind, rule, nature), due, state, done, act, which) in enumerate(dues)
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
            for i, ((kind, outcome, details), day, corrects, minutes) in enumerate(acts)
        ),
    )  # fmt: skip


def store(made: list[File]) -> None:
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
                id=e.id, kind=e.kind, region=430102001000, opened_on=e.opened_on, created_at=NOW,
                phase=e.phase, released_on=e.released_on, term_to=e.term_to, **held,
            )
            for e in f.episodes
        )  # fmt: skip
        Duty.objects.bulk_create(
            Duty(
                episode_id=d.episode, rule=d.rule, n=d.n, kind=d.kind, nature=d.nature, owed_by="person",
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
