"""Sentences about a table of times that somebody has worked out."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

SPELLS: Final[Mapping[str, str]] = {
    "spell.entry": _("开始观察的时间不早于结束的时间，没有计算。请核对：没有观察到的不能算。"),
    "spell.negative": _("时间是负数，没有计算。请改正；时间从开始的那一天算起。"),
    "spell.not-finite": _("时间不是普通的数，没有计算。请改正；不知道的请不要写。"),
    "spell-file.column": _("表里没有“%(column)s”这一列，没有计算。表里有：%(known)s。请核对列名。"),
    "spell-file.empty": _("表里没有数据，没有计算。请核对文件：第一行是列名，下面每行一个人。"),
    "spell-file.entry": _(
        "第 %(line)s 行开始观察的时间不早于结束的时间，没有计算。请改正这一行，或者删去：没有观察到的不能算。"
    ),
    "spell-file.event": _(
        "第 %(line)s 行“%(column)s”写的是“%(value)s”，不知道是否发生，没有计算。请写 1 或 0。"
    ),
    "spell-file.groups": _("分组超过 %(most)s 个，没有计算。请核对分组的列。"),
    "spell-file.negative": _("第 %(line)s 行的时间是负数，没有计算。请改正这一行。"),
    "spell-file.not-csv": _("文件不是完好的 CSV，没有计算。请从表格软件另存为“CSV UTF-8”再试。"),
    "spell-file.not-finite": _("第 %(line)s 行的时间不是普通的数，没有计算。请改正这一行。"),
    "spell-file.not-utf8": _("文件不是 UTF-8 编码，没有计算。请从表格软件另存为“CSV UTF-8”再试。"),
    "spell-file.number": _(
        "第 %(line)s 行“%(column)s”写的是“%(value)s”，不是数，没有计算。请改正这一行；不知道的请删去整行。"
    ),
    "spell-file.short-row": _("第 %(line)s 行的列不够，没有计算。请补全这一行。"),
    "spell-file.twice": _("表里有两列都叫“%(column)s”，没有计算。请改掉其中一个列名。"),
    "spell-file.unreadable": _("文件打不开，没有计算。请核对路径和权限。"),
}
