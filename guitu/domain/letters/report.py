"""The report of figures as an office lays it out: which words it may ask for, which parts go in where."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from guitu.domain.letters.form import Word


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that no person gets and nobody fills in.

    ``words`` stand in a line; ``parts`` are tables and charts, each alone in its paragraph, once.
    """

    code: str
    title: Word
    words: Mapping[str, Word]
    parts: Mapping[str, Word]
    required: frozenset[str]

    @property
    def placeholders(self) -> frozenset[str]:
        """Every name that may stand in its template."""
        return frozenset({*self.words, *self.parts})

    @property
    def blocks(self) -> frozenset[str]:
        """The names that take a paragraph of their own."""
        return frozenset(self.parts)

    @property
    def neutral(self) -> bool:
        """Whether no word in it may tell what the office is about: it is a report about nothing else."""
        return False


REPORT: Final = Sheet(
    code="report",
    title=("数据报告（月报、年报）", "Report of figures (monthly, yearly)"),
    words=MappingProxyType(
        {
            "title": ("标题，例如“芙蓉区 2026 年 10 月 照管月报”", "the title"),
            "place": ("哪个地区或单位", "which region or unit"),
            "level": ("省级、市级、县级……", "its level"),
            "period": ("哪段时间", "which time"),
            "days": ("这段时间的第一天和最后一天", "the first and the last day of it"),
            "counted_at": ("数字计于什么时候", "when it was counted"),
            "audience": ("内部使用还是对外使用", "for inside or for outside"),
            "office": ("要这份报告的单位", "the office that asked for it"),
            "layout": ("用了哪个模板、第几版", "which template it was made with, and which version"),
        }
    ),
    parts=MappingProxyType(
        {
            "notes": ("怎样读这些数字：不知道的、不给出的、不得公布的", "how to read these figures"),
            "numbers": ("主要数字", "the main figures"),
            "compared": ("与上年同期相比", "against the year before"),
            "care": ("照管", "care"),
            "help": ("帮扶", "help"),
            "orders": ("决定与职责", "orders and duties"),
            "tests": ("检测", "tests"),
            "outcomes": ("结果", "outcomes"),
            "clean": ("保持操守", "staying clean"),
            "trends": ("逐月走势，每张图带数据表", "month by month, each chart with its table"),
            "handoff": ("从出所到接住", "from release into care"),
            "parts": ("各地各单位", "its parts"),
            "formulas": ("口径：每个指标怎么数的", "what each figure counts"),
            "rest": ("上面没有写到的其余部分", "whatever has no place of its own above"),
        }
    ),
    required=frozenset({"place", "period", "counted_at", "notes", "numbers"}),
)
