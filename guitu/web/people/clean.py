"""The clean-time ledger as a bar with words: verified, reported, unknown, and after a relapse."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from guitu.domain.outlook.engine import Outlook
from guitu.web.shell import terms

# whole names, so that the style sheet's builder finds them
_CSS = {
    "verified": "clean-verified",
    "reported": "clean-reported",
    "unknown": "clean-unknown",
    "relapse": "clean-relapse",
}
_WIDTH = 1000
_MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the bar: where it begins and how wide it is (of 1,000), its look, its words."""

    x: int
    width: int
    css: str
    words: str


@dataclass(frozen=True)
class Bar:
    """The bar, its legend (look, word, how long) and the sentence that says it without colour."""

    spans: tuple[Span, ...]
    legend: tuple[tuple[str, str, str], ...]
    since: date
    words: str


def bar_of(seen: Outlook | None) -> Bar | None:
    """The bar of an outlook; None where nothing is counted yet."""
    if seen is None or not seen.clean_time:
        return None
    first, last = seen.clean_time[0].first, seen.clean_time[-1].last
    whole = max(1, last - first + 1)
    spans, days = [], dict.fromkeys(terms.CLEAN, 0)
    for span in seen.clean_time:
        begin = _WIDTH * (span.first - first) // whole
        end = _WIDTH * (span.last + 1 - first) // whole
        length = span.last - span.first + 1
        days[span.state] += length
        spans.append(
            Span(begin, max(1, end - begin), _CSS[span.state], f"{terms.CLEAN[span.state]} {long(length)}")
        )
    legend = tuple((_CSS[state], str(terms.CLEAN[state]), long(n)) for state, n in days.items() if n)
    words = gettext("，").join(f"{word} {length}" for _, word, length in legend)
    return Bar(tuple(spans), legend, date.fromordinal(first), words)


def long(days: int) -> str:
    """A length of time as people say it: days up to two months, then months."""
    if days < 2 * _MONTH:
        return ngettext("%(days)s 天", "%(days)s 天", days) % {"days": days}
    months = int(days / _MONTH)
    return ngettext("%(months)s 个月", "%(months)s 个月", months) % {"months": months}
