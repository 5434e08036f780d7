"""Services put into words once, so that the templates only print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guitu.casework.directory.queries import ServiceRow, is_stale
from guitu.domain.directory.catalogue import ServiceKind
from guitu.domain.directory.hours import Span, is_always, is_open
from guitu.domain.directory.nearness import distance
from guitu.domain.directory.words import DOCUMENT_WORDS, REFERRER_WORDS
from guitu.domain.kernel import money
from guitu.domain.kernel import region as regions
from guitu.foundation.calendar import work_calendar
from guitu.foundation.clock import BEIJING, day_of
from guitu.foundation.organisations.queries import region_names
from guitu.foundation.service_files import catalogue
from guitu.web.shell.tags import said

_DAYS = [gettext_lazy(word) for word in ("周一", "周二", "周三", "周四", "周五", "周六", "周日")]
_AROUND: dict[regions.Level, Promise | str] = {
    "nation": gettext_lazy("全国"),
    "province": gettext_lazy("本省"),
    "prefecture": gettext_lazy("本市州"),
    "county": gettext_lazy("本区县"),
    "township": gettext_lazy("本乡镇街道"),
    "village": gettext_lazy("本村社区"),
}


@dataclass(frozen=True)
class Shown:
    """One service in words. ``open_now`` None where its hours are not known; ``near`` how near it stands."""

    row: ServiceRow
    kind: ServiceKind
    open_now: bool | None
    near: str
    area: str
    place: str
    cost: str
    full: bool
    stale: bool
    hours: tuple[str, ...]
    referrers: tuple[str, ...]
    documents: tuple[str, ...]


def shown(rows: Iterable[ServiceRow], *, place: int, now: datetime) -> tuple[Shown, ...]:
    """The services in words, for somebody in ``place``. One query: names of regions."""
    kept = tuple(rows)
    names = region_names(code for row in kept for code in (row.area, row.place))
    return tuple(_shown(row, names, place, now) for row in kept)


def _shown(row: ServiceRow, names: dict[int, str], place: int, now: datetime) -> Shown:
    today = day_of(now)
    return Shown(
        row=row,
        kind=catalogue()[row.kind],
        open_now=open_now(row, now) if row.hours else None,
        near=_near(row.place, place),
        area=names.get(row.area, _("全国") if row.area == regions.NATION else ""),
        place=names.get(row.place, ""),
        cost=money.written(row.cost) if row.cost else "",
        full=row.free_places == 0,
        stale=is_stale(row, today=today),
        hours=tuple(hours_in_words(row.hours)),
        referrers=tuple(said(REFERRER_WORDS[code]) for code in row.referrers if code in REFERRER_WORDS),
        documents=tuple(said(DOCUMENT_WORDS[code]) for code in row.documents if code in DOCUMENT_WORDS),
    )


def open_now(row: ServiceRow, now: datetime) -> bool:
    """Whether the door is open at this moment; on public holidays only where it says so."""
    local = now.astimezone(BEIJING)
    if _is_holiday(local.date()) and not row.on_holidays:
        return False
    return is_open(row.hours, weekday=local.isoweekday(), minute=local.hour * 60 + local.minute)


def _is_holiday(day: date) -> bool:
    return day in work_calendar().holidays


def hours_in_words(spans: Iterable[Span]) -> Iterable[str]:
    """The week as a notice on a door says it, days with the same hours together."""
    kept = sorted(spans)
    if is_always(kept):
        yield _("全天 24 小时")
        return
    by_day: dict[int, list[str]] = {}
    for span in kept:
        by_day.setdefault(span.day, []).append(f"{_clock(span.start)}–{_clock(span.end)}")
    runs: list[tuple[int, int, list[str]]] = []
    for day, times in by_day.items():
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == times:
            runs[-1] = (runs[-1][0], day, times)
        else:
            runs.append((day, day, times))
    for first, last, times in runs:
        days = _DAYS[first - 1] if first == last else _("%(first)s至%(last)s") % _between(first, last)
        yield f"{days} {' '.join(times)}"


def _between(first: int, last: int) -> dict[str, str]:
    return {"first": str(_DAYS[first - 1]), "last": str(_DAYS[last - 1])}


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _near(stands_in: int, place: int) -> str:
    """How large the smallest region is that holds both, as a word."""
    around = (place, *regions.ancestors(place))
    return str(_AROUND[regions.level(around[distance(stands_in, place)])])
