"""What a report says of staying clean: the curve of the page with its numbers at risk, the windows."""

import io
from datetime import date

import pytest
from docx import Document
from PIL import Image

from guitu.analytics.curves import counted
from guitu.analytics.places import place_for
from guitu.casework.exports.models import Report
from guitu.casework.outcomes.models import Release
from guitu.domain.measures.files import Count
from guitu.domain.measures.readings import Reading
from guitu.exchange.exporters.pictures import step_chart
from guitu.foundation import clock
from guitu.foundation.metrics import metrics
from guitu.web.dashboards.clean_tables import _windows
from tests.web.dashboards.test_clean import release
from tests.web.dashboards.test_reports import made, sheets, tables, text
from tests.web.dashboards.test_reports_outside import given, visits
from tests.world import COUNTY


def clean_table(found: list[list[list[str]]]) -> list[list[str]]:
    return next(table for table in found if table[0][0] == "出所后月数")


def test_the_curve_of_the_place_stands_over_its_numbers_at_risk(world, browser):
    release(world.station, 18, days=500, known=480)
    release(world.station, 6, days=500, relapsed=100)
    manager = browser(world.manager)
    address = made(manager)
    docx, xlsx = (manager.get(f"{address}{form}").content for form in ("docx", "xlsx"))
    seen = counted(world.manager, place_for(world.manager, COUNTY), "none", today=clock.today())

    rows = clean_table(tables(docx))
    assert rows == clean_table(sheets(xlsx))
    assert [row[0] for row in rows[1:]] == ["0", "6", "12", "24", "36"]
    assert [row[1] for row in rows[1:]] == [str(seen.whole.marks[m].at_risk) for m in (0, 6, 12, 24, 36)]
    assert rows[2][2] == f"{100 * seen.whole.marks[6].share:.1f}%"
    said = [shape._inline.docPr.get("descr") for shape in Document(io.BytesIO(docx)).inline_shapes]
    assert "保持操守的时间" in said
    assert "n 是看到那时的出所次数" in text(docx)


def test_too_few_releases_are_a_sentence_and_no_curve(world, browser):
    release(world.station, 9)
    manager = browser(world.manager)
    content = manager.get(f"{made(manager)}docx").content

    assert "不足 10 次" in text(content)
    assert len(clean_table(tables(content))) == 1
    assert Report.objects.get().state == "ready"


def test_nothing_of_it_goes_outside(world, browser):
    visits(world, 20, 10)
    release(world.station, 24)
    manager = browser(world.manager)
    content = manager.get(f"{given(manager)}docx").content

    assert "保持操守的时间" not in text(content)
    assert not [table for table in tables(content) if table[0][0] in {"出所后月数", "出所后"}]
    assert "操守保持率" not in text(content)


def test_the_windows_are_those_of_the_registry(world, browser):
    release(world.station, 12, days=1200)
    Release.objects.update(at_6="strict", at_12="clean", at_24="unknown", at_36="unknown")
    release(world.station, 4, days=1200, relapsed=100)
    Release.objects.exclude(at_6="strict").update(
        at_6="relapsed", at_12="relapsed", at_24="relapsed", at_36="died"
    )
    manager = browser(world.manager)
    docx, xlsx = (manager.get(f"{made(manager)}{form}").content for form in ("docx", "xlsx"))

    shown = [next(t for t in found if t[0][0] == "出所后") for found in (tables(docx), sheets(xlsx))]
    assert shown[0] == shown[1]
    assert [row[:6] for row in shown[0][1:]] == [
        ["6 个月", "16", "75.0%", "75.0%", "75.0%", "100%"],
        ["12 个月", "16", "75.0%", "0%", "75.0%", "100%"],
        ["24 个月", "16", "0%", "0%", "0%", "25.0%"],
        ["36 个月", "16", "0%", "0%", "—", "0%"],
    ]
    assert [row[6:] for row in shown[0][1:]][2:] == [["0%", "75.0%"], ["0%", "100%"]]


COUNTS = {
    "full": (40, 100),
    "strict": (30, 100),
    "reached": (40, 80),
    "reach": (80, 100),
    "worst": (40, 100),
    "best": (60, 100),
}


def test_the_windows_stand_side_by_side_with_the_share_that_was_reached():
    readings = {
        name: Reading(metrics()[name], Count(some, of, 0), COUNTY, date(2026, 1, 1), date(2026, 10, 31))
        for rate, (some, of) in COUNTS.items()
        for months in (6, 12)
        if (name := f"retention_{rate}_{months}")
    }
    section = _windows(readings)

    assert section is not None
    shown = [[str(cell) for cell in row] for row in section.rows]
    assert shown[0] == ["6 个月", "100", "40.0%", "30.0%", "50.0%", "80.0%", "40.0%", "60.0%"]
    assert [row[0] for row in shown] == ["6 个月", "12 个月"]
    assert _windows({}) is None


@pytest.mark.parametrize(
    ("shares", "limits"),
    [
        ([1.0, 0.9, 0.8, None], [(1.0, 1.0), (0.8, 0.95), (0.6, 0.9), None]),
        ([None, None], [None, None]),
        ([1.0], [None]),
    ],
)
def test_a_curve_is_drawn_as_far_as_anything_is_known(shares, limits):
    with Image.open(io.BytesIO(step_chart(shares, limits, {0: 24}))) as drawn:
        assert drawn.format == "PNG"
        colours = [colour for _, colour in drawn.convert("RGB").getcolors(1 << 20)]
    assert any(green > red + 60 for red, green, _ in colours) == (len(shares) > 2)
