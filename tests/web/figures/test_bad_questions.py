"""What cannot be asked is answered with a sentence; what is not known is never a nought."""

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.metrics import metric, metrics
from guitu.web.figures.asked import THEMES
from tests.world import COUNTY, OTHER_COUNTY

PAGE, API = "/figures/", "/api/v1/figures"
BAD = [
    ({"months": "9"}, "看不懂要看多久"),
    ({"months": "0"}, "看不懂要看多久"),
    ({"months": "６"}, "看不懂要看多久"),
    ({"theme": "weather"}, "没有这一类指标"),
    ({"period": "2026-13"}, "看不懂这个时间"),
    ({"period": "2026-02-30"}, "看不懂这个时间"),
    ({"period": "x" * 300}, "看不懂这个时间"),
    ({"period": "2999-01"}, "还没有开始"),
    ({"period": "1999"}, "以前没有后续照管"),
]


@pytest.mark.parametrize(("query", "words"), BAD)
def test_a_page_says_what_it_cannot_read(county, browser, query, words):
    page = browser(county.manager).get(PAGE, query)

    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize(("query", "words"), BAD)
def test_so_does_a_list(county, browser, query, words):
    page = browser(county.head).get("/figures/in_care/all/", query)

    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"months": "9"}, "request.malformed"),
        ({"period": "2026-13"}, "period.unreadable"),
        ({"period": "2026-02-30"}, "period.unreadable"),
        ({"period": "2999"}, "period.not-begun"),
        ({"period": "1999"}, "period.too-old"),
        ({"period": "x" * 300}, "request.malformed"),
    ],
)
def test_so_does_the_api(county, browser, query, code):
    refused = browser(county.manager).get(API, query)

    assert refused.status_code == 422
    assert refused.json()["code"] == code
    assert refused.json()["title"].endswith("。")


@pytest.mark.parametrize("place", [OTHER_COUNTY, 430000000000, 999999999999, 999999999999999])
def test_a_figure_of_another_region_sounds_like_one_of_none(county, browser, place):
    manager = browser(county.manager)
    absent = manager.get(API, {"place": 888888888888})
    refused = manager.get(API, {"place": place, "figure": "in_care"})

    assert (refused.status_code, refused.content) == (404, absent.content)
    assert manager.get(PAGE, {"place": place}).status_code == 404
    assert manager.get("/figures/lens/five_chains/", {"place": place}).status_code == 404


def test_a_figure_nobody_wrote_is_not_there(county, browser):
    head = browser(county.head)

    assert head.get(API, {"figure": "weather"}).status_code == 404
    assert head.get(API, {"figure": "weather"}).json()["title"].endswith("。")
    assert head.get("/figures/weather/all/").status_code == 404
    assert head.get("/figures/in_care/everybody/").status_code == 404
    with pytest.raises(DomainError, match=r"figure\.unknown"):
        metric("weather")


def test_one_figure_can_be_asked_for_and_one_without_a_number_says_why(county, browser):
    manager = browser(county.manager)
    one = manager.get(API, {"figure": "visit_completion"}).json()
    none = manager.get(API, {"figure": "satisfaction"}).json()

    assert [figure["figure"] for figure in one["figures"]] == ["visit_completion"]
    assert (one["entered"], one["nowhere"]) == ([], [])
    assert none["figures"] == []
    assert "没有结束的调查" in none["nowhere"][0]["why"]


def test_every_figure_of_the_registry_is_answered_once_or_says_why_not(county, browser):
    said = browser(county.manager).get(API).json()
    names = [one["figure"] for part in ("figures", "entered", "nowhere") for one in said[part]]

    assert sorted(names) == sorted(metrics())
    assert all(one["why"] for one in said["nowhere"])
    assert all(one["why"] for one in said["figures"] if one["value"] is None)


def test_a_year_before_anybody_was_here_is_unknown_on_page_and_api(county, browser):
    manager = browser(county.manager)
    page = manager.get(PAGE, {"theme": "help", "period": "2012"})
    cards = {card.metric.id: card for card in page.context["cards"]}
    api = manager.get(API, {"period": "2012", "figure": "help_given"}).json()["figures"][0]

    assert cards["help_given"].big == "—"
    assert "还没有任何人的档案，所以不写 0" in page.content.decode()
    assert (api["value"], api["counted"], api["shown"]) == (None, None, "—")
    assert "不写 0" in api["why"]


def test_a_place_with_nobody_has_no_nought_and_one_with_somebody_has(world, county, browser):
    manager = browser(county.manager)
    empty, full = (
        {one["figure"]: one for one in manager.get(API, {"place": place}).json()["figures"]}
        for place in (world.township, COUNTY)
    )

    assert empty["in_care"]["value"] is None
    assert (full["in_care"]["value"], full["harm_incidents"]["value"]) == (4, 0)
    for figure in empty.values():
        if metrics()[figure["figure"]].has_list:
            assert figure["value"] is None, figure["figure"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_of_a_place_with_nobody_writes_no_nought_and_says_why(world, browser, theme):
    page = browser(world.manager).get(PAGE, {"theme": theme})

    for card in page.context["cards"]:
        if card.metric.has_list:
            assert card.big == "—", card.metric.id
            assert card.silent, card.metric.id
