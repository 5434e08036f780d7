"""What a rule counts, in words: one sentence for each of the seven shapes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal.words import Language, code_word, kind_word
from guitu.domain.rules.model import (
    Body,
    Deadline,
    Freshness,
    Parameter,
    Phase,
    Primitive,
    Quota,
    Recurring,
    Rule,
    Satisfies,
    Streak,
    Threshold,
)
from guitu.web.shell import terms

SHAPES: Final[Mapping[Primitive, str | Promise]] = MappingProxyType(
    {
        Primitive.DEADLINE: _("期限"),
        Primitive.RECURRING: _("定期"),
        Primitive.QUOTA: _("每年的承诺"),
        Primitive.THRESHOLD: _("计数提醒"),
        Primitive.STREAK: _("连续时间"),
        Primitive.FRESHNESS: _("信息核实"),
        Primitive.PARAMETER: _("约定"),
    }
)
UNITS: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "days": _("天"),
        "fen": _("分（钱）"),
        "working_days": _("个工作日"),
        "months": _("个月"),
        "years": _("年"),
        "hours": _("小时"),
        "items": _("项"),
        "people": _("人"),
        "people_per_worker": _("人／每名专职人员"),
        "percent": "%",
        "times": _("次"),
    }
)


def sentence(rule: Rule) -> str:
    """What the rule counts; "" where its reason already says everything."""
    return _SENTENCES[type(rule.body)](rule.body)


def asks_for(rule: Rule) -> str:
    """The kinds of entry that answer the rule; "" for rules that ask for none."""
    return "" if rule.satisfies is None else _kinds(rule.satisfies)


def _kinds(asked: Satisfies) -> str:
    return _join([kind_word(kind, _tongue()) for kind in asked.kinds])


def _tongue() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _join(words: list[str]) -> str:
    return (", " if _tongue() == "en" else "、").join(words)


def _sentences(*parts: str) -> str:
    """Whole sentences behind one another; Chinese needs no space between them."""
    return (" " if _tongue() == "en" else "").join(part for part in parts if part)


def _deadline(body: Deadline) -> str:
    anchor = terms.ANCHORS.get(body.anchor, body.anchor)
    facts = {"event": anchor, "number": _length(body)}
    ahead = (body.days or body.working_days or body.months or 0) < 0
    said = gettext("%(event)s之前 %(number)s") if ahead else gettext("自%(event)s起 %(number)s内")
    rolls = gettext("最后一天遇休息日，顺延到下一个工作日。") if body.roll_forward else ""
    return _sentences(f"{said % facts}{gettext('。')}", rolls)


def _length(body: Deadline) -> str:
    if body.working_days is not None:
        return _working_days(abs(body.working_days))
    return _days(abs(body.days)) if body.days is not None else _months(abs(body.months or 0))


def _days(number: int) -> str:
    return ngettext("%(n)s 天", "%(n)s 天", number) % {"n": number}


def _working_days(number: int) -> str:
    return ngettext("%(n)s 个工作日", "%(n)s 个工作日", number) % {"n": number}


def _months(number: int) -> str:
    return ngettext("%(n)s 个月", "%(n)s 个月", number) % {"n": number}


def _recurring(body: Recurring) -> str:
    anchor = terms.ANCHORS.get(body.anchor, body.anchor)
    steps = _join([_step(phase) for phase in body.phases])
    said = [gettext("从%(event)s算起：%(steps)s。") % {"event": anchor, "steps": steps}]
    if body.window_days:
        said.append(gettext("可以提前 %(days)s办理。") % {"days": _days(body.window_days)})
    if body.grace_days:
        said.append(gettext("过后 %(days)s内补做不算逾期。") % {"days": _days(body.grace_days)})
    return _sentences(*said)


def _step(phase: Phase) -> str:
    facts = {"first": phase.after_month + 1, "last": phase.to_month, "every": phase.every_months}
    if phase.per_month > 1:
        facts["every"] = phase.per_month
        return gettext("第 %(first)s 至 %(last)s 个月每月 %(every)s 次") % facts
    if phase.every_months == 1:
        return gettext("第 %(first)s 至 %(last)s 个月每月 1 次") % facts
    return gettext("第 %(first)s 至 %(last)s 个月每 %(every)s 个月 1 次") % facts


def _quota(body: Quota) -> str:
    items = [
        gettext("%(what)s %(n)s 次") % {"what": code_word(item.name, _tongue()), "n": item.needed}
        for item in body.items
    ]
    return gettext("每个服务年度至少：%(items)s。") % {"items": _join(items)}


def _threshold(body: Threshold) -> str:
    counted = _join([_kinds(asked) for asked in body.counts])
    unit = _days(body.limit) if body.measure == "days" else gettext("%(n)s 次") % {"n": body.limit}
    said = gettext("%(what)s累计满 %(number)s") if body.inclusive else gettext("%(what)s累计超过 %(number)s")
    return said % {"what": counted, "number": unit} + gettext("，提请人来判断；系统自己不作决定。")


def _streak(body: Streak) -> str:
    months = _join([str(month) for month in body.months])
    return gettext("经检测证实的连续时间达到 %(months)s 个月。") % {"months": months}


def _freshness(body: Freshness) -> str:
    fields = _join([str(terms.FIELDS.get(name, name)) for name in body.fields])
    return gettext("%(fields)s每 %(days)s核实一次。") % {"fields": fields, "days": _days(body.days)}


def _parameter(body: Parameter) -> str:
    """Numbers with their unit. Codes and yes or no are what the reason says in words."""
    unit, value = UNITS.get(body.unit), body.value
    if unit is None:
        return ""
    numbers = [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
    return gettext("数值：%(numbers)s %(unit)s") % {"numbers": _join(numbers), "unit": unit}


_SENTENCES: Final[Mapping[type[Body], Callable[[Any], str]]] = MappingProxyType(
    {
        Deadline: _deadline,
        Recurring: _recurring,
        Quota: _quota,
        Threshold: _threshold,
        Streak: _streak,
        Freshness: _freshness,
        Parameter: _parameter,
    }
)
