"""What codes of testing are called on its pages, and a person's rights in plain words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from guitu.domain.testing.chain import CONFIRM, Step, Turn

CANCELS: Final = {
    "at_their_request": _("本人请求"),
    "not_needed": _("不需要了"),
    "office_closed": _("办公场所未开放"),
    "no_supplies": _("缺少检测用品"),
    "worker_absent": _("工作人员不在岗"),
    "order_over": _("决定已结束"),
}
SAMPLES: Final = {
    "recorded": _("已记录"),
    "waits": _("等待复核"),
    "not_accepted": _("未采用"),
}
NOT_ACCEPTED: Final = {
    "not_the_person": _("不能确认是本人"),
    "not_observed": _("采样过程没有人在场"),
    "kit_expired": _("试剂过期"),
    "record_incomplete": _("记录不完整"),
    "other": _("其他"),
}
CUSTODY: Final = {
    "sealed": _("封存"),
    "stored": _("入库保存"),
    "handed_to_police": _("交公安机关"),
    "sent_to_laboratory": _("送实验室"),
    "returned": _("退回"),
    "disposed": _("到期处理"),
}
STRUCK: Final = {
    "order_over": _("决定已结束或者中止，不检测"),
    "resting": _("决定中止，不检测"),
    "moved_away": _("已转往外地，不检测"),
}
LEVELS: Final = {"field": _("现场结果"), "laboratory": _("实验室结果"), "retest": _("复检结果")}
STEPS: Final[Mapping[Step, object]] = {
    Step.UNTOLD: _("结果还没有告知本人，期限没有开始。"),
    Step.MAY_CHALLENGE: _("本人可以提出异议。"),
    Step.STANDS: _("异议期已过或者复检已有结果，等公安机关决定；在此之前仍是未确认。"),
    Step.CHALLENGED: _("本人提出了异议，等公安机关决定。"),
    Step.DECLINED: _("公安机关不同意再检测；结果仍是未确认，本人可以申诉。"),
    Step.GRANTED: _("公安机关同意检测，等B样本送到实验室。"),
    Step.DELIVERED: _("B样本在实验室，等结果。"),
    Step.CLEARED: _("已排除：这次检测按阴性计。"),
    Step.VOID: _("没有有效结果：这次检测不计。"),
    Step.CONFIRMED: _("公安机关已作出决定，结果确认。"),
}
TURNS: Final[Mapping[Turn, object]] = {
    Turn.OFFICE: _("该单位办"),
    Turn.PERSON: _("由本人决定"),
    Turn.POLICE: _("该公安机关办"),
    Turn.LABORATORY: _("该实验室办"),
    Turn.NOBODY: _("已办完"),
}
ACTS: Final[Mapping[str, object]] = {
    "result_told": _("登记已告知本人"),
    "test_challenged": _("登记本人的异议"),
    "challenge_decided": _("登记公安机关是否同意检测"),
    "sample_delivered": _("登记B样本送检"),
    "lab_result": _("登记实验室结果"),
    CONFIRM: _("登记公安机关的决定"),
}
WEEKDAYS: Final = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
RIGHTS: Final = (
    _("检测不收您的钱，费用由公安机关承担。"),
    _("时间可以商量，尽量避开上班、上课；在外地可以申请异地检测。"),
    _("采样至少两名工作人员在场，女性由女性工作人员采样，采尿由同性工作人员采集。"),
    _("样本当面分成A、B两份，封好，双方签名；B样本至少保存六个月。"),
    _("正在吃的药（包括感冒药、美沙酮）请说出来，会记下，只有办理检测的人看得到。"),
    _("现场阳性只是“未确认”，不改变您的任何状态。"),
    _("告知您结果后三日内，您可以提出异议，要求实验室检测；错过了也可以提，由公安机关决定。"),
    _("对实验室结果也可以在三日内要求由另一机构复检。"),
    _("没有到不等于逃避。有事请告诉我们，工作、生病、照顾家人都是正当理由。"),
    _("这里没有人可以强制您检测；强制检测只有公安机关负责人可以批准。"),
    _("决定结束以后，不再要求检测。"),
)
