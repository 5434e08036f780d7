"""One number wherever it stands: page, file, API, dashboard and report say the same of the demo county.

Letters name no figure: a test holds them to it. The county is made once for this file, with its survey and
its entered facts.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from guitu.domain.letters.catalogue import FORMS
from guitu.foundation.accounts.models import Account
from guitu.foundation.clock import today
from guitu.foundation.metrics import metrics
from guitu.runtime.demo.county import COUNTY
from guitu.web.dashboards import jobs
from guitu.web.dashboards.facts import RETENTION
from guitu.web.dashboards.facts import THEMES as OF_REPORTS
from guitu.web.figures.asked import THEMES
from guitu.web.shell.numbers import basis_words
from guitu.web.shell.tags import term
from tests.runtime.lived_in import lived_in

PEOPLE = 60
pytestmark = pytest.mark.django_db


def _months_ago(months: int) -> str:
    day = today().replace(day=1)
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1).strftime("%Y-%m")


PERIODS = ["last", _months_ago(0), _months_ago(2), str(today().year - 1), "2012"]


@pytest.fixture(scope="module", autouse=True)
def _county(
    django_db_setup: object, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The county, in a transaction that ends with this file."""
    folder = tmp_path_factory.mktemp("home") / "demo"
    with django_db_blocker.unblock(), lived_in(folder, people=PEOPLE, on=today()):  # type: ignore[attr-defined]
        yield


@pytest.fixture
def manager() -> Client:
    """The county's manager."""
    client = Client()
    client.force_login(Account.objects.get(username="zhoumin"))
    return client


def on_pages(client: Client, period: str) -> dict[str, object]:
    """The cards of every page, by figure."""
    found: dict[str, object] = {}
    for theme in THEMES:
        page = client.get("/figures/", {"theme": theme, "period": period, "place": COUNTY})
        assert page.status_code == 200, page.content.decode()[:500]
        found |= {card.metric.id: card for card in page.context["cards"]}
    return found


def in_files(client: Client, period: str) -> dict[str, dict[str, str]]:
    """The rows of every file, by figure."""
    found = {}
    for theme in THEMES:
        sent = client.post(
            "/figures/export",
            {"theme": theme, "period": period, "place": COUNTY, "purpose": "analysis", "form": "csv"},
        )
        rows = [[c.strip() for c in row] for row in csv.reader(io.StringIO(sent.content.decode("utf-8-sig")))]
        head = next(n for n, row in enumerate(rows) if row[0] == "序号")
        found |= {row[2]: dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]}
    return found


def in_report(client: Client, period: str) -> list[tuple[str, list[list[object]]]]:
    """The sheets of the workbook: title, and rows from the head on."""
    asked = client.post("/dashboards/reports/", {"place": COUNTY, "period": period, "audience": "inward"})
    jobs.make(asked["Location"].rstrip("/").rsplit("/", 1)[1])
    book = load_workbook(io.BytesIO(client.get(f"{asked['Location']}xlsx").content))
    return [
        (sheet.cell(1, 1).value, [list(row) for row in sheet.iter_rows(3, values_only=True)])
        for sheet in book.worksheets[1:]
    ]


def number(words: str) -> float | int | None:
    """A cell of a file as a number; None where it is empty."""
    return float(words) if words else None


def as_cell(shown: str) -> float | None:
    """What a workbook holds of a number as pages print it."""
    if shown == "—":
        return None
    if shown.endswith("%"):
        return round(float(shown[:-1]) / 100, 6)
    return float(shown)


@pytest.mark.parametrize("period", PERIODS)
def test_page_file_and_api_say_the_same_of_every_figure(manager, period):
    api = manager.get("/api/v1/figures", {"period": period, "place": COUNTY}).json()
    figures = {one["figure"]: one for one in api["figures"]}
    cards, rows = on_pages(manager, period), in_files(manager, period)

    on_a_page = {name for name in figures if metrics()[name].theme in THEMES}
    assert cards.keys() == on_a_page == figures.keys()
    for name, one in figures.items():
        card, row, made = cards[name], rows[name], metrics()[name]
        assert card.big == one["shown"] == (row["数值"] or "—"), name
        assert card.count.unknown == one["unknown"] == number(row["不知道的"]), name
        assert one["counted"] == number(row["分子"]), name
        assert one["of"] == number(row["分母"]), name
        assert card.days == one["days"] == number(row["规定天数"]), name
        assert (one["first"], one["as_of"]) == (row["从"], row["到"]), name
        assert made.version == one["version"] == number(row["口径版本"]), name
        assert (one["value"] is None) == (not row["数值（可计算）"]) == (card.big == "—") == bool(card.silent)
        if one["value"] is not None:
            assert one["value"] == pytest.approx(number(row["数值（可计算）"]), abs=1e-6), name
            assert card.silent == one["why"] == "", name
        assert (card.target or "") == row["目标"], name
        assert row["可信度"] == term(one["confidence"], "confidence"), name
        assert row["定义的来源"] == f"{one['source']['document']} {one['source']['article']}".strip(), name
        if one["survey"]:
            assert (row["性质"], row["按哪个日子"], one["basis"]) == ("调查的", "按调查", "asked"), name
        else:
            assert (row["性质"], row["按哪个日子"]) == ("计数的", basis_words(made)), name
            assert card.count.counted == one["counted"] or one["counted"] is None, name


def test_the_api_names_the_survey_that_a_figure_was_asked_in(manager):
    one = manager.get("/api/v1/figures", {"figure": "discrimination_share"}).json()["figures"][0]
    card = on_pages(manager, "last")["discrimination_share"]
    survey = one["survey"]

    assert survey["title"] == card.survey.title
    assert survey["closed_on"] == card.survey.closed_on.isoformat() == one["as_of"]
    assert (survey["answered"], survey["asked"]) == (card.survey.answered, card.survey.asked)
    assert card.limits == f"{100 * survey['low']:.1f}% – {100 * survey['high']:.1f}%"
    assert 0 <= survey["low"] < one["value"] < survey["high"] <= 1
    note = in_files(manager, "last")["discrimination_share"]["说明"]
    assert survey["title"] in note
    assert card.limits in note


def test_entered_facts_stand_apart_in_file_and_api_and_read_as_on_the_page_of_the_area(manager):
    api = manager.get("/api/v1/figures", {"place": COUNTY}).json()
    entered = {one["figure"]: one for one in api["entered"]}
    rows = in_files(manager, "last")
    area = manager.get(f"/areas/{COUNTY}/").context["made"]

    assert entered.keys() == {name for name, made in metrics().items() if made.is_entered}
    assert not entered.keys() & {one["figure"] for one in api["figures"]}
    for name, one in entered.items():
        assert rows[name]["性质"] == "登记的"
        if one["value"] is None:
            assert rows[name]["数值"] == ""
            assert one["why"] in rows[name]["说明"]
        else:
            assert number(rows[name]["数值（可计算）"]) == pytest.approx(one["value"], abs=1e-6)
    said = str.maketrans({"+": "增加 ", "−": "减少 "})  # a sign in front would be read as a formula
    shown = {made.metric.id: made.big.translate(said) for made in area}
    assert {name: rows[name]["数值"] or "—" for name in shown} == shown
    assert any(one["value"] is not None for one in entered.values())


@pytest.mark.parametrize("period", PERIODS)
def test_the_report_says_what_file_and_dashboard_say(manager, period):
    figures = {
        one["figure"]: one
        for one in manager.get("/api/v1/figures", {"period": period, "place": COUNTY}).json()["figures"]
    }
    named = {
        one["name"] if one["days"] is None else f"{one['name']}（{one['days']} 天）": one
        for one in figures.values()
    }
    sheets = in_report(manager, period)
    board = manager.get("/dashboards/", {"period": period, "place": COUNTY}).content.decode()

    told = set()
    for _title, rows in sheets:
        if rows[0][1:5] != ["数值", "分子", "分母", "不知道的"]:
            continue
        for name, value, some, of, unknown, *_more in rows[1:]:
            one = named[name]
            told.add(one["figure"])
            assert value == as_cell(one["shown"]), name
            assert (some, of, unknown) == (one["counted"], one["of"], one["unknown"]), name
    reported = {name for name in figures if metrics()[name].theme in {*OF_REPORTS, "handoff"}}
    windows = {name for name in figures if name.startswith("retention_")}  # in a table of their own
    assert told == reported | {name for name in figures if metrics()[name].theme == RETENTION} - windows
    for name, shown in re.findall(r'data-number="(\w+)">\s*(?:<a[^>]*>)?\s*([^\s<]+)', board):
        assert shown == figures[name]["shown"], name
    formulas = {row[1]: row for row in dict(sheets)["口径"][1:]}
    for name in told:
        one, (_name, _id, _formula, basis, version, confidence, source) = figures[name], formulas[name]
        assert (basis, int(version)) == (basis_words(metrics()[name]), one["version"]), name
        assert confidence == term(one["confidence"], "confidence"), name
        assert source == f"{one['source']['document']} {one['source']['article']}".strip(), name


def test_no_letter_names_a_figure():
    """Where one will, it has to be in the comparison above."""
    placeholders = {field.code for form in FORMS.values() for field in form.fields}
    assert placeholders
    assert not placeholders & metrics().keys()
