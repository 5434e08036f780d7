"""What states, channels and reasons of messages are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.outreach import NO_MESSAGES, Channel, Reason, State

STATES: Final[dict[str, Promise]] = {
    State.QUEUED: _("等待发出"),
    State.SENT: _("已发出"),
    State.FAILED: _("没有送到"),
    State.DROPPED: _("不再发出"),
}
CHANNELS: Final[dict[str, Promise]] = {
    Channel.FILE: _("存为文件，待人工发出"),
    Channel.SMS: _("短信"),
    Channel.MAIL: _("电子邮件"),
    Channel.HOUSE: _("站内"),
}
REASONS: Final[dict[str, Promise]] = {
    Reason.SEALED: _("档案已封存"),
    Reason.ERASED: _("档案已删除"),
    Reason.WITHDRAWN: _("本人撤回了同意"),
    Reason.NOT_WISHED: _("本人不愿意收到消息"),
    Reason.ANSWERED: _("已经办了，或者有正当理由"),
    Reason.TAKEN_BACK: _("工作人员撤回"),
    Reason.TOO_OLD: _("过了时候"),
    Reason.NO_ADDRESS: _("没有可用的号码或者邮箱"),
    Reason.REFUSED: _("通道拒收，号码可能有误"),
    Reason.UNREACHABLE: _("多次没有发出"),
    Reason.ACCOUNT_ENDED: _("收件的账号已停用"),
}
WISHES: Final[dict[str, Promise]] = {
    Channel.SMS.value: _("短信"),
    Channel.MAIL.value: _("电子邮件"),
    NO_MESSAGES: _("不要发消息"),
}
