"""The tables of a report: each figure with all that somebody needs to doubt or repeat it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext

from guitu.analytics.overview import PART_NUMBERS
from guitu.analytics.periods import Period, has_past
from guitu.analytics.places import Place
from guitu.domain.measures import Metric
from guitu.domain.measures.readings import Reading
from guitu.exchange.exporters.reports import Cell, Chart, Percent, Section, Signed
from guitu.foundation.metrics import metrics, said
from guitu.web.dashboards.cells import cell
from guitu.web.dashboards.clean_tables import clean
from guitu.web.dashboards.facts import THEMES, Facts, is_compared, of_month, of_reading
from guitu.web.dashboards.leave import Leave, Pair
from guitu.web.shell.numbers import basis_words, name_of, percent, shown, target_shown
from guitu.web.shell.tags import term

_POINTS = 100


def sections(facts: Facts, leave: Leave) -> list[Section]:
    """Every table, in the order of a report that keeps none back for a place of its own."""
    seen = facts.seen
    funnel = {reading.metric.id: reading for reading in seen.funnel}
    return [
        _numbers("numbers", gettext("主要数字"), seen.numbers, facts, leave),
        _compared(facts, leave),
        *(_numbers(theme, _theme(theme), facts.themes[theme], facts, leave) for theme in THEMES),
        *clean(facts, leave),
        *_trends(facts, leave),
        _numbers("handoff", gettext("从出所到接住"), funnel, facts, leave),
        *_parts(facts, leave),
        _formulas(facts, leave),
    ]


def _theme(theme: str) -> str:
    return {
        "care": gettext("照管"),
        "help": gettext("帮扶"),
        "orders": gettext("决定与职责"),
        "tests": gettext("检测"),
        "outcomes": gettext("结果"),
    }[theme]


def _share(pair: Pair) -> Percent | None:
    some, of = pair
    return None if some is None or of is None or not of else Percent(percent(some, of))


def _numbers(
    block: str, heading: str, readings: Mapping[str, Reading], facts: Facts, leave: Leave
) -> Section:
    head = [
        gettext("指标"), gettext("数值"), gettext("分子"), gettext("分母"), gettext("不知道的"),
        gettext("目标"), gettext("所指时间"),
    ]  # fmt: skip
    kept = [reading for reading in readings.values() if leave.may(reading.metric)]
    period = facts.seen.period
    rows = [_number(reading, facts.seen.place, period, leave) for reading in kept]
    past = period.sort != "last" and any(not has_past(reading.metric) for reading in kept)
    return Section(block, heading, head, rows, _why_today() if past else "")


def _why_today() -> str:
    return gettext(
        "注明“计数当天”的，说的是档案怎样：档案随时在变，过去哪天怎样没有保存，所以只有计数那天的数，不能补算。"
    )


def _number(reading: Reading, place: Place, period: Period, leave: Leave) -> list[Cell]:
    metric = reading.metric
    pair = leave.pairs(metric, {0: of_reading(reading, place, period)})[0]
    outward: Cell = _share(pair) if metric.unit == "share" else pair[0]
    value = outward if leave.is_outward else _shown(reading)
    some, of = pair[0], pair[1] if metric.of else None
    unknown = None
    if not leave.is_outward:
        some, of, unknown = reading.numerator, reading.denominator, reading.count.unknown
    return [name_of(reading), value, some, of, unknown, _goal(reading), _when(reading, period)]


def _when(reading: Reading, period: Period) -> str:
    """Which days a number is about: those of the period, or the day it was counted."""
    if has_past(reading.metric):
        if reading.metric.basis in {"due", "happened"}:
            return f"{reading.first.isoformat()} — {min(reading.as_of, period.last).isoformat()}"
        return reading.as_of.isoformat()
    if reading.metric.basis == "since":
        return gettext("%(first)s 至计数当天 %(day)s") % _days(reading)
    return gettext("计数当天 %(day)s") % _days(reading)


def _days(reading: Reading) -> dict[str, str]:
    return {"first": reading.first.isoformat(), "day": reading.as_of.isoformat()}


def _goal(reading: Reading) -> Cell:
    return cell(target_shown(reading))


def _shown(reading: Reading) -> Cell:
    return cell(shown(reading))


def _compared(facts: Facts, leave: Leave) -> Section:
    """Each figure that has a past beside the same days a year before, both with what they were made from."""
    now, before = facts.seen.period, facts.earlier
    head = [
        gettext("指标"), gettext("本期"), gettext("本期分子"), gettext("本期分母"),
        gettext("上年同期"), gettext("上年分子"), gettext("上年分母"), gettext("变化（率为百分点）"),
    ]  # fmt: skip
    rows = [
        _beside(reading, facts, leave)
        for reading in facts.now.values()
        if is_compared(reading.metric) and reading.metric.id in facts.before and leave.may(reading.metric)
    ]
    note = gettext(
        "本期 %(first)s 至 %(last)s，上年同期 %(first_before)s 至 %(last_before)s，都按今天所知的记录数。"
        "档案怎样的指标没有过去的数，不在这里。"
    ) % {
        "first": now.first.isoformat(), "last": now.last.isoformat(),
        "first_before": before.first.isoformat(), "last_before": before.last.isoformat(),
    }  # fmt: skip
    return Section("compared", gettext("与上年同期相比"), head, rows, note)


def _beside(reading: Reading, facts: Facts, leave: Leave) -> list[Cell]:
    metric, place = reading.metric, facts.seen.place
    now = _alone(reading, place, facts.seen.period, leave)
    before = _alone(facts.before[metric.id], place, facts.earlier, leave)
    change = _change(metric, now, before)
    return [name_of(reading), *_cells(metric, now), *_cells(metric, before), change]


def _alone(reading: Reading, place: Place, period: Period, leave: Leave) -> Pair:
    return leave.pairs(reading.metric, {0: of_reading(reading, place, period)})[0]


def _cells(metric: Metric, pair: Pair) -> list[Cell]:
    if metric.unit == "share":
        return [_share(pair), pair[0], pair[1]]
    return [pair[0], pair[0], pair[1] if metric.of else None]


def _change(metric: Metric, now: Pair, before: Pair) -> Cell:
    """In percentage points, or in number; None where either is not known."""
    if metric.unit == "share":
        one, other = _share(now), _share(before)
        if one is None or other is None:
            return None
        return Signed(round(_POINTS * (one.value - other.value), 1), digits=1)
    return None if now[0] is None or before[0] is None else Signed(now[0] - before[0], digits=0)


def _trends(facts: Facts, leave: Leave) -> Iterator[Section]:
    for name, trend in facts.seen.trends.items():
        metric = metrics()[name]
        if not leave.may(metric):
            continue
        pairs = leave.pairs(metric, {p.month: of_month(metric, p, facts.seen.place) for p in trend})
        is_share = metric.unit == "share"
        head = [gettext("月份"), said(metric.counted)]
        head += [said(metric.of), gettext("比例")] if is_share else []
        rows: list[list[Cell]] = []
        values: list[float | None] = []
        for month, (some, of) in pairs.items():
            row: list[Cell] = [month.strftime("%Y-%m"), some]
            rows.append([*row, of, _share((some, of))] if is_share else row)
            values.append(_value(some, of, is_share=is_share))
        heading, note = said(metric.name) + gettext("：逐月"), said(metric.formula)
        known = [value for value in values if value is not None]
        if any(known) or (known and is_share):
            chart = Chart([month.strftime("%y-%m") for month in pairs], values, is_share)
            yield Section("trends", heading, head, rows, note, chart)
        else:
            yield Section("trends", heading, head, rows, f"{note}{_no_line()}")


def _no_line() -> str:
    return gettext("这些月份没有可以画的数，所以没有图。")


def _value(some: int | None, of: int | None, *, is_share: bool) -> float | None:
    if some is None or (is_share and not of):
        return None
    return some / of if is_share and of else float(some)


def _parts(facts: Facts, leave: Leave) -> Iterator[Section]:
    parts, period = facts.seen.parts, facts.seen.period
    if not parts:
        return
    known = [metrics()[name] for name in PART_NUMBERS]
    columns = {
        metric.id: leave.pairs(
            metric, {p.place.number: of_reading(p.numbers[metric.id], p.place, period) for p in parts}
        )
        for metric in known
    }
    rows: list[list[Cell]] = []
    for part in parts:
        row: list[Cell] = [part.place.name]
        for metric in known:
            pair = columns[metric.id][part.place.number]
            row.append(_share(pair) if metric.unit == "share" else pair[0])
        rows.append(row)
    head = [gettext("地区或单位"), *(said(metric.name) for metric in known)]
    yield Section("parts", gettext("各地各单位"), head, rows)


def _formulas(facts: Facts, leave: Leave) -> Section:
    """What each figure of the report means; it stands at the end and says where it comes from."""
    used = {reading.metric.id: reading.metric for reading in (*facts.now.values(), *facts.seen.funnel)}
    rows = [
        [
            said(m.name), m.id, _meant(m), basis_words(m), str(m.version),
            term(m.confidence.value, "confidence"), f"{m.source.document} {m.source.article}".strip(),
        ]
        for m in used.values()
        if leave.may(m)
    ]  # fmt: skip
    head = [
        gettext("指标"), gettext("代码"), gettext("怎么数的"), gettext("按哪个日子"), gettext("版本"),
        gettext("可信度"), gettext("来源"),
    ]  # fmt: skip
    return Section("formulas", gettext("口径"), head, rows)


def _meant(metric: Metric) -> str:
    """How it is counted, what it leaves out, and what it must be read with."""
    told = [said(metric.formula)]
    if metric.note is not None:
        told.append(gettext("它没有说的：%(note)s") % {"note": said(metric.note)})
    if metric.beside:
        told.append(gettext("要与“%(name)s”一起看。") % {"name": said(metrics()[metric.beside].name)})
    return " ".join(told)
