"""What somebody mainly used, as one coarse word, read from what a roster says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.substance import KINDS, latest, substance

SAID = {
    "opioid": (
        "海洛因", "四号海洛因", "美沙酮", "芬太尼", "鸦片（大烟）", "曲马多", "Heroin", "海",
        "复方地芬诺酯",
    ),
    "stimulant": (
        "甲基苯丙胺（冰毒）", "冰毒 片剂", "甲基苯丙胺片剂（麻古）", "麻果", "摇头丸(MDMA)", "可卡因",
        "ＭＤＭＡ", "冰", "甲基安非他命",
    ),
    "ketamine": ("氯胺酮（K粉）", "Ｋ 粉", "K", "艾司氯胺酮"),
    "cannabis": ("大麻", "大麻叶", "四氢大麻酚"),
    "synthetic": (
        "合成大麻素", "合成大麻素类", "依托咪酯", "氟胺酮", "2-氟脱氯胺酮", "2-氟去氯氯胺酮",
        "新精神活性物质", "小树枝", "上头电子烟",
    ),
    "several": ("海洛因、冰毒", "冰毒+K粉", "甲基苯丙胺 大麻", "海洛因/甲基苯丙胺片剂", "合成大麻素，大麻"),
    "other": ("笑气", "三唑仑", "合成毒品", "新型毒品", "γ-羟丁酸", "没见过的写法"),
    "unknown": ("", " ", "不详", "无", "/", "—", "N/A", "未知毒品", "毒品", "待核实", "不详（无记录）"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), [(kind, word) for kind, words in SAID.items() for word in words])
def test_a_spelling_of_rosters_is_read_as_its_kind(kind: str, words: str) -> None:
    assert substance(words) == kind


def test_the_table_keeps_every_kind_but_what_is_not_known() -> None:
    assert {*KINDS, "unknown"} == set(SAID)


def test_the_latest_statement_that_says_something_counts() -> None:
    assert latest(["不详", "海洛因", "冰毒"]) == "opioid"
    assert latest(["不详", ""]) == latest([]) == "unknown"


@given(st.lists(st.sampled_from([word for words in SAID.values() for word in words]), min_size=1, max_size=4))
def test_naming_more_never_makes_one_kind_another(words: list[str]) -> None:
    """Whatever stands beside it, a kind that was named stays or becomes several."""
    alone = {substance(word) for word in words}
    together = substance("、".join(words))
    named = alone - {"other", "unknown"}
    if len(named) == 1:
        assert together in {*named}
    elif named:
        assert together == "several"
    else:
        assert together in {"other", "unknown"}


@given(st.text(max_size=40))
def test_any_text_has_a_kind(words: str) -> None:
    assert substance(words) in SAID
