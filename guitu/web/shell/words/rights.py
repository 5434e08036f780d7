"""Sentences about consents, requests, sealed files, the end of a term, and the bare count."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

RIGHTS: Final[Mapping[str, str]] = {
    "consent.guardian-needed": _("本人不满十四周岁，须由监护人同意。请在监护人表示后再记录。"),
    "consent.no-publicity-under-18": _(
        "未满十八周岁或者出生日期不明的，不得用于宣传。没有记录，请不要再问。"
    ),
    "count.in-the-future": _("日期在今天之后，没有保存。请核对日期。"),
    "count.negative": _("人数不能小于零。请填写实际人数，没有的填 0。"),
    "rights.answered-before": _("这项请求已经答复过，没有再变动。请刷新页面。"),
    "rights.refusal-without-reason": _(
        "不同意必须说明理由，没有保存。请选择一项理由，并告诉本人可以怎样救济。"
    ),
    "rights.row-unknown": _("没有找到这一项，或者不在您的工作范围之内。请从本人的页面重新选择。"),
    "rights.unknown": _("没有找到这项请求，或者不在您的工作范围之内。请从列表中选择。"),
    "term.postponed-without-act": _(
        "这样会把期限推到 %(was)s 之后，没有保存。期限只能由载明编号和日期的法律文书改变，请先登记文书。"
    ),
    "unseal.account-unknown": _("有一个用户名没有对应的在用账号，申请没有登记。请核对三个用户名。"),
    "unseal.answered-before": _("您已经答复过，或者申请已经结束，没有再变动。请刷新页面。"),
    "unseal.document-missing": _("没有法律文书编号，不能申请。请填写文书的编号。"),
    "unseal.may-not-approve": _("批准人须是单位负责人或隐私专员，申请没有登记。请另选批准人。"),
    "unseal.may-not-read": _("查阅人的岗位不能查阅封存档案，申请没有登记。请另选查阅人。"),
    "unseal.not-yours-to-agree": _("这项申请不由您批准，没有变动。请由指定的批准人办理。"),
    "unseal.other-number": _("输入的号码与申请的不同，没有批准。请核对法律文书；不一致的，请不要批准。"),
    "unseal.own-request": _("申请人、查阅人不能同时是批准人，申请没有登记。请另选批准人。"),
    "unseal.same-unit": _("两位批准人属于同一单位，申请没有登记。请选择不同单位的两个人。"),
    "unseal.too-long": _("查阅时限应在 1 至 %(most)s 小时之间，申请没有登记。请改短时限。"),
    "unseal.two-approvers": _("须有两位不同的批准人，申请没有登记。请填写两个不同的用户名。"),
    "unseal.unknown": _("没有找到这项申请，或者查阅期已过。请从列表中选择。"),
}
