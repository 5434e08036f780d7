"""Figures as every page and report prints them: one way of rounding, one dash for what is not known."""

from typing import Final

from django.utils.translation import gettext, ngettext

from guitu.domain.measures import Metric
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.registry import Asked, Drawn, Elsewhere
from guitu.foundation.metrics import said

NONE: Final = "—"


def shown(reading: Reading) -> str:
    """The number as it is printed; "—" where it is unknown or there is nothing to count."""
    if not reading.is_known:
        return NONE
    if reading.survey is not None and reading.survey.share is not None:
        return share_shown(reading.survey.share)
    if reading.metric.unit == "share":
        return percent(reading.count.counted, reading.count.of)
    if reading.value is None:
        return NONE
    if reading.metric.unit in ("ratio", "per_100_years"):
        return f"{reading.value:.1f}"
    if reading.metric.unit == "days":
        return f"{reading.value:.0f}"
    return str(reading.count.counted)


def name_of(reading: Reading) -> str:
    """The figure's name, with the days of the place's own rules where it is counted with some."""
    name = said(reading.metric.name)
    if reading.days is None:
        return name
    return ngettext("%(name)s（%(days)s 天）", "%(name)s（%(days)s 天）", reading.days) % {
        "name": name,
        "days": reading.days,
    }


def basis_words(metric: Metric) -> str:
    """By which day a case is in, in words."""
    return {
        "as_of": gettext("按截至那天的情况"),
        "due": gettext("按应办日"),
        "happened": gettext("按发生日"),
        "since": gettext("按截至那天的情况，看这段时间以来"),
    }[metric.basis]


def silent(reading: Reading) -> str:
    """Why a figure says nothing; "" where it says something."""
    if not reading.is_known:
        return gettext("到那天为止这里还没有任何人的档案，所以不写 0。")
    return gettext("没有可以计算的数据，所以不写 0。") if reading.value is None else ""


def why_none(metric: Metric) -> str:
    """Why a place has no number of this figure, where it has none."""
    match metric.made:
        case Asked():
            return gettext("来自问卷调查：这个地区还没有结束的调查问过这个，或者答的人不到十个。")
        case Drawn():
            return gettext("这个地区还没有从名册抽过样的调查。")
        case Elsewhere():
            return said(metric.made.why)
    return gettext("登记的数，见地区的页面。")


def target_shown(reading: Reading) -> str:
    """What is to be reached; "" where nothing is."""
    if reading.target is None:
        return ""
    value = reading.target.value
    return f"{round(100 * value, 1):g}%" if reading.metric.unit == "share" else f"{value:g}"


def share_shown(share: float | None) -> str:
    """A weighted share to one decimal; "" where there is none. Only all is 100 %, only none is 0 %.

    >>> [share_shown(share) for share in (None, 0.0, 0.0001, 0.4906, 0.9999, 1.0)]
    ['', '0.0%', '0.1%', '49.1%', '99.9%', '100.0%']
    """
    if share is None:
        return ""
    if 0 < share < 1:
        return f"{min(99.9, max(0.1, round(100 * share, 1)))}%"
    return f"{100 * share:.1f}%"


def percent(counted: int, of: int) -> str:
    """The rate to one decimal; "—" where there is nothing to divide by. Only all is 100 %, only none is 0 %.

    >>> [percent(counted, of) for counted, of in ((0, 0), (0, 9), (1, 9999), (9998, 9999), (7, 8))]
    ['—', '0%', '0.1%', '99.9%', '87.5%']
    """
    if not of:
        return NONE
    if counted in (0, of):
        return f"{100 * counted // of}%"
    return f"{min(99.9, max(0.1, round(100 * counted / of, 1)))}%"
