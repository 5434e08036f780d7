"""What the person wishes for is written down as dated facts, and found again where it matters."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.journal.queries import facts_recorded
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission, Viewer
from guitu.domain.journal.entry import effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.wishes import ANY, WISHES, wishes_of
from guitu.foundation.authorization import door
from guitu.workflows.plan import admitted
from guitu.workflows.record import record_entry


@transaction.atomic
def wish(*, person: UUID, wishes: Mapping[str, str], on: date, by: Viewer, at: datetime) -> int:
    """Write down what changed of somebody's wishes; returns how many.

    Args:
        person: whose.
        wishes: a code for each field; ``ANY`` for no wish.
        on: the day they said so.
        by: who writes it down.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "wish.code", "journal.…".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    if any(code not in WISHES.get(field, ()) for field, code in wishes.items()):
        raise DomainError("wish.code")
    known = wishes_for(who)
    changed = {field: code for field, code in wishes.items() if known.get(field, ANY) != code}
    for field, code in changed.items():
        record_entry(
            person=who.id,
            kind="fact_recorded",
            happened_on=on,
            outcome="done",
            details={"group": "background", "field": field, "code": code},
            by=by,
            at=at,
        )
    return len(changed)


def wishes_for(who: AdmittedPerson) -> Mapping[str, str]:
    """What somebody wishes for; fields without a wish are left out. One query."""
    with door.whole_files(who.ids):
        files = facts_recorded(who.ids)
    said = [entry for entries in files.values() for entry in entries]
    return wishes_of(effective(said).entries)


def wishes_of_people(people: Iterable[UUID]) -> dict[UUID, Mapping[str, str]]:
    """The same for a page of people whom the viewer was shown. One query."""
    ids = tuple(people)
    with door.whole_files(ids):
        files = facts_recorded(ids)
    found = {person: wishes_of(effective(entries).entries) for person, entries in files.items()}
    return {person: wishes for person, wishes in found.items() if wishes}
