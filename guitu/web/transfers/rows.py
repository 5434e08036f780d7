"""Transfers and their tasks in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guitu.casework.people.queries import people_of
from guitu.casework.testing.queries import AppointmentRow
from guitu.casework.transfers.queries import TransferRow
from guitu.domain.access import Viewer
from guitu.domain.transfer import Answer, Sort, State, Task, appointment_key
from guitu.foundation.organisations.queries import unit_names
from guitu.foundation.rulebooks import book_for
from guitu.web.shell.tags import code_word, kind_word, said
from guitu.web.transfers.words import ANSWERS, APPOINTMENT_ANSWERS, CANCELS, DROPS, REFUSALS, SORTS, STATES


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
class AppointmentLine:
    """One appointment as a page shows it. ``starts_at`` None: no time is agreed on yet."""

    key: str
    words: str
    starts_at: datetime | None
    due_on: date
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


def appointment_lines(rows: Iterable[AppointmentRow]) -> list[AppointmentLine]:
    """The appointments that are asked about."""
    return [_appointment(row) for row in rows]


def settled_appointments(row: TransferRow, found: Iterable[AppointmentRow]) -> list[AppointmentLine]:
    """Those of an offer and what becomes of each; while it waits, those booked since too: they are kept."""
    said_of = {said.appointment: (said.answer, said.reason) for said in row.appointments}
    waits = row.kind is Sort.MOVE and row.state is State.OFFERED
    return [
        _appointment(one, *said_of.get(one.id, (Answer.KEEP, "")))
        for one in sorted(found, key=lambda one: (one.due_on, one.id))
        if one.id in said_of or (waits and one.state == "booked")
    ]


def _appointment(row: AppointmentRow, answer: Answer | None = None, reason: str = "") -> AppointmentLine:
    return AppointmentLine(
        key=appointment_key(row.id),
        words=f"{code_word(row.mode)} · {code_word(row.sample)}",
        starts_at=row.starts_at,
        due_on=row.due_on,
        answer=str(APPOINTMENT_ANSWERS[answer]) if answer else "",
        why=str(CANCELS[reason]) if reason else "",
    )


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
