"""The page of figures: what it counts, where it leads and what it refuses to say."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guitu.casework.journal.models import Entry
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.figures.conftest import owe
from tests.world import COUNTY, OTHER_COUNTY, TOWN, in_aftercare, in_rehab

PAGE = "/figures/"


def test_the_head_sees_how_many_of_the_visits_due_were_made(county, browser):
    page = browser(county.head).get(PAGE)

    cards = {card.metric.id: card for card in page.context["cards"]}
    assert page.status_code == 200
    assert (cards["in_care"].big, cards["visit_completion"].big, cards["file_rate"].big) == (
        "3",
        "66.7%",
        "33.3%",
    )


def test_nothing_to_divide_by_reads_as_a_dash_and_never_as_zero(county, browser):
    cards = {c.metric.id: c for c in browser(county.head).get(PAGE, {"theme": "tests"}).context["cards"]}

    assert cards["test_completion"].big == "—"
    assert "没有可以计算的数据" in browser(county.head).get(PAGE, {"theme": "tests"}).content.decode()


def test_every_number_opens_a_list_as_long_as_itself(county, browser):
    head = browser(county.head)
    cards = head.get(PAGE).context["cards"]

    for card in cards:
        numbers = {"all": card.count.of, "counted": card.count.counted, "missing": card.count.missing}
        for part, number in numbers.items():
            page = head.get(card.links[part])
            assert page.status_code == 200
            assert page.context["list"].total == number
            assert len(page.context["list"].lines) == number
            assert page.content.decode().count("<tr data-row>") == number


def test_days_away_are_told_course_by_course_and_nobodys_are_added_to_anothers(world, browser):
    today = clock.today()
    for days in (31, 30):
        case = in_rehab(world.station, since=today - timedelta(days=60))
        Entry.objects.create(
            person_id=case.person, held_by=case.held_by, kind="unauthorised_absence", outcome="unauthorised",
            details={"from": str(today - timedelta(days=days)), "to": None}, compartment="casework",
            happened_on=today, recorded_at=clock.now(), recorded_by=new_id(),
        )  # fmt: skip

    head = browser(world.head)
    cards = {c.metric.id: c for c in head.get(PAGE, {"theme": "orders"}).context["cards"]}
    card = cards["leave_violation_days"]
    page = head.get(card.links["all"])

    assert (card.count.counted, card.count.of) == (1, 2)  # past thirty days of the national book (F-05)
    assert sorted(line.days for line in page.context["list"].lines) == [30, 31]
    assert "累计 31 天" in page.content.decode()


def test_a_region_manager_sees_numbers_and_no_list(county, browser):
    manager = browser(county.manager)
    page = manager.get(PAGE)

    assert {c.metric.id: c.big for c in page.context["cards"]}["in_care"] == "4"
    assert all(card.links is None for card in page.context["cards"])
    assert not re.search(r'href="/figures/(?!lens/|outward)[a-z]', page.content.decode())
    assert manager.get("/figures/in_care/all/").status_code == 403


@pytest.mark.parametrize("place", [TOWN, COUNTY, OTHER_COUNTY, 430000000000, 999999999999, "430102002000001"])
def test_a_place_that_is_not_ones_own_sounds_like_one_that_is_not_there(county, browser, place):
    head = browser(county.head)

    assert head.get(PAGE, {"place": place}).status_code == 404
    assert head.get("/figures/in_care/all/", {"place": place}).status_code == 404


def test_the_county_can_be_looked_at_place_by_place(county, browser):
    manager = browser(county.manager)
    below = manager.get(PAGE).context["around"].below

    found = [manager.get(PAGE, {"place": place.number}).context["cards"][0].count.of for place in below]

    assert dict(zip([place.name for place in below], found, strict=True))["文艺路街道"] == 3
    assert manager.get(PAGE, {"place": county.other_station}).context["around"].above[0].number == COUNTY


def test_the_same_queries_for_one_line_and_for_many(world, browser):
    head = browser(world.head)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            page = head.get("/figures/visit_completion/all/")
        return len(caught), len(page.context["list"].lines)

    owe(in_aftercare(world.station))
    one = queries()
    for _ in range(24):
        owe(in_aftercare(world.station))

    assert one[1] == 1
    assert queries() == (one[0], 25)


def test_a_list_longer_than_a_page_goes_on(world, browser):
    case = in_aftercare(world.station)
    for n in range(1, 54):
        owe(case, n=n)
    head = browser(world.head)

    first, second = (head.get("/figures/visit_completion/missing/", {"page": n}) for n in (1, 2))

    assert [len(page.context["list"].lines) for page in (first, second)] == [50, 3]
    assert second.context["list"].total == 53
    assert (first.context["more"], second.context["more"]) == (2, None)


@pytest.mark.parametrize(
    "address", ["/figures/nothing/all/", "/figures/in_care/all/?place=x&months=6&page=-1"]
)
def test_unreadable_questions_do_no_harm(county, browser, address):
    assert browser(county.head).get(address).status_code == (404 if "nothing" in address else 200)


def test_definitions_stand_beside_the_numbers_in_english_too(county, browser, settings):
    client = browser(county.head)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page, cases = client.get(PAGE), client.get("/figures/visit_completion/all/")

    assert "People in care" in page.content.decode()
    for content in (page.content.decode(), cases.content.decode()):
        assert not re.search(
            "[\u4e00-\u9fff]",
            re.sub("<cite.*?</cite>|王小明|林荫站|站长何|简体中文|湖南省.*?街道", "", content),
        )
