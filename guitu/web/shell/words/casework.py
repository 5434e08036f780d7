"""Sentences about people, episodes, the journal and assignment."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

CASEWORK: Final[Mapping[str, str]] = {
    "assign.nothing": _("没有选择单位或负责人，分派没有改变。请至少选择一项。"),
    "assign.unit-out-of-reach": _("这个单位不在您的管理范围之内，分派没有改变。请选择范围内的单位。"),
    "assign.worker-elsewhere": _("这位同事不在所选单位，或者账号已停用，分派没有改变。请另选一位。"),
    "duty.unknown": _("没有找到这项要求，它可能已随新的记录改变。请刷新页面。"),
    "episode.unknown": _("没有找到这段照管，或者不在您的工作范围之内。请从首页重新查找。"),
    "import.column-unknown": _("没有这种列，对应关系没有保存。请从列表中选择。"),
    "import.no-question": _("这一行没有待答复的问题，也许别人已经答复。请刷新页面。"),
    "import.row-unknown": _("没有找到名单中的这一行。请刷新页面后重新选择。"),
    "import.undone-already": _("这次导入已经撤销过，没有再变动。请刷新页面。"),
    "import.unknown": _("没有找到这次导入，或者不在您的工作范围之内。请从导入列表中选择。"),
    "import.worked-on": _("已经有人在这批档案上工作，不能整批撤销。请逐个更正。"),
    "journal.already-corrected": _("这条记录已经更正或撤销过，没有再变动。请刷新页面查看最新的记录。"),
    "journal.correction-without-reason": _("更正要说明原因，没有保存。请选择原因或写一句说明。"),
    "journal.supersedes-unknown": _("没有找到要更正的记录。请刷新页面后重试。"),
    "journal.unknown": _("没有找到这条记录，或者不在您的工作范围之内。请从时间线上重新选择。"),
    "person.already-joined": _("这份档案已经并入另一份，没有再变动。请刷新页面。"),
    "person.citizen-id-taken": _("这个身份证号已经有档案，没有重复建档。请查找并使用已有的档案。"),
    "person.join-itself": _("不能把档案并入它自己。请选择另一份档案。"),
    "person.not-joined": _("这份档案没有并入别的档案，无需拆开。请刷新页面。"),
    "person.unknown": _("没有找到这个人，或者不在您的工作范围之内。请从首页重新查找。"),
    "place.unknown": _("没有找到这个地区，或者不在您的管理范围之内。请从列表中选择。"),
    "roster-file.unknown": _("没有找到上传的名单，它可能已过期。请重新上传。"),
    "township.ambiguous": _("有几个乡镇、街道同名，无法确定是哪一个。请写明所在的县、区。"),
    "township.unknown": _("没有找到这个乡镇、街道。请核对名称，或写明所在的县、区。"),
    "journal.dates-reversed": _("结束日期早于开始日期。请核对两个日期。"),
    "journal.detail-missing": _("“%(field)s”还没有填写。请补上这一项后再保存。"),
    "journal.detail-shape": _("“%(field)s”的内容不符合要求。请从选项中选择，或按提示的格式填写。"),
    "journal.detail-unknown": _("这类记录没有“%(field)s”这一项。请刷新页面后重填。"),
    "journal.in-the-future": _("日期在今天之后。记录只写已经发生的事，请核对日期。"),
    "journal.own-act": _(
        "这类记录有自己的页面，不能在这里写或者撤销，没有保存。"
        "请从这个人页面的“量表与评估”或“权利、协议与计划”进入。"
    ),
    "journal.reason-disagrees": _("所选原因与原因类别不一致。请重新选择原因。"),
    "journal.reason-kind-missing": _("没有实现的走访或谈话要说明是谁的原因。请在三类原因中选择一类。"),
    "journal.reason-not-missed": _("只有没有实现的走访或谈话才填写原因。请删去原因，或改选结果。"),
    "journal.same-id-other-content": _("这条记录已经以另外的内容保存过。请打开时间线查看，需要时作更正。"),
    "journal.unknown-kind": _("没有这种记录。请从列表中选择记录的种类。"),
    "journal.unknown-outcome": _("没有这种结果。请从选项中选择结果。"),
}
