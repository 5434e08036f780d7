"""Reports for outside: nobody is found in one, not by a small number, nor by subtracting two."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.urls import reverse

from guitu.casework.exports import reports
from guitu.casework.exports.models import Report
from guitu.casework.publications.models import Answer
from guitu.casework.publications.queries import answers_to
from guitu.domain.access import Role, Viewer
from guitu.domain.disclosure import refusal
from guitu.domain.disclosure.quarters import quarter_of
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from guitu.web.dashboards import jobs
from tests.web.dashboards.test_reports import ask, sheets, text
from tests.web.figures.conftest import owe
from tests.world import COUNTY, World, in_aftercare

_FIRST = clock.today().replace(day=1)
LAST_MONTH = (_FIRST - timedelta(days=1)).replace(day=1)
CODE = LAST_MONTH.strftime("%Y-%m")


def visits(world: World, made: int, missed: int = 0, *, due: date = LAST_MONTH) -> None:
    """Visits of last month, each of somebody else."""
    for n in range(made + missed):
        owe(in_aftercare(world.station), state="done" if n < made else "open", due=due)


def given(client, **more) -> str:
    """The address of a report for outside, made."""
    address = ask(client, audience="outward", period=CODE, **more)
    jobs.make(address.rstrip("/").rsplit("/", 1)[1])
    return address


def main(client, address: str) -> dict[str, list[str]]:
    """The main table of a report, by figure."""
    return {line[0]: line for line in sheets(client.get(f"{address}xlsx").content)[0][1:]}


def test_a_report_for_outside_holds_no_small_number(world, browser):
    visits(world, 20, 3)
    for _ in range(3):
        owe(in_aftercare(world.other_station), state="done", due=LAST_MONTH)
    manager = browser(world.manager)
    address = given(manager)
    content = manager.get(f"{address}xlsx").content

    found = [cell for sheet in sheets(content)[:-1] for line in sheet[1:] for cell in line[1:]]
    counts = [int(cell) for cell in found if cell.isdigit()]
    assert counts
    assert not [n for n in counts if 0 < n < 8 or n % 5]
    main = {line[0]: line for line in sheets(content)[0][1:]}
    assert main["在册照管人数"][2] == "25"  # 26 people
    assert main["走访完成率"][1:4] == ["—", "—", "—"]  # three were not made
    parts = {
        line[0]: line[1] for sheet in sheets(content) if sheet[0][0] == "地区或单位" for line in sheet[1:]
    }
    assert parts["朝阳街街道"] == "—"


def test_the_same_month_asked_again_after_a_few_more_were_recorded_keeps_the_changed_numbers_back(
    world, browser
):
    """Twenty-three visits before and twenty-six after: the difference is three people."""
    visits(world, 20, 10)
    visits(world, 30, 30, due=LAST_MONTH - timedelta(days=40))
    manager = browser(world.manager)
    first = main(manager, given(manager))
    visits(world, 3)
    address = given(manager)
    again = main(manager, address)

    assert first["走访完成率"][1:4] == ["66.7%", "20", "30"]
    assert again["走访完成率"][1:4] == ["—", "—", "—"]
    assert again["在册照管人数"][1] == "—"
    for said in (manager.get(address).content.decode(), text(manager.get(f"{address}docx").content)):
        assert "相减会认出其中的人" in said
    assert Report.objects.get(id=address.rstrip("/").rsplit("/", 1)[1]).withheld > 0


def test_the_same_month_asked_again_with_nothing_changed_is_the_same_report(world, browser):
    visits(world, 20, 10)
    manager = browser(world.manager)

    assert main(manager, given(manager)) == main(manager, given(manager))


def test_everybody_knows_what_a_report_said_whoever_asked_for_it(world, browser):
    """A month was said outside; who asks for its quarter, alone, would learn of three people more."""
    quarter = quarter_of(clock.today()).before
    visits(world, 20, 10, due=quarter.first)
    visits(world, 3, due=quarter.last)
    other = browser(someone_else(world))
    body = {"metric": "visit_completion", "place": COUNTY, "quarter": quarter.code}
    assert other.post(reverse("public:outward"), body).status_code == 200
    Answer.objects.all().delete()

    manager = browser(world.manager)
    address = ask(manager, audience="outward", period=quarter.first.strftime("%Y-%m"))
    jobs.make(address.rstrip("/").rsplit("/", 1)[1])
    assert main(manager, address)["走访完成率"][1:4] == ["66.7%", "20", "30"]
    refused = other.post(reverse("public:outward"), body)
    assert refused.status_code == 422
    assert "相减会认出其中的人" in refused.content.decode()


def someone_else(world: World) -> Viewer:
    """Another manager of the county."""
    made = create_account(
        username="second", display_name="乙", role=Role.REGION_MANAGER, unit=world.manager.unit,
        password="calm-morning-17", by=None, at=clock.now(), must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.select_related("unit").get(id=made))


def test_what_one_was_told_alone_binds_the_report_one_asks_for(world, browser):
    visits(world, 20, 10)
    manager = browser(world.manager)
    Answer.objects.create(
        account=world.manager.id, metric="visit_completion", lo=world.manager.lo, hi=world.manager.hi,
        first=quarter_of(LAST_MONTH).first, last=quarter_of(LAST_MONTH).last, counted=22, of=32,
        given_at=clock.now(),
    )  # fmt: skip

    assert main(manager, given(manager))["走访完成率"][1:4] == ["—", "—", "—"]


def test_no_two_numbers_that_were_said_outside_tell_of_a_few_people(world, browser):
    visits(world, 40, 12)
    visits(world, 15, 2, due=LAST_MONTH - timedelta(days=40))
    manager = browser(world.manager)
    given(manager)
    visits(world, 4, 1)
    given(manager)
    year = ask(manager, audience="outward", period=str(LAST_MONTH.year - 1))
    jobs.make(year.rstrip("/").rsplit("/", 1)[1])

    known = answers_to(new_id(), metrics=Answer.objects.values_list("metric", flat=True))
    assert len(known) > 40
    by_metric: dict[str, list] = {}
    for one in known:
        by_metric.setdefault(one.metric, []).append(one)
    for some in by_metric.values():
        assert not [pair for pair in combinations(some, 2) if refusal(pair[0], [pair[1]]) is not None]


def test_where_nothing_may_be_said_there_is_a_sentence_and_no_report(world, browser):
    for _ in range(4):
        owe(in_aftercare(world.station), state="done", due=LAST_MONTH)
    manager = browser(world.manager)
    address = given(manager)

    assert Report.objects.get().failure == "report.all-withheld"
    assert "都不能给出" in manager.get(address).content.decode()
    assert not Answer.objects.exists()


def test_a_report_that_breaks_while_it_is_written_is_remembered_by_nobody(world, browser, monkeypatch):
    visits(world, 20, 10)
    manager = browser(world.manager)
    address = ask(manager, audience="outward", period=CODE)
    monkeypatch.setattr(reports, "finish", lambda *_args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        jobs.make(address.rstrip("/").rsplit("/", 1)[1])
    assert not Answer.objects.exists()
    assert Report.objects.get().docx is None


def test_for_inside_nothing_is_kept_back_and_nothing_remembered(world, browser):
    visits(world, 4, 1)
    manager = browser(world.manager)
    address = ask(manager, period=CODE)
    jobs.make(address.rstrip("/").rsplit("/", 1)[1])

    assert main(manager, address)["走访完成率"][1:4] == ["80.0%", "4", "5"]
    assert not Answer.objects.exists()
