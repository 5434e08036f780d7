"""Sentences for whoever runs Guitu: rulebooks, made-up populations, cases written by hand."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

OPERATORS: Final[Mapping[str, str]] = {
    "case-file.not-json": _("这个文件不是 JSON。请核对文件的格式。"),
    "demo.already-there": _("演示县已经建好。无需再建；如要重建，请先清空数据库。"),
    "demo.not-empty": _("数据库里已经有人员，不再建演示县。请换一个空的数据库。"),
    "key.busy": _("另一个进程正在轮换密钥，没有改动。请等它结束后再试。"),
    "key.kek-missing": _("主密钥文件 %(kek)s 不见了，内容无法读出。请从密钥备份恢复 keys 文件夹。"),
    "key.module-missing": _(
        "设置了 GUITU_PKCS11，但没有安装 python-pkcs11，密钥无法使用。请安装它，或去掉这项设置。"
    ),
    "key.module-refused": _(
        "密码设备没有接受（%(reason)s），密钥无法使用。请检查 GUITU_PKCS11、令牌名和 keys 文件夹里的 PIN。"
    ),
    "key.not-open": _("这类内容不在您的职责范围之内，没有保存。请交给负责的同事记录。"),
    "rules.no-national": _("缺少全国规则文件 national.yaml，无法推算。请恢复这个文件。"),
    "rules.not-yaml": _("规则文件不是正确的 YAML，没有采用。请按提示的行号修改。"),
    "rules.pack-twice": _("两个规则文件用了同一个编号，没有采用。请改掉其中一个。"),
    "rules.unreadable": _("规则文件无法读取，没有采用。请检查文件的权限和编码。"),
    "secret.damaged": _("有一段加密的内容被改动或已损坏，无法读出。请通知系统管理员，从备份恢复。"),
    "synth.not-a-province": _("没有这个省级地区，无法生成。请填写省级地区代码的前两位。"),
    "synth.real-people": _("数据库里有真实人员，不能混入虚构人员。请换一个空的数据库。"),
}
