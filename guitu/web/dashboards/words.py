"""What dashboards and reports call their parts, in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitu.analytics.periods import LAST
from guitu.foundation.organisations import queries as organisations

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
