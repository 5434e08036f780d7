"""The figures of a page as a file: all that belongs to a number stands beside it, and nobody's name."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from guitu.exchange.exporters import requests
from guitu.foundation.audit.models import Event
from guitu.foundation.metrics import metrics
from guitu.web.figures.asked import THEMES
from tests.world import COUNTY, OTHER_COUNTY

PAGE = "/figures/"
ASKED = {"theme": "care", "months": "6", "purpose": "report", "form": "csv"}


def sent(client, **more):
    return client.post("/figures/export", {**ASKED, **more})


def cells(response) -> list[list[str]]:
    """A .csv or .xlsx as texts, the blanks of the copy taken off."""
    content = response.content
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        found = [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)]
        rows = [[*row] for row in found if any(row)]
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [[cell.strip() for cell in row] for row in rows]


def lines(response) -> list[dict[str, str]]:
    """The rows by the words of their head."""
    found = cells(response)
    head = next(n for n, row in enumerate(found) if row[0] == "序号")
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1 :]]


def test_each_row_carries_what_belongs_to_its_number(county, browser):
    manager = browser(county.manager)
    cards = {card.metric.id: card for card in manager.get(PAGE).context["cards"]}

    rows = {row["代码"]: row for row in lines(sent(manager))}

    assert list(rows) == [metric.id for metric in metrics().values() if metric.theme == "care"]
    visits, card = rows["visit_completion"], cards["visit_completion"]
    assert (visits["数值"], visits["分子"], visits["分母"]) == (card.big, "2", "4")
    assert (visits["数值（可计算）"], visits["计量单位"], visits["不知道的"]) == ("0.5", "share", "0")
    assert (visits["性质"], visits["口径版本"], visits["按哪个日子"]) == ("计数的", "1", "按应办日")
    assert (visits["地区代码"], visits["地区"]) == (str(COUNTY), "湖南省长沙市芙蓉区")
    assert visits["从"] < visits["到"]
    assert visits["定义的来源"]
    assert visits["可信度"]
    assert rows["in_care"]["数值（可计算）"] == "4"
    assert rows["freshness_rate"]["规定天数"] == str(cards["freshness_rate"].days)
    assert rows["collection_rate"]["不知道的占比"] == "0"


@pytest.mark.parametrize("theme", THEMES)
def test_workbook_and_text_hold_the_same(county, browser, theme):
    manager = browser(county.manager)
    rows = [lines(sent(manager, theme=theme, form=form)) for form in ("csv", "xlsx")]
    for row in (*rows[0], *rows[1]):
        del row["序号"]  # each copy has its own

    assert rows[0] == rows[1]
    assert [row["代码"] for row in rows[0]] == [m.id for m in metrics().values() if m.theme == theme]


def test_a_number_is_a_number_to_calculate_with_and_a_text_is_never_a_formula(county, browser):
    book = load_workbook(io.BytesIO(sent(browser(county.manager), form="xlsx").content))
    rows = list(book.worksheets[0].iter_rows())
    head = next(n for n, row in enumerate(rows) if row[0].value == "序号")
    column = [cell.value for cell in rows[head]].index("分子")

    assert all(row[column].data_type in {"n"} for row in rows[head + 1 :])
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]


def test_what_has_no_number_is_an_empty_cell_with_a_reason_and_no_nought(county, browser):
    manager = browser(county.manager)
    rows = {row["代码"]: row for row in lines(sent(manager, theme="tests"))}
    asked = {row["代码"]: row for row in lines(sent(manager, theme="surveys"))}

    assert (rows["test_completion"]["数值"], rows["test_completion"]["数值（可计算）"]) == ("", "")
    assert "不写 0" in rows["test_completion"]["说明"]
    assert (asked["satisfaction"]["性质"], asked["satisfaction"]["分子"]) == ("没有数", "")
    assert "没有结束的调查" in asked["satisfaction"]["说明"]


def test_no_name_is_in_it_and_whose_copy_it_is_is_found_again(county, browser):
    for form in ("csv", "xlsx"):
        content = sent(browser(county.head), form=form, theme="orders").content

        assert "王小明".encode() not in content
        assert requests.whose(content) == county.head.id
        assert requests.whose(sent(browser(county.manager), form=form).content) == county.manager.id
    told = cells(sent(browser(county.head)))
    assert told[0][0].startswith("领取人：站长何")
    copied = list(csv.reader(io.StringIO(sent(browser(county.head)).content.decode("utf-8-sig"))))
    without_marks = "\r\n".join(",".join(f'"{cell}"' for cell in row[1:]) for row in copied[5:])
    assert requests.whose(without_marks.encode()) == county.head.id


def test_that_it_was_handed_out_is_a_line_of_the_trail(county, browser):
    sent(browser(county.manager), form="xlsx", purpose="meeting")

    event = Event.objects.get(verb="figures.exported")
    assert event.by == county.manager.id
    assert event.facts == {
        "place": COUNTY, "theme": "care", "period": "6", "purpose": "meeting", "form": "xlsx", "rows": 11,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"purpose": ""}, 422, "还没有说明用途"),
        ({"purpose": "curiosity"}, 422, "还没有说明用途"),
        ({"form": "exe"}, 422, "没有这种格式"),
        ({"theme": "weather"}, 422, "没有这一类指标"),
        ({"months": "9"}, 422, "看不懂要看多久"),
        ({"period": "2026-13"}, 422, "看不懂这个时间"),
        ({"period": "2026-02-30"}, 422, "看不懂这个时间"),
        ({"period": "2999"}, 422, "还没有开始"),
        ({"place": str(OTHER_COUNTY)}, 404, "没有找到"),
        ({"place": "999999999999"}, 404, "没有找到"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence_and_nothing_is_handed_out(
    county, browser, more, status, words
):
    refused = sent(browser(county.manager), **more)

    assert refused.status_code == status
    assert words in refused.content.decode()
    assert not Event.objects.filter(verb="figures.exported").exists()


def test_who_reads_no_figures_gets_no_file(county, browser):
    for viewer in (county.gate, county.admin, county.doctor):
        assert sent(browser(viewer)).status_code == 403
    assert browser(county.manager).get("/figures/export").status_code == 405


def test_a_year_before_anybody_was_here_gives_empty_cells(county, browser):
    rows = {row["代码"]: row for row in lines(sent(browser(county.manager), theme="help", period="2012"))}

    assert (rows["help_given"]["数值"], rows["help_given"]["分子"]) == ("", "")
    assert "还没有任何人的档案" in rows["help_given"]["说明"]


def test_in_english_no_chinese_word_is_left(county, browser, settings):
    client = browser(county.manager)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for theme in THEMES:
        rows = cells(sent(client, theme=theme))
        source = rows[4].index("Source of the definition")
        said = " ".join(cell for row in rows for n, cell in enumerate(row) if n != source)
        left = re.sub("湖南省长沙市芙蓉区|主管卢", "", said)
        assert re.findall("[\u4e00-\u9fff]+", left) == [], theme
