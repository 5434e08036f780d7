"""Figures as every page and report prints them: one way of rounding, one dash for what is not known."""

from typing import Final

from django.utils.translation import ngettext

from guitu.domain.measures.readings import Reading
from guitu.foundation.metrics import said

NONE: Final = "—"


def shown(reading: Reading) -> str:
    """The number as it is printed; "—" where it is unknown or there is nothing to count."""
    if reading.survey is not None and reading.survey.share is not None:
        return f"{100 * reading.survey.share:.1f}%"
    if reading.metric.unit == "share":
        return percent(reading.count.counted, reading.count.of)
    if reading.value is None:
        return NONE
    if reading.metric.unit == "ratio":
        return f"{reading.value:.1f}"
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


def target_shown(reading: Reading) -> str:
    """What is to be reached; "" where nothing is."""
    if reading.target is None:
        return ""
    value = reading.target.value
    return f"{round(100 * value, 1):g}%" if reading.metric.unit == "share" else f"{value:g}"


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
