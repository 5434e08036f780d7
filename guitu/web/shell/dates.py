"""Dates as people say them, in the reader's language."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext

_WEEK_ZH = "一二三四五六日"
_WEEK_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(value: date, today: date) -> str:
    """11月22日 周日; of another year 2027年1月3日, without the weekday."""
    return _day_words(value, value.year == today.year, (get_language() or "").startswith("en"))


@lru_cache(maxsize=4096)
def _day_words(value: date, this_year: bool, english: bool) -> str:  # noqa: FBT001 - the keys of a cache
    if english:
        month = _MONTHS_EN[value.month - 1]
        return (
            f"{_WEEK_EN[value.weekday()]} {value.day} {month}"
            if this_year
            else f"{value.day} {month} {value.year}"
        )
    if this_year:
        return f"{value.month}月{value.day}日 周{_WEEK_ZH[value.weekday()]}"
    return f"{value.year}年{value.month}月{value.day}日"


def distance(value: date, today: date) -> str:
    """今天, 明天, 昨天, 还有 3 天, 3 天前."""
    days = (value - today).days
    near = {0: gettext("今天"), 1: gettext("明天"), -1: gettext("昨天")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("还有 %(days)s 天", "还有 %(days)s 天", days) % {"days": days}
    return ngettext("%(days)s 天前", "%(days)s 天前", -days) % {"days": -days}
