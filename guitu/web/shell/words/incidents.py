"""Sentences about unfair treatment: what was told, where it goes, what lawyers say."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

INCIDENTS: Final[Mapping[str, str]] = {
    "incident.advice": _("没有写内容，或者超过 %(most)s 字，没有保存。请写清楚再提交。"),
    "incident.area": _("没有选择在哪里发生，没有保存。请从选项中选择。"),
    "incident.day": _("发生的日期在将来，或者太久以前，没有保存。请核对日期。"),
    "incident.kind": _("没有选择发生了什么，没有保存。请从选项中选择。"),
    "incident.gone-on": _(
        "这件事后来又走了一步，这一条不能改，没有保存。请先到“受到不公对待时”里撤回后来的那一步。"
    ),
    "incident.next": _(
        "没有写哪天再问，或者那天已经过去、在一年以后，没有保存。请写一个日子，到时问一问进展。"
    ),
    "incident.not-agreed": _("本人没有同意记下来，没有保存。先问本人；不同意就不记，照样可以听他说。"),
    "incident.not-now": _("这件事的情况已经改变，这一步现在不能做，没有保存。请刷新页面查看。"),
    "incident.outcome": _("没有选择结果，或者还没有反映就写了对方的处理，没有保存。请从选项中选择。"),
    "incident.route": _("没有选择找哪里反映，没有保存。请和本人一起选一条路。"),
    "incident.send-not-agreed": _("本人没有同意这一步，什么都没有发出。每一步都要本人同意；请先问本人。"),
    "incident.step-day": _("日期不对，没有保存。请填写 %(first)s 到今天之间的日期。"),
    "incident.step-words": _("说明超过 %(most)s 字，没有保存。请写短一些。"),
    "incident.unknown": _("没有找到这件事，或者不在您的工作范围之内。请从本人的页面打开。"),
    "incident.where": _("对方的名称超过 %(most)s 字，没有保存。请只写单位或者地点。"),
    "incident.wish": _("没有选择本人的愿望，没有保存。还没想好的，请选“还没想好”。"),
    "incident.words": _("没有写发生了什么，或者超过 %(most)s 字，没有保存。请照本人的话写。"),
}
