"""What each figure is called and how it is made, in words that stand beside the number."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.measures import Figure

Text = str | Promise


@dataclass(frozen=True)
class FigureWords:
    """A figure in words. ``counted``, ``of`` and ``missing`` name the three lists; "" where there is none."""

    name: Text
    counted: Text
    of: Text
    missing: Text
    formula: Text


WORDS: Final[Mapping[Figure, FigureWords]] = MappingProxyType(
    {
        Figure.IN_CARE: FigureWords(
            name=_("在册照管人数"),
            counted=_("在册照管的人"),
            of="",
            missing="",
            formula=_(
                "截至当日，至少有一段照管、社区康复或社区戒毒正在进行的人。一人有几段，只算一次。"
                "尚未同意参加的、期限已满的、已封存的不算。"
            ),
        ),
        Figure.INVITED: FigureWords(
            name=_("等待本人同意"),
            counted=_("等待答复的人"),
            of="",
            missing="",
            formula=_("已邀请参加后续照管、本人尚未答复，也没有其他照管正在进行的人。参加与否由本人决定。"),
        ),
        Figure.REPORT_RATE: FigureWords(
            name=_("按期报到率"),
            counted=_("按期报到"),
            of=_("期限已过的决定"),
            missing=_("没有按期报到"),
            formula=_(
                "按期报到的决定，除以报到期限在这段时间内已过的决定。有正当理由免除的、接收前没有记录的不算。"
            ),
        ),
        Figure.VISITS: FigureWords(
            name=_("走访完成率"),
            counted=_("已完成的走访"),
            of=_("应办的走访"),
            missing=_("没有完成的走访"),
            formula=_(
                "已完成的走访，除以应办日在这段时间内的走访（家访、回访、当面核实）。迟做的也算完成。"
                "有正当理由免做的、中止期间的、接收前没有记录的不算。"
            ),
        ),
        Figure.TESTS: FigureWords(
            name=_("检测完成率"),
            counted=_("已完成的检测"),
            of=_("应办的检测"),
            missing=_("没有完成的检测"),
            formula=_(
                "已完成的检测，除以应办日在这段时间内的检测，不论结果。迟做的也算完成。"
                "有正当理由免做的、中止期间的、接收前没有记录的不算。"
            ),
        ),
        Figure.FILE_RATE: FigureWords(
            name=_("一人一档一策率"),
            counted=_("有档案、有计划的人"),
            of=_("在册照管的人"),
            missing=_("还没有计划的人"),
            formula=_("已建档并已制定帮扶计划的人，除以在册照管的人。"),
        ),
        Figure.FRESHNESS: FigureWords(
            name=_("信息鲜活率"),
            counted=_("信息鲜活的人"),
            of=_("在册照管的人"),
            missing=_("需要重新核实的人"),
            formula=_(
                "电话、住址、工作和最近联系都在规定天数内核实过的人，除以在册照管的人。"
                "只试过联系、没有联系上的不算核实。"
            ),
        ),
    }
)
