"""What a report says of staying clean: each reading of one truth side by side, and the curve. Inward only."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext

from guitu.analytics.curves import MARKS
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.registry import Released, Watched
from guitu.domain.measures.released import ENDS
from guitu.domain.measures.retention import WINDOWS
from guitu.exchange.exporters.reports import Cell, Curve, Percent, Section
from guitu.foundation.metrics import said
from guitu.web.dashboards.cells import cell
from guitu.web.dashboards.clean_rows import Page, Row, page
from guitu.web.dashboards.facts import RETENTION, Facts
from guitu.web.dashboards.leave import Leave
from guitu.web.shell.numbers import NONE, name_of, percent, shown


def clean(facts: Facts, leave: Leave) -> Iterator[Section]:
    """The windows after release, and the curve up to the day it was counted; nothing for outside."""
    if leave.is_outward:
        return
    readings = facts.themes.get(RETENTION, {})
    if windows := _windows(readings):
        yield windows
    if others := _others(readings):
        yield others
    yield _curve(facts)


def _windows(readings: Mapping[str, Reading]) -> Section | None:
    """One line for each window: everybody, strictly, those reached beside their reach, and the bounds."""
    found = {_place(reading): reading for reading in readings.values() if _place(reading) is not None}
    if not found:
        return None
    head = [
        gettext("出所后"), gettext("满期的出所"), gettext("全体"), gettext("严格（六个月内核实）"),
        gettext("联系上的"), gettext("联系上的比例"), gettext("最低"), gettext("最高"),
    ]  # fmt: skip
    rows = []
    for months in WINDOWS:
        line = {rate: found.get((rate, months)) for rate in ENDS}
        whole = line["full"]
        if whole is not None:
            rows.append(_window(months, whole, line))
    note = gettext(
        "全体：失去联系的不算保持。联系上的：只算知道结果的，要和联系上的比例一起看。"
        "最低、最高：不知道的全算没有保持、全算保持。只数到 %(day)s 已经满这么久的出所。"
    ) % {"day": next(iter(found.values())).as_of.isoformat()}
    return Section("clean", gettext("操守保持"), head, rows, note)


def _others(readings: Mapping[str, Reading]) -> Section | None:
    """Relapses by the time watched, and the figures as reports usually tell them, each with its note."""
    rows: list[list[Cell]] = [
        [name_of(one), cell(shown(one)), one.count.counted, one.count.of, one.count.unknown, _beyond(one)]
        for one in readings.values()
        if one.metric.note is not None or isinstance(one.metric.made, Watched)
    ]
    if not rows:
        return None
    head = [
        gettext("指标"), gettext("数值"), gettext("分子"), gettext("分母"), gettext("不知道的"),
        gettext("它没有说的，或随访的时间"),
    ]  # fmt: skip
    return Section("clean", gettext("通常的说法，和按随访时间"), head, rows)


def _beyond(reading: Reading) -> str:
    """What a figure leaves out, or the time it is told by."""
    if reading.metric.note is not None:
        return said(reading.metric.note)
    return gettext("共 %(years)s 人年。") % {"years": f"{reading.count.years:.1f}"}


def _place(reading: Reading) -> tuple[str, int] | None:
    made = reading.metric.made
    return (made.rate, made.months) if isinstance(made, Released) else None


def _window(months: int, whole: Reading, line: Mapping[str, Reading | None]) -> list[Cell]:
    shares = {rate: _share(reading) for rate, reading in line.items()}
    return [
        gettext("%(months)s 个月") % {"months": months}, whole.count.of, shares["full"], shares["strict"],
        shares["reached"], shares["reach"], shares["worst"], shares["best"],
    ]  # fmt: skip


def _share(reading: Reading | None) -> Cell:
    return None if reading is None else _percent(percent(reading.count.counted, reading.count.of))


def _percent(words: str) -> Cell:
    return None if words in ("", NONE) else Percent(words)


def _curve(facts: Facts) -> Section:
    """The curve of the place, its table, and what both say; a sentence in its place where it cannot be."""
    shown = page(facts.curves)
    head = [
        gettext("出所后月数"), gettext("看到那时的出所"), gettext("没有已知复吸"), gettext("95% 区间"),
        gettext("已知复吸"), gettext("去世"),
    ]  # fmt: skip
    rows = [] if shown.instead else [_mark(row) for row in shown.whole.marks]
    note = shown.instead or _note(shown, facts)
    return Section(
        "clean", gettext("保持操守的时间"), head, rows, note, None if shown.instead else _drawn(shown)
    )


def _note(shown: Page, facts: Facts) -> str:
    day = gettext(
        "截至 %(day)s。横轴是出所后的月数，n 是看到那时的出所次数，浅色是 95%% 区间；"
        "失去联系的从那天起不再看得见，去世另计。"
    ) % {"day": facts.curves.as_of.isoformat()}
    return " ".join([*shown.whole.says, day])


def _mark(row: Row) -> list[Cell]:
    mark = row.mark
    return [
        mark.month, mark.at_risk, _percent(row.share), row.limits or None, _percent(row.relapsed),
        _percent(row.died),
    ]  # fmt: skip


def _drawn(shown: Page) -> Curve:
    marks = shown.whole.group.marks
    return Curve(
        shares=[mark.share for mark in marks],
        limits=[None if m.lower is None or m.upper is None else (m.lower, m.upper) for m in marks],
        at_risk={month: marks[month].at_risk for month in MARKS},
    )
