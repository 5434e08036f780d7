"""What every way out of the house asks first: whether somebody of the family is kept apart.

The answer comes from the whole file, whoever asks, and says no more than that this way is closed: who it is
about, and why, is for those alone who may read about the family (docs/adr/0018-kept-apart.md).
"""

from collections.abc import Collection
from uuid import UUID

from guitu.casework.family import queries as family
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson, ContactRow, contacts
from guitu.domain.family.apart import Apart, way_in
from guitu.foundation.authorization import door


def apart_of(ids: Collection[UUID]) -> Apart:
    """Who of the family is closed, for deciding only. Inside a transaction."""
    with door.whole_files(ids):
        return family.apart_of(tuple(ids))


def check_draft(who: AdmittedPerson, draft: Draft) -> None:
    """Whether an entry may say that the family was a way. Asks nothing where it does not.

    Raises:
        DomainError: "family.kept-apart".
    """
    # a working group says which kinds are in it; who joins is asked by name where it is put together
    if draft.kind != "working_group" and way_in(draft.details) is not None:
        apart_of(who.ids).check_details(draft.details)


def shown_contacts(who: AdmittedPerson, *, only_current: bool = True) -> tuple[ContactRow, ...]:
    """How somebody is reached, without what leads to anybody who is kept apart or took their word back."""
    rows = contacts(who, only_current=only_current)
    if not any(row.of == "relative" for row in rows):
        return rows
    apart = apart_of(who.ids)
    return tuple(row for row in rows if row.of != "relative" or not apart.hides(row.relation, row.value))
