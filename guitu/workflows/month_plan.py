"""A person's month is put together from what is due, agreed on and applied for; that it was given is kept."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans.queries import in_force, lines_of, plans_of
from guitu.casework.support.queries import applications_of, gifts_of, next_words
from guitu.casework.testing.queries import AppointmentRow, appointments_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.money import written
from guitu.domain.outlook.slots import OPEN
from guitu.domain.plans.plan import Progress, Sort
from guitu.domain.rules.model import Nature
from guitu.domain.support.applications import KINDS
from guitu.domain.support.month import (
    APPOINTMENT,
    LEGAL_AID,
    OWN_MATTER,
    OWN_PLAN,
    Item,
    Sheet,
    duty_words,
    plain,
    sheet,
    soon,
)
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import BEIJING
from guitu.workflows.office_facts import office_facts
from guitu.workflows.person_file import PersonFile, person_file
from guitu.workflows.plan import admitted

_DOERS = {"person": "", "family": "家人：", "worker": "我们去办："}  # what an office does is nothing to go to
_DONE = frozenset({Progress.MET, Progress.DECLINED})


def month_of(viewer: Viewer, person: UUID, *, first: date, last: date, today: date) -> Sheet:
    """The page for these days, both included.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(viewer, person, Permission.CONTACT_RECORD)
    file = person_file(viewer, person, today=today, lines=1)
    booked = [row for row in appointments_of(who) if row.state == "booked" and row.starts_at is not None]
    items = [
        *_appointments(booked),
        *_duties(file, booked, first=first, today=today),
        *_plan(who, first=first, today=today),
        *_applications(who, first=first, today=today),
        *_repayments(who),
    ]
    return sheet(first, last, items, _phones(who, file))


@transaction.atomic
def give(*, person: UUID, first: date, last: date, by: Viewer, at: datetime) -> None:
    """Keep that the page was printed and given.

    Raises:
        DomainError: "person.unknown".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    note("month-plan.given", subject=who.id, by=by, at=at, first=first.isoformat(), last=last.isoformat())


def _appointments(booked: list[AppointmentRow]) -> Iterator[Item]:
    for row in booked:
        if row.starts_at is not None:
            local = row.starts_at.astimezone(BEIJING)
            yield Item(local.date(), local.time(), APPOINTMENT)


def _duties(file: PersonFile, booked: list[AppointmentRow], *, first: date, today: date) -> Iterator[Item]:
    """What is asked of or offered to the person; what has a time already is said once, with it."""
    for course in file.courses:
        for duty in course.seen.duties:
            window, asked = duty.window, duty.window.rule.satisfies
            words = duty_words(asked.kind) if asked else ""
            if not words or duty.state != OPEN or window.rule.nature is Nature.OFFICE:
                continue
            if window.lapses <= today.toordinal():
                continue
            opens, due = date.fromordinal(window.opens), date.fromordinal(window.due)
            if asked and asked.kind == "drug_test" and any(opens <= row.due_on <= due for row in booked):
                continue
            yield Item(soon(due, first=first, today=today), None, words, by=True)


def _plan(who: AdmittedPerson, *, first: date, today: date) -> Iterator[Item]:
    current = in_force(plans_of(who))
    if current is None:
        return
    for line in lines_of(who, current):
        if line.sort is Sort.ACTION and line.due_on is not None and line.progress not in _DONE:
            on = soon(line.due_on, first=first, today=today)
            yield Item(on, None, plain(line.words, OWN_PLAN), by=True)


def _applications(who: AdmittedPerson, *, first: date, today: date) -> Iterator[Item]:
    rows = applications_of(who)
    words = next_words(who, [row for row in rows if row.next_on is not None])
    for row in rows:
        what = plain(KINDS[row.kind].word.zh, OWN_MATTER)
        if row.next_on is not None and row.actor in _DOERS:
            said = plain(f"{what}：{words.get(row.id, '')}", what)
            on = soon(row.next_on, first=first, today=today)
            yield Item(on, None, f"{_DOERS[row.actor]}{said}", by=on != row.next_on)
        if row.due_on is not None and row.next_on is not None:
            yield Item(row.due_on, None, f"{what}：最晚这一天")
        if row.remedy_until is not None:
            yield Item(row.remedy_until, None, f"{what}没办成：最晚这一天还可以提出来")
        if row.holds_until is not None:
            yield Item(row.holds_until, None, f"{what}到期，要续办")


def _repayments(who: AdmittedPerson) -> Iterator[Item]:
    for gift in gifts_of(who):
        for part in gift.parts:
            if part.paid_on is None:
                yield Item(part.due_on, None, f"约好还 {written(part.fen)}，有困难先打电话")


def _phones(who: AdmittedPerson, file: PersonFile) -> Iterator[tuple[str, str]]:
    office = office_facts(who.held_by)
    place, phone = str(office["place"]), str(office["phone"])
    workers = [course.row.worker for course in file.courses if course.row.worker is not None]
    names = display_names(workers)
    named = [f"{names[worker]}（{place}）" for worker in workers if worker in names]
    for called in named or [place]:
        yield called, phone
    yield LEGAL_AID
