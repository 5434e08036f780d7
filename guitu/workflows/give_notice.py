"""One notice for several people: a job, a course or a career talk is told to each, and each file says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.clock import day_of
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files

NOTICES: Final = ("job_notice", "training_notice", "career_guidance")
AT_ONCE: Final = 100  # people in one press; proposed
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Notice:
    """What was told, on which day. ``form`` made by the page, so that pressing twice is harmless."""

    service: str
    words: str
    happened_on: date
    form: UUID


@transaction.atomic
def give_notice(*, people: Sequence[UUID], notice: Notice, by: Viewer, at: datetime) -> int:
    """Write one entry for each person, all or nobody; returns how many were new.

    Raises:
        DomainError: "notice.nobody", "notice.too-many", "notice.kind", "notice.words", "notice.day";
            "person.unknown": one of them is not the viewer's; what the journal refuses.
    """
    _check(people, notice, today=day_of(at))
    admitted = [person_for(by, person, Permission.SERVICE_RECORD) for person in dict.fromkeys(people)]
    written = 0
    done: set[UUID] = set()
    for who in sorted(admitted, key=lambda one: one.id):  # in one order everywhere: no deadlock
        if who.id in done:
            continue
        done.add(who.id)
        lock_files(who.ids)
        draft = Draft(
            kind="service",
            outcome="done",
            happened_on=notice.happened_on,
            details={"service": notice.service},
            note=notice.words.strip(),
            id=uuid5(notice.form, str(who.id)),
        )
        written += write(who, draft, episode=None, by=by, at=at).was_new
    return written


def _check(people: Sequence[UUID], notice: Notice, *, today: date) -> None:
    if not people:
        raise DomainError("notice.nobody")
    if len(people) > AT_ONCE:
        raise DomainError("notice.too-many", most=AT_ONCE)
    if notice.service not in NOTICES:
        raise DomainError("notice.kind", field="service")
    if not notice.words.strip() or len(notice.words) > LONGEST:
        raise DomainError("notice.words", most=LONGEST, field="words")
    if notice.happened_on > today:
        raise DomainError("notice.day", field="happened_on")
