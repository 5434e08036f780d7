"""Curves of staying clean as their template prints them: a chart, the table it draws, and what both say."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from guitu.analytics.curves import LEAST, MARKS, Curves, Group, Mark
from guitu.domain.measures.survival import DAYS_A_YEAR
from guitu.web.dashboards.charts import Steps, steps, steps_x
from guitu.web.dashboards.words import group_name
from guitu.web.shell.numbers import NONE

_YEAR = 12
_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Row:
    """One month after release. ``drawn`` the share and its limits as the chart draws; "" where unknown."""

    mark: Mark
    share: str
    limits: str
    relapsed: str
    died: str
    drawn: str
    x: str


@dataclass(frozen=True)
class Drawing:
    """A group's chart. ``whole`` the line of the whole place, drawn beside it; "" where it is that."""

    id: str
    name: str
    group: Group
    steps: Steps
    whole: str
    rows: tuple[Row, ...]
    says: tuple[str, ...]

    @property
    def marks(self) -> tuple[Row, ...]:
        """The rows that tables show first."""
        return tuple(self.rows[month] for month in MARKS)


@dataclass(frozen=True)
class Page:
    """The whole page. ``instead`` the sentence in place of a chart; "" where there is one."""

    seen: Curves
    instead: str
    whole: Drawing
    groups: tuple[Drawing, ...]
    small: tuple[str, ...]
    compared: tuple[Drawing, ...]


def page(seen: Curves) -> Page:
    """The page of some curves."""
    whole = _drawing("whole", gettext("全部"), seen.whole, None)
    line = whole.steps.line
    drawn = [
        _drawing(f"g{n}", group_name(seen.split, group), group, line)
        for n, group in enumerate(seen.groups, start=1)
    ]
    return Page(
        seen=seen,
        instead=_instead(seen.whole),
        whole=whole,
        groups=tuple(drawn),
        small=tuple(group_name(seen.split, group) for group in seen.small),
        compared=(*drawn, whole) if drawn else (),
    )


def _instead(whole: Group) -> str:
    """Why there is no chart; "" where there is one."""
    if not whole.releases:
        return gettext("这里还没有登记任何出所，所以没有线，也不写 0。")
    if not whole.watched:
        return gettext("登记了出所，但出所以后还没有任何检测、走访或谈话的依据，什么也不知道，所以不画线。")
    if not whole.is_drawn:
        return gettext("看得见的出所不足 %(least)s 次，画出来会认得出人，也说明不了什么，所以不画线。") % {
            "least": LEAST
        }
    return ""


def _drawing(code: str, name: str, group: Group, whole: str | None) -> Drawing:
    limits = [
        None if mark.lower is None or mark.upper is None else (mark.lower, mark.upper) for mark in group.marks
    ]
    return Drawing(
        id=code,
        name=name,
        group=group,
        steps=steps([mark.share for mark in group.marks], limits),
        whole=whole or "",
        rows=tuple(_row(mark, len(group.marks)) for mark in group.marks),
        says=tuple(_says(group)) if group.is_drawn else (),
    )


def _row(mark: Mark, of: int) -> Row:
    return Row(
        mark=mark,
        share=_percent(mark.share),
        limits=_between(mark),
        relapsed=_percent(mark.relapsed),
        died=_percent(mark.died),
        drawn=_plain(mark),
        x=steps_x(mark.month, of),
    )


def _percent(share: float | None) -> str:
    """A share to one decimal; only all is 100 %, only none is 0 %."""
    if share is None:
        return NONE
    if share in (0, 1):
        return f"{100 * share:.0f}%"
    return f"{min(99.9, max(0.1, 100 * share)):.1f}%"


def _between(mark: Mark) -> str:
    """The limits; "" where the curve has none: before the first relapse, and where nobody remains."""
    if mark.lower is None or mark.upper is None or mark.lower == mark.upper:
        return ""
    return f"{100 * mark.lower:.0f}–{100 * mark.upper:.0f}%"


def _plain(mark: Mark) -> str:
    known = [share for share in (mark.share, mark.lower, mark.upper) if share is not None]
    return " ".join(f"{100 * share:.2f}" for share in known)


def _says(group: Group) -> Iterator[str]:
    """What a curve says, in sentences."""
    if not group.relapses:
        yield gettext(
            "看得见的这段时间里还没有记到一次复吸，所以线一直在 100%，也算不出区间。没有记到不等于没有发生。"
        )
    else:
        yield _at_a_year(group.marks[_YEAR])
        yield _per_year(group)
    if group.median is not None:
        months = round(group.median / DAYS_A_YEAR * _MONTHS_A_YEAR)
        yield gettext("估计到第 %(months)s 个月左右，有一半记到了复吸。") % {"months": months}


def _at_a_year(mark: Mark) -> str:
    if mark.share is None:
        return gettext("还没有人看到出所满一年的时候。")
    words = {"share": _percent(mark.share), "between": _between(mark), "n": mark.at_risk}
    if not words["between"]:
        return gettext("出所满一年时，估计 %(share)s 没有已知的复吸；看到那时的还有 %(n)s 次。") % words
    return (
        gettext(
            "出所满一年时，估计 %(share)s 没有已知的复吸（95%% 区间 %(between)s）；看到那时的还有 %(n)s 次。"
        )
        % words
    )


def _per_year(group: Group) -> str:
    rate = group.rate
    if rate.rate is None or rate.lower is None or rate.upper is None:
        return gettext("看得见的时间太短，算不出每年的复吸。")
    return gettext(
        "每 100 人年（100 个人各看一年）记到 %(rate)s 次复吸"
        "（95%% 区间 %(low)s–%(high)s）；看得见的时间合起来 %(years)s 年。"
    ) % {
        "rate": f"{100 * rate.rate:.1f}",
        "low": f"{100 * rate.lower:.1f}",
        "high": f"{100 * rate.upper:.1f}",
        "years": f"{rate.years:.0f}",
    }
