"""Sentences about work: notices, work files, matches, slips and placements."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

WORK: Final[Mapping[str, str]] = {
    "notice.day": _("日期晚于今天，没有保存。请填写告诉的那一天。"),
    "notice.kind": _("没有选择告诉的是什么，没有保存。请从选项中选择。"),
    "notice.nobody": _("没有选择任何人，没有保存。请先在名单上勾选。"),
    "notice.too-many": _("一次最多 %(most)s 人，没有保存。请分几次。"),
    "notice.words": _("没有写内容，或者超过 %(most)s 字，没有保存。请写清哪里、什么事、怎么联系。"),
}
