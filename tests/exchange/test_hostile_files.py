"""Files that must not be opened: each is refused with its own sentence, cheaply."""

# ruff: noqa: E501 - one hostile workbook, one line

import subprocess
import sys
import zipfile

import pytest
from openpyxl import Workbook

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import words
from guitu.exchange.importers import xlsx
from tests.exchange.workbooks import pack, parts, save, text_row

MEGABYTES_MOST = 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(path):
    with pytest.raises(DomainError) as refused, xlsx.opened(path) as found:
        list(found)
    said = words.sentence(refused.value.code, refused.value.facts)
    assert said.zh
    assert said.en
    return refused.value.code


MEASURE = """
import resource, sys
from pathlib import Path
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers import xlsx
try:
    with xlsx.opened(Path(sys.argv[1])) as found:
        print(len(list(found)))
except DomainError as refused:
    print(refused.code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def cost(path):
    """How a file is refused and the megabytes its reader took at most.

    Measured from a small process: what a child took counts its parent's size until it is a program of its own.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    code, megabytes = done.stdout.split()
    return code, int(megabytes)


def with_part(name, content="<x/>"):
    return {**parts(text_row(1, "x")), name: content}


def with_sheet(rows, head="<?xml version='1.0'?>"):
    contents = parts(rows)
    contents["xl/worksheets/sheet1.xml"] = head + str(contents["xl/worksheets/sheet1.xml"]).split("?>", 1)[1]
    return contents


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b"", "roster-file.empty"),
        (OLE, "roster-file.old-xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "roster-file.encrypted"),
        ("姓名,身份证号码,解除日期\n".encode(), "roster-file.not-xlsx"),
        (b"%PDF-1.7", "roster-file.not-xlsx"),
        (b"<html><table>", "roster-file.not-xlsx"),
        (b"PK\x03\x04 and then nothing of the kind", "roster-file.damaged"),
    ],
)
def test_what_is_no_workbook_is_told_apart(tmp_path, contents, code):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(contents)

    assert refusal(path) == code


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert refusal(tmp_path / "none.xlsx") == "roster-file.missing"


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        ({"word/document.xml": "<x/>"}, "roster-file.not-xlsx"),
        (with_part("xl/vbaProject.bin"), "roster-file.macros"),
        (with_part("xl/macrosheets/sheet1.xml"), "roster-file.macros"),
        (with_part("xl/embeddings/oleObject1.bin"), "roster-file.macros"),
        (parts(text_row(1, "x"), kind="sheet.macroEnabled"), "roster-file.macros"),
        (with_part("xl/externalLinks/externalLink1.xml"), "roster-file.outside-links"),
        (with_part("xl/connections.xml"), "roster-file.outside-links"),
        (
            with_sheet(
                text_row(1, "&x;"), "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            ),
            "roster-file.entities",
        ),
        (with_part("docProps/app.xml", "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>"), "roster-file.entities"),
        (with_part("xl/sharedStrings.xml", "<x/>".encode("utf-16")), "roster-file.encoding"),
        (with_sheet(text_row(1, "x"), "<?xml version='1.0' encoding='UTF-7'?>"), "roster-file.encoding"),
        (parts('<row r="1"><c r="BDWGN1"><v>1</v></c></row>'), "roster-file.columns"),
        (parts('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "roster-file.columns"),
        (parts(f'<row r="1">{"<c><v>1</v></c>" * 1_000_000}</row>'), "roster-file.bomb"),
        (parts(f'<row r="1">{"<c><v>1</v></c>" * 5_000}</row>'), "roster-file.columns"),
        (parts('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="KN1048576"><v>1</v></c></row>'), "roster-file.cells"),
        (parts('<row r="1"><c r="A1"><f>WEBSERVICE("http://x.invalid")</f><v>1</v></c></row>'), "roster-file.active-formula"),
        (parts("<row r='1'><c r='A1'><f>cmd|' /C calc'!A0</f><v>1</v></c></row>"), "roster-file.active-formula"),
        (parts('<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>1</v></c></row>'), "roster-file.active-formula"),
        ({**parts(), **{f"xl/media/{n}.xml": "" for n in range(1001)}}, "roster-file.too-many-parts"),
    ],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_before_it_is_parsed(tmp_path, contents, code):
    path = pack(tmp_path / "roster.xlsx", contents)

    assert refusal(path) == code


def test_a_million_cells_in_one_row_cost_little(tmp_path):
    path = pack(tmp_path / "roster.xlsx", parts(f'<row r="1">{"<c><v>1</v></c>" * 1_000_000}</row>'))

    code, megabytes = cost(path)

    assert code == "roster-file.bomb"
    assert megabytes < MEGABYTES_MOST


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.xlsx"
    contents = parts()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(400):
                part.write(b" " * (1 << 20))

    code, megabytes = cost(path)

    assert code == "roster-file.bomb"
    assert megabytes < MEGABYTES_MOST


def test_a_directory_that_lies_about_sizes_is_damaged(tmp_path):
    path = pack(tmp_path / "liar.xlsx", parts(text_row(1, "x" * 5000)))
    raw = bytearray(path.read_bytes())
    place = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"PK\x05\x06"))
    raw[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(raw)

    assert refusal(path) == "roster-file.damaged"


def test_two_parts_of_one_name_are_not_chosen_between(tmp_path):
    path = pack(tmp_path / "twice.xlsx", parts(text_row(1, "x")))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", "<x/>")

    assert refusal(path) == "roster-file.damaged"


def test_cells_that_are_only_coloured_far_out_do_no_harm(tmp_path):
    rows = text_row(1, "姓名") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    with xlsx.opened(pack(tmp_path / "painted.xlsx", parts(rows))) as found:
        lines = list(found)[1]

    assert [line.number for line in lines] == [1]


def test_a_child_that_takes_too_long_is_stopped(tmp_path):
    path = save(tmp_path / "long.xlsx", {"一": [[n, "x" * 50] for n in range(20_000)]})

    with pytest.raises(DomainError, match="too-heavy"), xlsx.opened(path, seconds=0.05) as found:
        list(found)


def test_a_workbook_with_ordinary_formulas_may_be_opened(tmp_path):
    book = Workbook()
    book.active.append(["合计", "=SUM(B2:B9)", '=COUNTIF(A1:A9,"男")'])
    book.save(tmp_path / "sum.xlsx")

    with xlsx.opened(tmp_path / "sum.xlsx") as found:
        assert next(found).formulas == {"B1", "C1"}
