"""Nothing is a confirmed positive while the person may still challenge it, whoever writes it down."""

from datetime import date

from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_for
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.chain import CONFIRM, FIELD, UNCONFIRMED, Chain, Times, chains
from guitu.foundation.authorization import door
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebooks import book_for

_CONFIRMED = "confirmed_positive"


def chains_of(who: AdmittedPerson, *, on: date) -> tuple[Chain, ...]:
    """The way of every test of somebody that was not negative, the latest first."""
    return _chains(entries_of_file(who), held_by=who.held_by, on=on)


def entries_of_file(who: AdmittedPerson) -> tuple[Entry, ...]:
    """Everything that happened, for judging a step; what of it is shown is the page's question."""
    with door.whole_files(who.ids):
        return entries_for(who.ids)


def _chains(entries: tuple[Entry, ...], *, held_by: int, on: date) -> tuple[Chain, ...]:
    times = Times.of(book_for(held_by).parameters)
    return chains(entries, times=times, calendar=work_calendar(), today=on)


def check_confirmation(who: AdmittedPerson, draft: Draft, *, on: date) -> None:
    """Refuse an entry that would confirm a test before its way is at its end.

    Raises:
        DomainError: "test.challenge-open"; "test.field-confirms-nothing": a field result that was never
            recorded as unconfirmed, so that nobody could challenge it.
    """
    if draft.kind != "drug_test" or draft.outcome != _CONFIRMED:
        return
    entries = entries_of_file(who)
    line = _line(entries, str(draft.supersedes) if draft.supersedes else None)
    if any(entry.outcome == _CONFIRMED for entry in line):
        return  # it was confirmed before; this corrects its number or its day
    root = next((entry for entry in reversed(line) if entry.outcome == UNCONFIRMED), None)
    if root is not None:
        found = _chains(entries, held_by=who.held_by, on=on)
        next(chain for chain in found if chain.test.id == root.id).require(CONFIRM)
    elif draft.details.get("level") in (None, FIELD):
        raise DomainError("test.field-confirms-nothing", field="outcome")


def _line(entries: tuple[Entry, ...], entry: str | None) -> list[Entry]:
    """An entry and what it corrected, back to the first."""
    by_id = {e.id: e for e in entries}
    found = []
    while entry is not None and entry in by_id:
        found.append(by_id[entry])
        entry = by_id[entry].supersedes
    return found
