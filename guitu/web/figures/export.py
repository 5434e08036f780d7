"""The figures of a page as a file: for what it is wanted is asked, that it was handed out is written down."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guitu.analytics.entered import entered
from guitu.domain.access import Permission
from guitu.exchange.exporters.figures import PURPOSES, Sheet, Wanted, hand_out
from guitu.exchange.exporters.reports import XLSX
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.figures import asked as read
from guitu.web.figures import table
from guitu.web.figures.asked import Asked
from guitu.web.shell.downloads import download
from guitu.web.shell.http import Request, screen

_KINDS: Final = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
_WORDS: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "report": _("向上级报送"),
        "meeting": _("会议研判"),
        "evaluation": _("评估"),
        "analysis": _("分析研究"),
    }
)


def purposes() -> list[tuple[str, str | Promise]]:
    """What a copy may be wanted for, by code."""
    return [(code, _WORDS[code]) for code in PURPOSES]


@require_POST
@screen(Permission.FIGURES_READ)
def export(request: Request) -> HttpResponse:
    """The table of a page as .xlsx or .csv, made now."""
    ask = read.asked(request.viewer, request.POST, request.today)
    when = ask.period.code if ask.period else str(ask.months)
    wanted = Wanted(
        ask.place.number, ask.theme, when, request.POST.get("form", ""), request.POST.get("purpose", "")
    )
    content = hand_out(_sheet(request, ask, wanted.purpose), wanted, by=request.viewer, at=clock.now())
    name = f"guitu-{ask.place.number}-{ask.theme}-{when}.{wanted.form}"
    return download(content, name=name, kind=_KINDS[wanted.form])


def _sheet(request: Request, ask: Asked, purpose: str) -> Sheet:
    counted = ask.numbers(request.viewer, ask.ids)
    facts = entered(request.viewer, ask.place.number, on=ask.last, ids=ask.ids) if ask.has_facts else {}
    asker = display_names([request.viewer.id]).get(request.viewer.id, "")

    def lines(copy: UUID) -> Sequence[str]:
        return _lines(ask, asker=asker, purpose=str(_WORDS.get(purpose, "")), copy=copy)

    return Sheet(
        title=str(read.THEMES[ask.theme]),
        lines=lines,
        row_mark=gettext("序号"),
        head=table.head(),
        rows=table.rows(ask, ask.ids, counted, facts),
    )


def _lines(ask: Asked, *, asker: str, purpose: str, copy: UUID) -> Sequence[str]:
    at = f"{clock.now().astimezone(clock.BEIJING):%Y-%m-%d %H:%M}"
    facts = {"name": asker, "at": at, "purpose": purpose, "number": copy.hex[-8:]}
    page = {"place": ask.place.name, "theme": read.THEMES[ask.theme], "first": ask.first, "last": ask.last}
    return (
        gettext("领取人：%(name)s · 数字计于：%(at)s · 用途：%(purpose)s · 编号：%(number)s") % facts,
        gettext("%(place)s · %(theme)s · 到期的和发生的看 %(first)s 至 %(last)s，档案怎样按领取那天。")
        % page,
        gettext(
            "空格是不知道，或没有可以计算的数据，不是 0。登记的和调查的不是数出来的，不能与数出来的相加。"
        ),
        gettext("没有任何人的姓名。仅供内部使用：小数目可能认得出人，不得公布。每份文件都可查出领取人。"),
    )
