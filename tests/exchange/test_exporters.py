"""What leaves the house is text: no cell begins a formula, and every copy says whose it is."""

import csv
import io
import random
import unicodedata
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from guitu.exchange.exporters import watermark
from guitu.exchange.exporters.cells import LONGEST, neutral
from guitu.exchange.exporters.sheets import FORMS, Table, written

KEY = b"made up for tests"
STARTS = (
    *("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "|", "%", "−", "—", "➖"),
    *(" =", "\t=", "\r=", "\n=", "\r\n=", "　＝", "\u00a0=", "\u200b=", "\ufeff=", "\u202e="),
    *("\x00=", "\x0b="),
    *('"=', "“=", "”＝", "\"'=", "»=", "\u2066=", "\x1f=", '""""='),
)
BODIES = (
    "1+1",
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://127.0.0.1/?"&A1,"点这里")',
    "SUM(A1:A9)*cmd|' /C calc'!A0",
    "WEBSERVICE(CONCATENATE(A2))",
    "DDE(\"cmd\";\"/C calc\")",
)  # fmt: skip
DANGEROUS = tuple(start + body for start in STARTS for body in BODIES)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def read_xlsx(content: bytes) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)


def table(rows: list[list[str]]) -> Table:
    return Table("名单", ["＝通知", "第二行"], [f"列{n}" for n in range(len(rows[0]))], rows)


def begins_formula(text: str) -> bool:
    """An own reading of the rule: the first character a spreadsheet would look at is a sign in any width."""
    first = text.strip(' \t\r\n\u00a0\u3000"“”„‟＂«»`´')[:1]
    return unicodedata.normalize("NFKC", first)[:1] in tuple("=+-@|%")


# cells


def test_two_hundred_dangerous_cells_become_text():
    assert len(DANGEROUS) >= 200

    assert not [cell for cell in DANGEROUS if begins_formula(neutral(cell))]


@pytest.mark.parametrize("form", FORMS)
def test_dangerous_cells_are_strings_when_read_back(form):
    content = written(table([[cell, cell] for cell in DANGEROUS]), form)

    rows = read_csv(content) if form == "csv" else read_xlsx(content)
    shown = [cell for row in rows[3:] for cell in row]
    assert len(shown) == 2 * len(DANGEROUS)
    assert all(isinstance(cell, str) and not begins_formula(cell) for cell in shown)


def test_no_cell_of_a_workbook_has_the_type_of_a_formula():
    book = load_workbook(io.BytesIO(written(table([[cell] for cell in DANGEROUS]), "xlsx")))

    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_a_notice_and_a_head_are_neutralised_too():
    content = written(Table("=坏", ["=1+1"], ["＠列"], [["好"]]), "csv")

    assert read_csv(content) == [["'=1+1"], ["'＠列"], ["好"]]


def test_ordinary_words_are_left_alone():
    for text in ("王小明", "文艺路 1 号", "2026-03-02", "12088880001", "O'Brien", "A=B", "60%", "(空)"):
        assert neutral(text) == text


@settings(derandomize=True, max_examples=60)
@given(st.text(max_size=80) | st.sampled_from(DANGEROUS))
def test_neutral_is_a_law(text):
    once = neutral(text)

    assert not begins_formula(once)
    assert neutral(once) == once
    assert not [c for c in once if unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
    visible = [c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C"]
    assert [c for c in once.removeprefix("'") if not c.isspace()] in (visible, visible[1:])


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=20) | st.sampled_from(DANGEROUS), max_size=4), st.sampled_from(FORMS))
def test_what_is_written_is_read_back(row, form):
    row = ["始", *row, "终"]
    content = written(table([row]), form)

    read = (read_csv(content) if form == "csv" else read_xlsx(content))[3]
    assert [cell.strip() for cell in read[: len(row)]] == [neutral(cell) for cell in row]


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut():
    assert len(neutral("长" * 50_000)) == LONGEST


# watermark


def chances(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up rows, not secrets


def exports(count: int) -> list[UUID]:
    return [uuid5(UUID(int=0), str(n)) for n in range(count)]


def rows_of(chance: random.Random, count: int) -> list[list[str]]:
    """Lists as they are exported when everything is masked: few words, many repeats."""
    family, phases = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", ("在管", "已完成", "已邀请")
    return [
        [f"{chance.choice(family)}＊", f"＊{chance.randrange(10_000):04d}", chance.choice(phases)]
        for _ in range(count)
    ]


def copy_for(export: UUID, rows: list[list[str]], form: str) -> list[list[str]]:
    marked = [[watermark.mark(KEY, export, n), *row] for n, row in enumerate(rows, start=1)]
    content = written(table(marked), form, stamp=lambda row: watermark.spacing(KEY, export, row))
    return (read_csv(content) if form == "csv" else read_xlsx(content))[3:]


@pytest.mark.parametrize("form", FORMS)
def test_any_thirty_rows_name_the_recipient(form):
    chance = chances(7)
    rows, recipients = rows_of(chance, 200), exports(50)
    for recipient in chance.sample(recipients, 10):
        leaked = copy_for(recipient, rows, form)
        for _ in range(5):
            assert watermark.whose(KEY, chance.sample(leaked, 30), recipients) == recipient


def test_without_the_first_column_the_blanks_still_name_the_recipient():
    chance = chances(8)
    rows, recipients = rows_of(chance, 200), exports(50)
    for recipient in chance.sample(recipients, 10):
        leaked = [row[1:] for row in copy_for(recipient, rows, "csv")]
        for _ in range(5):
            assert watermark.whose(KEY, chance.sample(leaked, 30), recipients) == recipient


def test_without_the_blanks_the_first_column_still_names_the_recipient():
    chance = chances(9)
    rows, recipients = rows_of(chance, 60), exports(50)
    leaked = [[cell.strip() for cell in row] for row in copy_for(recipients[3], rows, "xlsx")]

    assert watermark.whose(KEY, leaked[:30], recipients) == recipients[3]


def test_nobody_is_named_where_nothing_is_left_of_the_marks():
    chance = chances(10)
    rows, recipients = rows_of(chance, 200), exports(50)
    stripped = [[cell.strip() for cell in row[1:]] for row in copy_for(recipients[3], rows, "csv")]

    assert watermark.whose(KEY, stripped, recipients) is None
    assert watermark.whose(KEY, rows, recipients) is None
    assert watermark.whose(KEY, [], recipients) is None


def test_another_installations_file_names_nobody():
    rows = rows_of(chances(11), 60)

    assert watermark.whose(b"another key", copy_for(exports(1)[0], rows, "csv"), exports(5)) is None
