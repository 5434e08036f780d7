"""Sentences about people, episodes, the journal and assignment."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

CASEWORK: Final[Mapping[str, str]] = {
    "journal.dates-reversed": _("结束日期早于开始日期。请核对两个日期。"),
    "journal.detail-missing": _("“%(field)s”还没有填写。请补上这一项后再保存。"),
    "journal.detail-shape": _("“%(field)s”的内容不符合要求。请从选项中选择，或按提示的格式填写。"),
    "journal.detail-unknown": _("这类记录没有“%(field)s”这一项。请刷新页面后重填。"),
    "journal.in-the-future": _("日期在今天之后。记录只写已经发生的事，请核对日期。"),
    "journal.reason-disagrees": _("所选原因与原因类别不一致。请重新选择原因。"),
    "journal.reason-kind-missing": _("没有实现的走访或谈话要说明是谁的原因。请在三类原因中选择一类。"),
    "journal.reason-not-missed": _("只有没有实现的走访或谈话才填写原因。请删去原因，或改选结果。"),
    "journal.same-id-other-content": _("这条记录已经以另外的内容保存过。请打开时间线查看，需要时作更正。"),
    "journal.unknown-kind": _("没有这种记录。请从列表中选择记录的种类。"),
    "journal.unknown-outcome": _("没有这种结果。请从选项中选择结果。"),
}
