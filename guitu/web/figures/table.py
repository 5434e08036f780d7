"""A page of figures as rows of a table: each number with all that somebody needs to doubt or repeat it.

What was counted, what was asked in a survey and what was entered say so in their first cell; a figure of the
page without a number keeps its row, and says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext

from guitu.domain.areas.facts import Compared, Fact
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric
from guitu.domain.measures.readings import Reading, Survey
from guitu.domain.measures.registry import EnteredShare
from guitu.exchange.exporters.sheets import Value
from guitu.foundation.area_files import catalogue
from guitu.foundation.metrics import metrics, said
from guitu.web.figures.asked import Asked
from guitu.web.shell.numbers import NONE, basis_words, shown, silent, target_shown, why_none
from guitu.web.shell.tags import term
from guitu.web.shell.words import sentence

EXACT: Final = 6  # digits behind the point of a number
Row = Sequence[Value]


def head() -> list[str]:
    """What the columns are called."""
    return [
        gettext("性质"), gettext("代码"), gettext("指标"), gettext("口径版本"), gettext("数值"),
        gettext("数值（可计算）"), gettext("计量单位"), gettext("分子"), gettext("分母"), gettext("不知道的"),
        gettext("不知道的占比"), gettext("目标"), gettext("按哪个日子"), gettext("从"), gettext("到"),
        gettext("地区代码"), gettext("地区"), gettext("规定天数"), gettext("可信度"), gettext("定义的来源"),
        gettext("说明"),
    ]  # fmt: skip


def rows(
    ask: Asked, ids: Sequence[str], counted: Mapping[str, Reading], entered: Mapping[str, Compared]
) -> list[Row]:
    """Every figure of these, in order, with its number or without."""
    return [_row(metrics()[id_], ask, counted.get(id_), entered.get(id_)) for id_ in ids]


def _row(metric: Metric, ask: Asked, reading: Reading | None, entered: Compared | None) -> Row:
    if reading is not None:
        return _counted(reading, ask)
    if entered is not None:
        return _entered(metric, entered, ask)
    nothing: list[Value] = [None, None, metric.unit, *([None] * 8)]
    return [
        gettext("没有数"),
        *_named(metric),
        *nothing,
        *_where(ask),
        None,
        *_source(metric),
        why_none(metric),
    ]


def _named(metric: Metric) -> list[Value]:
    return [metric.id, said(metric.name), metric.version]


def _where(ask: Asked) -> list[Value]:
    return [str(ask.place.number), ask.place.name]


def _source(metric: Metric) -> list[Value]:
    return [
        term(metric.confidence.value, "confidence"),
        f"{metric.source.document} {metric.source.article}".strip(),
    ]


def _counted(reading: Reading, ask: Asked) -> Row:
    metric, count = reading.metric, reading.count
    return [
        gettext("调查的") if reading.survey else gettext("计数的"),
        *_named(metric),
        _shown(shown(reading)),
        _exact(reading.value),
        metric.unit,
        reading.numerator,
        reading.denominator,
        count.unknown,
        _exact(count.unknown_share),
        target_shown(reading) or None,
        gettext("按调查") if reading.survey else basis_words(metric),
        reading.first.isoformat(),
        reading.as_of.isoformat(),
        *_where(ask),
        reading.days,
        *_source(metric),
        f"{said(metric.formula)} {_asked_in(reading.survey)}{silent(reading)}{_beyond(reading)}".strip(),
    ]


def _beyond(reading: Reading) -> str:
    """What has to be said with a figure of releases: what it leaves out, its time, what of it has no list."""
    metric, count = reading.metric, reading.count
    told = gettext("它没有说的：%(note)s") % {"note": said(metric.note)} if metric.note else ""
    if metric.beside:
        told += gettext("要与“%(name)s”一起看。") % {"name": said(metrics()[metric.beside].name)}
    if metric.unit == "per_100_years":
        told += gettext("共 %(years)s 人年。") % {"years": f"{count.years:.1f}"}
    if count.sealed is not None:
        parts = {"counted": count.sealed.counted, "of": count.sealed.of, "unknown": count.sealed.unknown}
        told += (
            gettext("其中来自已经封存、没有姓名的档案：分子 %(counted)s，分母 %(of)s，不知道的 %(unknown)s。")
            % parts
        )
    return told


def _asked_in(survey: Survey | None) -> str:
    if survey is None:
        return ""
    facts = {"title": survey.title, "on": survey.closed_on.isoformat(), "n": survey.answered}
    told = gettext("来自调查“%(title)s”，到 %(on)s，%(n)s 人回答。") % facts
    if survey.asked is not None:
        told += gettext("问了 %(asked)s 人。") % {"asked": survey.asked}
    if survey.low is not None and survey.high is not None:
        limits = {"low": f"{100 * survey.low:.1f}", "high": f"{100 * survey.high:.1f}"}
        told += gettext("95%% 区间 %(low)s%% – %(high)s%%。") % limits
    return told


def _entered(metric: Metric, made: Compared, ask: Asked) -> Row:
    part, whole = _parts(metric, made)
    days = sorted(fact.on for fact in made.used)
    return [
        gettext("登记的"),
        *_named(metric),
        None if made.value is None else _entered_words(metric, made.value),
        _exact(made.value),
        metric.unit,
        part,
        whole,
        None,
        None,
        None,
        gettext("按登记的日子"),
        _day(days[:1]),
        _day(days[-1:]),
        *_where(ask),
        None,
        *_source(metric),
        " ".join(
            [said(metric.formula), *_facts(made.used), sentence(DomainError(made.why)) if made.why else ""]
        ).strip(),
    ]


def _parts(metric: Metric, made: Compared) -> tuple[int | None, int | None]:
    """What was entered as numerator and denominator; of a change: now, and the year before."""
    if made.value is None or not made.used:
        return None, None
    if isinstance(metric.made, EnteredShare):
        return made.used[0].value, sum(fact.value or 0 for fact in made.used)
    return made.used[0].value, made.used[1].value if len(made.used) > 1 else None


def _entered_words(metric: Metric, value: float) -> str:
    if metric.unit == "change":  # a sign in front would be read as a formula
        change = {"change": f"{abs(100 * value):.2f}"}
        return gettext("减少 %(change)s%%") % change if value < 0 else gettext("增加 %(change)s%%") % change
    return f"{100 * value:.1f}%" if metric.unit == "share" else f"{value:.0f}"


def _facts(used: Sequence[Fact]) -> Iterator[str]:
    known = catalogue()
    for fact in used:
        yield gettext("%(name)s %(value)s（%(on)s，%(basis)s，%(publisher)s，%(document)s）。") % {
            "name": said(known.facts[fact.kind].name),
            "value": fact.value,
            "on": fact.on.isoformat(),
            "basis": said(known.bases[fact.basis]),
            "publisher": fact.publisher,
            "document": fact.document,
        }


def _day(days: Sequence[date]) -> str | None:
    return days[0].isoformat() if days else None


def _exact(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, EXACT)


def _shown(words: str) -> str | None:
    return None if words == NONE else words
