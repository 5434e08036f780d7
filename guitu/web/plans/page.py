"""A plan put into words once, so that the templates only print it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.casework.plans.queries import LineRow, PlanRow
from guitu.domain.plans.catalogue import ACTORS, DIFFICULTIES, NEEDS, words_of
from guitu.domain.plans.plan import MOVES, Progress, Sort, State
from guitu.foundation.accounts.queries import display_names
from guitu.web.shell.tags import said

TITLES: Mapping[Sort, Promise | str] = {
    Sort.GOAL: _("目标：本人的原话"),
    Sort.STRENGTH: _("长处"),
    Sort.NEED: _("需要"),
    Sort.ACTION: _("行动：谁、什么时候"),
}
EMPTY: Mapping[Sort, Promise | str] = {
    Sort.GOAL: _("还没有写。先问一句：想过上怎样的日子？写下原话。"),
    Sort.STRENGTH: _("还没有写。每个人都有做得好的事，从这里开始。"),
    Sort.NEED: _("还没有写。一起看看：哪里需要帮一把？"),
    Sort.ACTION: _("还没有写。每个需要，配一件有人做、有日子的事。"),
}
PROGRESS: Mapping[str, Promise | str] = {
    Progress.NOT_STARTED: _("还没开始"),
    Progress.IN_PROGRESS: _("正在做"),
    Progress.MET: _("做到了"),
    Progress.DECLINED: _("本人不需要"),
}
STATES: Mapping[str, Promise | str] = {
    State.DRAFT: _("草稿"),
    State.PROPOSED: _("等待批准"),
    State.APPROVED: _("执行中"),
    State.REPLACED: _("已由新版代替"),
}


@dataclass(frozen=True)
class Line:
    """One line in words. ``late`` the day has passed and it is neither done nor declined."""

    id: UUID
    word: str
    words: str
    difficulty: str
    actor: str
    owner: str
    due_on: date | None
    late: bool
    progress: str
    progress_word: str | Promise
    moves: bool


@dataclass(frozen=True)
class Section:
    """The lines of one sort."""

    sort: str
    title: str | Promise
    empty: str | Promise
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Shown:
    """A version in words."""

    row: PlanRow
    state: str | Promise
    author: str
    approver: str
    sections: tuple[Section, ...]
    is_draft: bool
    is_proposed: bool
    is_in_force: bool


def shown(row: PlanRow, lines: Iterable[LineRow], *, today: date) -> Shown:
    """A version in words. One query: names of colleagues."""
    kept = tuple(lines)
    accounts = {line.owner for line in kept} | {row.made_by, row.approved_by}
    names = display_names(account for account in accounts if account is not None)
    sections = tuple(
        Section(
            sort.value,
            TITLES[sort],
            EMPTY[sort],
            tuple(_line(line, names, today) for line in kept if line.sort is sort),
        )
        for sort in Sort
    )
    return Shown(
        row=row,
        state=STATES[row.state],
        author=names.get(row.made_by, ""),
        approver=names.get(row.approved_by, "") if row.approved_by else "",
        sections=sections,
        is_draft=row.state is State.DRAFT,
        is_proposed=row.state is State.PROPOSED,
        is_in_force=row.state is State.APPROVED,
    )


def _line(line: LineRow, names: Mapping[UUID, str], today: date) -> Line:
    need = NEEDS.get(line.code) if line.sort is Sort.NEED else None
    open_ = line.progress in {Progress.NOT_STARTED, Progress.IN_PROGRESS}
    return Line(
        id=line.id,
        word=said(words_of(line.sort.value, line.code)) if line.code else "",
        words=line.words,
        difficulty=said(DIFFICULTIES[need.difficulty]) if need and need.difficulty else "",
        actor=said(ACTORS[line.actor]) if line.actor in ACTORS else "",
        owner=names.get(line.owner, "") if line.owner else "",
        due_on=line.due_on,
        late=line.due_on is not None and line.due_on < today and open_,
        progress=line.progress.value,
        progress_word=PROGRESS[line.progress],
        moves=line.sort in MOVES,
    )
