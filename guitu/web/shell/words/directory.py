"""Sentences about the directory of services, its catalogue and opening hours."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

DIRECTORY: Final[Mapping[str, str]] = {
    "catalogue.refused": _(
        "随程序提供的服务种类表有误：第 %(row)s 行，%(wrong)s。没有启用。请联系提供程序的人更正。"
    ),
    "hours.backwards": _(
        "开放时间“%(part)s”的结束早于开始，没有保存。"
        "跨过零点的，请写成两天，例如 5 20:00-24:00；6 0:00-2:00。"
    ),
    "hours.too-many": _("开放时间超过 %(most)s 段，没有保存。请合并相同的时间。"),
    "hours.unreadable": _(
        "开放时间“%(part)s”没有看懂，没有保存。请写成“周一至周五 8:30-12:00 14:00-17:30”；"
        "多段用分号隔开，全天开放写“24小时”。"
    ),
    "programmes.refused": _(
        "随程序提供的政策表有误：第 %(row)s 项，%(wrong)s。没有启用。请联系提供程序的人更正。"
    ),
    "service.area": _(
        "服务的地区和您单位所在的地区不相交，没有保存。请选择包含您所在地区、或者在其中的地区。"
    ),
    "service.capacity": _("名额要在 0 到 %(most)s 之间，没有保存。不限名额或者不清楚的，请留空。"),
    "service.changed-meanwhile": _(
        "您打开以后，有同事改过这一页，没有保存。您填写的内容还在下面；请打开新的一页，核对以后再改。"
    ),
    "service.documents": _("所需材料里有一项不在选项中，没有保存。请重新选择；其他材料写在说明里。"),
    "service.free-places": _("空余名额要在 0 到 %(most)s 之间，没有保存。不清楚的，请留空。"),
    "service.giver": _(
        "没有写明由谁提供，或者同时写了两个，没有保存。请选择一个单位，或者写外部机构的名称。"
    ),
    "service.kind": _("没有选择服务种类，没有保存。请从选项中选择。"),
    "service.name": _("没有写服务的名称，没有保存。请写一个大家看得懂的名称。"),
    "service.name-taken": _("您单位已经有一项同类同名的服务，没有保存。请打开那一项来改，或者换一个名称。"),
    "service.place": _("没有找到这个地区，没有保存。请从列表中选择所在的地区。"),
    "service.referrers": _("没有选择谁可以转介，没有保存。请至少选择一项。"),
    "service.referrals-open": _(
        "这项服务还有 %(open)s 件转介没有办完，没有删除。请先停止接收新的转介，等办完以后再删除。"
    ),
    "service.why-closed": _("没有写为什么停止接收，没有保存。请写一句话，让同事知道该找谁。"),
    "service.unknown": _("没有找到这项服务，可能已经删除。请回到服务目录重新查找。"),
}
