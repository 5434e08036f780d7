"""Sentences about looking people up, signs of misuse, and the access log."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

OVERSIGHT: Final[Mapping[str, str]] = {
    "alert.own": _("不能处理关于自己的提示，没有保存。请由另一位安全管理员处理。"),
    "alert.unknown": _("没有找到这条提示，或者已经处理过。请刷新页面。"),
    "audit-log.no-sm2": _("没有安装 SM2 签名模块，日志不能用 SM2 签名。请安装经认证的模块，或改用 ed25519。"),
    "audit-log.suite": _("没有名为“%(name)s”的算法，日志不能封存。请从 %(known)s 中选择。"),
    "lookups.stopped": _(
        "今天已查阅 %(count)s 位不属于您本人和本单位工作的人员，为保护隐私，这类查阅暂停到明天。"
        "本人和本单位的工作不受影响；确有需要请联系安全管理员。"
    ),
    "search.locked": _(
        "今天已有 %(misses)s 次查找没有结果，为防止试探，查找暂停到明天。"
        "请从工作列表打开人员；确有需要请联系安全管理员。"
    ),
}
