"""A list of vacancies as a labour office sends it: ten thousand rows, imported as the page imports them."""

import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

from guitu.domain.employers import SKILLS
from guitu.exchange.importers.offers_file import import_file
from guitu.foundation import clock
from guitu.foundation.organisations.commands import load_regions
from guitu.runtime.bench import database
from guitu.runtime.bench.lines import Line, at_most

ROWS = 10_000
MOST = 20.0  # seconds
_HEADER = (
    "序号", "用人单位名称", "招聘岗位", "招聘人数", "任职要求", "薪资待遇", "工作地点", "工作时间",
    "截止日期", "联系电话",
)  # fmt: skip
_PLACES = ("湖南省长沙市芙蓉区", "长沙市天心区", "湖南省娄底市冷水江市", "怀化市鹤城区", "湖南湘西龙山县")


def measure(rows: int = ROWS) -> list[Line]:
    """Seconds for the list, for the same list once more, and for one in which each row changed."""
    load_regions()
    today = clock.today()
    first, later = _written(rows, today, places=2), _written(rows, today, places=3)
    lines = [
        _line("vacancies.import", f"{rows:,} vacancies imported, all new", first, "accepted", rows),
        _line("vacancies.again", f"the same {rows:,} once more", first, "duplicate", rows),
        _line("vacancies.changed", f"{rows:,} of which each row changed", later, "changed", rows),
    ]
    for file in (first, later):
        file.unlink()
    return lines


def _line(name: str, what: str, file: Path, fate: str, rows: int) -> Line:
    began = time.perf_counter()
    made = import_file(file, offers="vacancies", by=None, at=clock.now())
    took = time.perf_counter() - began
    assert made.counts[fate] == rows, made.counts  # noqa: S101 - otherwise something else was measured
    return Line(name, what, took, "s", at_most(MOST), more={"rows_per_second": round(rows / took)})


def _written(rows: int, today: date, *, places: int) -> Path:
    file = database.folder() / f"vacancies-{places}.xlsx"
    dice = Random(7)  # noqa: S311 - the same made-up list every time
    names = [skill.zh for skill in SKILLS.values()]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("岗位")
    sheet.append(("某市春风行动岗位信息汇总表",))
    sheet.append(_HEADER)
    for n in range(rows):
        skill = dice.choice(names)
        sheet.append(
            (
                n + 1, f"演示用人单位{n % 900:04d}", f"{skill}{n}", places, f"会{skill}，身体健康，能吃苦",
                f"{dice.randint(25, 45)}00-{dice.randint(46, 90)}00元/月", dice.choice(_PLACES),
                f"每周{dice.randint(36, 54)}小时", today + timedelta(days=dice.randint(5, 90)),
                f"1200000{n:04d}"[:11],
            )
        )  # fmt: skip
    book.save(file)
    return file
