"""A report as words and numbers: what the dashboard shows and every other figure, for inside or for outside.

For outside every count goes through ``domain.disclosure``: small ones are hidden, the rest is rounded, and a
figure that the registry calls inward is left out.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from typing import Final, TypeVar

from django.db import transaction
from django.utils.translation import gettext

from guitu.analytics import asking
from guitu.analytics.overview import PART_NUMBERS, Overview, counted, numbers
from guitu.analytics.periods import Period
from guitu.analytics.places import Place
from guitu.casework.exports.reports import Audience
from guitu.domain.access import Viewer
from guitu.domain.disclosure import LEAST, STEP, protect
from guitu.domain.measures import Metric
from guitu.domain.measures.readings import Reading
from guitu.exchange.exporters.reports import Cell, Chart, Paper, Percent, Section
from guitu.foundation.clock import BEIJING
from guitu.foundation.metrics import metrics, said
from guitu.web.dashboards.words import LEVELS, period_name
from guitu.web.shell.numbers import NONE, name_of, percent, shown, target_shown

Key = TypeVar("Key", bound=Hashable)
Pair = tuple[int | None, int | None]  # numerator and denominator; None: hidden

THEMES: Final = ("care", "help", "orders", "tests", "outcomes")
STEPS: Final = len(THEMES) + 2  # the overview, each theme, and both files


def paper(
    viewer: Viewer,
    place: Place,
    period: Period,
    audience: Audience,
    *,
    today: date,
    words: Mapping[str, str],
    say: Callable[[int], None],
) -> tuple[Paper, Overview]:
    """The report, counted now.

    Args:
        viewer: who asked; needs figures over the place.
        place: of which.
        period: over which.
        audience: for whom.
        today: the day that files are seen on.
        words: of the office and its layout, for its template.
        say: told how many steps are done.

    Raises:
        DomainError: "place.unknown".
    """
    with transaction.atomic():
        seen = counted(viewer, place, period, today=today)
    say(1)
    asked = asking.question(place, months=12, as_of=today)
    sections = [_numbers("numbers", gettext("主要数字"), seen.numbers, audience)]
    for done, theme in enumerate(THEMES, start=2):
        ids = [m.id for m in metrics().values() if m.theme == theme]
        with transaction.atomic():
            found = numbers(viewer, place, period, asked, ids)
        sections.append(_numbers(theme, _theme(theme), found, audience))
        say(done)
    sections += [
        *_trends(seen, audience),
        _numbers("handoff", gettext("从出所到接住"), _funnel(seen), audience),
    ]
    sections += [*_parts(seen, audience), _formulas()]
    return Paper({**_words(seen, audience), **words}, _lines(seen, audience), sections), seen


def _title(seen: Overview) -> str:
    names = {"place": seen.place.name, "period": period_name(seen.period.code)}
    if seen.period.sort == "year":
        return gettext("%(place)s %(period)s 照管年报") % names
    if seen.period.sort == "month":
        return gettext("%(place)s %(period)s 照管月报") % names
    return gettext("%(place)s %(period)s 照管情况") % names


def _words(seen: Overview, audience: Audience) -> dict[str, str]:
    period = seen.period
    return {
        "title": _title(seen),
        "place": seen.place.name,
        "level": str(LEVELS[seen.level]),
        "period": period_name(period.code),
        "days": f"{period.first.isoformat()} — {period.last.isoformat()}",
        "counted_at": _when(seen),
        "audience": gettext("对外使用") if audience == "outward" else gettext("内部使用"),
    }


def _when(seen: Overview) -> str:
    """To the minute, with its year: paper is read later."""
    return f"{seen.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _lines(seen: Overview, audience: Audience) -> list[str]:
    lines = [
        f"{LEVELS[seen.level]} · {seen.period.first.isoformat()} — {seen.period.last.isoformat()}",
        gettext("数字计于 %(at)s。没有任何人的姓名。") % {"at": _when(seen)},
        gettext("到期的和发生的按这段时间数；档案怎样按计数那天的情况，过去哪天怎样没有保存。"),
        gettext("“—”是不知道，或没有可以计算的数据，不是 0。"),
    ]
    if audience == "outward":
        lines.append(
            gettext("对外使用：少于 %(least)s 的数不给出，其余取到 %(step)s 的倍数，合计由取过的数相加。")
            % {"least": LEAST, "step": STEP}
        )
    else:
        lines.append(gettext("仅供内部使用：小数目可能认得出人，不得公布。"))
    if not seen.has_data:
        lines.append(gettext("这段时间这里没有任何记录。没有记录不等于零。"))
    return lines


def _theme(theme: str) -> str:
    return {
        "care": gettext("照管"),
        "help": gettext("帮扶"),
        "orders": gettext("决定与职责"),
        "tests": gettext("检测"),
        "outcomes": gettext("结果"),
    }[theme]


def _funnel(seen: Overview) -> Mapping[str, Reading]:
    return {reading.metric.id: reading for reading in seen.funnel}


def _may_leave(metric: Metric, audience: Audience) -> bool:
    return audience == "inward" or (metric.disclosure == "open" and metric.has_list)


def _pairs(metric: Metric, counts: Mapping[Key, tuple[int, int]], audience: Audience) -> Mapping[Key, Pair]:
    """Numerators and denominators as the audience may see them: one table, protected as a whole."""
    if audience == "inward":
        return {key: (some, of) for key, (some, of) in counts.items()}
    if metric.of is None:
        alone = protect({key: [some] for key, (some, _) in counts.items()}).rows
        return {key: (cells[0], cells[0]) for key, cells in alone.items()}
    both = protect({key: [some, of - some] for key, (some, of) in counts.items()}).rows
    return {key: _pair(cells[0], cells[1]) for key, cells in both.items()}


def _pair(some: int | None, rest: int | None) -> Pair:
    return (None, None) if some is None or rest is None else (some, some + rest)


def _share(pair: Pair) -> Percent | None:
    some, of = pair
    return None if some is None or of is None or not of else Percent(percent(some, of))


def _numbers(block: str, heading: str, readings: Mapping[str, Reading], audience: Audience) -> Section:
    head = [
        gettext("指标"), gettext("数值"), gettext("分子"), gettext("分母"), gettext("不知道的"),
        gettext("目标"), gettext("截至"),
    ]  # fmt: skip
    rows = [_number(r, audience) for r in readings.values() if _may_leave(r.metric, audience)]
    return Section(block, heading, head, rows)


def _number(reading: Reading, audience: Audience) -> list[Cell]:
    metric, count = reading.metric, reading.count
    pair = _pairs(metric, {0: (count.counted, count.of)}, audience)[0]
    outward: Cell = _share(pair) if metric.unit == "share" else pair[0]
    value = _shown(reading) if audience == "inward" else outward
    unknown = count.unknown if audience == "inward" else None
    of = pair[1] if metric.of else None
    return [
        name_of(reading), value, pair[0], of, unknown,
        _goal(reading), reading.as_of.isoformat(),
    ]  # fmt: skip


def _goal(reading: Reading) -> Cell:
    words = target_shown(reading)
    return Percent(words) if words.endswith("%") else words or None


def _shown(reading: Reading) -> Cell:
    words = shown(reading)
    if words == NONE:
        return None
    return Percent(words) if words.endswith("%") else reading.count.counted if words.isdecimal() else words


def _trends(seen: Overview, audience: Audience) -> Iterator[Section]:
    for name, trend in seen.trends.items():
        metric = metrics()[name]
        if not _may_leave(metric, audience):
            continue
        pairs = _pairs(metric, {p.month: (p.counted, p.of) for p in trend}, audience)
        is_share = metric.unit == "share"
        head = [gettext("月份"), said(metric.counted)]
        head += [said(metric.of), gettext("比例")] if is_share else []
        rows: list[list[Cell]] = []
        values: list[float | None] = []
        for month, (some, of) in pairs.items():
            row: list[Cell] = [month.strftime("%Y-%m"), some]
            rows.append([*row, of, _share((some, of))] if is_share else row)
            values.append(_value(some, of, is_share=is_share))
        chart = Chart([month.strftime("%y-%m") for month in pairs], values, is_share)
        yield Section(
            "trends", said(metric.name) + gettext("：逐月"), head, rows, said(metric.formula), chart
        )


def _value(some: int | None, of: int | None, *, is_share: bool) -> float | None:
    if some is None or (is_share and not of):
        return None
    return some / of if is_share and of else float(some)


def _parts(seen: Overview, audience: Audience) -> Iterator[Section]:
    if not seen.parts:
        return
    known = [metrics()[name] for name in PART_NUMBERS]
    columns = {
        metric.id: _pairs(
            metric,
            {
                p.place.number: (p.numbers[metric.id].count.counted, p.numbers[metric.id].count.of)
                for p in seen.parts
            },
            audience,
        )
        for metric in known
    }
    rows: list[list[Cell]] = []
    for part in seen.parts:
        row: list[Cell] = [part.place.name]
        for metric in known:
            pair = columns[metric.id][part.place.number]
            row.append(_share(pair) if metric.unit == "share" else pair[0])
        rows.append(row)
    yield Section(
        "parts",
        gettext("各地各单位"),
        [gettext("地区或单位"), *(said(metric.name) for metric in known)],
        rows,
    )


def _formulas() -> Section:
    """What each figure of the report means; it stands at the end and says where it comes from."""
    used = [m for m in metrics().values() if m.theme in {*THEMES, "handoff"}]
    rows = [
        [said(m.name), said(m.formula), str(m.version), f"{m.source.document} {m.source.article}".strip()]
        for m in used
    ]
    return Section(
        "formulas",
        gettext("口径"),
        [gettext("指标"), gettext("怎么数的"), gettext("版本"), gettext("来源")],
        rows,
    )
