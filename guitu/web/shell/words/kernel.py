"""Sentences about numbers, names, dates and places as people type them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

KERNEL: Final[Mapping[str, str]] = {
    "citizen-id.birth": _("身份证号中的出生日期不存在。请对照证件核对。"),
    "citizen-id.characters": _("身份证号只能由数字组成，最后一位可以是 X。请核对。"),
    "citizen-id.check-digit": _("身份证号最后一位校验不符，可能有一位数字输错。请对照证件核对。"),
    "citizen-id.empty": _("身份证号没有填写。请填写 18 位号码。"),
    "citizen-id.length": _("身份证号应为 18 位（旧号 15 位）。请核对位数。"),
    "citizen-id.made-up": _("这是演示用的虚构号码，正式系统不接受。请填写真实号码。"),
    "citizen-id.precision": _("号码被表格软件改成了近似数字，末几位已丢失。请改为文本格式后重填。"),
    "citizen-id.region": _("身份证号开头的地区代码不存在。请对照证件核对。"),
    "date.empty": _("日期没有填写。请选择日期。"),
    "date.impossible": _("日历上没有这一天。请核对日期。"),
    "date.no-day": _("日期缺少“日”。请填写到某一天。"),
    "date.not-iso": _("日期没有看懂。请写成 2026-11-22 这样的格式。"),
    "date.unreadable": _("日期没有看懂。请写成 2026-11-22 这样的格式。"),
    "money.decimals": _("金额的小数多于两位，没有保存。最小到分，请写成 1200.50 这样的格式。"),
    "money.empty": _("金额没有填写。请填写多少元，例如 1200.50。"),
    "money.negative": _("金额是负数，没有保存。请填写大于零的金额；要改正以前的记录，请打开那一条。"),
    "money.too-much": _("金额超过上限 %(most)s，没有保存。请核对是否多打了零，或者把单位“元”当成了“分”。"),
    "money.unreadable": _("金额没有看懂，没有保存。请只用数字，写成 1200.50 这样的格式，不写“千”“万”。"),
    "money.zero": _("金额是零，没有保存。请填写大于零的金额。"),
    "name.characters": _("姓名中有不能识别的符号。请只填写姓名。"),
    "name.empty": _("姓名没有填写。请填写姓名。"),
    "name.length": _("姓名太长。请只填写姓名。"),
    "phone.empty": _("电话号码没有填写。请填写手机号或固定电话。"),
    "phone.several": _("一栏里有几个电话号码。请分开填写。"),
    "place.own-number": _("单位编号不正确。请从列表中选择单位。"),
    "region.digits": _("地区代码只能由数字组成。请从列表中选择地区。"),
    "region.length": _("地区代码的位数不对。请从列表中选择地区。"),
    "span.backwards": _("结束日期早于开始日期。请核对两个日期。"),
}
