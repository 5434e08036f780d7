"""Sentences about applications that are followed, gifts, small loans and whoever gives."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

SUPPORT: Final[Mapping[str, str]] = {
    "application.day": _("日期不对，没有保存。请填写 %(first)s 到今天之间的日期。"),
    "application.due": _("截止日期已经过去，或者在三年以后，没有保存。请核对日期。"),
    "application.kind": _("没有选择办什么，没有保存。请从选项中选择。"),
    "application.next": _("没有写清下一步，没有保存。还没办完的事，都要写明下一步做什么、谁来做、哪一天。"),
    "application.next-day": _("下一步的日子已经过去，或者在三年以后，没有保存。请填写今天或以后的日期。"),
    "application.not-now": _("这件事的进展已经改变，这一步现在不能做，没有保存。请刷新页面。"),
    "application.owner": _("下一步由我们的同事来做，但没有选择是谁，没有保存。请选择一位在职的同事。"),
    "application.reason": _("没有选择没批准的理由，没有保存。对方没有说明理由的，请选“没有说明理由”。"),
    "application.remedy": _("没有选择接下来怎么办，没有保存。本人不想再办的，请选“本人接受，不再办”。"),
    "application.twice": _(
        "同样的一件事正在办，没有再建一条。请打开那一条，在那里写进展；另一个人的事请选“其他”。"
    ),
    "application.unknown": _("没有找到这件事，或者不在您的工作范围之内。请从本人的页面打开。"),
    "application.until": _("有效期早于办成的日子，没有保存。请核对有效期。"),
    "application.words": _("没有写清是什么事，或者超过 %(most)s 字，没有保存。请用一两句话写。"),
    "gift.day": _("收到的日期不对，没有保存。请填写 %(first)s（批准之日）到今天之间的日期。"),
    "gift.form": _("没有选择是资助、借款还是物品，没有保存。请选择一项。"),
    "gift.head-needed": _(
        "两个人都不是单位负责人，没有批准。两位批准人中要有一位单位负责人，请由负责人来批准。"
    ),
    "gift.not-now": _("这笔帮扶的状态已经改变，这一步现在不能做，没有保存。请刷新页面查看。"),
    "gift.not-yours": _("这笔帮扶是另一位同事提出的，没有撤回。请由提出的人撤回，或者选择不批准。"),
    "gift.own": _("这笔帮扶是您自己提出的，不能由您批准或者否决。请由另外两位同事决定，您可以撤回。"),
    "gift.paid-already": _("这笔借款已经有人还过，收条不能撤销，没有改动。请改为重新约定其余的日子。"),
    "gift.purpose": _("没有选择用途，没有保存。请选择一项。"),
    "gift.receiver": _("没有选择由谁签收，没有保存。请选择一项。"),
    "gift.twice": _("您已经批准过这笔帮扶，没有再记一次。还需要另一位同事批准。"),
    "gift.unknown": _("没有找到这笔帮扶，或者不在您的工作范围之内。请从本人的页面打开。"),
    "gift.why": _("没有写为什么不批准，或者超过 %(most)s 字，没有保存。请写一句话，好告诉本人。"),
    "gift.words": _("没有写是什么、用来做什么，或者超过 %(most)s 字，没有保存。请用一两句话写。"),
    "giver.kind": _("没有选择是谁给的，没有保存。请选择单位、社会组织还是爱心人士。"),
    "giver.name": _(
        "名称没有写、超过 %(most)s 字，或者与“不留名”不一致，没有保存。"
        "只有爱心人士可以不留名；不留名的不写名称。"
    ),
    "giver.unknown": _("没有找到这位捐助者。请从列表中选择，或者新写一位。"),
    "loan.first": _("第一次还款的日子没有填、已经过去，或者在一年以后，没有保存。请和本人再商量一个日子。"),
    "loan.not-now": _("这笔借款的情况已经改变，这一步现在不能做，没有保存。请刷新页面查看。"),
    "loan.paid-day": _("还款的日期不对，没有保存。请填写 %(first)s 到今天之间的日期。"),
    "loan.parts": _("分几次还没有填好，没有保存。请填写 1 到 %(most)s 次，每次至少一分。"),
    "loan.unknown": _("没有找到这一次还款。请刷新页面。"),
}
