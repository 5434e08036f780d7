"""The packaged tables of regions and name parts."""

from collections import Counter

import pytest

from guitu.domain.kernel import region as regions
from guitu.foundation.names_data import name_parts
from guitu.foundation.regions_data import load_regions


def test_every_region_has_its_parent_before_it() -> None:
    seen = {regions.NATION}

    for record in load_regions():
        assert record.parent in seen, record
        assert record.code not in seen, record
        assert record.name, record
        seen.add(record.code)


def test_the_whole_country_down_to_townships_and_one_county_down_to_villages() -> None:
    records = list(load_regions())

    levels = Counter(record.level for record in records)
    villages = {record.parent for record in records if record.level == "village"}

    assert levels["province"] == 31
    assert levels["prefecture"] == 342
    assert levels["county"] > 2900
    assert levels["township"] > 41000
    assert all(regions.contains(431381000000, parent) for parent in villages)
    assert levels["village"] == 150


def test_a_city_without_counties_holds_its_townships_directly() -> None:
    dongguan = [record for record in load_regions() if regions.contains(441900000000, record.code)]

    assert {record.parent for record in dongguan[1:]} == {441900000000}
    assert {record.level for record in dongguan} == {"prefecture", "township"}


def test_name_parts_are_weighted() -> None:
    parts = name_parts()

    assert sum(parts.surnames.values()) == pytest.approx(1)
    assert parts.surnames["李"] > parts.surnames["冯"]
    assert "欧阳" in parts.compound_surnames
    assert parts.male["强"] > parts.female["强"]
    assert parts.male_pairs
    assert parts.female_pairs
