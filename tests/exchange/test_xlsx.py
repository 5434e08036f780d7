from datetime import date, datetime

from openpyxl import Workbook

from guitu.domain.roster.cells import Line, SheetHead
from guitu.exchange.importers import xlsx
from tests.exchange.workbooks import TRIMMED, pack, parts, save, text_row


def read(path):
    with xlsx.opened(path) as found:
        return list(found)


def test_cells_keep_their_kinds_and_their_rows(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet["B3"] = "　姓名"
    sheet["C3"] = date(2025, 3, 1)
    sheet["D5"] = datetime(2025, 3, 1, 9, 30)  # noqa: DTZ001 - spreadsheets know no time zones
    sheet["E5"] = 12486502501
    sheet["F5"] = True
    book.save(tmp_path / "a.xlsx")

    head, lines = read(tmp_path / "a.xlsx")

    assert head == SheetHead("Sheet")
    assert lines == [
        Line(3, (None, "　姓名", date(2025, 3, 1))),
        Line(5, (None, None, None, date(2025, 3, 1), 12486502501.0, "是")),
    ]


def test_sheets_come_in_order_and_hidden_ones_say_so(tmp_path):
    book = Workbook()
    book.active["A1"] = "一"
    hidden = book.create_sheet("旧")
    hidden["A1"] = "二"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    heads = [part for part in read(tmp_path / "a.xlsx") if isinstance(part, SheetHead)]

    assert [(head.name, head.visible) for head in heads] == [("Sheet", True), ("旧", False)]


def test_formulas_and_merged_headers_are_told_by_their_addresses(tmp_path):
    book = Workbook()
    book.active.append(["序号", "姓名"])
    book.active.append(["=ROW()-1", "张三"])
    book.active.merge_cells("C1:D1")
    book.save(tmp_path / "a.xlsx")

    head = read(tmp_path / "a.xlsx")[0]

    assert head.formulas == {"A2"}
    assert head.merged == ((1, 3, 1, 4),)


def test_text_that_looks_like_a_formula_is_data(tmp_path):
    path = pack(tmp_path / "a.xlsx", parts(text_row(1, "=cmd|' /C calc'!A0", "+1", "@x")))

    assert read(path)[1] == [Line(1, ("=cmd|' /C calc'!A0", "+1", "@x"))]


def test_the_count_from_1904_is_noticed(tmp_path):
    path = pack(tmp_path / "a.xlsx", parts(text_row(1, "x"), properties='<workbookPr date1904="1"/>'))

    assert read(path)[0].epoch_1904


def test_stopping_early_leaves_no_process_behind(tmp_path):
    path = save(tmp_path / "a.xlsx", {"一": [[f"第{n}行"] for n in range(5000)]})

    with xlsx.opened(path) as found:
        first = next(found)

    assert isinstance(first, SheetHead)


def test_the_trimmed_roster_is_one_sheet_of_seventy_three_lines():
    head, *blocks = read(TRIMMED)

    assert head.name == "解除人员名册"
    assert blocks[0][0].cells[0].startswith("（演示数据")
    assert blocks[-1][-1].number == 73
