"""Somebody says whether two files with one name and birthday are one person; an import never decides that."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.intake import commands as intake
from guitu.casework.intake.queries import batch_for, row_for
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.commands import note
from guitu.workflows.joining import join
from guitu.workflows.refresh import lock_files


@transaction.atomic
def answer_question(*, batch_id: UUID, row_id: UUID, same: bool, by: Viewer, at: datetime) -> None:
    """Join the file a row made to the one it may belong to, or write down that they are two people.

    Joining can be taken back (``joining.part``).

    Args:
        batch_id: the import.
        row_id: its row with the question.
        same: whether both files are one person.
        by: who says so; needs ASSIGN over both files.
        at: when (aware).

    Raises:
        DomainError: "import.unknown", "import.row-unknown", "import.no-question"; "person.unknown" where one
            of the files is not in the viewer's reach; "person.already-joined".
    """
    row = row_for(batch_for(by, batch_id), row_id)
    if row.subject is None or row.question is None:
        raise DomainError("import.no-question")
    made = person_for(by, row.subject, Permission.ASSIGN)
    other = person_for(by, row.question, Permission.ASSIGN)
    lock_files(sorted({*made.ids, *other.ids}))
    intake.answer(row, same=same, by=by.id, at=at)
    if same:
        join(duplicate=made, canonical=other, by=by.id, at=at)
    verb = "person.joined" if same else "person.told-apart"
    note(verb, subject=other.id, by=by, at=at, batch=batch_id, row=row.row, file=pseudonym.of(made.id))
