"""Sentences about releases and hand-offs between offices."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

HANDOFFS: Final[Mapping[str, str]] = {
    "handoff.already-open": _("这个人已有一次正在准备的出所，没有重复登记。请在出所日历上打开已有的一份。"),
    "handoff.answered-already": _("本单位已经有人接收，没有重复接收。请刷新页面查看回执。"),
    "handoff.expected-before": _(
        "预计出所日期早于这件事的日期（%(day)s），没有保存。请对照决定书核对两个日期。"
    ),
    "handoff.expected-centre": _(
        "送往的单位不是强制隔离戒毒所，没有保存。请从列表里重新选择，不清楚时可以不填。"
    ),
    "handoff.expected-too-far": _(
        "预计出所日期在 %(years)s 年以后，法律没有这么长的期限，没有保存。请对照决定书核对日期。"
    ),
    "handoff.need-owners": _(
        "每项需求在所内和所外都要有人负责，没有保存。请选择所内的同事和所外的接收单位。"
    ),
    "handoff.no-receiver": _(
        "没有选择接收单位，或者单位的类型不对，没有移交。请选择乡镇、街道或康复指导站。"
    ),
    "handoff.not-a-centre": _("只有戒毒场所登记在所人员。请由场所的账号登记。"),
    "handoff.not-now": _("移交的状态已经改变，这一步现在不能做，没有保存。请刷新页面查看轮到谁。"),
    "handoff.not-your-turn": _("这一步不由您的单位办理，没有保存。请看页面上轮到哪个单位。"),
    "handoff.nothing-found": _("三个方面都没有填写，没有保存。请至少写明一个方面的情况。"),
    "handoff.order-ahead": _("决定日期在今天之后。请对照决定书核对日期。"),
    "handoff.order-before-birth": _("决定日期早于出生日期（%(birth)s）。请核对两个日期。"),
    "handoff.packet-incomplete": _("移交材料的五项还没有写全，没有移交。请补齐后再移交。"),
    "handoff.reason-missing": _("没有选择原因，没有保存。请选择原因，对方才知道怎么办。"),
    "handoff.release-before-order": _("出所日期不晚于决定日期（%(decided)s）。请核对两个日期。"),
    "handoff.released-long-ago": _("出所已经超过 %(days)s 天，不能再登记为在所。请改用名册导入。"),
    "handoff.stay-too-long": _("从决定到出所超过 %(years)s 年，法律没有这么长的期限。请对照决定书核对日期。"),
    "handoff.unknown": _("没有找到这次移交，或者不在您的工作范围之内。请从移交看板上打开。"),
}
