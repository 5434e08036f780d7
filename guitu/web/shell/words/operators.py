"""Sentences for whoever runs Guitu: rulebooks, made-up populations, cases written by hand."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

OPERATORS: Final[Mapping[str, str]] = {
    "case-file.not-json": _("这个文件不是 JSON。请核对文件的格式。"),
    "demo.already-there": _("演示县已经建好。无需再建；如要重建，请先清空数据库。"),
    "demo.not-empty": _("数据库里已经有人员，不再建演示县。请换一个空的数据库。"),
    "rules.no-national": _("缺少全国规则文件 national.yaml，无法推算。请恢复这个文件。"),
    "rules.not-yaml": _("规则文件不是正确的 YAML，没有采用。请按提示的行号修改。"),
    "rules.pack-twice": _("两个规则文件用了同一个编号，没有采用。请改掉其中一个。"),
    "rules.unreadable": _("规则文件无法读取，没有采用。请检查文件的权限和编码。"),
    "synth.not-a-province": _("没有这个省级地区，无法生成。请填写省级地区代码的前两位。"),
    "synth.real-people": _("数据库里有真实人员，不能混入虚构人员。请换一个空的数据库。"),
}
