"""What somebody mainly used, as one coarse word out of eight, read from what a roster or a person said.

The words themselves are sealed. A curve by substance needs no more than the kind, so that no more is made of
them: no name of a substance, no amount, no date. Nothing said is ``unknown``; several kinds named are
``several``, since which of them came first is not said; a substance of none of the kinds, or a spelling that
stands nowhere here, is ``other``. Nothing is guessed.

The kinds are a proposal: opioids, stimulants of the amphetamine and cocaine sort, ketamine, cannabis, and new
psychoactive substances (新精神活性物质), synthetic cannabinoids and etomidate among them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal

Substance = Literal["opioid", "stimulant", "ketamine", "cannabis", "synthetic", "several", "other", "unknown"]

KINDS: Final = ("opioid", "stimulant", "ketamine", "cannabis", "synthetic", "several", "other")
"""All but what is not known, in the order of a table."""
FACT: Final = ("treatment_history", "drug")
"""The fact of a file that is read."""

_SAID: Mapping[Substance, str] = MappingProxyType(
    {
        "opioid": """
            海洛因 海洛英 海洛音 海络因 海落因 海诺因 二乙酰吗啡 白粉 四号 4号 三号 3号 鸦片 阿片 大烟 烟膏
            黄皮 吗啡 美沙酮 丁丙诺啡 丁丙诺菲 杜冷丁 度冷丁 哌替啶 芬太尼 可待因 止咳水 止咳露 曲马多
            曲马朵 罂粟 地芬诺酯 复方甘草 羟考酮 氢可酮 泰勒宁 尼秦 尼太嗪 heroin morphine opium opioid
            opiate methadone fentanyl codeine tramadol oxycodone
            """,
        "stimulant": """
            甲基苯丙胺 甲基安非他明 甲基安非他命 去氧麻黄碱 脱氧麻黄碱 苯丙胺 安非他明 安非他命 冰毒 溜冰
            麻古 麻果 麻谷 麻姑 麻骨 亚甲二氧 亚甲基二氧 摇头丸 可卡因 可卡英 古柯碱 古柯 甲卡西酮 哌甲酯
            利他林 聪明药 兴奋剂 methamphetamine amphetamine mdma ecstasy cocaine stimulant
            """,
        "ketamine": "氯胺酮 氯氨酮 滤胺酮 艾司氯胺酮 k粉 k仔 开k ketamine",
        "cannabis": "大麻 四氢大麻酚 哈希什 cannabis marijuana hashish",
        "synthetic": """
            新精神活性 合成大麻素 大麻素 合成大麻 娜塔莎 小树枝 上头电子烟 上头烟 烟粉 依托咪酯 依托米酯
            依托咪脂 美托咪酯 丙帕酯 异丙帕酯 替来他明 卡西酮 浴盐 喵喵 氟胺酮 氟氨酮 氟脱氯氯胺酮
            氟去氯氯胺酮 氟脱氯胺酮 氟去氯胺酮 脱氯氯胺酮 去氯氯胺酮 脱氯胺酮 去氯胺酮 新型k粉 新k粉
            氟苯丙胺 氟甲基苯丙胺 甲氧基苯丙胺 苯环利定 spice etomidate cannabinoid cathinone mephedrone
            """,
    }
)
_ALONE: Mapping[str, Substance] = MappingProxyType(
    {"冰": "stimulant", "k": "ketamine", "海": "opioid", "k2": "synthetic"}
)
"""Short words that mean something only where they stand alone."""

_NOTHING: Final = frozenset(
    """
    不详 不祥 不明 未知 不清楚 不清 不知道 无 没有 无记录 未填 未填写 未记录 未登记 待查 待核 待核实 待补
    待补充 空 暂无 毒品 吸毒 无信息 na n a none null nil unknown
    """.split()  # noqa: SIM905 - forty words read better without quotes
)
_NOT_KNOWN: Final = ("不详", "不明", "不清", "未知")
_KIND_OF: Mapping[str, Substance] = MappingProxyType(
    {word: kind for kind, words in _SAID.items() for word in words.split()}
)
# a longer word wins where both begin: 大麻素 is no 大麻; what a match holds is not read again: 氟脱氯胺酮
_WORDS = re.compile("|".join(re.escape(word) for word in sorted(_KIND_OF, key=len, reverse=True)))
_BETWEEN = re.compile(r"[\s、,，;；/|+＋&()（）\[\]【】.。:：\-—_]+")


def substance(words: str) -> Substance:
    """The kind of what was said.

    >>> substance("甲基苯丙胺（冰毒）"), substance("海洛因、冰毒"), substance("合成大麻素"), substance("笑气")
    ('stimulant', 'several', 'synthetic', 'other')
    >>> substance("不详"), substance("—"), substance("K 粉")
    ('unknown', 'unknown', 'ketamine')
    """
    text = unicodedata.normalize("NFKC", words).casefold()
    parts = [part for part in _BETWEEN.split(text) if part]
    if all(part in _NOTHING for part in parts):
        return "unknown"
    found = {_KIND_OF[word] for word in _WORDS.findall("".join(text.split()))}
    found |= {_ALONE[part] for part in parts if part in _ALONE}
    if not found:
        return "unknown" if text.strip().startswith(_NOT_KNOWN) else "other"
    return found.pop() if len(found) == 1 else "several"


def latest(said: Iterable[str]) -> Substance:
    """The kind of the first statement that says one; the latest comes first. ``unknown`` where none does."""
    return next((kind for words in said if (kind := substance(words)) != "unknown"), "unknown")
