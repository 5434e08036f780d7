"""What is next for somebody, and the promises of the year."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext

from guitu.domain.access import Viewer, holds
from guitu.domain.journal.codes import SERVICES
from guitu.domain.journal.words import kind_word
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.slots import Duty
from guitu.domain.outlook.standing import QuotaState
from guitu.domain.rules.model import Nature
from guitu.web.shell import addresses
from guitu.web.shell.dates import day_words
from guitu.web.shell.duties import standing
from guitu.web.shell.tags import code_word, said, tongue
from guitu.workflows.person_file import Course, PersonFile
from guitu.workflows.record import permission_for

_OPEN = ("late", "due")


@dataclass(frozen=True, slots=True)
class Item:
    """One duty in words. ``record`` "" where it is not yet time or not this viewer's to write."""

    key: str
    title: str
    when: str
    exact: str
    status: str
    icon: str
    css: str
    early: str
    why: str
    record: str
    record_word: str
    record_label: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised this year and how much of it was kept; ``record`` "" where there is nothing to do."""

    what: str
    done: int
    needed: int
    met: bool
    record: str
    record_label: str


class Items(NamedTuple):
    """What is open or next, and all duties of the term."""

    next: tuple[Item, ...]
    whole: tuple[Item, ...]


def items_of(file: PersonFile, *, viewer: Viewer, today: date) -> Items:
    """Everything open, the next of each rule, and the whole term, each by day."""
    soon: list[tuple[int, Item]] = []
    whole: list[tuple[int, Item]] = []
    for number, course in enumerate(file.courses):
        waiting: set[str] = set()
        for duty in sorted(course.seen.duties, key=lambda duty: duty.window.due):
            item = _item(f"{number}-{len(whole)}", file, course, duty, viewer, today)
            whole.append((duty.window.due, item))
            status = duty.status(today.toordinal())
            first = status == "upcoming" and duty.window.rule.id not in waiting
            if status in _OPEN or first:
                soon.append((duty.window.due, item))
            if first:
                waiting.add(duty.window.rule.id)
    soon.sort(key=lambda pair: pair[0])
    whole.sort(key=lambda pair: pair[0])
    return Items(tuple(item for _, item in soon), tuple(item for _, item in whole))


def _item(key: str, file: PersonFile, course: Course, duty: Duty, viewer: Viewer, today: date) -> Item:
    window = duty.window
    status = duty.status(today.toordinal())
    due = date.fromordinal(window.due)
    stands = standing(status, due_on=due, late_after=date.fromordinal(window.late_after), today=today)
    kind = window.rule.satisfies.kind if window.rule.satisfies else ""
    title = said(window.rule.title)
    writes = status in _OPEN and _may(viewer, kind)
    return Item(
        key=key,
        title=title,
        when=day_words(due, today),
        exact=due.isoformat(),
        status=stands.words,
        icon=stands.icon,
        css=stands.css,
        early=_early(window.opens, today) if status == "upcoming" else "",
        why=addresses.why(file.who.id, course.row.id, window.rule.id, window.n),
        record=addresses.record(file.who.id, kind, episode=course.row.id, back="person", rule=window.rule.id)
        if writes
        else "",
        record_label=gettext("记录：%(title)s") % {"title": title} if writes else "",
        record_word=gettext("记录%(kind)s") % {"kind": kind_word(kind, tongue())} if writes else "",
    )


def _early(opens: int, today: date) -> str:
    return gettext("%(day)s起可办") % {"day": day_words(date.fromordinal(opens), today)}


def _may(viewer: Viewer, kind: str) -> bool:
    try:
        return holds(viewer, permission_for(kind))
    except DomainError:  # no entry answers it
        return False


def promises_of(file: PersonFile, *, viewer: Viewer, today: date) -> tuple[Promise, ...]:
    """The promises of the service year that today lies in. A number of tests is none: it burdens."""
    day = today.toordinal()
    return tuple(
        _promise(file, quota, viewer)
        for course in file.courses
        for quota in course.seen.quotas
        if quota.first <= day <= quota.last and quota.rule.nature is not Nature.CONTROL
    )


def _promise(file: PersonFile, quota: QuotaState, viewer: Viewer) -> Promise:
    what = code_word(quota.item)
    offers = quota.item in SERVICES and not quota.met and _may(viewer, "service")
    return Promise(
        what=what,
        done=quota.done,
        needed=quota.needed,
        met=quota.met,
        record=addresses.record(file.who.id, "service", back="person", service=quota.item) if offers else "",
        record_label=gettext("记录：%(title)s") % {"title": what},
    )
