"""Somebody fills in a form about a person: a draft while it is half done, an entry once it is finished.

Who may write follows from the compartment the instrument's answers belong to. What the answers tell of danger
raises an urgent need in the same transaction, whoever asked: help comes before the order of compartments.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from guitu.casework.instruments import commands as instruments
from guitu.casework.instruments.queries import (
    DraftRow,
    draft_of,
    in_use_called,
    proposal_of,
    version_of,
)
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import is_written
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Record, Viewer, compartments, decide
from guitu.domain.instruments import dangers
from guitu.domain.instruments.answers import Settled, settle
from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.response import as_text
from guitu.domain.instruments.risk import INSTRUMENT as RISK
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.record import NEEDED_IN
from guitu.workflows.refresh import lock_files, refresh

# What a danger needs, as the register of needs calls it: no more of the answers than that leaves the form.
NEED_OF: Mapping[str, str] = MappingProxyType(
    {"self_harm": "mental_health", "overdose": "health", "violence": "safety"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form about somebody, ready to be filled in, with what its writer kept so far."""

    who: AdmittedPerson
    definition: Definition
    draft: DraftRow | None


@dataclass(frozen=True, slots=True)
class Finished:
    """The entry of a finished form, whether it was new, and what dangers its answers tell of."""

    entry_id: UUID
    was_new: bool
    dangers: tuple[str, ...]


def may_fill(viewer: Viewer, who: AdmittedPerson, definition: Definition) -> bool:
    """Whether this viewer may write what the instrument's answers are."""
    part = definition.compartment
    if definition.code == RISK and part not in compartments(viewer, held_by=who.held_by, person=who.id).whole:
        return False  # levels are the case team's alone: of those who write, only who reads the whole
    asked = Record(person=who.id, held_by=who.held_by, compartment=part, author=viewer.id)
    return decide(viewer, NEEDED_IN[part], asked).allowed


def form_of(viewer: Viewer, person: UUID, code: str) -> Form:
    """A form to fill in: the version the draft was begun with, else the newest in use.

    Raises:
        DomainError: "instrument.unknown", "person.unknown", "instrument.not-yours".
    """
    definition = in_use_called(code)
    who = _admitted(viewer, person, definition)
    draft = draft_of(viewer, who, code)
    if draft is not None and draft.version != definition.version:
        definition = version_of(code, draft.version).definition
    return Form(who, definition, draft)


@transaction.atomic
def keep_draft(
    *,
    person: UUID,
    code: str,
    typed: Mapping[str, list[str]],
    on: str,
    draft: UUID,
    by: Viewer,
    at: datetime,
) -> Settled:
    """Keep what was typed so far, also what cannot be read yet; an answer to a hidden question is not kept.

    Args:
        person: about whom.
        code: the instrument.
        typed: texts by link id.
        on: the day it was filled in on, as typed.
        draft: made by the form; becomes the entry's id.
        by: who fills in.
        at: when (aware).

    Raises:
        DomainError: as ``form_of``.
    """
    form = form_of(by, person, code)
    settled = settle(form.definition, typed)
    lock_files(form.who.ids)
    if is_written(form.who, draft) or proposal_of(form.who, draft) is not None:
        return settled  # sent while the form was being finished: what is finished is no draft again
    shown = {id_: list(texts) for id_, texts in typed.items() if id_ in settled.shown}
    instruments.keep_draft(form.who, form.definition, shown, on=on, draft=draft, by=by.id, at=at)
    return settled


@transaction.atomic
def finish(
    *,
    person: UUID,
    code: str,
    typed: Mapping[str, list[str]],
    happened_on: date,
    entry_id: UUID,
    by: Viewer,
    at: datetime,
) -> Finished:
    """Write the finished form as an entry and forget the draft. Sending it twice is harmless.

    Args:
        person: about whom.
        code: the instrument.
        typed: texts by link id.
        happened_on: civil date on which it was filled in, not after ``at``.
        entry_id: the draft's, made by the form.
        by: who fills in.
        at: when (aware).

    Raises:
        DomainError: as ``form_of``; "instrument.retired-since", "instrument.unfinished", "journal.…".
    """
    form = form_of(by, person, code)
    definition, who = form.definition, form.who
    if code == RISK:
        raise DomainError("instrument.unknown")  # a level is proposed, never simply written
    if version_of(code, definition.version).state != "active":
        raise DomainError("instrument.retired-since")
    settled = settle(definition, typed)
    if not settled.is_complete:
        raise DomainError("instrument.unfinished")
    lock_files(who.ids)
    appended = journal.append(
        who,
        Draft(
            kind="assessment",
            outcome="done",
            happened_on=happened_on,
            details={"instrument": definition.code, "version": definition.version},
            note=as_text(definition, settled.answers),
            id=entry_id,
            compartment=definition.compartment,
        ),
        by=by,
        at=at,
    )
    forget_draft(who, code, by=by)
    told = dangers.told(definition, settled.answers)
    if appended.was_new:
        for need in dict.fromkeys(NEED_OF[danger] for danger in told):
            raise_urgent(who, need, by=by, at=at)
        note("form.finished", subject=who.id, by=by, at=at, entry=appended.id, instrument=definition.code)
    refresh(who.ids, on=day_of(at))
    return Finished(appended.id, appended.was_new, told)


def raise_urgent(who: AdmittedPerson, need: str, *, by: Viewer, at: datetime) -> None:
    """An urgent need for the whole care team, in the caller's transaction. It says which need and no more."""
    details = {"need": need, "urgency": "urgent"}
    draft = Draft(kind="need_raised", outcome="done", happened_on=day_of(at), details=details)
    with door.whole_files(who.ids):  # a psychologist or doctor calls for help where they write nothing else
        raised = journal.append(who, draft, by=by, at=at)
    note("need.urgent", subject=who.id, by=by, at=at, entry=raised.id)


def forget_draft(who: AdmittedPerson, code: str, *, by: Viewer) -> None:
    """The writer's own draft goes, in the caller's transaction: it was finished or given up."""
    with door.whole_files(who.ids):  # no account deletes rows about a person; this workflow has decided
        instruments.drop_draft(who, code, by=by.id)


@transaction.atomic
def give_up(*, person: UUID, code: str, by: Viewer) -> None:
    """Throw one's own draft away.

    Raises:
        DomainError: as ``form_of``.
    """
    form = form_of(by, person, code)
    forget_draft(form.who, code, by=by)


def _admitted(viewer: Viewer, person: UUID, definition: Definition) -> AdmittedPerson:
    who = person_for(viewer, person, NEEDED_IN[definition.compartment])
    if not may_fill(viewer, who, definition):
        raise DomainError("instrument.not-yours")
    return who
