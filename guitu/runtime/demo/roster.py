"""A made-up release roster to try the import with: a title, a note, cells as people write them, a total."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guitu.runtime.demo import words
from guitu.runtime.demo.chance import between, chance
from guitu.runtime.demo.people import Someone, draw_name, draw_phone, draw_someone
from guitu.runtime.demo.world import World

ROWS = 30
_FIRST_INDEX = 40_000  # behind everybody who can live in the demo county, so that nobody comes twice
_HEADERS = (
    "序号", "姓名", "性别", "民族", "身份证号码", "文化程度", "户籍地址", "现居住地址", "联系电话",
    "家属姓名", "与本人关系", "家属电话", "入所日期", "解除日期", "责令社区康复决定书文号", "主要滥用毒品",
    "强戒次数", "诊断评估结果", "接收街道（乡镇）", "备注",
)  # fmt: skip
_KIN = {"parent": "母亲", "spouse": "妻子", "sibling": "哥哥", "child": "儿子", "other": "表姐"}
_WIDTH = {"身份证号码": 22, "户籍地址": 34, "现居住地址": 34, "责令社区康复决定书文号": 24}


def write_roster(file: Path, *, seed: int, world: World, on: date) -> Path:
    """Write the sample; returns ``file``. Releases lie around ``on``."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = "解除人员名册"
    last = len(_HEADERS)
    sheet.append(["（演示数据，人物均为虚构）解除强制隔离戒毒人员名册"])
    sheet.append([f"填报单位：演示强制隔离戒毒所　　填报日期：{on:%Y年%m月%d日}"])
    sheet.append(list(_HEADERS))
    rng = chance(seed, "roster")
    for n in range(ROWS):
        sheet.append(_row(rng, n, draw_someone(rng, _FIRST_INDEX + n, world, on=on), world, on))
    _spoil(sheet)
    sheet.append(["合计", f"{ROWS}人"])
    _dress(sheet, last)
    book.save(file)
    return file


def _row(rng: Random, n: int, someone: Someone, world: World, on: date) -> list[object]:
    place = world.home(rng)
    village = place.villages[int(rng.random() * len(place.villages))][1]
    released = on + timedelta(days=between(rng, -12, 20))
    admitted = released - timedelta(days=between(rng, 365, 730))
    order = f"演公社康决字〔{released.year}〕{between(rng, 1, 9999):04d}号" if rng.random() < 0.55 else ""
    relation = words.RELATIONS.draw(rng)
    return [
        n + 1,
        someone.name,
        "女" if someone.sex == "female" else "男",
        words.ETHNICITIES.draw(rng),
        someone.citizen_id,
        words.SCHOOLING.draw(rng),
        f"{place.name}{between(rng, 1, 300)}号",
        f"{place.name}{village}{between(rng, 1, 300)}号",
        someone.phone,
        draw_name(rng, "female" if rng.random() < 0.6 else "male"),
        _KIN[relation],
        draw_phone(rng),
        admitted,
        released,
        order,
        words.DRUGS.draw(rng),
        someone.former_treatments,
        "合格",
        place.name.removeprefix("湖南省娄底市冷水江市"),
        "",
    ]


def _spoil(sheet: Worksheet) -> None:
    """Cells as they really come: dates in words, wide digits, spaces, notes, a typing error, a repeat."""
    column = {name: n for n, name in enumerate(_HEADERS, start=1)}
    first = 4

    def cell(row: int, name: str) -> "tuple[int, int]":
        return first + row, column[name]

    def change(row: int, name: str, new: object) -> None:
        sheet.cell(*cell(row, name)).value = new  # type: ignore[assignment] # openpyxl takes any of these

    def old(row: int, name: str) -> object:
        return sheet.cell(*cell(row, name)).value

    for row in (1, 9, 17):
        day = old(row, "解除日期")
        assert isinstance(day, date)  # noqa: S101 - written above
        change(row, "解除日期", f"{day.year}年{day.month}月{day.day}日")
    for row in (4, 12):
        day = old(row, "解除日期")
        assert isinstance(day, date)  # noqa: S101 - as above
        change(row, "解除日期", f"{day.year}.{day.month}.{day.day}")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    change(6, "身份证号码", str(old(6, "身份证号码")).translate(wide))
    change(14, "联系电话", f"{str(old(14, '联系电话'))[:3]}-{str(old(14, '联系电话'))[3:]}（晚上）")
    name = str(old(20, "姓名"))
    change(20, "姓名", f"{name[0]}　{name[1:]}")
    number = str(old(22, "身份证号码"))
    change(22, "身份证号码", number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1])
    change(25, "身份证号码", "")
    change(27, "性别", "女" if old(27, "性别") == "男" else "男")
    for name in _HEADERS[1:]:
        change(29, name, old(3, name))
    change(11, "备注", "本人希望在城区找工作")


def _dress(sheet: Worksheet, last: int) -> None:
    for row, size in ((1, 14), (2, 10)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        sheet.cell(row, 1).font = Font(size=size, bold=row == 1)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    for n, name in enumerate(_HEADERS, start=1):
        head = sheet.cell(3, n)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="EEE8DD")
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTH.get(name, 12)
    sheet.freeze_panes = "C4"
