"""Sentences about messages that leave the house, and about moving a file from one office to another."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

MOVING: Final[Mapping[str, str]] = {
    "journal.reason-not-accepted": _(
        "写了理由或者预计报到日，却没有认定为正当理由，没有保存。理由成立的请选“有正当理由”，否则请留空。"
    ),
    "outreach.fact-missing": _("消息缺少一项内容（%(fact)s），没有放入发件箱。请补上后再试。"),
    "outreach.fact-shape": _(
        "消息中的一项内容（%(fact)s）太长、为空或者像证件号码，没有放入发件箱。请改成日期、时间、地点或者电话。"
    ),
    "outreach.left-already": _("这条消息已经发出或者不再发出，不能撤回。请刷新页面。"),
    "outreach.unknown-wish": _("没有这一种方式，没有保存。请从列出的方式中选择。"),
    "outreach.wish-without-mail": _("本人希望用邮件，但还没有邮箱，没有保存。请问明邮箱后填写。"),
    "outreach.not-failed": _("这条消息不在“没有送到”之列，没有变动。请刷新页面。"),
    "outreach.not-neutral": _(
        "消息里的“%(word)s”会让旁人知道这是什么单位，没有放入发件箱。请换成不透露情况的说法。"
    ),
    "outreach.unknown": _("没有找到这条消息，或者不在您的工作范围之内。请从列表中选择。"),
    "outreach.unknown-basis": _("没有这一种同意，消息没有放入发件箱。请从本人同意的事项中选择。"),
    "outreach.unknown-template": _("没有这一种消息，没有放入发件箱。请从列出的消息中选择。"),
    "transfer.answered-before": _("这次转接已经有了结果，没有再变动。请刷新页面查看。"),
    "transfer.appointment-after-the-move": _(
        "约好的时间（%(day)s）在变更日期之后，转出前办不完，没有提交。请先改时间，或者改选别的办法。"
    ),
    "transfer.appointment-unanswered": _("还有约好的检测没有说明怎么办，没有提交。请逐项选择。"),
    "transfer.appointment-without-reason": _("取消预约须写明原因，没有提交。请选择一项原因。"),
    "transfer.cannot-drop": _(
        "“%(rule)s”必须有人办，两家单位不能商定不办。请改为“由对方办理”或“转出前办完”。"
    ),
    "transfer.drop-without-reason": _("不再办理的事项（%(rule)s）须写明原因，没有提交。请选择一项原因。"),
    "transfer.not-your-turn": _("这一步由另一方办理，没有变动。请等对方答复，或者请对方办理。"),
    "transfer.not-yours": _("档案不由您的单位负责，不能转出。请联系负责的单位。"),
    "transfer.refusal-without-reason": _("不接收须说明原因，没有提交。请选择一项原因，档案仍由对方负责。"),
    "transfer.same-unit": _("档案已经在这个单位，没有提交。请选择另一个单位。"),
    "transfer.task-unanswered": _("还有未办的事项（%(rule)s）没有说明怎么办，没有提交。请逐项选择。"),
    "transfer.too-far-ahead": _("变更日期在 %(days)s 天以后，没有提交。请在临近时再办理。"),
    "transfer.too-long-ago": _("变更日期在 %(days)s 天以前，没有提交。请核实日期；确实更早的，填今天。"),
    "transfer.unit-cannot-hold": _("这个单位不接收档案，没有提交。请选择乡镇、街道的办公室或者康复指导站。"),
    "transfer.unknown": _("没有找到这次转接，或者不在您的工作范围之内。请从列表中选择。"),
    "transfer.waits-already": _("已经有一次转接在等对方答复，没有再提交。要改的，请先撤回那一次。"),
    "outreach.wrong-receiver": _("这种消息不是给这位收件人的，没有放入发件箱。请换一种消息。"),
}
