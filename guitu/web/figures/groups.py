"""Figures that stand together on the page: how releases went on, window by window, and what is said there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guitu.domain.measures import Metric, Question
from guitu.domain.measures.closed import whole_counties
from guitu.domain.measures.registry import Released
from guitu.domain.measures.released import ENDS, Windows
from guitu.web.figures.rows import Card
from guitu.web.shell.numbers import NONE

RELEASES = "retention"
"""The theme whose figures are grouped."""


@dataclass(frozen=True)
class Group:
    """Cards under one heading; "" where a theme needs none. ``said`` the sentences above them."""

    code: str
    heading: str
    said: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Window:
    """One window in one line: its rates as they are shown, each of which has a card of its own below."""

    months: int
    full: str
    strict: str
    reached: str
    reach: str
    worst: str
    best: str


def side_by_side(groups: Iterable[Group]) -> list[Window]:
    """The windows under one another, so that nobody reads one rate alone."""
    found = []
    for group in groups:
        rates = {c.metric.made.rate: c.big for c in group.cards if isinstance(c.metric.made, Released)}
        if group.code.isdigit():
            found.append(Window(int(group.code), **{rate: rates.get(rate, NONE) for rate in ENDS}))
    return found


def plain(cards: Iterable[Card]) -> list[Group]:
    """A theme without groups."""
    return [Group("", "", (), tuple(cards))]


def of_releases(cards: Iterable[Card], found: Windows, asked: Question) -> list[Group]:
    """The windows, the time watched, and the figures as reports usually tell them."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(_code(card.metric), []).append(card)
    return [
        Group(code, _heading(code), _said(code, found, asked), tuple(together))
        for code, together in groups.items()
    ]


def _code(metric: Metric) -> str:
    """The months of a window, or what else the figure belongs to; the usual ones are those with a note."""
    if metric.note is not None:
        return "usual"
    return str(metric.made.months) if isinstance(metric.made, Released) else "watched"


def _heading(code: str) -> str:
    if code == "usual":
        return _("报告里通常的说法")
    if code == "watched":
        return _("按随访时间")
    return _("出所后满 %(months)s 个月") % {"months": code}


def _said(code: str, found: Windows, asked: Question) -> tuple[str, ...]:
    said = []
    if code == "usual":
        said.append(_("同样的名称，各处口径不同。每个数下面写着它没有说的；请与上面的口径一起看。"))
    if not found.released:
        return (*said, _("这里没有出所记录，所以没有数字；没有数字不是 0。"))
    if code.isdigit():
        said += _of_window(int(code), found)
    if whole_counties(asked) is None:
        said.append(_("已经结束并封存的档案只按区县保存，没有姓名；这里比区县小，这些数不含它们。"))
    return tuple(said)


def _of_window(months: int, found: Windows) -> list[str]:
    waiting = found.waiting[months]
    if not waiting:
        return []
    counts = {"n": waiting, "months": months}
    if waiting == found.released:
        return [
            ngettext(
                "这里有 %(n)s 次出所，还没有一次满 %(months)s 个月，所以还不能计算；不是 0。",
                "这里有 %(n)s 次出所，还没有一次满 %(months)s 个月，所以还不能计算；不是 0。",
                waiting,
            )
            % counts
        ]
    return [
        ngettext(
            "另有 %(n)s 次出所还没满 %(months)s 个月，不在这些数里。",
            "另有 %(n)s 次出所还没满 %(months)s 个月，不在这些数里。",
            waiting,
        )
        % counts
    ]
