"""A province's release roster as facilities send them: two sheets, other words, and cells of every sort."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

from guitu.runtime.demo import words
from guitu.runtime.demo.chance import between, chance
from guitu.runtime.demo.people import draw_name, draw_phone, draw_someone
from guitu.runtime.demo.world import World

Cell = str | int | date | None

# The same columns twice: as one facility heads and orders them, and as another does.
_HEADERS = (
    (
        "序号", "姓名", "性别", "民族", "身份证号码", "文化程度", "户籍地址", "现居住地址", "联系电话",
        "家属姓名", "与本人关系", "家属电话", "入所日期", "解除日期", "责令社区康复决定书文号",
        "主要滥用毒品",
        "强戒次数", "诊断评估结果", "接收街道（乡镇）", "备注",
    ),
    (
        "编号", "戒毒人员姓名", "身份证号*", "性 别", "出所时间", "入所时间", "现住址", "户籍地", "手机号码",
        "社康决定书编号", "接收单位", "毒品种类", "戒毒次数", "诊断评估", "紧急联系人", "关系",
        "紧急联系人电话",
        "学历", "民族", "其他情况",
    ),
)  # fmt: skip
_ORDER = (
    tuple(range(20)),
    (0, 1, 4, 2, 13, 12, 7, 6, 8, 14, 18, 15, 16, 17, 9, 10, 11, 5, 3, 19),
)
_NAME, _ID, _PHONE, _ADMITTED, _RELEASED = 1, 4, 8, 12, 13
_KIN = ("母亲", "父亲", "妻子", "丈夫", "哥哥", "姐姐")
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_EPOCH = date(1899, 12, 30)  # serial numbers of days in spreadsheets


def write_sheet(file: Path, *, rows: int, world: World, on: date) -> None:
    """Write a roster of ``rows`` people; about one in twenty-five is wrong or comes twice."""
    book = Workbook(write_only=True)
    half = rows // 2
    for which, (first, last) in enumerate(((0, half), (half, rows))):
        sheet = book.create_sheet(f"解除名册{which + 1}")
        sheet.append([f"（测量数据，人物均为虚构）{on.year}年解除强制隔离戒毒人员名册"])
        sheet.append([f"填报日期：{on:%Y年%m月%d日}"])
        sheet.append(list(_HEADERS[which]))
        for cells in _lines(range(first, last), world, on):
            sheet.append([cells[n] for n in _ORDER[which]])
        sheet.append(["合计", f"{last - first}人"])
    draft = file.with_suffix(".new")
    book.save(draft)
    draft.replace(file)


def _lines(numbers: range, world: World, on: date) -> Iterator[list[Cell]]:
    before: list[Cell] = []
    for n in numbers:
        rng = chance("roster", n)
        cells = list(before) if before and rng.random() < 0.02 else _cells(rng, n, world, on)
        cells[0] = n + 1
        yield _messed(rng, cells)
        before = cells


def _cells(rng: Random, n: int, world: World, on: date) -> list[Cell]:
    """One clean row, in the order of the first sheet."""
    someone = draw_someone(rng, n, world, on=on)
    place = world.home(rng)
    released = on - timedelta(days=between(rng, -20, 700))
    admitted = released - timedelta(days=between(rng, 365, 730))
    ordered = rng.random() < 0.55
    return [
        n + 1,
        someone.name,
        "女" if someone.sex == "female" else "男",
        words.ETHNICITIES.draw(rng),
        someone.citizen_id,
        words.SCHOOLING.draw(rng),
        f"{place.name}{between(rng, 1, 300)}号",
        f"{place.name}幸福路{between(rng, 1, 300)}号",
        someone.phone,
        draw_name(rng, "female"),
        _KIN[between(rng, 0, len(_KIN) - 1)],
        draw_phone(rng),
        admitted,
        released,
        f"测公社康决字〔{released.year}〕{n:05d}号" if ordered else "",
        words.DRUGS.draw(rng),
        someone.former_treatments,
        "合格",
        place.name,
        "",
    ]


def _messed(rng: Random, cells: list[Cell]) -> list[Cell]:
    """The row as somebody typed it."""
    made = list(cells)
    for column in (_ADMITTED, _RELEASED):
        made[column] = _date_as_typed(rng, made[column])
    made[_ID] = _id_as_typed(rng, str(made[_ID]))
    made[_PHONE] = _phone_as_typed(rng, str(made[_PHONE]))
    if rng.random() < 0.05:
        name = str(made[_NAME])
        made[_NAME] = f"{name[0]}　{name[1:]}"
    wrong = rng.random()
    if wrong < 0.008:
        made[_NAME] = ""
    elif wrong < 0.018:
        made[_RELEASED] = "待定"
    elif wrong < 0.03:
        made[2] = "女" if made[2] == "男" else "男"  # only a doubt
    return made


def _date_as_typed(rng: Random, day: Cell) -> Cell:
    if not isinstance(day, date):
        return day
    way = rng.random()
    if way < 0.55:
        return day
    if way < 0.7:
        return f"{day.year}年{day.month}月{day.day}日"
    if way < 0.8:
        return f"{day.year}.{day.month}.{day.day}"
    if way < 0.9:
        return f"{day:%Y%m%d}"
    return (day - _EPOCH).days


def _id_as_typed(rng: Random, number: str) -> str:
    way = rng.random()
    if way < 0.8:
        return number
    if way < 0.86:
        return number.lower()
    if way < 0.92:
        return number.translate(_WIDE)
    if way < 0.98:
        return f" {number[:6]} {number[6:]} "
    return number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1]  # a typing error


def _phone_as_typed(rng: Random, phone: str) -> Cell:
    way = rng.random()
    if way < 0.7:
        return phone
    if way < 0.8:
        return int(phone)
    if way < 0.9:
        return f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"
    return f"{phone}（晚上打）"
