"""Sheets as the reader gets them, built from plain lists; and a small country to read addresses in."""

from collections.abc import Sequence
from datetime import date

from guitu.domain.roster.cells import Cell, Line, SheetHead
from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.reading import RosterReading
from guitu.domain.roster.rows import RosterRow, Terms

TODAY = date(2026, 11, 22)

COUNTRY = Gazetteer(
    [
        (110000000000, "北京市"),
        (110100000000, "市辖区"),
        (110101000000, "东城区"),
        (110101001000, "东华门街道"),
        (150000000000, "内蒙古自治区"),
        (150300000000, "乌海市"),
        (150302000000, "海勃湾区"),
        (430000000000, "湖南省"),
        (430100000000, "长沙市"),
        (430104000000, "岳麓区"),
        (430104005000, "观沙岭街道"),
        (430121000000, "长沙县"),
        (430121107000, "果园镇"),
        (430181000000, "浏阳市"),
        (430181127000, "淳口镇"),
        (431000000000, "郴州市"),
        (431003000000, "苏仙区"),
        (431003005000, "卜里坪街道"),
        (431003100000, "城关镇"),
        (431021000000, "桂阳县"),
        (431021100000, "城关镇"),
        (431021226000, "白水瑶族乡"),
        (433100000000, "湘西土家族苗族自治州"),
        (433130000000, "龙山县"),
        (433130120000, "水田坝镇"),
        (441900000000, "东莞市"),
        (441900104000, "石排镇"),
    ]
)
TERMS = Terms(COUNTRY, TODAY, allow_demo=True)

PERSON = ("廖志荣", "996181199403265257", "2026-04-22")
SOMEONE_ELSE = ("王勇阳", "991191196505145656", "2025-07-18")


def sheet(
    rows: Sequence[Sequence[Cell]], *, name: str = "名册", **head: object
) -> list[SheetHead | list[Line]]:
    """A sheet of these rows, numbered from 1; empty lists are empty rows."""
    lines = [Line(number, tuple(row)) for number, row in enumerate(rows, 1) if row]
    return [SheetHead(name, **head), lines]  # type: ignore[arg-type]  # the head's own fields


def read(rows: Sequence[Sequence[Cell]], *, terms: Terms = TERMS, **head: object) -> list[RosterRow]:
    """The rows of a workbook of one sheet."""
    return list(RosterReading(terms).rows(sheet(rows, **head)))


def codes(row: RosterRow) -> list[str]:
    """The codes of a row's reasons, in order."""
    return [reason.code for reason in row.reasons]
