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
    "outreach.not-failed": _("这条消息不在“没有送到”之列，没有变动。请刷新页面。"),
    "outreach.not-neutral": _(
        "消息里的“%(word)s”会让旁人知道这是什么单位，没有放入发件箱。请换成不透露情况的说法。"
    ),
    "outreach.unknown": _("没有找到这条消息，或者不在您的工作范围之内。请从列表中选择。"),
    "outreach.unknown-basis": _("没有这一种同意，消息没有放入发件箱。请从本人同意的事项中选择。"),
    "outreach.unknown-template": _("没有这一种消息，没有放入发件箱。请从列出的消息中选择。"),
    "outreach.wrong-receiver": _("这种消息不是给这位收件人的，没有放入发件箱。请换一种消息。"),
}
