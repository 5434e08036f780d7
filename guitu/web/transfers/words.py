"""What states, answers and reasons of transfers are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.transfer import Answer, DropReason, Refusal, Sort, State

SORTS: Final[dict[str, Promise]] = {
    Sort.MOVE: _("转出档案：以后由对方负责"),
    Sort.SHARE: _("请对方协助：档案仍由本单位负责"),
}
STATES: Final[dict[str, Promise]] = {
    State.OFFERED: _("等对方答复"),
    State.ACCEPTED: _("已接收"),
    State.DECLINED: _("未接收，已退回"),
    State.WITHDRAWN: _("已撤回"),
    State.ENDED: _("协助已结束"),
}
ANSWERS: Final[dict[str, Promise]] = {
    Answer.KEEP: _("由对方办理"),
    Answer.DO_BEFORE: _("转出前办完"),
    Answer.DROP: _("不再办理"),
}
APPOINTMENT_ANSWERS: Final[dict[str, Promise]] = {
    Answer.KEEP: _("按约好的时间，由对方办理"),
    Answer.DO_BEFORE: _("转出前办完"),
    Answer.DROP: _("取消预约"),
}
DROPS: Final[dict[str, Promise]] = {
    DropReason.DONE_ELSEWHERE: _("已经在别处办了"),
    DropReason.NOT_POSSIBLE_IN_TIME: _("来不及，也没有必要补"),
    DropReason.NOT_KNOWN_THERE: _("对方那里没有这项要求"),
    DropReason.PERSON_WISHES: _("本人不需要"),
}
CANCELS: Final[dict[str, Promise]] = {
    "at_their_request": _("本人请求"),
    "not_needed": _("不需要了"),
    "office_closed": _("办公场所未开放"),
    "no_supplies": _("缺少检测用品"),
    "worker_absent": _("工作人员不在岗"),
}
REFUSALS: Final[dict[str, Promise]] = {
    Refusal.NOT_LIVING_HERE: _("经核实，本人不在本地居住"),
    Refusal.OTHER_OFFICE: _("应由另一单位接收"),
    Refusal.PAPERS_MISSING: _("材料不全"),
    Refusal.TASKS_UNCLEAR: _("未办事项没有交代清楚"),
    Refusal.PERSON_NOT_ASKED: _("没有征求本人意见"),
    Refusal.OTHER: _("其他，见说明"),
}
