"""What columns, states and purposes of exports are called, and the lines above every table."""

from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitu.casework.exports.queries import ExportRow
from guitu.exchange.exporters.people import Words
from guitu.exchange.exporters.requests import Notice
from guitu.web.shell import terms

COLUMNS: Final = {
    "name": _("姓名"),
    "sex": _("性别"),
    "birth": _("出生日期"),
    "citizen_id": _("身份证号码"),
    "phone": _("本人电话"),
    "unit": _("负责单位"),
    "kind": _("类别"),
    "phase": _("状态"),
    "term_to": _("期满日期"),
    "worker": _("负责人"),
}
PLAIN: Final = {
    "name": _("显示完整姓名"),
    "birth": _("显示完整出生日期"),
    "citizen_id": _("显示完整身份证号码"),
    "phone": _("显示完整电话"),
}
PURPOSES: Final = {
    "visits": _("安排走访"),
    "handover": _("工作交接"),
    "report": _("向上级报送"),
    "meeting": _("会议研判"),
    "check": _("核对名单"),
}
STATES: Final = {
    "asked": _("等待批准"),
    "approved": _("正在生成"),
    "ready": _("可以下载"),
    "taken": _("已下载"),
    "refused": _("未获批准"),
    "failed": _("没有生成"),
    "expired": _("已过期"),
}


def words() -> Words:
    """What codes are called in the language now spoken."""
    return Words(
        heads={code: str(word) for code, word in COLUMNS.items()},
        sexes={code: str(word) for code, word in terms.SEXES.items()},
        kinds={code: str(word) for code, word in terms.EPISODES.items()},
        phases={code: str(word) for code, word in terms.PHASES.items()},
    )


def notice(row: ExportRow, asker: str) -> Notice:
    """The lines above the table: whose copy it is, until when, and that it goes no further."""
    facts = {
        "name": asker,
        "at": date_format(localtime(row.asked_at), "Y-m-d H:i"),
        "purpose": str(PURPOSES.get(row.purpose, row.purpose)),
        "number": row.id.hex[-8:],
    }
    return Notice(
        title=gettext("名单"),
        lines=(
            gettext("领取人：%(name)s · 申请时间：%(at)s · 用途：%(purpose)s · 编号：%(number)s") % facts,
            gettext(
                "本文件含敏感个人信息，依《个人信息保护法》应当保密："
                "只供上述用途，不得转给他人，用毕删除。每份文件都可查出领取人。"
            ),
        ),
        row_mark=gettext("序号"),
    )
