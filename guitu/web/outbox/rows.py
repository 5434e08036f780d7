"""One line of the outbox, in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guitu.casework.outreach.queries import MessageRow
from guitu.casework.people.queries import people_of
from guitu.domain.access import Viewer
from guitu.domain.outreach import State
from guitu.foundation.accounts.queries import display_names
from guitu.web.outbox.words import CHANNELS, REASONS, STATES


@dataclass(frozen=True)
class Line:
    """A message as a page shows it. ``who`` "" where the page is about one person."""

    id: UUID
    person: UUID
    who: str
    to: str
    address: str
    text: str
    due_on: date
    done_at: datetime | None
    state: str
    why: str
    channel: str
    waits: bool
    failed: bool


def lines(viewer: Viewer, messages: Iterable[MessageRow], *, names: bool) -> list[Line]:
    """The lines of these messages, in their order. ``names``: whom each is about. At most three queries."""
    rows = list(messages)
    people = people_of(viewer, {row.person_id for row in rows}) if names else {}
    staff = display_names({row.account for row in rows if row.account})
    return [
        Line(
            id=row.id,
            person=row.person_id,
            who=people[row.person_id].name if row.person_id in people else "",
            to=staff.get(row.account, "–") if row.account else "",
            address=row.address,
            text=row.text,
            due_on=row.due_on,
            done_at=row.done_at,
            state=str(STATES[row.state]),
            why=str(REASONS[row.reason]) if row.reason in REASONS else "",
            channel=str(CHANNELS[row.channel]) if row.channel in CHANNELS else "",
            waits=row.state is State.QUEUED,
            failed=row.state is State.FAILED,
        )
        for row in rows
    ]
