"""The report in an office's own template: what may stand in one, and where tables and charts go."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.report import REPORT
from guitu.domain.letters.templates import check
from guitu.exchange import letter_shelf as shelf
from guitu.exchange.exporters import letter_paper, report_form
from guitu.exchange.exporters.letter_forms import laid_out, packed
from guitu.exchange.exporters.report_paper import as_docx
from guitu.exchange.exporters.reports import Chart, Paper, Percent, Section
from tests.exchange.templates import BODY, TAGS

OFFICE = 430102000000123
LINES = (
    ("Title", "芙蓉区禁毒委员会办公室 {{ period }}"),
    ("", "{{ place }} {{ counted_at }}"),
    ("Small", "{{ notes }}"),
    ("", "一、{{ level }}"),
    ("", "{{ numbers }}"),
    ("", "以下其余："),
    ("", "{{ rest }}"),
    ("Right", "（盖章）"),
)


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: Path) -> None:
    settings.GUITU_HOME = tmp_path  # type: ignore[attr-defined]
    shelf._judged.clear()


def own(*more: tuple[str, str], without: str = "") -> bytes:
    """An office's template, with more paragraphs, or without those that hold some words."""
    return laid_out([*(line for line in LINES if not without or without not in line[1]), *more], size=24)


def paper(*sections: Section, notes: tuple[str, ...] = ("“—”是不知道。", "仅供内部使用。")) -> Paper:
    words = {
        "title": "芙蓉区 2026 年 10 月",
        "place": "芙蓉<区>&",
        "period": "2026 年 10 月",
        "level": "县级",
    }
    return Paper(words, notes, sections)


def section(block: str, heading: str, *, rows: int = 2, chart: Chart | None = None) -> Section:
    body = [[f"走访完成率 {n}", Percent("87.5%"), 7, None] for n in range(rows)]
    return Section(block, heading, ["指标", "数值", "分子", "不知道的"], body, "怎么数的。", chart)


def refusal(act: Callable[[], object]) -> DomainError:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value


def order(content: bytes) -> list[str]:
    """The document from top to bottom: words of paragraphs, "[table]" and "[picture]"."""
    found = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(part, "rows"):
            found.append("[table]")
        elif part._p.findall(f".//{qn('w:drawing')}"):
            found.append("[picture]")
        elif part.text:
            found.append(part.text)
    return found


def test_what_ships_is_what_the_report_says_and_passes_the_check() -> None:
    assert shelf.ours("report") == report_form.template(), "python -m guitu.runtime.letter_forms"
    check(REPORT, letter_paper.asked(shelf.ours("report")))
    shelf.judge("report", shelf.ours("report"))
    assert letter_paper.asked(shelf.ours("report")).names >= REPORT.blocks


def test_an_office_s_own_is_taken_and_used_by_that_office_alone() -> None:
    shelf.put(OFFICE, "report", own())

    used = shelf.template_for(OFFICE, "report")
    assert (used.place, used.version, used.content) == (OFFICE, 1, own())
    assert shelf.template_for(430103000000001, "report").place is None


def test_tables_and_charts_go_in_where_the_template_names_them_and_the_rest_at_the_end() -> None:
    chart = Chart(["26-09", "26-10"], [0.5, None], percent=True)
    made = as_docx(paper(section("numbers", "主要数字"), section("trends", "走访：逐月", chart=chart)), own())

    assert order(made) == [
        "芙蓉区禁毒委员会办公室 2026 年 10 月", "芙蓉<区>& ", "“—”是不知道。", "仅供内部使用。", "一、县级",
        "主要数字", "怎么数的。", "[table]", "以下其余：", "走访：逐月", "怎么数的。",
        "[picture]", "[table]", "（盖章）",
    ]  # fmt: skip


def test_the_same_report_in_the_same_template_is_the_same_file() -> None:
    once, again = (as_docx(paper(section("numbers", "主要数字")), own()) for _ in range(2))
    assert once == again


def test_a_table_is_as_wide_as_the_page_its_head_comes_again_and_no_row_is_torn() -> None:
    made = as_docx(paper(section("numbers", "主要数字", rows=80)), shelf.ours("report"))
    document = Document(io.BytesIO(made))
    page = document.sections[0]
    table = document.tables[0]._tbl

    twips = (page.page_width - page.left_margin - page.right_margin) // 635
    columns = [int(one.get(qn("w:w"))) for one in table.tblGrid.findall(qn("w:gridCol"))]
    assert twips - len(columns) <= sum(columns) <= twips
    rows = table.findall(qn("w:tr"))
    assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [True] + [False] * 80
    assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)


@pytest.mark.parametrize(("rows", "together"), [(2, 2), (14, 14), (15, 1), (80, 1)])
def test_a_short_table_stays_on_one_page_and_a_long_one_keeps_its_head_with_a_row(
    rows: int, together: int
) -> None:
    made = as_docx(paper(section("numbers", "主要数字", rows=rows)), own())
    table = Document(io.BytesIO(made)).tables[0]._tbl

    kept = [bool(row.findall(f".//{qn('w:keepNext')}")) for row in table.findall(qn("w:tr"))]
    assert kept == [True] * together + [False] * (rows + 1 - together)


def test_a_column_of_one_digit_has_room_for_its_head() -> None:
    rows = [["走访" * 40, "怎么数的" * 60, "1", "来源" * 5]]
    body = Section("numbers", "口径", ["指标", "怎么数的", "版本", "来源"], rows)
    table = Document(io.BytesIO(as_docx(paper(body), own()))).tables[0]._tbl

    columns = [int(one.get(qn("w:w"))) for one in table.tblGrid.findall(qn("w:gridCol"))]
    assert columns[2] >= 740
    assert columns[1] == columns[0] > columns[3]


def test_headings_stay_with_what_they_head_and_pictures_say_what_they_show() -> None:
    chart = Chart(["26-10"], [0.5], percent=True)
    made = as_docx(paper(section("numbers", "主要数字"), section("trends", "逐月", chart=chart)), own())
    document = Document(io.BytesIO(made))

    headings = [p for p in document.paragraphs if p.text in ("主要数字", "逐月")]
    assert [p.paragraph_format.keep_with_next for p in headings] == [True, True]
    assert {p.style.name for p in headings} == {"Heading 1"}
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["逐月"]
    assert document.inline_shapes[0].width <= Cm(16)


def test_words_of_the_report_are_never_run_or_read_as_markup() -> None:
    nasty = "</w:t>{{ place }}{% for x in y %}\x00\ue000numbers\ue001"
    body = Section("numbers", nasty, [nasty], [[nasty]], nasty)
    made = as_docx(Paper({"place": nasty}, [nasty], [body]), own())

    shown = Document(io.BytesIO(made)).tables[0].rows[1].cells[0].text
    assert shown == nasty.translate({0: None, 0xE000: None, 0xE001: None})


@pytest.mark.parametrize(
    ("content", "code", "names"),
    [
        (own(("", "{{ risk_level }}")), "unknown-name", "risk_level"),
        (own(("", "{{ name }}")), "unknown-name", "name"),
        (own(without="notes"), "lacks", "notes"),
        (own(without="{{ numbers }}"), "lacks", "numbers"),
        (own(("", "{{ trends }} 在这里")), "not-alone", "trends"),
        (own(("", "{{ care }}{{ help }}")), "not-alone", "care、help"),
        (own(("", "{{ parts }}"), ("", "{{ parts }}")), "not-alone", "parts"),
        (own(("", "{% if trends %}有走势{% endif %}")), None, ""),
        (own(("", "{% if numbers %}有{% endif %}"), without="{{ numbers }}"), "not-alone", "numbers"),
        *((own(("", tag)), "computes", None) for tag in TAGS.values() if "name" not in tag),
    ],
)  # fmt: skip
def test_a_template_that_could_not_be_filled_is_refused_and_the_one_before_stays(
    content: bytes, code: str | None, names: str | None
) -> None:
    shelf.put(OFFICE, "report", own())
    if code is None:
        shelf.put(OFFICE, "report", content)
        return
    error = refusal(lambda: shelf.put(OFFICE, "report", content))

    assert error.code == f"letter-template.{code}"
    assert names is None or error.facts["names"] == names
    assert shelf.own(OFFICE, "report") == own()


@pytest.mark.parametrize("where", ["table", "footer"])
def test_a_part_in_a_table_or_a_footer_is_refused(where: str) -> None:
    paragraph = "<w:p><w:r><w:t>{{ trends }}</w:t></w:r></w:p>"
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    table = f"<w:tbl>{grid}<w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    if where == "table":
        content = _part(BODY, "<w:sectPr>", f"{table}<w:sectPr>", own())
    else:
        content = _part("word/footer1.xml", "<w:p><w:pPr>", f"{paragraph}<w:p><w:pPr>", shelf.ours("report"))

    error = refusal(lambda: shelf.put(OFFICE, "report", content))
    assert (error.code, error.facts["names"]) == ("letter-template.not-alone", "trends")


EVIL = {
    "macros": {"word/vbaProject.bin": b"x"},
    "outside": {
        "word/_rels/header1.xml.rels": b'<Relationships><Relationship Id="r" Target="https://elsewhere.example/"'
        b' TargetMode="External"/></Relationships>'
    },
    "too-heavy": {"word/media/a.png": b"\x00" * (20 << 20)},
    "entities": {"word/header1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><w:hdr/>'},
    "field-code": {"word/header1.xml": b"<w:hdr><w:instrText> INCLUDEPICTURE x </w:instrText></w:hdr>"},
}
"""Parts that must not be in a template, by why."""


@pytest.mark.parametrize("why", EVIL)
def test_what_runs_reaches_out_or_swells_is_refused_and_the_one_before_stays(why: str) -> None:
    shelf.put(OFFICE, "report", own())
    with zipfile.ZipFile(io.BytesIO(own())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}

    assert refusal(lambda: shelf.put(OFFICE, "report", packed({**parts, **EVIL[why]}))).code.endswith(why)
    assert shelf.own(OFFICE, "report") == own()
    assert [one.number for one in shelf.versions(OFFICE, "report")] == [1]


def _part(name: str, before: str, after: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert before.encode() in parts[name]
    return packed({**parts, name: parts[name].replace(before.encode(), after.encode(), 1)})
