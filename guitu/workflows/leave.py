"""Leave, from telling to coming back: easy for both sides, and no permission is asked for (E-01, E-02)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.journal.leave import needs_report
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.leave import Leave, current, leaves
from guitu.domain.outlook.slots import OPEN
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for
from guitu.workflows.derive import derive
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

_FROM_DAYS: Final = 3  # 戒毒条例 19; where no book says otherwise
_LONGEST: Final = 366  # days ahead; proposed: a longer stay is a move, and has a page of its own


@dataclass(frozen=True, slots=True)
class Away:
    """A person's leave: who, the one that runs, all of them, from how many days it must be told.

    ``tests`` the days of tests that fall due in the coming months, so that both can see what to agree.
    """

    who: AdmittedPerson
    now: Leave | None
    all: tuple[Leave, ...]
    from_days: int
    tests: tuple[tuple[date, date], ...]

    def tests_between(self, first: date, last: date) -> tuple[tuple[date, date], ...]:
        """The tests whose days touch a stretch."""
        return tuple((opens, due) for opens, due in self.tests if opens <= last and due >= first)


def away(viewer: Viewer, person: UUID, *, today: date) -> Away:
    """Somebody's leave as this viewer may see it.

    Raises:
        DomainError: "person.unknown".
    """
    return _away(person_for(viewer, person, Permission.CONTACT_RECORD), today)


def _away(who: AdmittedPerson, today: date) -> Away:
    with door.whole_files(who.ids):
        rows, kept = episodes_of(who), entries_of(who)
    events = _by_kind(kept)
    if not rows:
        return Away(who, current(events), leaves(events), _FROM_DAYS, ())
    derived = derive(rows, kept, on=today)
    tests = sorted(
        (date.fromordinal(duty.window.opens), date.fromordinal(duty.window.due))
        for of in derived.seen.episodes
        for duty in of.duties
        if duty.state == OPEN
        and duty.window.rule.satisfies is not None
        and duty.window.rule.satisfies.kind == "drug_test"
        and duty.window.due >= today.toordinal()
    )
    days = book_for(rows[0].region).parameters.get("leave.report_from_days", _FROM_DAYS)
    return Away(who, current(events), leaves(events), int(str(days)), tuple(tests))


def _by_kind(kept: tuple[Entry, ...]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in effective(kept).entries:
        found.setdefault(entry.kind, []).append(entry)
    return found


@transaction.atomic
def tell_leave(
    *,
    person: UUID,
    first: date,
    back: date,
    because: str = "",
    remote_test: str = "",
    words: str = "",
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> tuple[Recorded, bool]:
    """The person told where they go and when; and whether the law asked them to tell at all.

    Args:
        person: whose.
        first: the day of leaving.
        back: the day of return.
        because: why, only if the person likes to say; a code.
        remote_test: "yes" or "no": whether a test is taken there; "" where none falls into these days.
        words: where to, and how to stay in touch; sealed.
        by: who writes.
        at: when (aware).
        entry_id: made with the form; None makes one.

    Raises:
        DomainError: "person.unknown", "leave.too-long", "leave.overlaps", "journal.dates-reversed".
    """
    who = _held(by, person)
    found = _away(who, day_of(at))
    if back.toordinal() - first.toordinal() > _LONGEST:
        raise DomainError("leave.too-long", field="to", days=_LONGEST)
    other = found.now if found.now is not None and found.now.entry != str(entry_id) else None
    if other is not None and first.toordinal() < other.to and back.toordinal() > other.first:
        raise DomainError("leave.overlaps", field="from")
    details: dict[str, object] = {"from": first.isoformat(), "to": back.isoformat()}
    details |= {k: v for k, v in (("because", because), ("remote_test", remote_test)) if v}
    done = _say(who, "leave_report", details, words, by=by, at=at, entry_id=entry_id)
    return done, needs_report(first, back, from_days=found.from_days)


@transaction.atomic
def put_off(
    *, person: UUID, back: date, words: str = "", by: Viewer, at: datetime, entry_id: UUID | None = None
) -> Recorded:
    """The return is put off to another day.

    Raises:
        DomainError: "person.unknown", "leave.none", "leave.too-long", "journal.dates-reversed".
    """
    who = _held(by, person)
    now = _running(who, day_of(at))
    if back.toordinal() < now.first:
        day = date.fromordinal(now.first).isoformat()
        raise DomainError("journal.dates-reversed", kind="leave_extend", field="to", allowed=day)
    if back.toordinal() - now.first > _LONGEST:
        raise DomainError("leave.too-long", field="to", days=_LONGEST)
    details = {"to": back.isoformat()}
    return _say(who, "leave_extend", details, words, by=by, at=at, entry_id=entry_id)


@transaction.atomic
def come_back(
    *, person: UUID, on: date, words: str = "", by: Viewer, at: datetime, entry_id: UUID | None = None
) -> Recorded:
    """The person is back.

    Raises:
        DomainError: "person.unknown", "leave.none", "leave.not-begun", "journal.in-the-future".
    """
    who = _held(by, person)
    now = _running(who, day_of(at))
    if on.toordinal() < now.first:
        raise DomainError("leave.not-begun", field="on")
    return _say(who, "leave_return", {}, words, by=by, at=at, entry_id=entry_id, on=on)


def _held(by: Viewer, person: UUID) -> AdmittedPerson:
    who = person_for(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    return who


def _running(who: AdmittedPerson, today: date) -> Leave:
    now = _away(who, today).now
    if now is None:
        raise DomainError("leave.none")
    return now


def _say(
    who: AdmittedPerson,
    kind: str,
    details: Mapping[str, object],
    words: str,
    *,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None,
    on: date | None = None,
) -> Recorded:
    draft = Draft(
        kind=kind,
        outcome="done",
        happened_on=on or day_of(at),
        details=details,
        note=words,
        id=entry_id,
    )
    return write(who, draft, episode=None, by=by, at=at)
