"""Sentences about groups, courses and peers."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

GROUPS: Final[Mapping[str, str]] = {
    "groups.another": _("这个小组现在不合适，没有加入。请和本人另选一个小组。"),
    "groups.before": _("日期早于开始的日期，没有保存。请核对日期。"),
    "groups.capacity": _("人数要在 1 到 %(most)s 之间，没有保存。请改一个数。"),
    "groups.choose": _("有一项没有选择，没有保存。请从选项中选择。"),
    "groups.closed": _("这个小组已经结束，没有保存。请另选一个，或者新开一个。"),
    "groups.full": _("这个小组已经满员，没有加入。请和本人另选一个，或者新开一个。"),
    "groups.not-seated": _("有一位不在您能登记的名单里，没有保存。请刷新页面再选。"),
    "groups.not-yet": _("这一次还没有到，不能签到。请在当天或以后登记。"),
    "groups.not-yours": _("这个小组由别的同事带，您不能改。请找带组的同事或者单位负责人。"),
    "groups.title": _("没有写名称，或者超过 %(most)s 字，没有保存。请写一个中性的名称。"),
    "groups.unknown": _("没有找到这个小组，或者不在您的工作范围之内。请从列表中打开。"),
    "groups.words": _("超过 %(most)s 字，没有保存。请写得短一些。"),
    "peerteam.alias": _(
        "称呼超过 %(most)s 字，或者里面有数字，没有保存。请写一个大家叫得惯的称呼，也可以不写。"
    ),
    "peerteam.another": _("这个互助小组现在不合适，没有加入。请和本人另选一个。"),
    "peerteam.choose": _("有一项没有选择，没有保存。请从选项中选择。"),
    "peerteam.companion": _("没有选择由哪位同事陪同，没有保存。请从本单位的同事中选择。"),
    "peerteam.full": _("这个互助小组已经有 %(most)s 人，没有加入。人少才说得上话，请和本人另选一个。"),
    "peerteam.has-one": _("本人已经在一个互助小组里，没有再加入。要换的，请先退出现在的小组。"),
    "peerteam.no-mentor": _("这个互助小组现在没有同伴辅导员，没有加入。请先请一位同伴辅导员加入。"),
    "peerteam.none": _("本人现在不在互助小组里，没有再变动。请刷新页面。"),
    "peerteam.not-named": _(
        "陪同这个小组的同事还不负责本人，没有加入。请单位负责人先把这位同事加进本人的工作小组。"
    ),
    "peerteam.not-yours": _("这个互助小组由别的同事陪同，您不能看名单，也不能改。请找陪同的同事。"),
    "peerteam.over": _("这个互助小组已经结束，没有保存。请另选一个，或者新开一个。"),
    "peerteam.title": _("没有写名称，或者超过 %(most)s 字，没有保存。请写一个中性的名称。"),
    "peerteam.unknown": _("没有找到这个互助小组，或者不在您的工作范围之内。请从列表中打开。"),
    "peerteam.whom": _("这个互助小组不是为本人开的，没有加入。请和本人另选一个。"),
    "peers.day": _("日期还没有到，没有保存。请填写今天或以前的日期。"),
    "peers.enough": _("这位同伴辅导员已经陪伴 %(most)s 人，没有再安排。请另选一位。"),
    "peers.has-one": _("本人已经有一位同伴辅导员，没有再安排。要换的，请先结束现在的安排。"),
    "peers.help-first": _("没有写今天给了本人什么帮助，没有保存。先陪本人、先帮助，再登记休息。"),
    "peers.mode": _("没有选择怎样见面，没有保存。请从选项中选择。"),
    "peers.no-consent": _("本人没有同意参加同伴互助，没有保存。请先在“本人的权利”里单独询问。"),
    "peers.none": _("本人现在没有同伴辅导员，没有保存。请刷新页面。"),
    "peers.not-a-mentor": _("这位现在不是同伴辅导员，没有保存。请刷新页面，另选一位。"),
    "peers.not-resting": _("这位同伴辅导员没有在休息，没有再变动。请刷新页面。"),
    "peers.not-these-two": _("这两位现在不合适在一起，没有安排。请另选一位。"),
    "peers.not-yet": _("核实过的操守时间还不到 %(months)s 个月，现在还不能做同伴辅导员。到时候再一起看。"),
    "peers.reason": _("没有选择原因，没有保存。请从选项中选择。"),
    "peers.themselves": _("不能选本人，没有保存。请选另一位。"),
    "peers.words": _("超过 %(most)s 字，没有保存。请写得短一些。"),
}
