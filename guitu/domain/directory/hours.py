"""Opening hours of a service: read from what an office writes on its door, asked of a day and a minute.

``1-5 8:30-12:00 14:00-17:30; 6 9:00-12:00`` means Monday to Friday, twice a day, and Saturday morning. Days
are written as numbers or as 周一 to 周日; Chinese punctuation is read like ours. ``24小时`` is always open.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from guitu.domain.kernel.errors import DomainError

_DAY = 24 * 60
_WEEK: Final = "一二三四五六日"
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|到|至)\s*(\d{1,2}):(\d{2})")
_DAYS = re.compile(r"([1-7])(?:(?:-|到|至)([1-7]))?")
_ALWAYS = re.compile(r"(?:24小时|24h|全天(?:24小时)?)", re.IGNORECASE)
_MOST: Final = 28  # four spans on each day: proposed


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open on ``day`` (ISO, 1 is Monday) from ``start`` until just before ``end``, minutes of the day."""

    day: int
    start: int
    end: int


def read(text: str) -> tuple[Span, ...]:
    """The spans of one week, sorted, those that touch joined; "" gives none: the hours are not known.

    Raises:
        DomainError: "hours.unreadable" with the ``part`` that was not understood, "hours.backwards" where
            something closes before it opens (past midnight: write both days), "hours.too-many".

    >>> read("周一至周五 8:30-12:00") == read("1-5 08:30-12:00")
    True
    >>> read("6 9:00-12:00, 11:00-13:00")
    (Span(day=6, start=540, end=780),)
    """
    plain = _plain(text)
    if not plain:
        return ()
    if _ALWAYS.fullmatch(plain):
        return tuple(Span(day, 0, _DAY) for day in range(1, 8))
    spans = [span for part in re.split(r"[;\n]", plain) if part.strip() for span in _part(part.strip())]
    if len(spans) > _MOST:
        raise DomainError("hours.too-many", most=_MOST)
    return _joined(spans)


def write(spans: Iterable[Span]) -> str:
    """The spans as they can be read again; days with the same hours together.

    >>> write(read("1-5 8:30-12:00 14:00-17:30; 6 9:00-12:00"))
    '1-5 08:30-12:00 14:00-17:30; 6 09:00-12:00'
    """
    by_day: dict[int, list[str]] = {}
    for span in sorted(spans):
        by_day.setdefault(span.day, []).append(f"{_clock(span.start)}-{_clock(span.end)}")
    parts: list[tuple[int, int, str]] = []
    for day, times in by_day.items():
        hours = " ".join(times)
        if parts and parts[-1][1:] == (day - 1, hours):
            parts[-1] = (parts[-1][0], day, hours)
        else:
            parts.append((day, day, hours))
    return "; ".join(f"{a}-{b} {hours}" if a != b else f"{a} {hours}" for a, b, hours in parts)


def is_always(spans: Iterable[Span]) -> bool:
    """Whether it never closes."""
    return sum(span.end - span.start for span in spans) == 7 * _DAY


def is_open(spans: Iterable[Span], *, weekday: int, minute: int) -> bool:
    """Whether it is open at that minute of that ISO weekday."""
    return any(span.day == weekday and span.start <= minute < span.end for span in spans)


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).replace("；", ";").replace("、", " ").replace(",", " ")
    narrow = re.sub(r"[–—~〜]", "-", narrow)
    narrow = re.sub(r"(?:周|星期|礼拜)([一二三四五六日天])", lambda m: _number(m[1]), narrow)
    return narrow.strip()


def _number(sign: str) -> str:
    return str(_WEEK.index("日" if sign == "天" else sign) + 1)


def _part(part: str) -> Iterable[Span]:
    first = _SPAN.search(part)
    if first is None:
        raise DomainError("hours.unreadable", part=part[:40])
    days, rest = part[: first.start()].strip(), part[first.start() :]
    if re.sub(_SPAN, "", rest).strip() or not re.fullmatch(rf"(?:{_DAYS.pattern}\s*)+", days):
        raise DomainError("hours.unreadable", part=part[:40])
    times = [_times(match) for match in _SPAN.finditer(rest)]
    for match in _DAYS.finditer(days):
        low, high = int(match[1]), int(match[2] or match[1])
        if low > high:
            raise DomainError("hours.unreadable", part=part[:40])
        yield from (Span(day, *span) for day in range(low, high + 1) for span in times)


def _times(match: "re.Match[str]") -> tuple[int, int]:
    minutes = [int(match[group]) for group in range(1, 5)]
    start, end = minutes[0] * 60 + minutes[1], minutes[2] * 60 + minutes[3]
    if max(minutes[1], minutes[3]) > 59 or max(start, end) > _DAY:
        raise DomainError("hours.unreadable", part=match[0])
    if start >= end:
        raise DomainError("hours.backwards", part=match[0])
    return start, end


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and found[-1].day == span.day and span.start <= found[-1].end:
            found[-1] = Span(span.day, found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
