"""A workbook of facts about areas, read line by line with the header finder of other lists."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from guitu.domain.areas.facts import Catalogue, Draft, check
from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.cells import Cell, parse_date, text_of, tight
from guitu.domain.roster.places import Gazetteer, region_of_code
from guitu.domain.roster.tables import TableReading
from guitu.domain.roster.vocabulary import Vocabulary, vocabulary_of
from guitu.domain.rules.model import Words

COLUMNS: Final[Vocabulary] = vocabulary_of(
    {
        "serial": ("序号", "编号 no 行号"),
        "place": ("地区", "地区名称 县区 区县 县市区 所属地区 area place"),
        "region": ("地区代码", "行政区划代码 区划代码 regioncode"),
        "kind": ("项目", "指标 指标名称 项目名称 数据项 item indicator"),
        "on": ("截至日期", "日期 截止日期 统计日期 时点 数据日期 截至 date"),
        "basis": ("口径", "统计口径 数据口径 basis"),
        "value": ("数字", "数值 人数 数量 值 数据 value number"),
        "publisher": ("公布单位", "来源单位 发布单位 提供单位 数据来源 publisher"),
        "document": ("来源文件", "文件 文号 文件名称 依据文件 出处 document source"),
    },
    ("place", "kind", "on", "basis", "value", "publisher", "document"),
    (),
)


def reading_of(known: Catalogue, *, gazetteer: Gazetteer, today: date) -> TableReading:
    """Reads the parts of one workbook into drafts of facts."""

    def read(cells: Mapping[str, Cell], *, epoch_1904: bool, **_: object) -> Draft:
        draft = fact_from(cells, known=known, gazetteer=gazetteer, epoch_1904=epoch_1904)
        check(draft, known, today=today)
        return draft

    return TableReading(COLUMNS, read, gazetteer=gazetteer, today=today)


def fact_from(
    cells: Mapping[str, Cell], *, known: Catalogue, gazetteer: Gazetteer, epoch_1904: bool = False
) -> Draft:
    """A fact from its cells.

    Raises:
        DomainError: "region.not-there", "fact.kind", "fact.basis-unread", "fact.day-unread", "fact.value",
            with the ``field`` it is about.
    """
    kinds = {id_: kind.name for id_, kind in known.facts.items()}
    return Draft(
        region=_region(cells, gazetteer),
        kind=_code(cells, "kind", kinds, refusal="fact.kind"),
        on=_day(cells.get("on"), epoch_1904=epoch_1904),
        basis=_code(cells, "basis", known.bases, refusal="fact.basis-unread"),
        value=_whole(cells.get("value")),
        publisher=_said(cells, "publisher"),
        document=_said(cells, "document"),
    )


def _said(cells: Mapping[str, Cell], key: str) -> str:
    return text_of(cells.get(key)).replace("\x00", "").strip()


def _region(cells: Mapping[str, Cell], gazetteer: Gazetteer) -> int:
    code = _said(cells, "region")
    if code:
        try:
            settled = gazetteer.settle(region_of_code(code))
        except DomainError:
            settled = None
        if settled is not None:
            return settled
    found = gazetteer.address(_said(cells, "place"))
    if found is None:
        raise DomainError("region.not-there", field="place")
    return found.number


def _code(cells: Mapping[str, Cell], key: str, known: Mapping[str, Words], *, refusal: str) -> str:
    """The code whose id, Chinese or English name a cell says."""
    said = _plain(_said(cells, key))
    for code, words in known.items():
        if said in {_plain(name) for name in (code, words.zh, words.en)}:
            return code
    raise DomainError(refusal, field=key)


def _plain(text: str) -> str:
    """Words as cells give them: narrow, without spaces, in small letters."""
    return tight(text_of(text)).lower()


def _day(cell: Cell, *, epoch_1904: bool) -> date:
    try:
        return parse_date(cell, epoch_1904=epoch_1904)
    except DomainError:
        raise DomainError("fact.day-unread", field="on") from None


def _whole(cell: Cell) -> int:
    """The whole number; -1, which the domain refuses, for none."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else -1
    plain = tight(text_of(cell)).replace(",", "").replace("，", "").removesuffix("人")
    return int(plain) if plain.isdecimal() and len(plain) < 15 else -1
