"""A duty as a list shows it: its title, its day as people say it, and the word and sign it stands in."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext

from guitu.domain.journal.words import Language, kind_word
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.rulebooks import book_for
from guitu.web.shell.dates import day_words, distance


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands, in words, with the drawing and the colour that only repeat them."""

    words: str
    icon: str
    css: str


def standing(status: str, *, due_on: date, late_after: date, today: date) -> Standing:
    """The standing of a duty on ``today``; ``status`` as the outlook and the agenda call it."""
    if status == "late":
        days = (today - late_after).days
        return Standing(
            ngettext("逾期 %(days)s 天", "逾期 %(days)s 天", days) % {"days": days}, "alert", "status-late"
        )
    if status == "due":
        return _due(due_on, late_after, today)
    if status == "upcoming":
        return Standing(distance(due_on, today), "calendar", "status-later")
    return _FINAL[status]()


def _due(due_on: date, late_after: date, today: date) -> Standing:
    if due_on > today:
        return Standing(distance(due_on, today), "circle", "status-due")
    if late_after > today:
        return Standing(
            gettext("请在%(day)s前完成") % {"day": day_words(late_after, today)}, "clock", "status-soon"
        )
    return Standing(gettext("今天最后一天"), "clock", "status-soon")


_FINAL = {
    "done": lambda: Standing(gettext("已完成"), "check", "status-done"),
    "excused": lambda: Standing(gettext("有正当理由，免做"), "check", "status-done"),
    "lapsed": lambda: Standing(gettext("已过期，未做"), "dash", "status-lapsed"),
    "unrecorded": lambda: Standing(gettext("接收前，无记录"), "dash", "status-lapsed"),
}


def rule_title(rule: str, *, place: int, kind: str) -> str:
    """The title of a rule at a place (a unit's number or a region), else the word for what it asks for."""
    language: Language = "en" if (get_language() or "").startswith("en") else "zh"
    return _title(rule, place, kind, language)


@lru_cache(maxsize=4096)
def _title(rule: str, place: int, kind: str, language: Language) -> str:
    try:
        found = book_for(place).rule(rule)
    except DomainError:
        found = None
    if found is None:  # the file came from a place with another book
        return kind_word(kind, language) if kind else rule
    return found.title.zh if language == "zh" else found.title.en
