"""Curves of staying clean: what the words of ``retention`` say, group by group, and none of a few."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import curves
from guitu.analytics.asking import question, readings
from guitu.analytics.curves import LEAST, OWN, REST, SPLITS, UNKNOWN, Counts, counted, group
from guitu.analytics.places import Place, place_for
from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry
from guitu.casework.outcomes.models import Release as Row
from guitu.casework.people.commands import register
from guitu.casework.people.models import Person, PersonAlias, Substance
from guitu.casework.records.models import Cohort
from guitu.domain.access import Role, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.region import place_interval
from guitu.domain.measures.retention import Release, release_in, watched
from guitu.domain.measures.survival import CENSORED, EVENT, OTHER, curve
from guitu.exchange.importers.spells import Columns, read
from guitu.foundation.clock import midnight
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh
from tests.world import (
    COUNTY,
    OTHER_COUNTY,
    PREFECTURE,
    TOWN,
    Case,
    World,
    in_aftercare,
    someone,
)

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
STATION = 430102001000001
ACTS = (
    ("drug_test", "negative", {"sample": "urine"}),
    ("drug_test", "negative", {"sample": "urine"}),
    ("drug_test", "negative", {"sample": "hair"}),
    ("drug_test", "confirmed_positive", {"sample": "urine"}),
    ("home_visit", "verified", {}),
    ("phone_call", "done", {}),
    ("relapse", "confirmed", {}),
)
lives = st.tuples(
    st.integers(0, 1300),  # days ago released
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1300)), max_size=8),
)


def store(n: int, ago: int, acts: list) -> UUID:
    """Somebody released so many days ago, and what happened since; later days than today are left out."""
    out = TODAY - timedelta(days=ago)
    person = UUID(int=n)
    Person.objects.create(id=person, held_by=STATION, name=b"x", created_at=NOW)
    Episode.objects.create(
        person_id=person, held_by=STATION, kind="aftercare", region=TOWN, released_on=out, opened_on=out,
        created_at=NOW, term_from=out,
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(
            person_id=person, held_by=STATION, kind=kind, outcome=outcome, details=details,
            compartment="orders", happened_on=out + timedelta(days=after), recorded_at=NOW,
            recorded_by=person,
        )
        for (kind, outcome, details), after in acts
        if after <= ago
    )  # fmt: skip
    return person


def reader(lo: int, hi: int) -> Viewer:
    """Somebody who may read the figures of an interval."""
    return Viewer(id=uuid4(), role=Role.REGION_MANAGER, unit=lo, lo=lo, hi=hi)


WHERE = Place(TOWN, "街道", TOWN * 1000, TOWN * 1000 + 999)


class CurvesSayWhatTheWordsSay(TestCase):
    @settings(derandomize=True, max_examples=25, deadline=None)
    @given(st.lists(lives, min_size=1, max_size=12))
    def test_the_counts_are_those_of_the_outlooks_releases(self, drawn):
        releases: list[Release] = []
        for n, (ago, acts) in enumerate(drawn, start=1):
            derived = refresh((store(n, ago, acts),), on=TODAY)
            out = derived.seen.episodes[0].course.facts.released_on
            releases.append(
                release_in(derived.seen.events, out, derived.seen.clean_time, today=derived.seen.today)
            )
        meant, never = watched(releases, as_of=TODAY)

        for split in SPLITS:
            found = curves.spells(reader(WHERE.lo, WHERE.hi), WHERE, split, today=TODAY)
            together = Counts()
            for counts in found.values():
                together.take(counts)
            assert list(together.tally.steps()) == list(meant.steps()), split
            assert (together.never, together.tally.n) == (never, meant.n), split
            assert together.tally.watched == meant.watched


@given(
    st.lists(
        st.tuples(st.integers(0, 1200), st.sampled_from([EVENT, OTHER, CENSORED])), min_size=1, max_size=60
    )
)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_a_month_shows_what_the_command_line_says_of_the_same_rows(tmp_path_factory, drawn):
    counts = Counts()
    for time, ended in drawn:
        counts.add(time, ended, 1)
    file = tmp_path_factory.mktemp("rows") / "rows.csv"
    _write(file, drawn)
    theirs = curve(read(file, Columns("days", "relapsed"))[None]).points

    for mark in group("", "", counts).marks:
        day = mark.month * 365.25 / 12
        assert mark.at_risk == sum(time >= day for time, _ in drawn)
        before = [point for point in theirs if point.time <= day]
        if mark.at_risk == 0 and before[-1].survival > 0:
            assert mark.share is mark.lower is mark.upper is None
        elif before:
            assert (mark.share, mark.lower, mark.upper) == before[-1][4:]
        else:
            assert mark.share == 1.0
        if mark.relapsed is not None and mark.died is not None:
            assert mark.relapsed + mark.died <= 1 + 1e-9


def _write(file: Path, rows: list[tuple[int, int]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["days", "relapsed"])
        writer.writerows((time, int(ended == EVENT)) for time, ended in rows)


# From here on rows are written by hand: what each group holds is plain to see.


def released(
    world: World, n: int, *, held_by: int | None = None, on: date = date(2024, 3, 1),
    relapsed: int = 0, known: int | None = 400, times: int = 1, **person: object,
) -> list[UUID]:  # fmt: skip
    """So many releases that ended alike: in a relapse after so many days, or last known of after so many."""
    made = []
    held = held_by or world.station
    for _ in range(n):
        case = in_aftercare(held, since=on, person=someone(held)._replace(**person))
        Row.objects.update_or_create(
            person_id=case.person,
            released_on=on,
            defaults={
                "episode_id": case.episode, "held_by": held, "times": times,
                "at_6": "unknown", "at_12": "unknown", "at_24": "unknown", "at_36": "unknown",
                "relapsed_on": on + timedelta(days=relapsed) if relapsed else None,
                "known_on": None if known is None else on + timedelta(days=known),
            },
        )  # fmt: skip
        made.append(case.person)
    return made


def closed(
    n: int, *, region: int = COUNTY, year: int = 2023, months: int | None = 10, **columns: object
) -> None:
    """So many releases of closed files."""
    more = {"watched_end": "known" if months is not None else "", "sex": "female", "age_band": 35, **columns}
    windows = dict.fromkeys(("at_6", "at_12", "at_24", "at_36"), "unknown")
    for _ in range(n):
        Cohort.objects.create(
            id=uuid4(), region=region, kind="aftercare", year=year, month=1, months=12, outcome="completed",
            verified_months=0, relapse="unknown", lost=False, released_year=year, released_month=1,
            watched_months=months, **windows, **more,
        )  # fmt: skip


def seen(viewer: Viewer, split: str = "none", number: int | None = None) -> curves.Curves:
    """Counted now, of the viewer's own place or that number."""
    return counted(viewer, place_for(viewer, number), split, today=TODAY)


def sizes(found: curves.Curves) -> dict[str, int]:
    """How many releases each drawn group holds."""
    return {each.key: each.releases for each in found.groups}


@pytest.mark.django_db
class TestGroups:
    def test_a_place_holds_its_own_and_nobody_elses(self, world: World):
        released(world, 3)
        released(world, 4, held_by=world.other_station)

        assert seen(world.lin).whole.releases == 3
        assert seen(world.mo).whole.releases == 4
        assert seen(world.manager).whole.releases == 7

    @pytest.mark.parametrize("number", [TOWN, COUNTY, OTHER_COUNTY, PREFECTURE])
    def test_a_place_out_of_reach_is_unknown(self, world: World, number: int):
        place = Place(number, "", number * 1000, number * 1000 + 999)
        with pytest.raises(DomainError, match=r"place\.unknown"):
            curves.curves(world.lin, place, "none", today=TODAY)

    def test_whoever_reads_no_figures_gets_none(self, world: World):
        place = Place(world.station, "", world.station, world.station)
        with pytest.raises(DomainError, match=r"place\.unknown"):
            curves.curves(world.psychologist, place, "none", today=TODAY)

    def test_by_what_is_known_of_each(self, world: World):
        young = {"birth_on": date(2000, 1, 1), "sex": "female"}
        released(world, 12, on=date(2024, 3, 1), relapsed=100)
        released(world, 11, on=date(2025, 3, 1), times=4, **young)
        released(world, 10, on=date(2025, 3, 1), times=3, birth_on=None, sex="unknown", known=None)
        released(world, 10, on=date(2025, 3, 1), times=3, birth_on=None, sex="unknown")

        assert sizes(seen(world.lin, "year")) == {"2024": 12, "2025": 31}
        assert sizes(seen(world.lin, "sex")) == {"female": 11, "male": 12, UNKNOWN: 20}
        assert sizes(seen(world.lin, "age")) == {"20": 11, "30": 12, UNKNOWN: 20}
        assert sizes(seen(world.lin, "times")) == {"1": 12, "3": 31}
        assert sizes(seen(world.lin, "centre")) == {UNKNOWN: 43}
        by_year = {each.key: each for each in seen(world.lin, "year").groups}
        assert (by_year["2024"].relapses, by_year["2025"].relapses, by_year["2025"].never) == (12, 0, 10)

    def test_by_centre_with_its_name(self, world: World):
        people = released(world, 10)
        Episode.objects.filter(person_id__in=people).update(facility_unit=world.centre)

        (found,) = seen(world.lin, "centre").groups
        assert (found.key, found.name, found.releases) == (str(world.centre), "芙蓉演示戒毒所", 10)

    def test_by_substance_and_two_files_of_one_person_are_read_together(self, world: World):
        people = released(world, 22)
        for person in people[:10]:
            Substance.objects.create(person_id=person, held_by=world.station, kind="opioid")
        other = someone(world.station)
        register(other)
        PersonAlias.objects.create(
            person_id=other.id, canonical=people[10], held_by=world.station, made_at=NOW, made_by=other.id
        )
        Substance.objects.create(person_id=other.id, held_by=world.station, kind="opioid")

        assert sizes(seen(world.lin, "substance")) == {"opioid": 11, UNKNOWN: 11}

        Substance.objects.create(person_id=people[10], held_by=world.station, kind="ketamine")
        found = seen(world.lin, "substance")
        assert sizes(found) == {"opioid": 10, UNKNOWN: 11}
        assert [each.key for each in found.small] == ["several"]

    def test_by_the_places_below(self, world: World):
        released(world, 12)
        released(world, 11, held_by=world.other_station)
        released(world, 9, held_by=COUNTY * 1000 + 999)

        found = seen(world.manager, "region")
        assert {each.name: each.releases for each in found.groups} == {"文艺路街道": 12, "朝阳街街道": 11}
        assert [(each.key, each.releases) for each in found.small] == [(OWN, 9)]


@pytest.mark.django_db
class TestFew:
    def test_few_are_not_drawn_but_taken_together(self, world: World):
        released(world, LEAST, on=date(2023, 3, 1))
        released(world, LEAST - 1, on=date(2024, 3, 1))
        released(world, 2, on=date(2025, 3, 1))

        found = seen(world.lin, "year")
        assert sizes(found) == {"2023": LEAST, REST: LEAST + 1}
        assert [each.key for each in found.small] == ["2024", "2025"]

    def test_few_that_stay_few_together_are_not_drawn(self, world: World):
        released(world, LEAST, on=date(2023, 3, 1))
        released(world, 3, on=date(2024, 3, 1))
        released(world, 3, on=date(2025, 3, 1))

        assert sizes(seen(world.lin, "year")) == {"2023": LEAST}

    def test_one_small_group_is_not_shown_under_another_name(self, world: World):
        released(world, LEAST - 1)
        found = seen(world.lin, "year")
        assert found.groups == ()
        assert not found.whole.is_drawn

    def test_who_was_never_watched_makes_no_group_large(self, world: World):
        released(world, LEAST - 1)
        released(world, 5, known=None)
        assert not seen(world.lin).whole.is_drawn
        assert (seen(world.lin).whole.releases, seen(world.lin).whole.never) == (LEAST + 4, 5)


@pytest.mark.django_db
class TestClosed:
    def test_they_join_from_a_county_upwards(self, world: World):
        released(world, 3)
        closed(4)
        closed(2, months=None)
        closed(5, region=OTHER_COUNTY)
        Cohort.objects.create(
            id=uuid4(), region=COUNTY, kind="aftercare", year=2023, month=1, months=9, outcome="completed",
            sex="male", age_band=20, verified_months=0, relapse="no", lost=False,
        )  # fmt: skip

        found = seen(world.manager)
        assert (found.whole.releases, found.whole.never, found.closed, found.joined) == (9, 2, "in", 6)
        assert found.whole.marks[0].at_risk == 7
        assert seen(world.lin).closed == "small"
        assert seen(world.manager, number=TOWN).closed == "small"

    def test_they_join_the_splits_that_they_know(self, world: World):
        released(world, 10)
        closed(11, watched_end="relapsed")

        assert sizes(seen(world.manager, "year")) == {"2023": 11, "2024": 10}
        assert sizes(seen(world.manager, "sex")) == {"female": 11, "male": 10}
        assert sizes(seen(world.manager, "age")) == {"30": 21}
        for split in ("substance", "times", "centre", "region"):
            found = seen(world.manager, split)
            assert (found.closed, found.left_out, found.whole.releases) == ("unknown", 11, 10), split

    def test_by_region_they_lie_in_their_county(self, world: World):
        closed(10)
        closed(12, region=OTHER_COUNTY)
        viewer = reader(*place_interval(PREFECTURE))
        place = place_for(viewer, PREFECTURE)

        found = counted(viewer, place, "region", today=TODAY)
        assert sizes(found) == {str(COUNTY): 10, str(OTHER_COUNTY): 12}

    def test_a_month_that_has_not_come_is_not_in(self, world: World):
        closed(3, year=2027)
        assert seen(world.manager).whole.releases == 0

    def test_the_curve_and_the_figure_count_the_same_releases(self, world: World):
        released(world, 7, relapsed=100)
        released(world, 5, known=30)
        released(world, 2, known=None)
        closed(3, watched_end="relapsed")
        closed(4, months=None)

        for viewer in (world.manager, world.lin):
            place = place_for(viewer, None)
            asked = question(place, months=12, as_of=TODAY)
            figure = readings(viewer, place, asked, ["relapse_per_100_years"])["relapse_per_100_years"]
            whole = seen(viewer).whole
            assert figure.count.counted == whole.relapses
            assert (figure.count.of, figure.count.unknown) == (whole.watched, whole.never)
            assert figure.value == pytest.approx(100 * whole.rate.rate)

    def test_sealing_moves_a_release_from_open_to_closed_and_loses_none(self, world: World):
        cases = [in_aftercare(world.station, since=date(2026, 1, 3), worker=world.lin.id) for _ in range(3)]
        for case in cases:
            _say(case, world, "consent", "given", date(2026, 1, 5))
        _say(cases[0], world, "home_visit", "verified", date(2026, 2, 20))
        before = seen(world.manager)

        _say(cases[0], world, "consent", "withdrawn", date(2026, 3, 2))

        after = seen(world.manager)
        assert (before.whole.releases, after.whole.releases) == (3, 3)
        assert (before.joined, after.joined) == (0, 1)
        assert before.whole.watched == after.whole.watched
        assert seen(world.lin).whole.releases == 2
        assert seen(world.manager, "substance").left_out == 1


def _say(case: Case, world: World, kind: str, outcome: str, day: date) -> None:
    record_entry(
        person=case.person, kind=kind, happened_on=day, outcome=outcome, details={}, episode=case.episode,
        by=world.lin, at=midnight(day) + timedelta(hours=9),
    )  # fmt: skip
    refresh((case.person,), on=day)
