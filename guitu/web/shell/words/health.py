"""Sentences about health, counselling and crises."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

HEALTH: Final[Mapping[str, str]] = {
    "health.unknown": _("没有找到这一条，或者不在您的工作范围之内。请从本人的健康页打开。"),
    "health.code": _("没有选择是哪一种，没有保存。请从选项中选择。"),
    "health.words": _("没有写说明，或者超过 %(most)s 字，没有保存。请用一句话写清楚。"),
    "health.no-dose": _(
        "写了剂量，没有保存。维持治疗的药由门诊管理，这里只写在哪家门诊；请把数字和单位删掉。"
    ),
    "health.since": _("开始的日期还没有到，没有保存。请核对日期，不知道的可以不填。"),
    "health.ended": _("这一条已经记为不再如此，没有再变动。请刷新页面。"),
    "health.plan-moved-on": _(
        "您写的时候，另一位医生已经保存了第 %(version)s 版，没有覆盖。您写的还在下面："
        "请看一看那一版，合在一起再保存。"
    ),
    "health.plan-words": _(
        "现在的病情和负责的医生没有写，或者有一栏超过 %(most)s 字，没有保存。请补上，或者写短一些。"
    ),
    "health.plan-check": _(
        "没有写下次复查的日期，或者不在今天以后的 %(most)s 天之内，没有保存。请核对日期。"
    ),
    "health.checkup-day": _("没有写日期，或者不在今天以后的 %(most)s 天之内，没有保存。请核对日期。"),
    "health.checkup-closed": _("这次检查已经有了结果，没有再变动。请刷新页面。"),
    "health.checkup-done-on": _("检查的日期还没有到，没有保存。请核对日期。"),
    "health.paid-until": _("没有写医保交到什么时候，没有保存。请填写日期；不知道的，先选没有参保或者断保。"),
    "health.hospital": _("没有写哪家医院，没有保存。请填写医院的名称和科室。"),
    "health.reason": _("没有写为什么去医院，或者超过 %(most)s 字，没有保存。请写症状和要做的检查。"),
    "health.reason-tells": _(
        "这句话里有“%(word)s”，外人看了会知道不该知道的，没有保存。请只写症状和要做的检查。"
    ),
    "health.slice-line": _("维持治疗不写在给医院的单子上，没有保存。请本人自己告诉医生。"),
    "health.referral-not-now": _("转诊的状态已经改变，这一步现在不能做，没有保存。请刷新页面。"),
    "health.referral-consent": _(
        "本人还没有同意把健康情况交给医院，没有发出。请当面问过本人，在“本人同意告诉谁”里记下以后再发。"
    ),
    "health.slip-closed": _(
        "这张单子不能再看：还没有发出、本人撤回了同意，或者已经过期。需要的话请重新转一次。"
    ),
    "mind.unknown": _("没有找到，或者不在您的工作范围之内。请从“我的咨询”打开。"),
    "mind.kind": _("没有选择怎么谈，没有保存。请选择个别、小组或者家庭。"),
    "mind.goals": _("没有写本人想达到什么，或者超过 %(most)s 字，没有保存。请写一句本人的话。"),
    "mind.not-now": _("咨询的状态已经改变，这一步现在不能做，没有保存。请刷新页面。"),
    "mind.ending": _("没有选择为什么结束，没有保存。请从选项中选择。"),
    "mind.day": _("结束的日期早于开始，或者还没有到，没有保存。请核对日期。"),
    "mind.session-day": _("没有写日期，或者不在今天以后的 %(most)s 天之内，没有约。请核对日期。"),
    "mind.session-future": _("这一天还没有到，没有保存。请在谈过以后再记，或者改日期。"),
    "mind.attendance": _("没有选择来了没有，没有保存。请从选项中选择。"),
    "mind.theme": _("有一个方面不在选项之中，没有保存。请从选项中选择。"),
    "mind.words": _("记录超过 %(most)s 字，没有保存。请写短一些。"),
    "mind.summary": _("没有写摘要，或者超过 %(most)s 字，没有交出。请写下对方需要知道的。"),
    "mind.receiver": _(
        "对方不是这个人的咨询师，没有交出。请单位负责人先在“小组与回避”里指定对方，再来交接。"
    ),
    "mind.released": _("这个咨询的摘要已经交给过对方，没有再交。有补充的，请直接联系对方。"),
    "share.purpose": _("没有这一项同意，没有保存。请从页面上选择。"),
    "crisis.kind": _("没有选择是什么危机，没有保存。请选择一种；说不清的，选最接近的。"),
    "crisis.words": _("写得超过 %(most)s 字，没有保存。请先写最要紧的。"),
    "crisis.none": _("没有记过危机，不用回头看。请从本人的页面重新打开。"),
    "crisis.too-early": _("危机就在今天，还不到回头看的时候，没有保存。请明天以后和本人坐下来再看。"),
}
