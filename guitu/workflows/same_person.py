"""The answer to what an import asks: whether two files with one name and birth date are one person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.intake import commands as intake
from guitu.casework.intake.queries import batch_for, row_for
from guitu.casework.people import commands as people
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.workflows.refresh import lock_files, refresh


@transaction.atomic
def answer_question(batch_id: UUID, row_id: UUID, *, same: bool, by: Viewer, at: datetime) -> None:
    """Join the imported file to the one that was there, or write down that they are two people.

    Joining rewrites nothing and can be taken back. The one who answers must be able to see both files.

    Args:
        batch_id: the import.
        row_id: its row that asks.
        same: whether it is one person.
        by: who answers; needs ASSIGN over both files.
        at: when (aware).

    Raises:
        DomainError: "import.unknown", "import.row-unknown", "import.no-question", "person.unknown",
            "person.already-joined".
    """
    batch = batch_for(by, batch_id)
    row = row_for(batch, row_id)
    if row.question is None or row.subject is None:
        raise DomainError("import.no-question")
    there = person_for(by, row.question, Permission.ASSIGN)
    new = person_for(by, row.subject, Permission.ASSIGN)
    intake.answer(row, same=same, by=by.id, at=at)
    if same:
        ids = tuple({*there.ids, *new.ids})
        lock_files(ids)
        people.join_files(duplicate=new.id, canonical=there, by=by.id, at=at)
        refresh(ids, on=day_of(at))
    note("roster.answered", subject=there.id, by=by, at=at, batch=batch.id, row=row.id, same=same)
