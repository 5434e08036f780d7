"""The list behind people for each worker: townships and units, numbers alone, the heaviest first."""

import pytest

from guitu.casework.episodes.models import Episode
from guitu.foundation.accounts.models import Account
from tests.world import COUNTY, OTHER_COUNTY, PREFECTURE, TOWN, in_aftercare


def executing(holder: int, times: int) -> None:
    for _ in range(times):
        case = in_aftercare(holder)
        Episode.objects.filter(id=case.episode).update(phase="executing")


def found(client, region=COUNTY):
    page = client.get(f"/areas/{region}/caseload")
    assert page.status_code == 200
    return page, {line.name: line for line in page.context["lines"]}


def test_each_township_has_its_people_its_workers_and_its_ratio_and_no_name(levels, browser, world):
    executing(world.station, 31)
    executing(world.other_station, 2)
    in_aftercare(world.station)

    page, lines = found(browser(levels.county))

    names = [line.name for line in page.context["lines"]]
    first, second = lines["文艺路街道"], lines["朝阳街街道"]
    assert (first.load.in_care, first.load.in_execution, first.load.workers) == (32, 31, 1)
    assert (first.ratio, first.flag) == ("31.0", "many")
    assert (second.load.in_execution, second.load.workers, second.ratio) == (2, 0, "—")
    assert names[:2] == ["朝阳街街道", "文艺路街道"]  # where nobody is at work stands first
    said = page.content.decode()
    assert "没有专职人员" in said
    assert "超过 30" in said
    assert "王小明" not in said
    assert "/people/" not in said.partition("<main")[2]


def test_the_list_is_as_long_as_the_number_it_stands_behind(levels, browser, world):
    executing(world.station, 3)
    executing(world.other_station, 4)
    county = browser(levels.county)
    (card,) = [c for c in county.get(f"/areas/{COUNTY}/").context["cards"] if c.id == "caseload_per_worker"]

    _word, number, address = card.parts[0]
    page = county.get(address)

    assert number == 7 == sum(line.n for line in page.context["lines"])
    assert page.context["ratio"] == card.big


def test_a_prefecture_goes_on_to_its_counties_and_a_township_to_its_units(levels, browser, world):
    executing(world.station, 1)
    above = browser(levels.prefecture)
    _, counties = found(above, PREFECTURE)
    assert next(iter(counties.values())).address == f"/areas/{COUNTY}/caseload"
    _, units = found(above, TOWN)
    assert [line.address for line in units.values()] == [""] * len(units)
    assert "林荫站" in units


def test_nobody_and_no_workers_are_said_in_a_sentence(levels, browser, world):
    Account.objects.filter(role="full_time_worker").delete()
    page, lines = found(browser(levels.county))
    assert lines == {}
    assert "会列在这里" in page.content.decode()


@pytest.mark.parametrize("region", [OTHER_COUNTY, PREFECTURE, 999999999999, 430102002000001])
def test_a_place_that_is_not_ones_own_is_not_there(levels, browser, region):
    assert browser(levels.county).get(f"/areas/{region}/caseload").status_code == 404


def test_who_may_not_read_figures_is_refused_and_a_neighbour_does_not_find_it(levels, browser, world):
    assert browser(world.admin).get(f"/areas/{COUNTY}/caseload").status_code == 403
    assert browser(levels.neighbour).get(f"/areas/{COUNTY}/caseload").status_code == 404
    assert browser(levels.county).post(f"/areas/{COUNTY}/caseload").status_code == 405
