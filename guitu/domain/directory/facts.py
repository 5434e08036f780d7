"""What may be known of a person's situation when entitlements are looked at: a closed set of questions.

A fact that is not known is asked; it is never taken against the person. Nothing here is about treatment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

Value = int | str
Origin = Literal["asked", "file", "journal"]
Pair = tuple[str, str]
_LATEST: Final = ("asked", "journal", "file")  # of two said on one day the first here counts


@dataclass(frozen=True, slots=True)
class FactKind:
    """One thing to know. A number from ``low`` to ``high``, or one of ``codes``; else a region's number."""

    name: str
    zh: str
    en: str
    codes: Mapping[str, Pair] = field(default_factory=dict)
    low: int = 0
    high: int = 0

    @property
    def is_number(self) -> bool:
        """Whether it is a plain number."""
        return self.high > 0

    def allows(self, value: Value) -> bool:
        """Whether it may be said at all."""
        if self.codes:
            return value in self.codes
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        return self.low <= value <= self.high if self.is_number else 10**11 <= value < 10**12


_YES_NO: Final[Mapping[str, Pair]] = MappingProxyType({"yes": ("是", "Yes"), "no": ("否", "No")})


def _choice(name: str, zh: str, en: str, **codes: Pair) -> FactKind:
    return FactKind(name, zh, en, MappingProxyType(codes) if codes else _YES_NO)


_ALL: Final = (
    FactKind("age", "年龄（周岁）", "Age in years", low=0, high=120),
    FactKind("months_since_release", "出所满几个月", "Months since release", low=0, high=1200),
    FactKind("domicile", "户籍地", "Where the household is registered"),
    _choice(
        "employment",
        "现在的工作情况",
        "Work at present",
        unemployed=("没有工作", "Out of work"),
        flexible=("灵活就业、打零工", "Casual or flexible work"),
        self_employed=("自己经营", "Self-employed"),
        employed=("有固定工作", "In steady work"),
        studying=("上学", "Studying"),
        retired=("退休", "Retired"),
    ),
    _choice("registered_unemployed", "是否办了失业登记", "Registered as unemployed?"),
    _choice("hard_to_place", "是否认定为就业困难人员", "Recognised as hard to place in work?"),
    _choice("starting_business", "是否打算自己创业", "Planning to start a business?"),
    _choice("trained", "是否参加过技能培训", "Has taken part in skills training?"),
    _choice("certificate", "培训后是否拿到证书", "Holds a certificate of skills?"),
    _choice(
        "income",
        "家里人均收入",
        "Household income a head",
        below_dibao=("低于当地低保标准", "Below the local dibao line"),
        low=("不到低保标准的一倍半", "Below one and a half times the dibao line"),
        above=("高于上面两档", "Above both"),
    ),
    _choice(
        "disability",
        "残疾人证",
        "Disability certificate",
        none=("没有", "None"),
        certified=("有", "Yes"),
        severe=("有，一级或二级", "Yes, grade one or two"),
    ),
    _choice("insured", "是否参加了医疗保险", "Covered by medical insurance?"),
    _choice("heavy_medical_cost", "看病自己花的钱是否难以承担", "Medical cost too heavy to bear?"),
    _choice("sudden_hardship", "家里是否突然遇到大的困难", "A sudden hardship at home?"),
    _choice("schooling", "本人或者孩子是否在上学", "Is the person or a child at school?"),
    _choice("legal_matter", "是否有要打官司或者维权的事", "A legal matter to see to?"),
)
FACTS: Final[Mapping[str, FactKind]] = MappingProxyType({kind.name: kind for kind in _ALL})


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a fact. ``on`` the day it was true; None, nobody knows, counts as oldest."""

    fact: str
    value: Value
    origin: Origin
    on: date | None = None


def known(statements: Iterable[Said]) -> dict[str, Said]:
    """What counts, fact by fact, whatever the order: the latest; of one day what was asked, then the journal.

    Two that differ and are equally good leave the fact unknown: it is asked again. What no fact allows is
    left out.
    """
    best: dict[str, list[Said]] = {}
    for said in statements:
        if said.fact not in FACTS or not FACTS[said.fact].allows(said.value):
            continue
        there = best.get(said.fact, [])
        if not there or _rank(said) > _rank(there[0]):
            best[said.fact] = [said]
        elif _rank(said) == _rank(there[0]):
            there.append(said)
    return {fact: found[0] for fact, found in best.items() if len({one.value for one in found}) == 1}


def _rank(said: Said) -> tuple[bool, date, int]:
    asked = said.origin == "asked"  # what the person says now is newer than any paper
    return asked, said.on or date.min, -_LATEST.index(said.origin)
