"""Sentences about work: notices, work files, matches, slips and placements."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

WORK: Final[Mapping[str, str]] = {
    "business.unknown": _("没有找到这一项，或者不在您的工作范围之内。请从本人的工作页面打开。"),
    "business.words": _("没有写想做什么，或者超过 %(most)s 字，没有保存。请用一两句话写。"),
    "placement.already": _("这个岗位已经告诉过本人，正在跟进，没有再记一次。请从本人的工作页面查看进展。"),
    "placement.day": _("日期早于上一步（%(day)s），没有保存。请核对日期。"),
    "placement.gone-on": _(
        "这份工作后来还有记录，这一条不能改，没有保存。请先到岗位的页面上撤回后来的那一条。"
    ),
    "placement.not-now": _("进展已经改变，这一步现在不能做，没有保存。请刷新页面查看。"),
    "placement.reason": _(
        "没有选择原因，或者原因和这一步不符，没有保存。请选择一个原因；本人没有说的，选“没有说”。"
    ),
    "placement.too-early": _("还没有满这么久（%(day)s才满），没有保存。请到时候再问本人。"),
    "placement.unknown": _("没有找到这份工作的进展，或者不在您的工作范围之内。请从本人的工作页面打开。"),
    "placement.vacancy-closed": _("这个岗位已经不招了，没有保存。请选择别的岗位。"),
    "placement.why": _("没有写为什么撤回，没有保存。请写一句，例如“听错了，是面试”。"),
    "placement.words": _("没有写是什么工作，或者超过 %(most)s 字，没有保存。请写岗位名称。"),
    "slip.name": _("档案里没有姓名，不能出简况。请先核对本人的姓名。"),
    "slip.no-consent": _(
        "本人没有同意向用人单位推荐，没有保存。请先问本人，登记同意以后再出简况；不同意没有任何后果。"
    ),
    "slip.not-neutral": _(
        "“%(word)s”会让人看出不该看出的事，没有保存。请换一种说法：只写会做什么、做过什么。"
    ),
    "slip.not-shown": _("还没有给本人看过，没有保存。请先给本人看（或者读给本人听），本人同意以后再保存。"),
    "slip.too-long": _("超过 %(most)s 字，没有保存。请写短一些，简况只有一页。"),
    "slip.unknown": _("还没有出过简况。请先写好，给本人看过，再下载。"),
    "work.code": _("有一项不在选项之中，没有保存。请从选项中选择。"),
    "work.day": _("日期晚于今天，没有保存。请填写发生的那一天。"),
    "work.firm-unsaid": _(
        "选了“一定要满足”，但没有写明是什么，没有保存。请先写明时间、距离、夜班或者工作种类，或者取消勾选。"
    ),
    "work.hours": _("每周小时数要在 1 到 %(most)s 之间，没有保存。请核对数字。"),
    "work.words": _("超过 %(most)s 字，没有保存。请写短一些。"),
    "notice.day": _("日期晚于今天，没有保存。请填写告诉的那一天。"),
    "notice.kind": _("没有选择告诉的是什么，没有保存。请从选项中选择。"),
    "notice.nobody": _("没有选择任何人，没有保存。请先在名单上勾选。"),
    "notice.too-many": _("一次最多 %(most)s 人，没有保存。请分几次。"),
    "notice.words": _("没有写内容，或者超过 %(most)s 字，没有保存。请写清哪里、什么事、怎么联系。"),
}
