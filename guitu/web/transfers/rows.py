"""Transfers and their tasks in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.people.queries import people_of
from guitu.casework.transfers.queries import TransferRow
from guitu.domain.access import Viewer
from guitu.domain.transfer import Task
from guitu.foundation.organisations.queries import unit_names
from guitu.foundation.rulebooks import book_for
from guitu.web.shell.tags import kind_word, said
from guitu.web.transfers.words import ANSWERS, DROPS, REFUSALS, SORTS, STATES


@dataclass(frozen=True)
class TaskLine:
    """One open task as a page shows it. ``answer`` and ``why`` "" where it is still being asked."""

    key: str
    rule: str
    words: str
    due_on: date
    may_drop: bool
    answer: str = ""
    why: str = ""


@dataclass(frozen=True)
class Line:
    """One offer in a list."""

    id: UUID
    person: UUID
    who: str
    sort: str
    state: str
    why: str
    from_unit: str
    to_unit: str
    effective_on: date
    answer_by_on: date
    late: bool


def task_lines(tasks: Iterable[Task], *, place: int) -> list[TaskLine]:
    """The open tasks, each by the title of its rule in the book of a place."""
    titles = {rule.id: rule.title for rule in book_for(place).rules}
    return [
        TaskLine(
            key=task.key,
            rule=task.rule,
            words=said(titles[task.rule]) if task.rule in titles else kind_word(task.kind),
            due_on=task.due_on,
            may_drop=task.may_drop,
        )
        for task in tasks
    ]


def settled_lines(row: TransferRow) -> list[TaskLine]:
    """The tasks of an offer and what becomes of each."""
    lines = task_lines([settled.task for settled in row.tasks], place=row.from_unit)
    return [
        TaskLine(
            line.key,
            line.rule,
            line.words,
            line.due_on,
            line.may_drop,
            str(ANSWERS[settled.answer]),
            str(DROPS[settled.reason]) if settled.reason else "",
        )
        for line, settled in zip(lines, row.tasks, strict=True)
    ]


def lines(viewer: Viewer, offers: Iterable[TransferRow], *, today: date) -> list[Line]:
    """The offers of a list, in their order. Two queries."""
    rows = list(offers)
    people = people_of(viewer, {row.person_id for row in rows})
    units = unit_names({number for row in rows for number in (row.from_unit, row.to_unit)})
    return [line(row, people[row.person_id].name, units, today) for row in rows if row.person_id in people]


def line(row: TransferRow, who: str, units: dict[int, str], today: date) -> Line:
    """One of them."""
    return Line(
        id=row.id,
        person=row.person_id,
        who=who,
        sort=str(SORTS[row.kind]),
        state=str(STATES[row.state]),
        why=str(REFUSALS[row.reason]) if row.reason in REFUSALS else "",
        from_unit=units.get(row.from_unit, "–"),
        to_unit=units.get(row.to_unit, "–"),
        effective_on=row.effective_on,
        answer_by_on=row.answer_by_on,
        late=row.answered_at is None and row.answer_by_on < today,
    )
