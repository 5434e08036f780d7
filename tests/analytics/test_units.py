"""Figures of units in SQL are the figures in words, on made-up registers; and each number is its list."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import units
from guitu.domain.access import Role
from guitu.domain.kernel import region as regions
from guitu.domain.measures.units import (
    MEANINGS,
    AsOf,
    Register,
    UnitLine,
    WorkerLine,
    count,
    stands,
)
from guitu.foundation.accounts.models import Account
from guitu.foundation.metrics import metrics
from guitu.foundation.organisations.models import Region, Unit, UnitRegion

PROVINCE, PREFECTURE, CITY = 430000000000, 430100000000, 430200000000  # the city has no county
COUNTIES = (430102000000, 430103000000)
TOWNS = (430102001000, 430103001000, 430200001000)
PLACES = (PROVINCE, PREFECTURE, CITY, *COUNTIES, *TOWNS)
DISTRICTS = (*COUNTIES, CITY)
TODAY = date(2026, 3, 2)
DAYS = st.sampled_from([TODAY - timedelta(days=n) for n in (400, 31, 30, 1, 0, -10)])
TYPES = st.sampled_from(["guidance_centre", "guidance_centre", "township_office"])
ROLES = st.sampled_from(["full_time_worker", "full_time_worker", "social_worker"])


@st.composite
def registers(draw):
    """Some units and their staff; own numbers keep them apart."""
    lines = []
    for own in range(1, draw(st.integers(1, 6)) + 1):
        opened, closed = draw(st.none() | DAYS), draw(st.none() | DAYS)
        if opened and closed and closed <= opened:
            closed = None
        lines.append(
            UnitLine(
                number=regions.place_number(draw(st.sampled_from(PLACES)), own),
                type=draw(TYPES),
                serves=tuple(draw(st.sets(st.sampled_from(PLACES), max_size=2))),
                is_active=draw(st.booleans()),
                opened_on=opened,
                closed_on=closed,
            )
        )
    staff = st.builds(
        WorkerLine,
        unit=st.sampled_from([line.number for line in lines]),
        role=ROLES,
        is_active=st.booleans(),
        since=DAYS,
    )
    return Register(DISTRICTS, tuple(lines), tuple(draw(st.lists(staff, max_size=6))))


def store(made: Register) -> None:
    """The register in the tables; midnight in China is the day before in UTC."""
    Account.objects.all().delete()
    UnitRegion.objects.all().delete()
    Unit.objects.all().delete()
    Region.objects.bulk_create(
        [
            Region(code=c, name="x", level=regions.level(c), parent=regions.parent(c) or None, full_name="x")
            for c in PLACES
        ],
        ignore_conflicts=True,
    )
    for line in made.units:
        Unit.objects.create(
            number=line.number, type=line.type, name="x", region_id=regions.region_of(line.number),
            is_active=line.is_active, opened_on=line.opened_on, closed_on=line.closed_on,
        )  # fmt: skip
        UnitRegion.objects.bulk_create([UnitRegion(unit_id=line.number, region_id=c) for c in line.serves])
    for n, worker in enumerate(made.workers):
        at = datetime.combine(worker.since, datetime.min.time(), UTC) - timedelta(hours=8)
        Account.objects.create(
            username=f"w{n}", display_name="x", role=Role(worker.role), unit_id=worker.unit,
            is_active=worker.is_active, created_at=at,
        )  # fmt: skip


class SqlSaysWhatTheWordsSay(TestCase):
    @settings(derandomize=True, max_examples=60, deadline=None)
    @given(registers(), st.sampled_from((PROVINCE, PREFECTURE, CITY, *COUNTIES)), DAYS)
    def test_every_figure_of_units_has_the_same_cases(self, made, where, on):
        store(made)
        asked = AsOf(*regions.place_interval(where), on, TODAY)

        for id_, meaning in MEANINGS.items():
            meant = meaning(made, asked)
            assert sorted(units.everyone(metrics()[id_], asked), key=repr) == sorted(meant, key=repr), id_
            assert units.count(metrics()[id_], asked) == count(meant), id_
            for part, state in {"counted": True, "missing": False, "unknown": None}.items():
                found = units.page(metrics()[id_], asked, part=part)
                assert {case.counted for case in found.cases} <= {state}
                assert found.total == len(found.cases) == sum(case.counted is state for case in meant)

    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(registers(), DAYS)
    def test_units_by_type_stand_as_the_words_say(self, made, on):
        store(made)
        asked = AsOf(*regions.place_interval(PROVINCE), on, TODAY)
        found = {number: state for number, _, state in units.standing(asked)}

        assert found == {line.number: stands(line, asked) for line in made.units}
        for kind, numbers in units.by_type(asked).items():
            states = [found[line.number] for line in made.units if line.type == kind]
            assert (numbers.counted, numbers.unknown) == (states.count(True), states.count(None))


def test_every_meaning_is_a_figure_of_units():
    assert {metric.id for metric in metrics().values() if metric.lists_units} == set(MEANINGS)
