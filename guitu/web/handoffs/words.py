"""What steps, states and sides are called."""

from typing import Final

from django.utils.translation import gettext_lazy as _

STEPS: Final = {
    "assessment": _("出所前评估"),
    "dependants": _("安置被照料的人"),
    "notice": _("出所通知"),
    "pick_up": _("约定谁来接"),
    "met": _("记录出所接回"),
    "packet": _("移交材料"),
    "answer": _("接收或退回"),
    "new_day": _("确定新的出所日期"),
    "contact": _("首次联系"),
}
STATES: Final = {
    "preparing": _("场所准备中"),
    "offered": _("已移交，等待接收"),
    "returned": _("已退回场所"),
    "stayed": _("暂不出所"),
    "accepted": _("已接收"),
}
# the kind of entry that does a step, where a form of its own asks for it
RECORDED_AS: Final = {
    "dependants": "dependants_placed",
    "notice": "release_notice",
    "pick_up": "pick_up_agreed",
    "met": "pick_up",
    "contact": "phone_call",
}
