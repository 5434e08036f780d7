"""Rules as a page shows them: in sections, found by a word, each with an address of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitu.domain.episode import EpisodeKind
from guitu.domain.rules.model import Pack, Rule
from guitu.domain.rules.reading import FOREVER
from guitu.web.rulebook.numbers import SHAPES, asks_for, sentence

SECTIONS: Final[Mapping[str, str | Promise]] = {
    "A": _("措施、执行地和决定机关"),
    "B": _("报到与期限的计算"),
    "C": _("协议、工作小组与计划"),
    "D": _("检测、谈话与走访"),
    "E": _("请假与外出"),
    "F": _("违反协议与告知"),
    "G": _("变更、中止与终止"),
    "H": _("期满与解除"),
    "I": _("出所与衔接"),
    "J": _("后续照管"),
    "K": _("就业、就学、医疗与法律帮助"),
    "L": _("风险分类"),
    "M": _("保密与封存"),
    "N": _("个人信息保护"),
    "GP": _("归途的建议"),
}


OURS = "Guitu proposal"
"""What a rulebook names as the source of a rule that nobody else wrote."""


@dataclass(frozen=True)
class Shown:
    """One version of a rule. ``anchor`` its place on the page; ``to`` None while it has no end."""

    rule: Rule
    anchor: str
    shape: str | Promise
    asks: str
    counts: str
    first: date
    to: date | None
    is_old: bool
    needs_adoption: bool
    kinds: tuple[EpisodeKind, ...]
    document: str


@dataclass(frozen=True)
class Section:
    """A letter of the rule book."""

    id: str
    title: str | Promise
    rules: tuple[Shown, ...]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: a word, a kind of episode; both may be empty."""

    text: str
    kind: str


def wanted(query: Mapping[str, str]) -> Wanted:
    """What a query looks for; an unknown kind of episode is none."""
    kind = query.get("for", "")
    return Wanted(query.get("q", "").strip()[:60], kind if kind in set(EpisodeKind) else "")


def sections(rules: Iterable[Rule], look: Wanted, today: date) -> list[Section]:
    """The rules that were looked for, section by section; of one rule the newest version first."""
    by_section: dict[str, list[Shown]] = {}
    seen: set[str] = set()
    for rule in sorted(rules, key=_order):
        if _found(rule, look):
            by_section.setdefault(_section(rule.id), []).append(_shown(rule, seen, today))
    known = [*SECTIONS, *sorted(set(by_section) - set(SECTIONS))]
    return [
        Section(id_, SECTIONS.get(id_, id_), tuple(by_section[id_])) for id_ in known if id_ in by_section
    ]


def _section(rule_id: str) -> str:
    return rule_id.partition("-")[0]


def _order(rule: Rule) -> tuple[str, int]:
    return rule.id, -rule.from_ordinal


def _found(rule: Rule, look: Wanted) -> bool:
    if look.kind and look.kind not in rule.applies_to:
        return False
    words = (
        rule.id, rule.title.zh, rule.title.en, rule.why.zh, rule.why.en,
        rule.source.document, rule.source.article, rule.source.quote,
    )  # fmt: skip
    return look.text.casefold() in "\n".join(words).casefold()


def _shown(rule: Rule, seen: set[str], today: date) -> Shown:
    anchor = rule.id if rule.id not in seen else f"{rule.id}-{rule.from_ordinal}"
    seen.add(rule.id)
    open_end = rule.to_ordinal >= FOREVER
    return Shown(
        rule=rule,
        anchor=anchor,
        shape=SHAPES[rule.primitive],
        asks=asks_for(rule),
        counts=sentence(rule),
        first=date.fromordinal(rule.from_ordinal),
        to=None if open_end else date.fromordinal(rule.to_ordinal),
        is_old=rule.to_ordinal < today.toordinal(),
        needs_adoption=rule.requires_adoption,
        kinds=tuple(kind for kind in EpisodeKind if kind in rule.applies_to),
        document=rule.source.document.replace(OURS, gettext("归途建议")),
    )


def by_id(packs: Iterable[Pack], book: str) -> Pack | None:
    """The pack called so, or None."""
    return next((pack for pack in packs if pack.id == book), None)
