"""What dashboards and reports call their parts, in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitu.analytics.curves import OWN, REST, UNKNOWN, Group
from guitu.analytics.periods import LAST
from guitu.foundation.organisations import queries as organisations
from guitu.web.shell.terms import SEXES

Text = str | Promise

LEVELS: Mapping[str, Text] = MappingProxyType(
    {
        "nation": _("全国"),
        "province": _("省级"),
        "prefecture": _("市级"),
        "county": _("县级"),
        "township": _("乡镇（街道）"),
        "village": _("村（社区）"),
        "unit": _("单位"),
    }
)

SPLITS: Mapping[str, Text] = MappingProxyType(
    {
        "none": _("不分"),
        "region": _("按下面的地方"),
        "year": _("按出所年份"),
        "sex": _("按性别"),
        "age": _("按出所时的年龄"),
        "substance": _("按主要使用的物质"),
        "times": _("按第几次出所"),
        "centre": _("按戒毒所"),
    }
)
SUBSTANCES: Mapping[str, Text] = MappingProxyType(
    {
        "opioid": _("阿片类（海洛因等）"),
        "stimulant": _("兴奋剂类（冰毒等）"),
        "ketamine": _("氯胺酮"),
        "cannabis": _("大麻"),
        "synthetic": _("新精神活性物质"),
        "several": _("不止一类"),
        "other": _("其他，或写法认不出"),
    }
)
_UNKNOWN: Mapping[str, Text] = MappingProxyType(
    {
        "sex": _("性别不知道"),
        "age": _("年龄不知道"),
        "substance": _("物质不知道"),
        "centre": _("戒毒所不知道"),
    }
)


def group_name(split: str, group: Group) -> str:
    """What a group of releases is called."""
    if group.name:
        return group.name
    if group.key == REST:
        return gettext("其余（人数少的合在一起）")
    if group.key == OWN:
        return gettext("本级直接负责的")
    if group.key == UNKNOWN:
        return str(_UNKNOWN.get(split, gettext("不知道")))
    return _named(split, group.key)


def _named(split: str, key: str) -> str:
    match split:
        case "year":
            return gettext("%(year)s 年出所") % {"year": key}
        case "age":
            return gettext("%(from)s 至 %(to)s 岁") % {"from": key, "to": int(key) + 9}
        case "times" if key == "3":
            return gettext("第三次及以后出所")
        case "times":
            return gettext("第一次出所") if key == "1" else gettext("第二次出所")
    return str({**SUBSTANCES, **SEXES}.get(key, gettext("不知道")))


def period_name(code: str) -> str:
    """A period as people say it.

    >>> period_name("2026-10"), period_name("2025")
    ('2026 年 10 月', '2025 年')
    """
    if code == LAST:
        return gettext("最近 12 个月")
    year, _dash, month = code.partition("-")
    if month:
        return gettext("%(year)s 年 %(month)s 月") % {"year": year, "month": int(month)}
    return gettext("%(year)s 年") % {"year": year}


def office_name(number: int) -> str:
    """What a unit or a region is called; its number where nobody knows it any more."""
    names = organisations.unit_names([number]) or organisations.region_names([number])
    return names.get(number) or str(number)


def layout_name(place: int | None, version: int) -> str:
    """Which template a report was made with."""
    if place is None:
        return gettext("版式：通用模板")
    names = {"place": office_name(place), "version": version}
    return gettext("版式：%(place)s的模板，第 %(version)s 版") % names
