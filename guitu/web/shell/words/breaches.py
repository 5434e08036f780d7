"""Sentences about hearing somebody before a report, losing touch, leave, and papers of an authority."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

BREACHES: Final[Mapping[str, str]] = {
    "breach.not-reached": _("没有达到规定次数的情形，不能告知或者报告，没有保存。请看本人的计数。"),
    "breach.settled": _("这件事已经有了结果，没有再变动。有新的情形时才会重新开始。请刷新页面。"),
    "breach.not-heard": _(
        "还没有听取本人的说明，说明的期限也没有过，不能确认或者报告，没有保存。请先告知事实、听取说明。"
    ),
    "breach.police-receives": _("报告由工作人员和单位负责人确认，公安机关是接收的一方；没有保存。"),
    "breach.two-people": _("您已经确认过。另一次确认要由另一个人作出，没有保存。"),
    "breach.confirmed-already": _(
        "这一方已经有人确认过。还需要另一方（工作人员或者单位负责人）确认，没有保存。"
    ),
    "breach.two-needed": _(
        "报告要由一名工作人员和一名单位负责人分别确认，现在还不够，没有保存。请等另一方确认。"
    ),
    "breach.answer-days": _("至少给本人 %(days)s 天说明，没有保存。请改晚一些。"),
    "journal.before-birth": _("这个日期在本人出生之前，没有保存。请核对日期。"),
    "term.too-long": _("期限超过了 %(months)s 个月，没有保存。请核对决定书上印的起止日期。"),
    "episode.overlaps": _(
        "这段期限与本人另一份同类决定（%(first)s 至 %(last)s）重叠，没有保存。请核对是不是同一份决定。"
    ),
    "leave.none": _("没有正在进行的请假，没有保存。请先登记请假报告。"),
    "leave.not-begun": _("返回日期在离开日期之前，没有保存。请核对日期。"),
    "leave.overlaps": _("这几天已经登记过请假，没有再保存。需要延长请用“推迟返回”。"),
    "leave.too-long": _("离开超过 %(days)s 天，没有保存。长期住到外地请办理变更执行地。"),
    "lost.told-already": _("已经告知过公安机关，没有再变动。联系上以后会自动解除。"),
    "lost.steps-missing": _(
        "联系的办法还没有用尽：还差 %(ways)s 种方式、%(days)s 天，不能告知公安机关，没有保存。请继续联系。"
    ),
    "lost.not-ordered": _("后续照管以本人自愿为前提，联系不上也不告知公安机关。请继续关心，没有保存。"),
    "journal.paper-missing": _("要有文书的编号和日期才能登记，没有保存。没有文书的传闻不登记。"),
    "journal.own-page": _("这种记录在专门的页面办理，不能单独填写，没有保存。请从本人的页面进入。"),
}
