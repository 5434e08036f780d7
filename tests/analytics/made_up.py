"""Made-up files without names, drawn by Hypothesis, and how to store them as the rooms would have."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from guitu.casework.agenda.models import Duty
from guitu.casework.employers.models import Base, Employer
from guitu.casework.episodes.models import Episode
from guitu.casework.handoffs.models import Handoff
from guitu.casework.honours.models import Honour
from guitu.casework.journal.models import Entry as EntryRow
from guitu.casework.outcomes.models import Release
from guitu.casework.people.models import Person, PersonAlias
from guitu.casework.support.models import Application
from guitu.casework.work.models import Placement
from guitu.domain.honours.tiers import Tier
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures import DutyLine, EpisodeLine, File, Question
from guitu.domain.measures.files import (
    ApplicationLine,
    HandoffLine,
    HonourLine,
    JobLine,
    Promised,
    ReleaseLine,
)
from guitu.domain.measures.outcomes import CODES
from guitu.domain.measures.retention import WINDOWS
from guitu.domain.outlook.facts import FAR

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
AS_OF = date(2026, 11, 22)
ASKED = Question(
    lo=430102001000000,
    hi=430102001999999,
    first=AS_OF - timedelta(days=6),
    as_of=AS_OF,
    fields=("phone", "last_contact"),
    days=4,
    contact_days=(1, 2, 4),
    promises=(
        Promised("aftercare", "released", 3, 1, FAR, "job_notice", 1),
        Promised("aftercare", "released", 3, 1, FAR, "counselling", 1),
        Promised("community_rehab", "term_start", 3, 1, FAR, "job_notice", 2),
        Promised("community_rehab", "term_start", 3, FAR, FAR, "counselling", 1),  # not yet in force
    ),
    away_days=4,
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
    ("consent", "given", {}),
    ("consent", "given", {"purpose": "job_referral"}),
    *(
        ("service", "done", {"service": "job_placement", "job": step, "placement": placement})
        for step in ("hired", "kept_six_months", "job_ended")
        for placement in (str(UUID(int=1)), str(UUID(int=2)))
    ),
    ("service", "done", {"service": "job_placement", "job": "hired"}),
    *(
        ("fact_recorded", "done", {"group": group})
        for group in ("background", "conduct", "supervision", "treatment_history")
    ),
    ("new_offence", "done", {}),
    ("release_notice", "done", {}),
    ("handover", "done", {}),
    ("handover_receipt", "done", {}),
    ("serious_breach_decision", "done", {}),
    ("harm_incident", "done", {}),
    ("need_raised", "done", {}),
    ("service", "done", {"service": "training_notice"}),
    ("service", "done", {"service": "career_guidance"}),
    ("unauthorised_absence", "unauthorised", {}),
    ("unauthorised_absence", "unauthorised", {"from": str(AS_OF - timedelta(days=6)), "to": None}),
    ("unauthorised_absence", "unauthorised", {"from": str(AS_OF - timedelta(days=1)), "to": str(AS_OF)}),
    ("retraction", "done", {}),
    ("retraction", "done", {}),
]
_HIRE = ("service", "done", {"service": "job_placement", "job": "hired", "placement": str(UUID(int=3))})
_SIX = AS_OF - timedelta(days=184)  # six months before
# what a single drawn entry rarely adds up to: (act, day) of some whole stories
STORIES = {
    "": [],
    "asked": [(("service", "done", {"service": "job_notice"}), AS_OF)],
    "whole": [(act, AS_OF) for act in ACTS if act[0] in {"fact_recorded", "home_visit", "plan", "agreement"}],
    "helped": [
        (_HIRE, _SIX),
        (("service", "done", {**_HIRE[2], "job": "kept_six_months"}), AS_OF),
        (("service", "done", {"service": "counselling"}), AS_OF - timedelta(days=40)),
        (("service", "done", {"service": "job_notice"}), AS_OF - timedelta(days=40)),
        (("service", "done", {"service": "career_guidance"}), AS_OF),
    ],
    "much": [(act, AS_OF) for act in ACTS if act[0] != "retraction"],
    "left": [
        (_HIRE, _SIX),
        (("service", "done", {**_HIRE[2], "job": "job_ended"}), AS_OF - timedelta(days=90)),
        (("unauthorised_absence", "unauthorised", {}), AS_OF),
    ],
}
SLOTS = [
    ("report_in", "B-02", "control"),
    ("report_in", "G-02", "control"),
    ("home_visit", "GP-02", "care"),
    ("follow_up", "J-01", "care"),
    ("drug_test", "D-03", "control"),
    ("need_answered", "GP-06", "office"),
    ("need_answered", "GP-08", "office"),
    ("completion_notice", "H-02", "office"),
]
days = st.integers(-8, 2).map(lambda back: AS_OF + timedelta(days=back))
long_ago = st.sampled_from([None, 0, 3, 4, 5, 1094, 1095, 1096, 1097, 2000]).map(
    lambda back: None if back is None else AS_OF - timedelta(days=back)
)

# the days on which six months end in the period, and years in which help was given
half_a_year_ago = st.integers(176, 192).map(lambda back: AS_OF - timedelta(days=back))
years_ago = st.sampled_from([300, 700, 1080, 1200]).map(lambda back: AS_OF - timedelta(days=back))

episodes = st.tuples(
    st.sampled_from(PHASES),
    days | years_ago,
    long_ago,
    st.none() | days,
    st.sampled_from(["aftercare", "aftercare", "community_rehab"]),
    long_ago,
)
handoffs = st.tuples(
    days, st.sampled_from(["accepted", "accepted", "offered", "stayed", "preparing"]), st.none() | days
)
jobs = st.tuples(
    st.sampled_from(["hired", "hired", "ended", "slip"]),
    st.none() | days,
    st.lists(st.tuples(days, days, st.none() | days), max_size=2),
)
applications = st.tuples(
    st.sampled_from(["subsistence_allowance", "legal_aid", "identity_card", "other"]),
    st.sampled_from(["granted", "granted", "refused", "handed_in", "withdrawn"]),
    days,
)
honours = st.tuples(
    st.sampled_from([tier.value for tier in Tier]), st.sampled_from(["granted", "draft"]), st.booleans()
)
windows_around = st.tuples(st.sampled_from([*WINDOWS, 1, 30, 40, 48]), st.integers(-2, 2)).map(
    lambda drawn: add_months(AS_OF, -drawn[0]) + timedelta(days=drawn[1])
)
releases = st.tuples(
    windows_around | windows_around | days,
    st.tuples(*(st.sampled_from(CODES) for _ in WINDOWS)),
    st.tuples(*(st.none() | st.integers(0, 500) for _ in range(3))),  # relapse, death, last evidence
)
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
    days | half_a_year_ago | years_ago,
    st.integers(0, 3),  # 0: corrects nothing; k: corrects the k-th entry of this file
    st.integers(0, 2),  # minutes: several may be recorded at once
    st.integers(0, 3),  # 0, 1: of no episode; 2, 3: of the first, the second
)
drawn_files = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from([None, None, None, AS_OF, AS_OF + timedelta(days=1)]),
    st.integers(0, 8),  # 0 to 2: found twice, read as that one of the files
    st.lists(episodes, min_size=1, max_size=3),
    st.lists(duties, min_size=3, max_size=8),
    st.lists(entries, min_size=3, max_size=12),
    st.tuples(
        st.lists(handoffs, max_size=2),
        st.lists(jobs, max_size=2),
        st.lists(applications, max_size=3, unique_by=lambda a: a[0]),
        st.lists(honours, max_size=3, unique_by=lambda h: h[0]),
        st.lists(releases, max_size=3, unique_by=lambda r: r[0]),
    ),
    st.sampled_from(sorted(STORIES)),
)


@st.composite
def files(draw) -> list[File]:
    """A few files; some were found twice, some are sealed, some lie elsewhere."""
    drawn = draw(st.lists(drawn_files, min_size=3, max_size=6))
    made = [_file(i, each) for i, each in enumerate(drawn, start=1)]
    known = {f.person for f in made}
    return [f if f.canonical in known else replace(f, canonical=f.person) for f in made]


def _file(number, drawn) -> File:
    held_by, sealed_on, twice, eps, dues, acts, (handed, work, applied, honoured, out), story = drawn
    own = number * 100
    acts = [*acts, *((act, day, 0, 0, 0) for act, day in STORIES[story])]
    if story == "much":
        day = AS_OF - timedelta(days=3)
        dues = [*dues, *((slot, day, state, day, 0, 0) for slot in SLOTS for state in ("done", "open"))]
    return File(
        person=UUID(int=own),
        held_by=held_by,
        canonical=UUID(int=100 * (twice + 1)) if twice < 3 else UUID(int=own),
        sealed_on=sealed_on,
        episodes=tuple(
            EpisodeLine(UUID(int=own + 1 + i), phase, day, kind, released, term_to, term_from)
            for i, (phase, day, released, term_to, kind, term_from) in enumerate(eps)
        ),
        handoffs=tuple(HandoffLine(*each) for each in _one_open(handed)),
        jobs=tuple(
            JobLine(state, on, tuple((min(a, b), max(a, b), ended) for a, b, ended in bases))
            for state, on, bases in work
        ),
        applications=tuple(ApplicationLine(*each) for each in applied),
        honours=tuple(HonourLine(*each) for each in honoured),
        releases=tuple(_release(each, UUID(int=own + 1)) for each in out),
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
                episode=str(UUID(int=own - 1 + of)) if of - 1 in range(1, len(eps) + 1) else None,
            )
            for i, ((kind, outcome, details), day, corrects, minutes, of) in enumerate(acts)
        ),
    )  # fmt: skip


def _release(drawn, episode) -> ReleaseLine:
    released_on, ends, after = drawn
    told = (None if n is None else released_on + timedelta(days=n) for n in after)
    return ReleaseLine(released_on, dict(zip(WINDOWS, ends, strict=True)), *told, episode)


def _one_open(handed):
    """Of several hand-offs of one person one at most is under way."""
    under_way = [each for each in handed if each[1] != "accepted"]
    return [each for each in handed if each[1] == "accepted"] + under_way[:1]


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
                phase=e.phase, released_on=e.released_on, term_to=e.term_to, term_from=e.term_from, **held,
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
                supersedes=UUID(e.supersedes) if e.supersedes else None, details=dict(e.details),
                episode_id=UUID(e.episode) if e.episode else None, **held,
            )
            for e in f.entries
        )  # fmt: skip
        _store_lines(f, held)


def _store_lines(f: File, held: dict) -> None:
    """What the rooms keep beside the journal."""
    Handoff.objects.bulk_create(
        Handoff(
            centre=1, region=430102001000, released_on=h.released_on, state=h.state, contact_on=h.contact_on,
            made_at=NOW, **held,
        )
        for h in f.handoffs
    )  # fmt: skip
    Release.objects.bulk_create(
        Release(
            released_on=r.released_on, episode_id=r.episode, times=n, relapsed_on=r.relapsed_on,
            died_on=r.died_on, known_on=r.known_on, **{f"at_{m}": end for m, end in r.ended.items()}, **held,
        )
        for n, r in enumerate(f.releases, start=1)
    )  # fmt: skip
    for n, job in enumerate(f.jobs):
        employer = Employer.objects.create(
            key=f"{f.person} {n}", name="x", region=430102001000, made_at=NOW, changed_at=NOW
        )
        for number, (first, last, ended) in enumerate(job.bases):
            Base.objects.create(
                employer=employer, document=str(number), seats=1, from_on=first, to_on=last, kept_by=1,
                ended_on=ended, made_at=NOW, made_by=f.person,
            )  # fmt: skip
        Placement.objects.create(
            employer=employer.id, state=job.state, hired_on=job.hired_on, proposed_on=AS_OF, changed_at=NOW,
            changed_by=f.person, recorded_at=NOW, recorded_by=f.person, **held,
        )  # fmt: skip
    for a in f.applications:
        more = {"next_on": AS_OF, "actor": "person"} if a.state == "handed_in" else {}
        more |= {"reason": "other", "remedy": "none"} if a.state == "refused" else {}
        more |= {"entry": f.person} if a.state == "granted" else {}
        Application.objects.create(
            kind=a.kind, state=a.state, begun_on=a.begun_on, begun_at=NOW, begun_by=f.person, **more, **held
        )
    for h in f.honours:
        granted = NOW if h.state == "granted" else None
        Honour.objects.create(
            sort="tier", code=h.tier, state=h.state, is_shown=h.is_shown, granted_at=granted, made_at=NOW,
            made_by=f.person, **held,
        )  # fmt: skip
