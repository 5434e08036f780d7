"""The night's reminders: friendly words before the day to report by, then people who ask (rule book B-09).

On the days of the ladder the person hears from us; on the day of the call and when the days are over, whoever
works with them does, and whoever leads the unit where nobody does. A reason that somebody accepted, a report
and a suspension end all of it, also for what is queued already.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda.queries import to_remind_of
from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.journal.queries import entries_for
from guitu.casework.outreach import commands as outreach
from guitu.casework.people.queries import joined_files
from guitu.domain.episode import CLOSED
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.late_report import Rung, rung
from guitu.domain.outlook.slots import OPEN, Duty
from guitu.foundation.accounts.queries import heads_of
from guitu.foundation.authorization import door
from guitu.workflows.derive import Derived, derive
from guitu.workflows.office_facts import office_facts

# What an office owes, by rule: which message says so to whoever works with the person.
_TOLD: Final[Mapping[str, str]] = MappingProxyType(
    {"B-09.call_day": "please_call", "B-09.review": "please_review"}
)
_LADDER: Final = "report-in"
_ABOUT: Final = 3  # days; as in ``to_remind_of``


def queue_reminders(*, on: date, at: datetime) -> int:
    """Queue what is to be said on a day; how many persons were looked at. Harmless to repeat."""
    with transaction.atomic(), door.as_system("remind"):
        persons = to_remind_of(kind="report_in", rules=_TOLD, on=on)
        groups = {file: group for group in joined_files() for file in group} if persons else {}
    for person in persons:
        with transaction.atomic(), door.as_system("remind"):
            _remind(groups.get(person, (person,)), on, at)
    return len(persons)


def _remind(ids: tuple[UUID, ...], on: date, at: datetime) -> None:
    derived = _derived(ids, on)
    if derived is None:
        return
    for row, of in zip(derived.files, derived.seen.episodes, strict=True):
        if row.phase in CLOSED:
            continue
        found = _rung(derived, of)
        if found is not None:
            _tell_the_person(row, found, at)
        for duty in of.duties:
            if duty.state == OPEN and duty.window.rule.id in _TOLD:
                _tell_the_office(row, duty, on, at)


def _derived(ids: tuple[UUID, ...], on: date) -> Derived | None:
    rows = [row for of_one in files_of(ids).values() for row in of_one]
    return derive(rows, entries_for(ids), on=on) if rows else None


def _rung(derived: Derived, of: EpisodeOutlook) -> Rung | None:
    return rung(
        of.duties,
        of.course.events.get("late_report", ()),
        gaps=of.course.gaps,
        parameters=derived.seen.book.parameters,
        today=derived.seen.today,
    )


def _tell_the_person(row: EpisodeRow, found: Rung, at: datetime) -> None:
    due = date.fromordinal(found.due)
    outreach.queue(
        person=row.person_id,
        held_by=row.held_by,
        to="person",
        template="come_by",
        facts={**office_facts(row.executing_unit or row.held_by), "due": due},
        due_on=date.fromordinal(found.on),
        by=None,
        at=at,
        key=f"{_LADDER}:{row.id}:{found.rule}:{found.n}:{found.day}",
    )


def _tell_the_office(row: EpisodeRow, duty: Duty, on: date, at: datetime) -> None:
    window = duty.window
    if not window.due <= on.toordinal() < window.due + _ABOUT:
        return
    for colleague in (row.worker,) if row.worker else heads_of(row.held_by):
        outreach.queue(
            person=row.person_id,
            held_by=row.held_by,
            to=colleague,
            template=_TOLD[window.rule.id],
            facts={"due": date.fromordinal(window.due)},
            due_on=on,
            by=None,
            at=at,
            key=f"{window.rule.id}:{row.id}:{window.n}:{colleague}",
        )


def is_answered(key: str, ids: tuple[UUID, ...], *, on: date) -> bool:
    """Whether what a queued reminder asks for is no longer asked: done, excused, at rest, or over.

    ``key`` as ``queue_reminders`` made it; messages of other makers are never answered here.
    """
    ladder, _, rest = key.partition(":")
    if ladder != _LADDER:
        return False
    derived = _derived(ids, on)
    if derived is None:
        return True
    episode = rest.partition(":")[0]
    return all(
        str(row.id) != episode or _rung(derived, of) is None
        for row, of in zip(derived.files, derived.seen.episodes, strict=True)
    )
