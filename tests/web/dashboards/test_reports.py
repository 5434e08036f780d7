"""Reports: the numbers of the page in both files, made once, kept, and nobody's name in one."""

import io
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from guitu.analytics.overview import NUMBERS
from guitu.casework.exports import reports
from guitu.casework.exports.models import Report
from guitu.domain.kernel.dates import add_months
from guitu.exchange import letter_shelf
from guitu.exchange.exporters.letter_forms import laid_out
from guitu.exchange.exporters.report_book import HEAD
from guitu.foundation import clock
from guitu.foundation.audit.commands import note
from guitu.foundation.organisations.queries import unit_names
from guitu.web.dashboards import jobs
from tests.web.dashboards.test_place import numbers
from tests.web.figures.conftest import owe
from tests.world import COUNTY, TOWN, in_aftercare

PAGE = "/dashboards/reports/"


def ask(client, **more) -> str:
    sent = client.post(PAGE, {"place": COUNTY, "period": "last", "audience": "inward", **more})
    assert sent.status_code == 303, sent.content.decode()[:2000]
    return sent["Location"]


def made(client, **more) -> str:
    address = ask(client, **more)
    jobs.make(address.rstrip("/").rsplit("/", 1)[1])
    return address


def tables(content: bytes) -> list[list[list[str]]]:
    """The tables of a .docx, by cell."""
    document = Document(io.BytesIO(content))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def sheets(content: bytes) -> list[list[list[str]]]:
    """The same of an .xlsx: each sheet from its head on, as it is shown."""
    book = load_workbook(io.BytesIO(content))
    return [
        [[_shown(cell) for cell in row] for row in sheet.iter_rows(HEAD)] for sheet in book.worksheets[1:]
    ]


def _shown(cell) -> str:
    if cell.value is None:
        return "—"
    if cell.number_format.startswith("+"):
        digits = 1 if "." in cell.number_format else 0
        return f"{cell.value:+.{digits}f}" if cell.value else "0"
    if cell.number_format.endswith("%"):
        return f"{100 * cell.value:.{cell.number_format.count('0') - 1}f}%"
    return str(cell.value)


def text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(p.text for p in document.paragraphs) + str(tables(content))


def test_page_document_and_workbook_say_the_same(county, browser):
    manager = browser(county.manager)
    month = (clock.today() - timedelta(days=1)).strftime("%Y-%m")
    for period in ("last", month):
        address = made(manager, period=period)
        page = manager.get("/dashboards/", {"period": period})
        docx, xlsx = (manager.get(f"{address}{form}").content for form in ("docx", "xlsx"))

        assert tables(docx) == sheets(xlsx)
        shown = numbers(page)
        main = tables(docx)[0][1:]
        assert len(shown) == len(NUMBERS) == len(main)
        assert [row[1] for row in main] == list(shown.values())
        board = page.context["board"]
        found = [table for table in tables(docx) if table[0][0] == "月份"]
        for table, chart in zip(found, board.charts, strict=True):
            assert [row[1] for row in table[1:]] == [str(m.point.counted) for m in chart.months]
        known = [[m.point.of if c.is_share else m.point.counted for m in c.months] for c in board.charts]
        assert len(Document(io.BytesIO(docx)).inline_shapes) == len(list(filter(any, known))) == 1
        assert "王小明" not in text(docx)


def test_it_is_kept_and_found_again_by_whoever_looks_over_the_place(county, browser):
    address = made(browser(county.manager))

    assert address in browser(county.manager).get(PAGE).content.decode()
    assert browser(county.manager).get(f"{address}docx").status_code == 200
    for other in (county.head, county.mo):
        assert address not in browser(other).get(PAGE).content.decode()
        for way in ("", "docx", "xlsx"):
            assert browser(other).get(address + way).status_code == 404


def test_asked_twice_it_is_made_once(county, browser):
    manager = browser(county.manager)

    assert ask(manager) == ask(manager)
    assert Report.objects.count() == 1
    assert ask(manager, period="2026") != ask(manager)


def test_a_worker_that_was_killed_leaves_no_half_report_and_can_start_again(county, browser):
    manager = browser(county.manager)
    address = ask(manager)
    report = address.rstrip("/").rsplit("/", 1)[1]
    reports.say(report, done=3, total=7, at=clock.now())
    assert 'max="7"' in manager.get(address).content.decode()
    assert manager.get(f"{address}docx").status_code == 422  # no half of it

    Report.objects.filter(id=report).update(heard_at=clock.now() - reports.SILENT * 2)
    assert "再来一次" in manager.get(address).content.decode()
    assert manager.post(f"{address}again").status_code == 303
    assert Report.objects.get(id=report).state == "waiting"
    jobs.make(report)
    jobs.make(report)  # the one that was thought dead comes too
    assert Report.objects.get(id=report).state == "ready"
    assert manager.get(f"{address}xlsx").status_code == 200


def test_what_goes_on_is_not_started_again(county, browser):
    manager = browser(county.manager)
    address = ask(manager)
    heard = Report.objects.get().heard_at

    manager.post(f"{address}again")

    assert Report.objects.get().heard_at == heard


def test_numbers_of_two_moments_never_stand_in_one_report(county, browser, monkeypatch):
    manager = browser(county.manager)
    address = ask(manager)
    say = reports.say

    def somebody_writes(*args, **more):
        note("visit.recorded", by=None, at=clock.now())
        say(*args, **more)

    monkeypatch.setattr(reports, "say", somebody_writes)
    jobs.make(address.rstrip("/").rsplit("/", 1)[1])

    assert Report.objects.get().failure == "report.moved"
    assert "一直有人在改" in manager.get(address).content.decode()


def test_an_account_that_may_no_more_gets_no_report(county, browser):
    address = ask(browser(county.manager))
    from guitu.foundation.accounts.models import Account

    Account.objects.filter(id=county.manager.id).update(is_active=False)
    jobs.make(address.rstrip("/").rsplit("/", 1)[1])

    assert (Report.objects.get().state, Report.objects.get().failure) == ("failed", "place.unknown")


def test_a_past_month_says_of_each_number_which_days_it_is_about_and_why_some_know_today_alone(
    world, browser
):
    first = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    last = clock.today().replace(day=1) - timedelta(days=1)
    owe(in_aftercare(world.station), state="done", due=first)
    manager = browser(world.manager)
    content = manager.get(f"{made(manager, period=first.strftime('%Y-%m'))}docx").content

    when = {row[0]: row[6] for table in tables(content) if table[0][-1] == "所指时间" for row in table[1:]}
    assert when["走访完成率"] == when["出所衔接率（3 天）"] == f"{first} — {last}"
    assert when["在册照管人数"] == f"计数当天 {clock.today()}"
    assert when["复吸率"] == f"{first} 至计数当天 {clock.today()}"
    assert "过去哪天怎样没有保存，所以只有计数那天的数" in text(content)


def test_a_year_before_stands_beside_with_both_bases_and_the_change(world, browser):
    first = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    for state, due in (("done", first), ("open", first), ("done", add_months(first, -12))):
        owe(in_aftercare(world.station), state=state, due=due)
    manager = browser(world.manager)
    content = manager.get(f"{made(manager, period=first.strftime('%Y-%m'))}docx").content

    table = next(table for table in tables(content) if table[0][1] == "本期")
    rows = {row[0]: row[1:] for row in table[1:]}
    assert rows["走访完成率"] == ["50.0%", "1", "2", "100%", "1", "1", "-50.0"]
    assert rows["出所衔接率（3 天）"] == ["—", "0", "0", "—", "0", "0", "—"]
    assert "在册照管人数" not in rows  # how files stood a year ago is not kept


def test_a_report_is_made_in_the_office_s_own_template_and_says_which(county, browser, settings, tmp_path):
    settings.GUITU_HOME = tmp_path
    manager = browser(county.manager)
    lines = [
        ("Title", "本办格式 {{ title }}"), ("", "{{ place }}{{ period }}{{ counted_at }}"),
        ("", "{{ notes }}"),
        ("", "{{ numbers }}"), ("Small", "{{ office }} {{ layout }}"),
    ]  # fmt: skip
    sent = manager.post(
        reverse("letters:template", args=["report"]),
        {"file": SimpleUploadedFile("模板.docx", laid_out(lines, size=24))},
    )
    assert sent.status_code == 303, sent.content.decode()

    address = made(manager)
    docx, xlsx = (manager.get(f"{address}{form}").content for form in ("docx", "xlsx"))
    office = unit_names([county.manager.unit])[county.manager.unit]
    assert f"版式：{office}的模板，第 1 版" in text(docx)
    assert "本办格式 湖南省长沙市芙蓉区 最近 12 个月 照管情况" in text(docx)
    assert len(tables(docx)) == 1  # what the office leaves out is in the workbook
    assert len(sheets(xlsx)) > 8
    page = manager.get(address).content.decode()
    assert f"版式：{office}的模板，第 1 版" in page
    row = Report.objects.get()
    assert bytes(row.template) == sha256(laid_out(lines, size=24)).digest()
    assert bytes(row.template).hex()[:8] in page

    letter_shelf.take_away(county.manager.unit, "report")
    assert "版式：通用模板" in manager.get(made(manager, period="2026")).content.decode()


def test_a_template_that_cannot_be_used_is_said_and_no_report_made(county, browser, settings, tmp_path):
    settings.GUITU_HOME = tmp_path
    path = tmp_path / "templates" / str(county.manager.unit) / "report.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK by hand")
    manager = browser(county.manager)
    address = made(manager)

    assert Report.objects.get().state == "failed"
    assert "报告模板不能用" in manager.get(address).content.decode()
    path.unlink()
    manager.post(f"{address}again")
    jobs.make(str(Report.objects.get().id))
    assert Report.objects.get().state == "ready"


def test_a_year_without_data_says_so_and_writes_no_nought_for_a_rate(world, browser):
    manager = browser(world.manager)
    docx = manager.get(f"{made(manager, period='2012')}docx").content

    assert "没有任何记录" in text(docx)
    rates = {row[0]: row[1] for row in tables(docx)[0][1:]}
    assert rates["走访完成率"] == "—"


@pytest.mark.parametrize("place", [430000000000, 150302000000, 999999999999])
def test_a_place_out_of_reach_is_not_there(county, browser, place):
    sent = browser(county.manager).post(PAGE, {"place": place, "period": "last", "audience": "inward"})

    assert sent.status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"period": "last"}, "已经过完"),
        ({"period": "2026-10", "place": TOWN}, "县以下的数太小"),
        ({"period": "2999-01"}, "还没有开始"),
        ({"period": "oct"}, "看不懂这个时间"),
    ],
)
def test_what_cannot_go_out_is_refused_with_a_sentence(county, browser, body, words):
    sent = browser(county.manager).post(PAGE, {"place": COUNTY, "audience": "outward", **body})

    assert sent.status_code == 422
    assert words in sent.content.decode()
