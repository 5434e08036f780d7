"""Whatever happens to a file, in whatever order: its release is counted once, as the outlook has it."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from guitu.casework.episodes.commands import NewEpisode, open_episode
from guitu.casework.outcomes.models import Release
from guitu.casework.outcomes.queries import digest
from guitu.casework.records.models import Cohort
from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.workflows.assign import move_rows
from guitu.workflows.nightly import run_night
from guitu.workflows.rebuild import rebuild
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh
from tests.world import NOW, Case, World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
OUT = date(2023, 1, 10)
LIFE = ("visit", "visit", "visit", "negative", "relapse")
ANY = (*LIFE, "move", "night")
CLOSING = ("leave", "terminate")
Step = tuple[str, str, int]  # what, on which course, days after the last one


def opened(world: World) -> dict[str, Case]:
    """Aftercare and an order that began with one release."""
    care = in_aftercare(world.station, since=OUT)
    order = open_episode(
        NewEpisode(
            id=new_id(), person_id=care.person, held_by=care.held_by, kind="community_rehab",
            region=care.held_by // 1000, opened_on=OUT, created_at=NOW, released_on=OUT,
        )
    )  # fmt: skip
    refresh((care.person,), on=OUT)
    cases = {"care": care, "order": Case(care.person, care.held_by, order)}
    tell(world, cases["care"], OUT, "consent", "given", purpose="aftercare")
    printed = {"term_from": OUT.isoformat(), "term_to": (OUT + timedelta(days=1094)).isoformat()}
    tell(world, cases["order"], OUT, "decision_received", **printed)
    tell(world, cases["order"], OUT, "report_in")
    return cases


def tell(world: World, case: Case, day: date, kind: str, outcome: str = "done", **details: object) -> None:
    """An entry; a file that is sealed or a course that is closed takes none."""
    record_entry(
        person=case.person, kind=kind, happened_on=day, outcome=outcome, details=details,
        episode=case.episode, by=world.lin, at=midnight(day) + timedelta(hours=12),
    )  # fmt: skip


def act(world: World, cases: dict[str, Case], what: str, on: str, day: date) -> None:
    paper = {"document_number": "1", "decided_on": day.isoformat(), "ground": "imprisoned"}
    if what == "move":
        for _ in range(2):
            move_rows(cases["care"].person, to=world.other_station)
            move_rows(cases["care"].person, to=world.station)
    elif what == "night":
        run_night(on=day)
    elif what == "leave":
        tell(world, cases["care"], day, "consent", "withdrawn", purpose="aftercare")
    elif what == "terminate":
        tell(world, cases["order"], day, "terminated", **paper)
    elif what == "negative":
        tell(world, cases["order"], day, "drug_test", "negative", sample="hair")
    elif what == "relapse":
        tell(world, cases["order"], day, "relapse", "confirmed")
    else:
        tell(world, cases[on], day, "home_visit")


def codes(row: Release | Cohort) -> tuple[str, ...]:
    return row.at_6, row.at_12, row.at_24, row.at_36


def counted() -> tuple[str, ...]:
    """The codes of the one release there is, wherever it stands."""
    found = [*Release.objects.all(), *Cohort.objects.filter(released_year__isnull=False)]
    assert len(found) == 1
    return codes(found[0])


def steps(*what: str, most: int, least: int = 0) -> st.SearchStrategy[list[Step]]:
    course = st.sampled_from(["care", "care", "order"])
    return st.lists(
        st.tuples(st.sampled_from(what), course, st.integers(5, 90)), min_size=least, max_size=most
    )


LIVES = st.tuples(
    steps(*LIFE, least=2, most=6),
    steps(*CLOSING, least=1, most=1),
    steps(*ANY, most=3),
    steps(*CLOSING, most=1),
    steps(*ANY, most=1),
).map(lambda parts: [step for part in parts for step in part])
SEALED_AT_ONCE = [("visit", "care", 5), ("visit", "care", 180), ("leave", "care", 9), ("visit", "order", 9)]


@example(SEALED_AT_ONCE)
@given(LIVES)
@settings(
    derandomize=True,
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # a life takes seconds, making it shorter minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_release_is_counted_once_through_any_life(world, lives):
    with transaction.atomic():
        live(world, lives)
        transaction.set_rollback(True)  # the next example finds nobody


def live(world: World, lives: list[Step]) -> None:
    cases, day = opened(world), OUT
    for what, on, days in lives:
        day += timedelta(days=days)
        before = counted()
        try:
            act(world, cases, what, on, day)
        except DomainError:
            continue  # the course it belongs to is closed
        now = counted()
        if what in {"leave", "terminate", "move", "night"}:
            assert now == before  # closing, moving and time change nothing that was known
        for months, was, is_now in zip((6, 12, 24, 36), before, now, strict=True):
            if was == "relapsed" and add_months(OUT, months) <= day:
                assert is_now == "relapsed"
        stored = digest()
        rebuild(on=day)
        assert digest() == stored
