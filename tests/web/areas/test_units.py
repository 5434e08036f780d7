"""Units by type as of a day, coverage and caseload: every number opens a list as long as itself."""

from datetime import timedelta

import pytest

from guitu.casework.episodes.models import Episode
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.organisations.commands import change_unit, create_unit
from tests.world import COUNTY, NOW, PREFECTURE, in_aftercare


@pytest.fixture
def centre(levels):
    """A guidance centre in the county, opened a year ago."""
    year_ago = clock.today() - timedelta(days=365)
    return create_unit(
        region=COUNTY, type="guidance_centre", name="芙蓉指导中心", by=None, at=NOW, opened_on=year_ago
    )


def test_every_number_of_units_opens_a_list_as_long_as_itself(levels, browser, centre):
    above = browser(levels.prefecture)
    page = above.get(f"/areas/{PREFECTURE}/")

    for code, _, count in page.context["types"]:
        listed = above.get(f"/areas/{PREFECTURE}/units", {"type": code})
        assert len(listed.context["lines"]) == count.counted + count.unknown
    cards = {card.id: card for card in page.context["cards"]}
    assert cards["coverage_districts"].big == "50.0%"
    for card in cards.values():
        for _, number, address in card.parts:
            if address:
                listed = above.get(address)
                assert sum(line.n for line in listed.context["lines"]) == number


def test_units_stand_from_the_day_they_opened_until_they_closed(levels, browser, centre):
    county = browser(levels.county)
    today = clock.today()

    def there(days):
        on = (today - timedelta(days=days)).isoformat()
        page = county.get(f"/areas/{COUNTY}/units", {"on": on, "type": "guidance_centre"})
        return [(line.name, line.counted) for line in page.context["lines"]]

    assert there(366) == []
    assert there(365) == there(0) == [("芙蓉指导中心", True)]
    change_unit(centre, by=None, at=clock.now(), is_active=False)
    assert there(0) == []
    assert there(1) == [("芙蓉指导中心", True)]


def test_a_unit_whose_days_nobody_knows_is_said_to_be_unknown(levels, browser):
    county = browser(levels.county)
    past = (clock.today() - timedelta(days=30)).isoformat()
    page = county.get(f"/areas/{COUNTY}/units", {"on": past, "type": "facility"})

    assert [line.counted for line in page.context["lines"]] == [None]
    assert "不知道那天在不在" in page.content.decode()


def test_caseload_above_thirty_is_flagged_and_nobody_to_share_it_is_no_number(levels, browser, world):
    county = browser(levels.county)
    for _ in range(31):
        case = in_aftercare(world.station)
        Episode.objects.filter(id=case.episode).update(phase="executing")
    cards = {card.id: card for card in county.get(f"/areas/{COUNTY}/").context["cards"]}
    assert (cards["caseload_per_worker"].big, cards["caseload_per_worker"].flag) == ("31.0", True)

    Account.objects.filter(id=world.worker.id).update(is_active=False)
    page = county.get(f"/areas/{COUNTY}/")
    cards = {card.id: card for card in page.context["cards"]}
    assert (cards["caseload_per_worker"].big, cards["caseload_per_worker"].flag) == ("—", False)
    assert "所以不写 0" in page.content.decode()


@pytest.mark.parametrize("path", ["behind/in_care/all", "behind/coverage_districts/some", "behind/x/all"])
def test_lists_that_are_none_are_not_there(levels, browser, path):
    assert browser(levels.county).get(f"/areas/{COUNTY}/{path}").status_code == 404


def test_a_day_that_is_none_is_said_so_and_an_unknown_type_has_no_list(levels, browser):
    county = browser(levels.county)
    for day in ("9999-99-99", "2026-02-30", "morgen"):
        refused = county.get(f"/areas/{COUNTY}/units", {"on": day})
        assert (refused.status_code, "没有这一天" in refused.content.decode()) == (422, True)
    page = county.get(f"/areas/{COUNTY}/units", {"type": "nothing"})

    assert page.context["on"] == clock.today()
    assert page.context["lines"] == []
