"""Sentences about teams, exclusions and emergencies."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

TEAM: Final[Mapping[str, str]] = {
    "assign.worker-excluded": _("这位同事须回避这个人，分派没有改变。请另选一位。"),
    "break-glass.nobody": _(
        "没有打开。没有找到唯一相符的人，或者不能以这种方式打开。请核对号码，或向单位负责人求助。"
    ),
    "break-glass.not-needed": _("这个人本来就在您的工作范围之内，不需要紧急查阅。请从首页查找。"),
    "break-glass.outcome": _("还没有选择复核结果。请选择“有正当理由”或“没有正当理由”。"),
    "break-glass.own": _("这是您自己申明的紧急查阅，不能由您复核。请由隐私专员或其他负责人复核。"),
    "break-glass.reason": _("没有打开：要选择原因，并写明发生了什么。请补上后再试。"),
    "break-glass.reviewed-already": _("这次紧急查阅已经复核过，没有再变动。请刷新页面。"),
    "break-glass.too-many": _(
        "没有打开：24 小时内已有 %(most)s 次紧急查阅。确有需要时，请单位负责人把人分派给您。"
    ),
    "break-glass.unknown": _("没有找到这次紧急查阅，或者不归您的单位复核。请从列表中选择。"),
    "hand-over.same": _("两个账号是同一个，没有移交。请另选一位接手的同事。"),
    "team.assigned": _("这是档案的负责人，不能在这里结束。请到“分派”改派给其他同事。"),
    "team.case-days": _("个案授权要写明到哪一天，最多 %(most)s 天，没有保存。请填写或改早日期。"),
    "team.days": _("日期已经过去，或者超过 %(most)s 天，没有保存。请另选一个日期。"),
    "team.excluded": _("这位同事须回避这个人，没有保存。请另选一位。"),
    "team.not-your-own": _("您只能因为亲属或曾经的配偶、伴侣关系让自己回避。其他原因请告诉单位负责人。"),
    "team.role": _("这位同事的岗位不能担任这个角色，没有保存。请另选一位。"),
    "team.unknown": _("没有找到这一项，它可能已经结束。请刷新页面。"),
}  # fmt: skip
