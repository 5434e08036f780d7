"""What anybody reads without signing in, and the one number that somebody may pass on."""

from datetime import timedelta

import pytest
from django.test import Client

from guitu.analytics import figures
from guitu.analytics.outward import cells, only_known, outward_metrics
from guitu.casework.publications import commands
from guitu.domain.disclosure import LEAST, STEP
from guitu.domain.disclosure.quarters import quarter_of
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.authorization import door
from tests.world import COUNTY, OTHER_COUNTY, World, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
PAGE, OUTWARD = "/public/figures", "/figures/outward/"


def published(people: int, there: int, world: World):
    """The quarter before today's, published from the live tables, with people in two counties."""
    long_ago = clock.today() - timedelta(days=200)
    for _ in range(people):
        in_aftercare(world.station, since=long_ago)
    for _ in range(there):
        in_aftercare(OTHER_COUNTY * 1000 + 1, since=long_ago)
    quarter, today = quarter_of(clock.today()).before, clock.today()
    with door.as_system("test"):
        rows = only_known(cells(figures.count, quarter, as_of=today))
    commands.publish(quarter, rows, as_of=today, at=clock.now())
    return rows


def test_every_cell_that_leaves_is_hidden_or_rounded(world: World):
    rows = published(23, 4, world)

    assert {row.region for row in rows} >= {0, COUNTY, OTHER_COUNTY}
    for row in rows:
        for cell in (row.counted, row.rest):
            assert cell is None or (cell % STEP == 0 and not 0 < cell < LEAST)


def test_a_small_county_is_hidden_and_takes_a_neighbour_with_it(world: World):
    rows = published(23, 4, world)
    in_care = {row.region: row.counted for row in rows if row.metric == "in_care"}

    assert in_care[OTHER_COUNTY] is None
    assert in_care[COUNTY] is None, "with the province known it could be subtracted"
    assert in_care[0] == 25


def test_anybody_reads_the_page_and_nothing_else(world: World):
    published(23, 0, world)
    somebody = Client()

    page = somebody.get(PAGE, {"place": COUNTY}).content.decode()

    assert "在册照管人数" in page
    assert ">25<" in page.replace("\n", "").replace(" ", "")
    assert "王小明" not in page
    assert somebody.get("/figures/").url.startswith("/sign-in")


def test_before_anything_was_published_the_page_says_so():
    assert "还没有公布过数据" in Client().get(PAGE).content.decode()


@pytest.mark.parametrize(
    "query", [{"place": "9" * 40}, {"place": "x"}, {"quarter": "2026q9"}, {"place": "-1"}]
)
def test_what_is_not_published_reads_as_what_is(world: World, query):
    published(12, 0, world)
    assert Client().get(PAGE, query).status_code == 200


def ask(client: Client, **wanted):
    quarter = quarter_of(clock.today()).before.code
    return client.post(OUTWARD, {"metric": "in_care", "place": COUNTY, "quarter": quarter, **wanted})


@pytest.fixture
def manager(world: World) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=world.manager.id))
    return client


def test_one_number_may_be_passed_on(world: World, manager: Client):
    for _ in range(12):
        in_aftercare(world.station)

    page = ask(manager)

    assert page.context["line"].value == "10"
    assert ask(manager).context["line"].value == "10", "the same question again is the same answer"


def test_few_people_are_not_told_and_a_few_more_afterwards_neither(world: World, manager: Client):
    for _ in range(4):
        in_aftercare(world.station)
    few = ask(manager)
    assert few.status_code == 422
    assert "不足 10 人" in few.content.decode()

    for _ in range(10):
        in_aftercare(world.station)
    assert ask(manager).context["line"].value == "15"
    in_aftercare(world.station)

    assert "相减会认出" in ask(manager).content.decode()


@pytest.mark.parametrize("wanted", [{"place": OTHER_COUNTY}, {"place": "x"}, {"metric": "refusal_count"}])
def test_nothing_is_given_that_is_not_offered(world: World, manager: Client, wanted):
    assert ask(manager, **wanted).status_code == 422


def test_figures_of_control_do_not_go_outside():
    assert "refusal_count" not in {metric.id for metric in outward_metrics()}
