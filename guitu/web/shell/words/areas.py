"""Sentences about areas: their status, what is entered about them, lists of facts."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

AREAS: Final[Mapping[str, str]] = {
    "areas.own-unit-only": _("您只看本单位，没有县区可列。需要看地区数据，请联系区域管理员。"),
    "fact.basis": _("这个项目不用这种口径。请选择：%(bases)s。"),
    "fact.corrected-meanwhile": _("这一条刚才已经有人更正过。请打开最新的一条再更正。"),
    "fact.document-missing": _("没有写是哪份文件。请填写标题或文号，没有来源的数不登记。"),
    "fact.future": _("日期 %(day)s 还没有到。只登记已经公布的数，请核对日期。"),
    "fact.kind": _("没有这个项目。请从列表中选择。"),
    "fact.missing": _("缺少登记数，所以没有数字。登记后会自动得出。"),
    "fact.no-base": _("缺少一年前的登记数，无法同比。请登记去年同期的数。"),
    "fact.other-basis": _("两个数的口径不同，不能相比，所以没有数字。请登记同一口径的数。"),
    "fact.other-day": _("两个数不是同一天的，不能相除，所以没有数字。请登记同一天的数。"),
    "fact.publisher-missing": _("没有写是谁公布的。请填写单位，没有来源的数不登记。"),
    "fact.same": _("和原来的一条相同，没有保存。请核对要更正的内容。"),
    "fact.there-already": _("这个项目、日期和口径已经登记为 %(value)s。如有错误，请更正那一条。"),
    "fact.too-early": _("日期早于 %(day)s，不像真的。请核对年份。"),
    "fact.too-long": _("太长了：最多 %(most)s 个字，这里有 %(length)s 个。请缩短。"),
    "fact.unknown": _("没有找到这一条。请从地区的页面打开。"),
    "fact.value": _("数字没有看懂，或者超出范围。请填写 0 到 %(most)s 之间的整数。"),
    "fact.value-missing": _("数字没有填写。请填写；没有数的不登记。"),
    "fact.why-missing": _("没有写为什么更正。请写明，不超过 %(most)s 个字。"),
    "fact.zero-base": _("作为基数的数是 0，不能相除，所以没有数字。"),
    "proposal.unknown": _("没有找到这份报送。请从地区的页面打开。"),
    "status.answer-missing": _("不同意的，请写明为什么、还差什么。"),
    "status.answered-already": _("这份报送已经有了结果。请刷新页面查看。"),
    "status.before-last": _("不能早于上一次决定的日期 %(day)s，也不能是同一天。请核对日期。"),
    "status.day-missing": _("没有填写从哪一天起。请按文件填写。"),
    "status.future": _("日期还没有到。请在生效当天或以后记下决定。"),
    "status.not-a-county": _("状态按县区登记，这里不是县区。请到县区的页面报送。"),
    "status.one-level-up": _("由上一级决定，您的权限范围没有包括整个上一级地区。请等待上一级处理。"),
    "status.open-already": _("已有一份报送等待决定。请等待结果，或者先撤回那一份。"),
    "status.own-proposal": _("自己报送的不能自己决定。请由上一级的另一个人决定。"),
    "status.paper-long": _("太长了，最多 %(most)s 个字。请缩短。"),
    "status.paper-missing": _("同意的，必须写明决定机关和文号。没有文件，不改变状态。"),
    "status.same": _("现在已经是这个状态，没有可以改变的。请选择另一个。"),
    "status.word": _("没有这种状态。请从列表中选择。"),
    "status.words-long": _("太长了：最多 %(most)s 个字，这里有 %(length)s 个。请缩短。"),
    "status.words-missing": _("没有写理由。请写明做过的工作和依据。"),
    "unit.closed-and-active": _("写了停用的日期，却还在工作。请取消“还在工作”，或者清空日期。"),
    "unit.closed-before-opened": _("停用的日期不能早于成立的日期 %(day)s，也不能是同一天。请核对。"),
}  # fmt: skip
