"""A snapshot shows one moment, names nobody, and is whole or not there."""

from datetime import date, timedelta

import pytest

from guitu.analytics.columns import layout, writing
from guitu.analytics.columns.reading import opened
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.metrics import metric
from tests.analytics.made_up import AS_OF, ASKED
from tests.world import COUNTY, World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
LONG_AGO = date(2026, 1, 3)


def test_it_names_nobody_and_is_for_its_owner_only(world: World, tmp_path):
    in_aftercare(world.station, since=LONG_AGO)

    written = writing.write(tmp_path / "snapshots", as_of=AS_OF)

    assert written.rows["people_person"] == 1
    assert written.folder.name == AS_OF.isoformat()
    for file in written.folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0
    columns = {name for table in layout.TABLES.values() for name in table.columns}
    assert not columns & {"name", "note", "phone", "citizen_id", "address", "recorded_by", "worker"}


def test_a_write_that_fails_leaves_the_one_before(world: World, tmp_path, monkeypatch):
    root = tmp_path / "snapshots"
    in_aftercare(world.station, since=LONG_AGO)
    writing.write(root, as_of=AS_OF)
    broken = layout.Table({"person_id": "UUID"}, "select 'no id'")
    monkeypatch.setattr(writing, "TABLES", {**layout.TABLES, "journal_entry": broken})

    with pytest.raises(Exception, match="UUID"):
        writing.write(root, as_of=AS_OF)

    assert [each.name for each in root.iterdir()] == [AS_OF.isoformat()]
    with opened(root / AS_OF.isoformat()) as snapshot:
        assert snapshot.count(metric("in_care"), ASKED).of == 1


def test_only_the_latest_few_stay(world: World, tmp_path):
    for back in range(5):
        writing.write(tmp_path, as_of=AS_OF - timedelta(days=back))

    assert len(writing.snapshots(tmp_path)) == writing.KEPT
    assert writing.snapshots(tmp_path)[0].name == AS_OF.isoformat()


def test_a_later_day_and_a_missing_snapshot_are_said_and_not_guessed(world: World, tmp_path):
    folder = writing.write(tmp_path, as_of=AS_OF - timedelta(days=1)).folder

    with opened(folder) as snapshot, pytest.raises(DomainError, match=r"snapshot\.later"):
        snapshot.count(metric("in_care"), ASKED)
    with pytest.raises(DomainError, match=r"snapshot\.missing"), opened(tmp_path / "2020-01-01"):
        pass


def test_places_are_told_apart(world: World, tmp_path):
    in_aftercare(world.station, since=LONG_AGO)
    in_aftercare(world.other_station, since=LONG_AGO)
    here, there = (world.station, world.station), (world.other_station, world.other_station)

    with opened(writing.write(tmp_path, as_of=AS_OF).folder) as snapshot:
        found = snapshot.by_place(metric("in_care"), ASKED, [here, there, (COUNTY * 1000, COUNTY * 1000 - 1)])

    assert [count.counted for count in found.values()] == [1, 1, 0]
