"""What somebody says of our work is written down, and answered."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.plans import commands as plans
from guitu.casework.plans.queries import opinion_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.plans.opinions import ANSWER_DAYS, check, check_answer, due
from guitu.foundation.audit.commands import note
from guitu.workflows.plan import admitted
from guitu.workflows.plan_clock import number_at
from guitu.workflows.refresh import lock_files


@transaction.atomic
def give(
    *,
    person: UUID,
    speaker: str,
    words: str,
    said_on: date,
    by: Viewer,
    at: datetime,
    entry: UUID | None = None,
) -> UUID:
    """Write an opinion down; returns its id. Sending the same ``entry`` twice is harmless.

    Raises:
        DomainError: "person.unknown", "opinion.speaker", "opinion.words".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    check(speaker, words)
    lock_files(who.ids)
    made = plans.add_opinion(
        who,
        speaker=speaker,
        words=words,
        said_on=said_on,
        due_on=due(said_on, number_at(who.held_by, ANSWER_DAYS, 10)),
        entry=entry,
        by=by.id,
        at=at,
    )
    note("opinion.given", subject=who.id, by=by, at=at, opinion=made, speaker=speaker)
    return made


@transaction.atomic
def answer(*, person: UUID, opinion: UUID, words: str, by: Viewer, at: datetime) -> None:
    """Answer an opinion, once.

    Raises:
        DomainError: "person.unknown", "opinion.unknown", "opinion.answered", "opinion.answer-words".
    """
    who = admitted(by, person, Permission.PLAN_APPROVE)
    lock_files(who.ids)
    found = opinion_for(who, opinion)
    check_answer(answered=found.answered_at is not None, words=words)
    plans.answer_opinion(who, found, words=words, by=by.id, at=at)
    note("opinion.answered", subject=who.id, by=by, at=at, opinion=found.id)
