"""What somebody needs: raised at a visit, a talk or a call, and answered by what was done.

Both are journal entries. An answer names its need, so that each need has a clock of its own, and help that
was given is written down as help as well, so that promises and figures count it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_of_kinds, is_written, lines_of_kind
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission, Viewer
from guitu.domain.journal import codes
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.needs import ORDINARY_NEED, URGENT, URGENT_NEED, answered, is_urgent
from guitu.domain.rules.model import Deadline
from guitu.foundation.authorization import door
from guitu.foundation.rulebooks import book_for
from guitu.workflows.plan import admitted
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files

LONGEST = 1000  # characters of what is needed or was done, in words
_KINDS = ("need_raised", "need_answered")


@dataclass(frozen=True, slots=True)
class Need:
    """One need. ``due_on`` the last day to answer, None without a rule; ``answer`` None while it is open."""

    id: UUID
    code: str
    urgent: bool
    raised_on: date
    due_on: date | None
    answer: Entry | None
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.answer is None

    def is_late(self, today: date) -> bool:
        """Whether an answer is owed since before today."""
        return self.is_open and self.due_on is not None and self.due_on < today


def needs_of(viewer: Viewer, who: AdmittedPerson) -> tuple[Need, ...]:
    """Everything somebody needed: open ones first, the longest waiting before; then the latest answered."""
    words = {line.id: line.note for line in lines_of_kind(viewer, who, "need_raised")}
    found = needs_in(entries_of_kinds(who.ids, _KINDS), place=who.held_by, words=words)
    waiting = [need for need in found if need.is_open]
    waiting.sort(key=lambda need: (need.due_on or date.max, need.raised_on))
    return (*waiting, *(need for need in reversed(found) if not need.is_open))


def open_needs(who: AdmittedPerson) -> tuple[Need, ...]:
    """What nobody has answered, the longest waiting first, without words. One query."""
    found = needs_in(entries_of_kinds(who.ids, _KINDS), place=who.held_by)
    waiting = [need for need in found if need.is_open]
    return tuple(sorted(waiting, key=lambda need: (need.due_on or date.max, need.raised_on)))


def needs_in(
    entries: Iterable[Entry], *, place: int, words: dict[UUID, str] | None = None
) -> tuple[Need, ...]:
    """The needs in somebody's entries, in the order they were raised; ``place`` whose rules give the days."""
    counted = effective(entries).entries
    raised = [entry for entry in counted if entry.kind == "need_raised"]
    answers = answered(raised, [entry for entry in counted if entry.kind == "need_answered"])
    return tuple(_need(entry, answers.get(entry.id), place, words or {}) for entry in raised)


def _need(entry: Entry, answer: Entry | None, place: int, words: dict[UUID, str]) -> Need:
    id_, urgent = UUID(entry.id), is_urgent(entry)
    days = days_to_answer(place, urgent=urgent)
    due_on = None if days is None else entry.happened_on + timedelta(days=days)
    code = str(entry.details.get("need") or "other")
    return Need(id_, code, urgent, entry.happened_on, due_on, answer, words.get(id_, ""))


def days_to_answer(place: int, *, urgent: bool) -> int | None:
    """Within how many days the rules of a place want a need answered; None where they say nothing."""
    anchor = URGENT_NEED if urgent else ORDINARY_NEED
    for rule in book_for(place).rules:
        if isinstance(rule.body, Deadline) and rule.body.anchor == anchor:
            return rule.body.days
    return None


@transaction.atomic
def raise_needs(
    *,
    person: UUID,
    needs: Iterable[str],
    urgent: bool,
    words: str,
    said_on: date,
    entry: UUID,
    by: Viewer,
    at: datetime,
) -> tuple[UUID, ...]:
    """Write down what somebody needs, one entry for each; returns their ids. Sending twice is harmless.

    Args:
        person: whose.
        needs: codes of ``guitu.domain.journal.codes.NEEDS``.
        urgent: whether somebody must come or call within a day.
        words: as it was said; "" without.
        said_on: not after ``at``.
        entry: the visit, talk or call it was said at, or an id made by the form.
        by: who writes.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "need.none", "need.words", "journal.…".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    asked = [code for code in codes.NEEDS if code in set(needs)]
    if not asked:
        raise DomainError("need.none", field="needs")
    if len(words.strip()) > LONGEST:
        raise DomainError("need.words", field="words", most=LONGEST)
    urgency = URGENT if urgent else "ordinary"
    made = []
    for code in asked:
        details = {"need": code, "urgency": urgency}
        id_ = uuid5(entry, f"need:{code}")
        draft = Draft("need_raised", "done", said_on, details, note=words.strip(), id=id_)
        made.append(write(who, draft, episode=None, by=by, at=at).entry_id)
    return tuple(made)


@transaction.atomic
def answer(
    *,
    person: UUID,
    need: UUID,
    how: str,
    words: str = "",
    service: str = "",
    on: date,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """Write down what was done about a need. Sending the same ``entry_id`` twice is harmless.

    Args:
        person: whose.
        need: the entry that raised it.
        how: one of ``guitu.domain.journal.codes.ANSWERS``.
        words: what was done, in words.
        service: the help that was given, one of ``codes.SERVICES``; "" where none was.
        on: the day, not before the need was raised.
        by: who writes.
        at: when (aware).
        entry_id: made by the form.

    Raises:
        DomainError: "person.unknown", "need.unknown", "need.answered", "need.how", "need.words",
            "need.before-raised", "journal.…".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    return record_answer(who, need, how=how, words=words, service=service, on=on, by=by, at=at, id_=entry_id)


def record_answer(
    who: AdmittedPerson,
    need: UUID,
    *,
    how: str,
    words: str,
    service: str,
    on: date,
    by: Viewer,
    at: datetime,
    id_: UUID | None = None,
) -> Recorded:
    """The same in a transaction that holds the person's lock, for acts that have decided already.

    Raises:
        DomainError: as ``answer``, but for "person.unknown".
    """
    with door.whole_files(who.ids):
        known = {each.id: each for each in needs_in(entries_of_kinds(who.ids, _KINDS), place=who.held_by)}
        is_again = id_ is not None and is_written(who, id_)
    found = known.get(need)
    if found is None:
        raise DomainError("need.unknown")
    if not found.is_open and not is_again:
        raise DomainError("need.answered")
    _check(found, how=how, words=words, on=on)
    with door.whole_files(who.ids):
        if service:
            helped = Draft("service", "done", on, {"service": service}, note=words.strip())
            helped = helped._replace(id=uuid5(id_, "service") if id_ else None)
            write(who, helped, episode=None, by=by, at=at)
        details = {"need": found.code, "answers": str(need), "how": how}
        draft = Draft("need_answered", "done", on, details, note=words.strip(), id=id_)
        return write(who, draft, episode=None, by=by, at=at)


def _check(need: Need, *, how: str, words: str, on: date) -> None:
    if how not in codes.ANSWERS:
        raise DomainError("need.how", field="how")
    if len(words.strip()) > LONGEST or (how == "cannot_be_done" and not words.strip()):
        raise DomainError("need.words", field="words", most=LONGEST)
    if on < need.raised_on:
        raise DomainError("need.before-raised", field="on", day=need.raised_on.isoformat())
