"""People look after the outbox: take a message back, send one again, note how somebody wishes to be told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.outreach import commands as outreach
from guitu.casework.outreach.queries import message_for
from guitu.casework.people import commands as people
from guitu.casework.people.commands import NewContact
from guitu.casework.people.queries import AdmittedPerson, contacts, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import PREFERENCES, WISH, Channel, Reason, State
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.workflows.record import record_entry


@transaction.atomic
def take_back_message(*, person: UUID, message: UUID, by: Viewer, at: datetime) -> None:
    """Drop a message that waits.

    Raises:
        DomainError: "person.unknown", "outreach.unknown", "outreach.left-already".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    row = message_for(who, message)
    if row.state is not State.QUEUED:
        raise DomainError("outreach.left-already")
    outreach.drop(row, Reason.TAKEN_BACK, at=at)
    note("message.taken-back", subject=who.id, by=by, at=at, message=row.id)


@transaction.atomic
def send_again(*, person: UUID, message: UUID, by: Viewer, at: datetime) -> None:
    """Let a message that failed wait once more: the number was put right, the gateway is back.

    Raises:
        DomainError: "person.unknown", "outreach.unknown", "outreach.not-failed".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    row = message_for(who, message)
    outreach.send_anew(row, at=at)
    note("message.sent-again", subject=who.id, by=by, at=at, message=row.id)


@transaction.atomic
def write_down_wish(*, person: UUID, wish: str, mail: str, by: Viewer, at: datetime) -> None:
    """Write down how the person wishes to be told, and a mail address they named ("": none).

    Raises:
        DomainError: "person.unknown", "outreach.unknown-wish", "outreach.wish-without-mail".
    """
    who = person_for(by, person, Permission.CONTACT_RECORD)
    if wish not in PREFERENCES:
        raise DomainError("outreach.unknown-wish")
    if wish == Channel.MAIL and not mail and not _has_mail(who):
        raise DomainError("outreach.wish-without-mail", field="mail")
    if mail:
        with door.whole_files(who.ids):
            people.add_contact(who, NewContact("mail", mail, as_of=day_of(at)), by=by.id, at=at)
    record_entry(
        person=person,
        kind="fact_recorded",
        happened_on=day_of(at),
        outcome="done",
        details={"group": "background", "field": WISH, "code": wish},
        by=by,
        at=at,
    )


def _has_mail(who: AdmittedPerson) -> bool:
    return any(contact.kind == "mail" and contact.of == "self" for contact in contacts(who))
