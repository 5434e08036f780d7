"""The board and the calendar, row by row: who, where, whose turn, what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guitu.casework.handoffs.queries import HandoffRow, Reached
from guitu.casework.people.queries import people_of
from guitu.domain.access import Viewer
from guitu.domain.handoff.machine import Side
from guitu.domain.handoff.release import Due
from guitu.foundation.organisations.queries import unit_names
from guitu.web.handoffs import words
from guitu.web.shell import addresses
from guitu.web.shell.dates import day_words
from guitu.web.shell.duties import Standing, standing


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the board, in words: a page draws fifty of them. ``days`` to release: T−12, T+3."""

    name: str
    url: str
    days: str
    released: str
    exact: str
    where: str
    turn: str
    step: str
    status: Standing


def rows_of(viewer: Viewer, handoffs: Iterable[HandoffRow], *, today: date) -> list[Row]:
    """Rows in the order given; people out of reach are left out. Three queries."""
    listed = list(handoffs)
    people = people_of(viewer, (row.person_id for row in listed))
    units = unit_names({n for r in listed for n in (r.centre, r.township, r.station) if n is not None})
    steps = {code: str(title) for code, title in words.STEPS.items()}
    released, whose = _("%(day)s 出所（%(days)s）"), _("轮到：%(unit)s")
    rows = []
    for row in listed:
        if row.person_id not in people:
            continue
        days = from_release(row.released_on, today)
        rows.append(
            Row(
                name=people[row.person_id].name,
                url=addresses.handoff(row.person_id),
                days=days,
                released=released % {"day": day_words(row.released_on, today), "days": days},
                exact=row.released_on.isoformat(),
                where=where(row, units),
                turn=whose % {"unit": turn(row, units) or "–"},
                step=steps.get(row.next_step, ""),
                status=_standing(row, today),
            )
        )
    return rows


def from_release(released_on: date, today: date) -> str:
    """T−90 before the release, T on the day, T+7 after it."""
    days = (today - released_on).days
    return "T" if not days else f"T{'+' if days > 0 else '−'}{abs(days)}"


def where(row: HandoffRow, units: dict[int, str]) -> str:
    """In whose hands the person is, in words."""
    holder = units.get(row.held_by) or units.get(row.centre, "")
    return _("%(unit)s · %(state)s") % {"unit": holder, "state": words.STATES[row.state.value]}


def turn(row: HandoffRow, units: dict[int, str]) -> str:
    """Whose turn it is, by name; "" where nothing is left."""
    sides = {"": (), "receivers": ("township", "station")}.get(row.turn, (row.turn,))
    return "、".join(units.get(row.unit_of(Side(side)), "") for side in sides)


def is_ours(row: HandoffRow, unit: int) -> bool:
    """Whether this unit's turn is among those the step waits for."""
    side = row.side_of(unit)
    return side is not None and (
        row.turn == side.value or (row.turn == "receivers" and side is not Side.CENTRE)
    )


def _standing(row: HandoffRow, today: date) -> Standing:
    if row.due_on is None:
        return standing("done", due_on=today, late_after=today, today=today)
    state = "late" if row.due_on < today else "due"
    return standing(state, due_on=row.due_on, late_after=row.due_on, today=today)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a page shows it. ``done`` the day it was done in words, "" while it is not."""

    code: str
    title: str
    owner: str
    due: str
    exact: str
    done: str
    late: bool
    status: Standing


def step_lines(row: HandoffRow, due: Iterable[Due], units: dict[int, str], *, today: date) -> list[StepLine]:
    """Every step of one release, the earliest due first."""
    return [_line(row, d, units, today) for d in due]


def _line(row: HandoffRow, due: Due, units: dict[int, str], today: date) -> StepLine:
    if due.done_on is not None:
        stands = "done"
    elif due.is_late(today):
        stands = "late"
    else:
        stands = "due" if due.opens_on <= today else "upcoming"
    return StepLine(
        code=due.step.value,
        title=str(words.STEPS[due.step.value]),
        owner="、".join(units.get(row.unit_of(side), "") for side in sorted(due.sides)),
        due=day_words(due.due_on, today),
        exact=due.due_on.isoformat(),
        done=day_words(due.done_on, today) if due.done_on else "",
        late=stands == "late",
        status=standing(stands, due_on=due.due_on, late_after=due.due_on, today=today),
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """First contact within a span; ``share`` "–" where nobody's span is over."""

    days: int
    reached: int
    released: int
    share: str


def measured(found: Iterable[Reached]) -> list[Measured]:
    """The figures with their denominators beside them."""
    return [
        Measured(
            r.days, r.reached, r.released, f"{round(100 * r.reached / r.released)}%" if r.released else "–"
        )
        for r in found
    ]
