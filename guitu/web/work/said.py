"""What codes and reasons of work are called on a page, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guitu.domain.employers import SKILLS, Vacancy, Wage
from guitu.domain.matching.judging import Match, Reason
from guitu.domain.work.placement import State
from guitu.domain.work.words import DISTANCES, SCHEDULES, Word
from guitu.web.shell.tags import said

STATES: Final[dict[State, Promise]] = {
    State.PROPOSED: gettext_lazy("已告诉本人"),
    State.SLIP: gettext_lazy("已给简况"),
    State.INTERVIEW: gettext_lazy("已面试"),
    State.HIRED: gettext_lazy("已上岗"),
    State.NOT_HIRED: gettext_lazy("没有录用"),
    State.DECLINED: gettext_lazy("本人没有接受"),
    State.ENDED: gettext_lazy("已离岗"),
}
MOVES: Final[dict[State, Promise]] = {
    State.INTERVIEW: gettext_lazy("去面试了"),
    State.HIRED: gettext_lazy("上岗了"),
    State.NOT_HIRED: gettext_lazy("用人单位没有录用"),
    State.DECLINED: gettext_lazy("本人不接受"),
    State.ENDED: gettext_lazy("离岗了"),
}
_PER: Final = {
    "month": gettext_lazy("每月"),
    "day": gettext_lazy("每天"),
    "hour": gettext_lazy("每小时"),
    "piece": gettext_lazy("每件"),
}
_NEAR: Final = {
    "township": gettext_lazy("就在本街道、本乡镇"),
    "county": gettext_lazy("在本县、本区"),
    "prefecture": gettext_lazy("在本市"),
    "province": gettext_lazy("在本省"),
    "country": gettext_lazy("在外省"),
}


@dataclass(frozen=True)
class MatchLine:
    """One match as a page shows it."""

    vacancy: Vacancy
    wage: str
    skills: tuple[str, ...]
    speak_for: tuple[str, ...]
    speak_against: tuple[str, ...]


def skill(code: str) -> str:
    """The word for a skill; one that is no longer in the list stands as it is."""
    found = SKILLS.get(code)
    return said((found.zh, found.en)) if found else code


def words(table: Mapping[str, Word], codes: Iterable[str]) -> tuple[str, ...]:
    """The words for codes of a table."""
    return tuple(said(table[code]) for code in codes if code in table)


def choices(table: Mapping[str, Word]) -> list[tuple[str, str]]:
    """A table as a form offers it."""
    return [(code, said(word)) for code, word in table.items()]


def skill_choices() -> list[tuple[str, str]]:
    """Every skill as a form offers it."""
    return [(code, skill(code)) for code in SKILLS]


def wage(found: Wage | None) -> str:
    """What a post pays; "" where it is to be agreed."""
    if found is None:
        return ""
    least, most = f"{found.least / 100:,.0f}", f"{found.most / 100:,.0f}"
    amount = least if least == most else f"{least}–{most}"
    return _("%(per)s %(amount)s 元") % {"per": _PER[found.per], "amount": amount}


def reason(found: Reason) -> str:
    """One reason of a match as a sentence part."""
    facts = found.facts
    if found.code == "near":
        return str(_NEAR[facts[0]])
    if found.code in _SKILLED:
        return str(_SKILLED[found.code]) % {"skills": "、".join(skill(code) for code in facts)}
    if found.code in _SCHEDULED:
        return str(_SCHEDULED[found.code]) % {"schedule": words(SCHEDULES, facts)[0]}
    return str(_PLAIN[found.code]) % {"n": facts[0] if facts else ""}


_SKILLED: Final = {
    "has_skills": gettext_lazy("会：%(skills)s"),
    "lacks_skills": gettext_lazy("还不会：%(skills)s，可以学"),
    "wanted": gettext_lazy("是想做的：%(skills)s"),
}
_SCHEDULED: Final = {
    "schedule_fits": gettext_lazy("上班方式合适：%(schedule)s"),
    "schedule_off": gettext_lazy("上班方式不同：%(schedule)s"),
}
_PLAIN: Final = {
    "no_skill_asked": gettext_lazy("不要求技能"),
    "other_kind": gettext_lazy("不是想做的那种工作"),
    "too_far": gettext_lazy("比希望的远"),
    "too_long": gettext_lazy("每周 %(n)s 小时，比希望的长"),
    "nights": gettext_lazy("有夜班"),
    "nights_unsaid": gettext_lazy("没有写明有没有夜班"),
}


def match_line(found: Match) -> MatchLine:
    """One match."""
    vacancy = found.vacancy
    return MatchLine(
        vacancy,
        wage(vacancy.wage),
        tuple(skill(code) for code in sorted(vacancy.skills)),
        tuple(reason(one) for one in found.speak_for),
        tuple(reason(one) for one in found.speak_against),
    )


def distance(code: str) -> str:
    """How far somebody would go."""
    return said(DISTANCES[code])
