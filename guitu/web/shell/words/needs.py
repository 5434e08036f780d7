"""Sentences about needs and referrals."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

NEEDS: Final[Mapping[str, str]] = {
    "need.answered": _("这项需求已经答复过，没有再记一次。请刷新页面；还有别的需要，请另记一项。"),
    "need.before-raised": _("日期早于提出需求的日期（%(day)s），没有保存。请核对日期。"),
    "need.how": _("没有选择办了什么，没有保存。请从选项中选择。"),
    "need.none": _("没有选择需要什么，没有保存。请至少选择一项；不在其中的，选“其他”并写一句话。"),
    "need.unknown": _("没有找到这项需求，它可能已经撤销。请从本人的页面重新打开。"),
    "need.words": _("没有写说明，或者超过 %(most)s 字，没有保存。办不到的，请写明为什么，并已当面告诉本人。"),
}
