"""A report as words and numbers: what the dashboard shows and every other figure, for inside or outside."""

from collections.abc import Mapping

from django.utils.translation import gettext

from guitu.analytics.overview import Overview
from guitu.domain.disclosure import DRILL, LEAST, STEP
from guitu.exchange.exporters.reports import Paper
from guitu.foundation.clock import BEIJING
from guitu.web.dashboards.facts import Facts
from guitu.web.dashboards.leave import Leave
from guitu.web.dashboards.tables import sections
from guitu.web.dashboards.words import LEVELS, period_name


def paper(facts: Facts, leave: Leave, words: Mapping[str, str]) -> Paper:
    """The report as its readers may see it; ``words`` of the office and its layout, for its template."""
    return Paper({**_words(facts.seen, leave), **words}, _lines(facts.seen, leave), sections(facts, leave))


def _words(seen: Overview, leave: Leave) -> dict[str, str]:
    period = seen.period
    return {
        "title": _title(seen),
        "place": seen.place.name,
        "level": str(LEVELS[seen.level]),
        "period": period_name(period.code),
        "days": f"{period.first.isoformat()} — {period.last.isoformat()}",
        "counted_at": _when(seen),
        "audience": gettext("对外使用") if leave.is_outward else gettext("内部使用"),
    }


def _title(seen: Overview) -> str:
    names = {"place": seen.place.name, "period": period_name(seen.period.code)}
    if seen.period.sort == "year":
        return gettext("%(place)s %(period)s 照管年报") % names
    if seen.period.sort == "month":
        return gettext("%(place)s %(period)s 照管月报") % names
    return gettext("%(place)s %(period)s 照管情况") % names


def _when(seen: Overview) -> str:
    """To the minute, with its year: paper is read later."""
    return f"{seen.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _lines(seen: Overview, leave: Leave) -> list[str]:
    lines = [
        f"{LEVELS[seen.level]} · {seen.period.first.isoformat()} — {seen.period.last.isoformat()}",
        gettext("数字计于 %(at)s。没有任何人的姓名。") % {"at": _when(seen)},
        gettext("到期的和发生的按这段时间数；档案怎样按计数那天的情况，过去哪天怎样没有保存。"),
        gettext("“—”是不知道，或没有可以计算的数据，不是 0。"),
    ]
    if leave.is_outward:
        lines.append(
            gettext("对外使用：少于 %(least)s 的数不给出，其余取到 %(step)s 的倍数，合计由取过的数相加。")
            % {"least": LEAST, "step": STEP}
        )
        if leave.refused:
            lines.append(withheld(len(leave.refused)))
    else:
        lines.append(gettext("仅供内部使用：小数目可能认得出人，不得公布。"))
    if not seen.has_data:
        lines.append(gettext("这段时间这里没有任何记录。没有记录不等于零。"))
    return lines


def withheld(count: int) -> str:
    """Why so many numbers are not in a report for outside; said on paper and to the person who asked."""
    return gettext(
        "另有 %(count)s 个数写作“—”：背后不足 %(least)s 人，或者同这份报告里、以前给出的另一个数只差不到"
        " %(least)s 人，相减会认出其中的人。"
    ) % {"count": count, "least": DRILL}
