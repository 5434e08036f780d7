"""How releases turned out, kept beside the duties: the same by whatever way, and counted once to the end."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from guitu.casework.episodes.commands import NewEpisode, open_episode
from guitu.casework.outcomes.models import Release
from guitu.casework.outcomes.queries import digest
from guitu.casework.people.queries import person_for
from guitu.casework.records.models import Cohort
from guitu.domain.access import Permission
from guitu.domain.kernel.dates import add_months
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.workflows.assign import assign
from guitu.workflows.erase import erase
from guitu.workflows.joining import join, part
from guitu.workflows.nightly import run_night
from guitu.workflows.rebuild import rebuild
from guitu.workflows.record import record_entry, take_back
from guitu.workflows.refresh import refresh
from guitu.workflows.undo_import import undo_import
from tests.workflows.rosters import imported, line, made_up_people
from tests.world import NOW, TODAY, Case, World, in_aftercare, in_rehab, someone, world

__all__ = ["made_up_people", "world"]
pytestmark = pytest.mark.django_db
OUT = date(2025, 6, 1)


def tell(case: Case, world: World, kind: str, day: date, outcome: str = "done", at=None, **details: object):
    return record_entry(
        person=case.person, kind=kind, happened_on=day, outcome=outcome, details=details,
        episode=case.episode, by=world.lin, at=at or midnight(day) + timedelta(hours=12),
    )  # fmt: skip


def met_monthly(case: Case, world: World, *, since: date = OUT, months: int = 9) -> None:
    for month in range(months):
        tell(case, world, "home_visit", add_months(since, month))


def beside(case: Case, *, released_on: date = OUT, on: date = TODAY) -> Case:
    """An order that began with the same release."""
    order = open_episode(
        NewEpisode(
            id=new_id(),
            person_id=case.person,
            held_by=case.held_by,
            kind="community_rehab",
            region=case.held_by // 1000,
            opened_on=released_on + timedelta(days=4),
            created_at=NOW,
            released_on=released_on,
            order_document="演公社康决字〔2025〕0002号",
        )
    )
    refresh((case.person,), on=on)
    return Case(case.person, case.held_by, order)


def terminate(order: Case, world: World, ground: str = "imprisoned", day: date = TODAY) -> None:
    paper = {"document_number": "演公决字〔2026〕0001号", "decided_on": day.isoformat()}
    tell(order, world, "terminated", day, ground=ground, **paper)


def counted() -> list[str]:
    """How each release turned out after half a year, live ones and those of closed files together."""
    live = list(Release.objects.values_list("at_6", flat=True))
    return live + list(Cohort.objects.filter(released_year__isnull=False).values_list("at_6", flat=True))


def codes(row: Release | Cohort) -> tuple[str, ...]:
    return row.at_6, row.at_12, row.at_24, row.at_36


# recording


def test_recording_keeps_the_release_up_to_date(world):
    case = in_aftercare(world.station, since=OUT)
    met_monthly(case, world)
    row = Release.objects.get()
    assert (row.episode_id, row.held_by, row.times) == (case.episode, world.station, 1)
    assert codes(row) == ("clean", "unknown", "unknown", "unknown")
    assert (row.relapsed_on, row.known_on) == (None, add_months(OUT, 8))

    told = tell(case, world, "relapse", date(2025, 8, 15), "confirmed")
    assert codes(Release.objects.get()) == ("relapsed",) * 4
    assert Release.objects.get().relapsed_on == date(2025, 8, 15)

    take_back(person=case.person, entry=told.entry_id, by=world.lin, at=NOW)
    assert codes(Release.objects.get()) == codes(row)


def test_a_visit_that_changes_nothing_of_a_release_looks_once_and_writes_nothing(world):
    case = in_aftercare(world.station, since=OUT)
    met_monthly(case, world)
    with connection.cursor() as cursor:
        cursor.execute("select ctid::text, xmin::text from outcomes_release")
        before = cursor.fetchall()

    with CaptureQueriesContext(connection) as asked:
        tell(case, world, "talk", add_months(OUT, 8) - timedelta(days=3), at=NOW)

    about = [row["sql"] for row in asked.captured_queries if "outcomes_release" in row["sql"]]
    assert len(about) == 1
    assert about[0].lower().startswith("select")
    with connection.cursor() as cursor:
        cursor.execute("select ctid::text, xmin::text from outcomes_release")
        assert cursor.fetchall() == before


def test_a_visit_that_is_new_evidence_writes_the_release_once(world):
    case = in_aftercare(world.station, since=OUT)
    met_monthly(case, world)

    with CaptureQueriesContext(connection) as asked:
        tell(case, world, "home_visit", TODAY)

    about = [
        row["sql"].split()[0].lower() for row in asked.captured_queries if "outcomes_release" in row["sql"]
    ]
    assert about == ["select", "update"]
    assert Release.objects.get().known_on == TODAY


def test_an_order_without_a_release_has_no_row(world):
    made = in_rehab(world.station)
    open_episode(
        NewEpisode(
            id=new_id(),
            person_id=made.person,
            held_by=made.held_by,
            kind="community_detox",
            region=made.held_by // 1000,
            opened_on=OUT,
            created_at=NOW,
        )
    )
    refresh((made.person,), on=TODAY)

    assert [row.released_on for row in Release.objects.all()] == [date(2026, 1, 1)]


def test_two_releases_of_one_person_are_two_rows_in_order(world):
    first = in_aftercare(world.station, since=date(2023, 6, 1))
    met_monthly(first, world, since=date(2023, 6, 1), months=13)
    beside(first, released_on=OUT)

    assert [(row.times, row.at_12) for row in Release.objects.order_by("released_on")] == [
        (1, "clean"),
        (2, "unknown"),
    ]


# closing


@pytest.mark.parametrize("care_first", [True, False])
def test_a_release_with_two_courses_is_counted_once_before_between_and_after_both_closings(world, care_first):
    care = in_aftercare(world.station, since=OUT, worker=world.lin.id)
    tell(care, world, "consent", OUT, "given", purpose="aftercare")
    met_monthly(care, world)
    order = beside(care)
    assert counted() == ["clean"]
    closings = [
        lambda: tell(care, world, "consent", TODAY, "withdrawn", purpose="aftercare"),
        lambda: terminate(order, world),
    ]

    closings[0 if care_first else 1]()
    assert counted() == ["clean"]  # although, in the first case, all evidence is sealed by now
    row = Release.objects.get()
    assert row.episode_id == (order.episode if care_first else care.episode)
    assert Cohort.objects.get().released_year is None
    between = digest()
    rebuild(on=TODAY)
    assert digest() == between

    closings[1 if care_first else 0]()
    assert counted() == ["clean"]
    assert not Release.objects.exists()
    assert Cohort.objects.count() == 2


def test_two_courses_that_close_at_once_leave_one_release(world):
    care = in_aftercare(world.station, since=date(2023, 3, 1), worker=world.lin.id)
    tell(care, world, "consent", date(2023, 3, 1), "given", purpose="aftercare")
    order = beside(care, released_on=date(2023, 3, 1), on=date(2023, 3, 5))
    printed = {"term_from": "2023-03-01", "term_to": "2026-02-28"}
    tell(order, world, "decision_received", date(2023, 3, 2), **printed)
    tell(order, world, "report_in", date(2023, 3, 3))
    assert len(counted()) == 1

    run_night(on=date(2026, 4, 1))

    assert Cohort.objects.count() == 2
    assert len(counted()) == 1


def test_who_finishes_three_years_clean_stays_among_those_asked_about_after_three_years(world):
    since = date(2023, 3, 1)
    case = in_aftercare(world.station, since=since, worker=world.lin.id)
    tell(case, world, "consent", since, "given", purpose="aftercare")
    for month in range(0, 36, 2):
        tell(case, world, "drug_test", add_months(since, month), "negative", sample="urine")

    run_night(on=date(2026, 3, 2))

    assert not Release.objects.exists()
    row = Cohort.objects.get()
    assert codes(row) == ("strict",) * 4
    assert (row.released_year, row.released_month) == (2023, 3)
    assert 12 * row.released_year + row.released_month + 36 <= 12 * TODAY.year + TODAY.month
    assert (row.watched_months, row.watched_end) == (34, "known")
    assert row.outcome == "finished"


@pytest.mark.parametrize(
    ("last", "ended"),
    [(("relapse", "confirmed", {}), ("relapsed", 5)), (None, ("", None))],
    ids=["relapsed", "never-known"],
)
def test_a_closed_release_keeps_what_ended_its_watching(world, last, ended):
    case = in_aftercare(world.station, since=OUT, worker=world.lin.id)
    tell(case, world, "consent", OUT, "given", purpose="aftercare")
    if last:
        kind, outcome, details = last
        tell(case, world, kind, date(2025, 11, 3), outcome, **details)
    tell(case, world, "consent", TODAY, "withdrawn", purpose="aftercare")

    row = Cohort.objects.get()
    assert (row.watched_end, row.watched_months) == ended


def test_who_died_is_kept_as_died(world):
    order = in_rehab(world.station, since=OUT)
    terminate(order, world, "deceased", date(2025, 9, 1))

    row = Cohort.objects.get()
    assert (codes(row), row.watched_end, row.watched_months) == (("died",) * 4, "died", 3)


@pytest.mark.parametrize(
    ("ground", "again"), [("compulsory_detox", True), ("imprisoned", False), ("deceased", False)]
)
def test_a_closed_course_keeps_whether_compulsory_treatment_was_ordered_again(world, ground, again):
    terminate(in_rehab(world.station, since=OUT), world, ground)
    assert Cohort.objects.get().recommitted is again


def test_a_course_that_was_left_was_not_ended_by_an_order(world):
    case = in_aftercare(world.station, since=OUT, worker=world.lin.id)
    tell(case, world, "consent", OUT, "given", purpose="aftercare")
    tell(case, world, "consent", TODAY, "withdrawn", purpose="aftercare")
    assert Cohort.objects.get().recommitted is False


def test_a_later_release_is_the_second_also_when_the_first_is_sealed(world):
    first = in_aftercare(world.station, since=date(2023, 6, 1), worker=world.lin.id)
    tell(first, world, "consent", date(2023, 6, 1), "given", purpose="aftercare")
    beside(first, released_on=OUT)
    tell(first, world, "consent", TODAY, "withdrawn", purpose="aftercare")

    row = Release.objects.get()
    assert (row.released_on, row.times) == (OUT, 2)
    assert Cohort.objects.get().released_year == 2023


# everything else that happens to files


def test_rebuilding_gives_the_same_rows_however_it_is_shared(world):
    for n in range(5):
        case = in_aftercare(world.station, since=add_months(OUT, n)) if n % 2 else in_rehab(world.station)
        met_monthly(case, world, since=add_months(OUT, n), months=n + 1)
    before = digest()
    for share in ((0, 1), (0, 2), (1, 2)):
        rebuild(on=TODAY, share=share)
    assert digest() == before

    Release.objects.all().update(at_6="relapsed")
    rebuild(on=TODAY)
    assert digest() == before


def test_an_import_writes_what_rebuilding_writes_and_undoing_takes_it_back(world):
    batch = imported(line(1), line(2, order="演社康〔2026〕2号"), line(3, released="2026-04-01")).batch
    before = digest()
    assert Release.objects.count() == 3
    rebuild(on=TODAY)
    assert digest() == before

    undo_import(batch, by=None, at=NOW)
    assert not Release.objects.exists()


def test_undoing_an_import_leaves_what_was_known_before(world):
    known = someone(world.station)
    case = in_aftercare(world.station, person=known, since=OUT)
    met_monthly(case, world)
    before = digest()
    batch = imported(line(1, cid=known.citizen_id, name=known.name, released="2026-02-20")).batch
    assert Release.objects.count() == 2

    undo_import(batch, by=None, at=NOW)

    assert digest() == before


def test_the_rows_move_with_the_person(world):
    case = in_aftercare(world.township, since=OUT)
    refresh((case.person,), on=TODAY)
    town = world.worker
    chief = type(town)(town.id, world.head.role, town.unit, town.lo, town.hi)

    assign(person=case.person, to_unit=world.station, by=chief, at=NOW)

    assert Release.objects.get().held_by == world.station


def test_files_read_as_one_have_one_row_a_release_and_parted_each_its_own(world):
    one, two = in_aftercare(world.station, since=OUT), in_aftercare(world.other_station, since=OUT)
    met_monthly(one, world)
    refresh((two.person,), on=TODAY)
    first = person_for(world.lin, one.person, Permission.PERSON_READ)
    second = person_for(world.mo, two.person, Permission.PERSON_READ)
    before = digest()
    assert Release.objects.count() == 2

    join(duplicate=second, canonical=first, by=world.head.id, at=NOW)

    assert Release.objects.get().at_6 == "clean"
    joined = digest()
    rebuild(on=TODAY)
    assert digest() == joined

    with door.open_for(with_relations(world.lin, at=NOW)):
        both = person_for(world.lin, one.person, Permission.PERSON_READ)
    part(second.id, from_file=both, at=NOW)
    assert digest() == before


def test_nothing_is_left_of_somebody_who_was_erased(world):
    case = in_aftercare(world.station, since=OUT)
    met_monthly(case, world)

    erase(case.person, by=world.guardian.id, at=NOW)

    with transaction.atomic(), door.even_sealed("looking"):
        assert not Release.objects.exists()


def test_what_was_stored_before_there_were_outcomes_is_caught_up_in_one_night(world):
    case = in_aftercare(world.station, since=OUT)
    met_monthly(case, world)
    before = digest()
    Release.objects.all().delete()

    run_night(on=TODAY)

    assert digest() == before
