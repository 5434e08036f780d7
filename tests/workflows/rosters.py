"""Rosters as the workflow gets them: heads and lines, built from plain lists."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache

import pytest
from django.conf import settings

from guitu.casework.intake.queries import columns_of
from guitu.domain.kernel import citizen_id
from guitu.domain.roster.cells import Cell, Line, SheetHead
from guitu.domain.roster.places import Gazetteer
from guitu.domain.roster.reading import RosterReading
from guitu.domain.roster.rows import RosterRow, Terms
from guitu.foundation.clock import day_of
from guitu.foundation.regions_data import load_regions
from guitu.workflows.import_roster import Imported, import_roster
from tests.world import NOW

HEADER = ["姓名", "身份证号码", "解除日期", "接收街道", "现居住地址"]
HEADER += ["社区康复决定书文号", "联系电话", "家属电话", "文化程度"]
HERE = "湖南省长沙市芙蓉区文艺路街道1号"
THERE = "湖南省长沙市芙蓉区朝阳街街道9号"
FAR = "北京市东城区东华门街道3号"


@cache
def country() -> Gazetteer:
    """The regions, read once for all tests."""
    return Gazetteer((record.code, record.name) for record in load_regions())


class Reading(RosterReading):
    """A roster read in this process."""

    def __init__(self, parts: list[object], at: datetime = NOW) -> None:
        super().__init__(
            Terms(country(), day_of(at), allow_demo=bool(settings.GUITU_DEMO), columns_of=columns_of)
        )
        self._parts = parts

    def rows(self) -> Iterator[RosterRow]:  # type: ignore[override]  # the parts are known
        return super().rows(self._parts)  # type: ignore[arg-type]  # heads and lines


@pytest.fixture(autouse=True)
def made_up_people(settings: object) -> None:
    """Made-up people are welcome."""
    settings.GUITU_DEMO = True  # type: ignore[attr-defined]  # pytest-django's wrapper


def number(n: int, birth_on: date = date(1985, 5, 1)) -> str:
    """A made-up id that no other helper makes."""
    return citizen_id.make(998000 + n, birth_on, 1)


def line(
    n: int = 1,
    *,
    name: str = "测试甲",
    cid: str | None = None,
    released: Cell = "2026-02-20",
    township: str | None = "文艺路街道",
    residence: str | None = HERE,
    order: str | None = None,
) -> list[Cell]:
    """One person's line."""
    phones = (f"1250000{n:04d}", f"1260000{n:04d}")
    return [name, cid or number(n), released, township, residence, order, *phones, "初中"]


def roster(*lines: Sequence[Cell], header: Sequence[str] = HEADER, title: str = "") -> list[object]:
    """The parts of a workbook of one sheet; the header is row 2."""
    rows = [[title or "名册"], header, *lines]
    return [SheetHead("名册"), [Line(n, tuple(cells)) for n, cells in enumerate(rows, 1)]]


def imported(
    *lines: Sequence[Cell], by: object = None, heard: list | None = None, **more: object
) -> Imported:
    """Import such a roster."""
    rows = heard if heard is not None else []
    more.setdefault("dry_run", False)
    more.setdefault("at", NOW)
    return import_roster(Reading(roster(*lines)), by=by, heard=rows.append, **more)  # type: ignore[arg-type]
