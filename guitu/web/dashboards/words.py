"""What dashboards and reports call their parts, in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitu.analytics.periods import LAST

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
