"""Sentences about honours and about stories that are told."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

HONOURS: Final[Mapping[str, str]] = {
    "honours.awarded-before": _("%(year)s 年已经有一个奖项，没有颁发。一个人一年只有一个奖项。"),
    "honours.consent-first": _(
        "本人没有同意参加操守荣誉，没有保存。请先问本人，在“本人的权利”页面登记；不愿意就不再提。"
    ),
    "honours.giver": _("没有写授予单位，或者超过 %(most)s 字，没有保存。请写明是谁授予的。"),
    "honours.merits": _("没有选择表现在哪些方面，没有保存。请至少选一项。"),
    "honours.none-left": _(
        "本县这一年这个奖项的 %(most)s 个名额已经用完，没有颁发。请选择其他奖项，或者明年再评。"
    ),
    "honours.not-here": _("本地的规则没有这项荣誉，没有保存。请查看规则。"),
    "honours.not-now": _("这项提名的状态已经改变，这一步现在不能做，没有保存。请刷新页面。"),
    "honours.not-yet": _(
        "经核实的操守时间还没有满 %(months)s 个月，或者现在没有接上，没有保存。只有检测核实的天数才算。"
    ),
    "honours.own": _("是您提名的，不能由您评议。请由另外两位同事评议。"),
    "honours.stands": _("这项荣誉已经在评议，或者已经授予，没有重复保存。请查看页面上的那一项。"),
    "honours.title": _("没有写荣誉名称，或者超过 %(most)s 字，没有保存。请照证书写。"),
    "honours.twice": _("您已经评议过这一项，没有再次保存。另一位同事还没有评议。"),
    "honours.unknown": _("没有找到这一项，或者不在您的工作范围之内。请从本人的页面打开。"),
    "honours.words": _("没有写具体做了什么，或者超过 %(most)s 字，没有保存。请用几句话写清楚。"),
    "honours.year": _("年份不对，没有保存。请填写 %(first)s 到 %(last)s 之间的年份。"),
    "story.alias": _("没有化名，或者只有一个字，或者超过 %(most)s 字，没有保存。请起一个两个字以上的化名。"),
    "story.consent-first": _(
        "本人没有同意“操守荣誉”和“宣传、书籍、媒体”，不能写，也不能公开。请先问本人，在“本人的权利”页面登记。"
    ),
    "story.face": _("选了露脸，但是没有勾选本人另外同意，没有保存。请先问本人，或者选择其他照片。"),
    "story.none": _("还没有故事，没有登记。请先写故事，读给本人听。"),
    "story.not-read": _("没有勾选已经读过，没有登记。请把全文读给本人听，再登记同意。"),
    "story.number": _("里面有一长串数字（%(found)s），像电话或者证号，没有保存。请删去。"),
    "story.place": _("“%(found)s”像是地名、学校或者单位，没有保存。请改成“一个小镇”“一家工厂”这样的说法。"),
    "story.tells": _("“%(found)s”是档案里的真实信息，别人看了会认出本人，没有保存。请删去或者改写。"),
    "story.words": _("没有写故事，或者超过 %(most)s 字，没有保存。请写几段本人自己的话。"),
    "story.year": _("年度不对，没有登记。请填写 %(first)s 到 %(last)s 之间的年份。"),
}
