"""Sentences about plans, papers that are signed, working groups, support maps, wishes and opinions."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

PLANS: Final[Mapping[str, str]] = {
    "plan.code": _("没有选择类别，这一条没有保存。请从选项中选择。"),
    "plan.day": _("没有写明完成日期，或者日期已经过去，没有保存。请填写今天或以后的日期。"),
    "plan.group-first": _(
        "还没有登记工作小组，不能批准。请先登记小组：五类成员各有一人，缺的写明原因，再来批准。"
    ),
    "plan.incomplete": _("目标、长处、需要、行动还没有写全，没有提交。每样至少写一条，再提交。"),
    "plan.not-now": _("计划的状态已经改变，这一步现在不能做，没有保存。请刷新页面查看轮到谁。"),
    "plan.own": _("这份计划有您自己写的内容，您不能批准自己拟定的计划。请由另一位负责人批准。"),
    "plan.own-words": _(
        "没有写内容，或者超过 %(most)s 字，没有保存。目标请写本人的原话，其他的用一句话写清楚。"
    ),
    "plan.owner": _(
        "没有写明谁来做，没有保存。请选择由政府、社会还是家庭来做，并选择负责跟进的同事；家人做的可以不选同事。"
    ),
    "plan.review-early": _("评估日期早于计划批准的日期（%(day)s），没有保存。请核对日期。"),
    "plan.unknown": _("没有找到这份计划，或者不在您的工作范围之内。请从本人的页面打开。"),
    "plan.view-missing": _(
        "没有写本人的看法，没有保存。评估一定要有本人自己的话；本人不愿意说，也请写下“本人不愿意说”。"
    ),
    "plan.why-back": _("没有写明为什么退回，没有退回。请写一句话，对方才知道改什么。"),
    "signing.before-rights": _(
        "签字日期早于告知权利的日期（%(day)s），没有保存。先告知，后签字；请核对日期。"
    ),
    "signing.both": _("协议要双方都签，没有保存。请在本人和单位都签字以后再登记。"),
    "signing.guardian": _("本人未满十八周岁，监护人也要签字，没有保存。请在监护人签字以后再登记。"),
    "signing.no-course": _("这个人现在没有可以签这份文书的照管，没有保存。请核对是哪一份文书。"),
    "signing.reading": _("没有选择本人是怎样读的，没有保存。请选择：自己读、朗读、大字、翻译或者手语。"),
    "signing.rights-first": _(
        "还没有把权利告知书交给本人读，不能签字。请先打开权利告知书，读给本人听，登记以后再签。"
    ),
    "group.excluded": _("有一位同事须回避这个人，小组没有保存。请另选一位。"),
    "group.family-not-safe": _(
        "没有确认家人参加对本人是安全的，家人没有加入，小组没有保存。请先单独问过本人；不安全的，选择原因。"
    ),
    "group.gap-unreasoned": _("有一类成员没有人，也没有写明原因，没有保存。请选择人，或者选择缺员的原因。"),
    "group.kind": _("没有这一类成员，没有保存。请从选项中选择。"),
    "group.nobody-named": _("没有写明是谁，没有保存。请选择同事，或者写下姓名。"),
    "support.sort": _("没有选择写在哪一栏，没有保存。请选择一栏。"),
    "support.unknown": _("没有找到这一条，可能已经删去。请刷新页面。"),
    "support.words": _("没有写内容，或者超过 %(most)s 字，没有保存。请用一句话写。"),
    "opinion.answer-words": _(
        "没有写答复，或者超过 %(most)s 字，没有保存。请写明我们怎么办，或者为什么不能办。"
    ),
    "opinion.answered": _("这条意见已经答复过，没有再变动。请刷新页面。"),
    "opinion.speaker": _("没有选择是谁的意见，没有保存。请选择本人、家属或者工作人员。"),
    "opinion.unknown": _("没有找到这条意见，或者不在您的工作范围之内。请从列表中选择。"),
    "opinion.words": _("没有写意见的内容，或者超过 %(most)s 字，没有保存。请写下原话，或者不选是谁的意见。"),
    "wish.code": _("有一项意愿不在选项之中，没有保存。请从选项中选择。"),
}
