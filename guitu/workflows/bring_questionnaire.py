"""An office brings a questionnaire of its own, looks at it, puts it into use, and takes it out again.

In two steps, so that a colleague reads the printed form before anybody is asked. It concerns nobody's file.
Surveys keep their own copy: whatever becomes of a version, what was answered stays readable.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from guitu.casework.surveys import commands as surveys
from guitu.casework.surveys.queries import QuestionnaireRow, questionnaire_for, questionnaires_of
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.instruments.model import Definition
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.ids import new_id
from guitu.foundation.instrument_files import questionnaires as shipped

NEEDED = Permission.SURVEYS_KEEP


def offered(viewer: Viewer) -> dict[str, tuple[Definition, object]]:
    """What a new survey can ask with, by key: those that come with Guitu, and offices' own in use."""
    brought = {
        str(row.id): (row.definition, row.body) for row in questionnaires_of(viewer) if row.state == "active"
    }
    return shipped() | brought


@transaction.atomic
def bring(definition: Definition, body: Mapping[str, Any], *, by: Viewer, at: datetime) -> QuestionnaireRow:
    """Keep one as a draft, whatever its file says of its status.

    Raises:
        DomainError: "access.refused", "questionnaire.name-ours", "questionnaire.version-taken",
            "questionnaire.full".
    """
    _check(by)
    if definition.code in {ours.code for ours, _ in shipped().values()}:
        raise DomainError("questionnaire.name-ours", name=definition.code)
    made = surveys.keep_questionnaire(
        new_id(), definition, body=dict(body), bounds=(by.lo, by.hi), unit=by.unit, by=by.id, at=at
    )
    note("questionnaire.brought", by=by, at=at, questionnaire=made.id, version=made.version)
    return made


@transaction.atomic
def put_into_use(id_: UUID, *, by: Viewer, at: datetime) -> None:
    """New surveys may ask with it.

    Raises:
        DomainError: "access.refused", "questionnaire.unknown", "questionnaire.not-draft".
    """
    row = _own(by, id_)
    if not surveys.set_questionnaire(row.id, "active", was="draft"):
        raise DomainError("questionnaire.not-draft")
    note("questionnaire.activated", by=by, at=at, questionnaire=row.id)


@transaction.atomic
def retire(id_: UUID, *, by: Viewer, at: datetime) -> None:
    """No new survey asks with it.

    Raises:
        DomainError: "access.refused", "questionnaire.unknown", "questionnaire.not-active".
    """
    row = _own(by, id_)
    if not surveys.set_questionnaire(row.id, "retired", was="active"):
        raise DomainError("questionnaire.not-active")
    note("questionnaire.retired", by=by, at=at, questionnaire=row.id)


@transaction.atomic
def drop(id_: UUID, *, by: Viewer, at: datetime) -> None:
    """Throw a draft away.

    Raises:
        DomainError: "access.refused", "questionnaire.unknown", "questionnaire.not-draft".
    """
    row = _own(by, id_)
    if not surveys.drop_questionnaire(row.id):
        raise DomainError("questionnaire.not-draft")
    note("questionnaire.dropped", by=by, at=at, questionnaire=row.id)


def may_change(viewer: Viewer, row: QuestionnaireRow) -> bool:
    """Whether it is the viewer's own office's."""
    return holds(viewer, NEEDED) and viewer.unit == row.unit


def _check(by: Viewer) -> None:
    if not holds(by, NEEDED):
        raise DomainError("access.refused")


def _own(by: Viewer, id_: UUID) -> QuestionnaireRow:
    _check(by)
    row = questionnaire_for(by, id_)
    if not may_change(by, row):
        raise DomainError("access.refused")
    return row
