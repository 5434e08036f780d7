"""Sentences about needs and referrals."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

NEEDS: Final[Mapping[str, str]] = {
    "beside.application": _(
        "这条帮扶记录来自已经批下来的办事，不能在时间线上改或者撤销，没有保存。请到“正在办的事”里改回办理中。"
    ),
    "beside.gift": _(
        "这条帮扶记录来自已经收到的资助或者物品，不能在时间线上改或者撤销，没有保存。"
        "请到“资助、借款和物品”里撤销收到。"
    ),
    "beside.placement": _(
        "这条更正把岗位的进展改了回去，不能再撤销，没有保存。请到“工作：档案、岗位、简况”里重新记岗位的进展。"
    ),
    "beside.referral": _(
        "这条记录来自已经办好的转介，不能在时间线上改或者撤销，没有保存。请到“需求与转介”里打开这次转介，改回办理中。"
    ),
    "need.answered": _("这项需求已经答复过，没有再记一次。请刷新页面；还有别的需要，请另记一项。"),
    "need.before-raised": _("日期早于提出需求的日期（%(day)s），没有保存。请核对日期。"),
    "need.how": _("没有选择办了什么，没有保存。请从选项中选择。"),
    "need.none": _("没有选择需要什么，没有保存。请至少选择一项；不在其中的，选“其他”并写一句话。"),
    "need.unknown": _("没有找到这项需求，它可能已经撤销。请从本人的页面重新打开。"),
    "referral.act": _("没有选择怎么答复，没有保存。请从选项中选择。"),
    "referral.agreed-on": _("约定的日期已经过去，或者在一年以后，没有保存。请核对日期；还没有约好的，不填。"),
    "referral.basis": _("没有选择转介的依据，没有发出。请选择本人的一项同意，或者法定职责。"),
    "referral.by-law": _("依照法定职责转介，要由单位负责人发出，没有发出。请征得本人同意，或者交给负责人。"),
    "referral.feedback": _("说明超过 %(most)s 字，没有保存。请缩短。"),
    "referral.link": _("这个链接或者号码不能用。请核对；还是不行的，请打电话给把链接发给您的人。"),
    "referral.link-wait": _("试的次数太多，现在不能再试。请过 %(minutes)s 分钟再来。"),
    "referral.no-consent": _(
        "本人没有同意，或者已经撤回，没有发出。请先问本人；本人同意的，勾选以后再发出。"
    ),
    "referral.not-neutral": _(
        "对方会看到的文字里有“%(word)s”，会让人看出本人的经历，没有保存。请只写要办的事。"
    ),
    "referral.not-now": _("这次转介的状态已经改变，这一步现在不能做，没有保存。请刷新页面查看轮到谁。"),
    "referral.outcome": _("没有选择结果，没有保存。请从选项中选择。"),
    "referral.partner": _(
        "没有写明转给谁，或者这个单位没有能接受转介的人员，没有保存。请选择服务、单位，或者写下名称。"
    ),
    "referral.reason": _("没有选择原因，没有保存。请从选项中选择。"),
    "referral.service-closed": _(
        "“%(name)s”不再接受新的转介，没有发出。请另选一项服务；原来写的还在草稿里。"
    ),
    "referral.service-referrer": _(
        "这项服务只接受另外一些人员的转介，没有发出。请存为草稿，交给他们发出；或者另选一项服务。"
    ),
    "referral.service-gone": _("这项服务已经不在服务目录里，没有发出。请另选一项服务；原来写的还在草稿里。"),
    "referral.unknown": _("没有找到这次转介，或者它已经不在您的手里。请从列表中选择。"),
    "referral.until": _("日期已经过去，或者超过 %(most)s 天，没有发出。请另选一个日期。"),
    "referral.words": _("没有写要办的事，或者超过 %(most)s 字，没有保存。请用一两句话写清楚。"),
    "need.words": _("没有写说明，或者超过 %(most)s 字，没有保存。办不到的，请写明为什么，并已当面告诉本人。"),
}
