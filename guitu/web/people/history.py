"""What happened, line by line, corrections in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from guitu.casework.journal.queries import Line as Row
from guitu.domain.access import Viewer, holds
from guitu.domain.journal.entry import RETRACTION
from guitu.domain.journal.kinds import KINDS
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.clock import day_of
from guitu.web.shell import addresses, terms
from guitu.web.shell.dates import day_words
from guitu.web.shell.tags import code_word, field_word, kind_word, outcome_word
from guitu.workflows.record import OWN_ACTS, permission_for

_UNIT_DIGITS: Final = 15
_HIDDEN = frozenset({"to_worker", "to_unit", "reason_kind"})  # ids, and what the reason says already


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``gone`` it was corrected or withdrawn; ``corrects`` it replaces another.

    ``label`` says, for readers by ear, which entry its link corrects.
    """

    id: UUID
    when: str
    exact: str
    what: str
    outcome: str
    details: tuple[tuple[str, str], ...]
    note: str
    by: str
    gone: bool
    corrects: bool
    withdraws: bool
    reason: str
    correct: str
    label: str
    disputed: str
    see: str


def lines_of(
    rows: Sequence[Row],
    names: Mapping[UUID, str],
    *,
    viewer: Viewer,
    person: UUID,
    today: date,
    disputed: Mapping[UUID, str],
    units: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Line, ...]:
    """The lines of a timeline in words, for one viewer.

    ``names`` of accounts, ``units`` of units; ``disputed`` words for rows the person disputes.
    """
    called = {str(number): name for number, name in (*names.items(), *units.items())}
    return tuple(_line(row, names, called, viewer, person, today, disputed) for row in rows)


def units_in(rows: Sequence[Row]) -> frozenset[int]:
    """The units that details of these rows name."""
    values = (value for row in rows for value in row.details.values())
    return frozenset(value for value in values if isinstance(value, int) and _is_unit(value))


def _is_unit(value: int) -> bool:
    return len(str(value)) == _UNIT_DIGITS


def _line(
    row: Row,
    names: Mapping[UUID, str],
    called: Mapping[str, str],
    viewer: Viewer,
    person: UUID,
    today: date,
    disputed: Mapping[UUID, str],
) -> Line:
    by = names.get(row.recorded_by, gettext("系统"))
    when, what = day_words(row.happened_on, today), kind_word(row.kind)
    return Line(
        id=row.id,
        when=when,
        exact=row.happened_on.isoformat(),
        what=what,
        outcome=_outcome(row),
        details=tuple(_details(row, called, today)),
        note=row.note if KINDS[row.kind].note_holds == "words" else "",
        by=gettext("%(name)s %(day)s记录") % {"name": by, "day": day_words(day_of(row.recorded_at), today)},
        gone=row.superseded_by is not None,
        corrects=row.supersedes is not None and row.kind != RETRACTION,
        withdraws=row.kind == RETRACTION,
        reason=str(terms.CORRECTIONS.get(row.reason) or code_word(row.reason)) if row.reason else "",
        correct=addresses.correct(person, row.id) if _correctable(row, viewer) else "",
        label=gettext("更正%(day)s的%(what)s") % {"day": when, "what": what},
        disputed=disputed.get(row.id, ""),
        see=_see(row, person),
    )

    return day_of(row.recorded_at)


def _see(row: Row, person: UUID) -> str:
    """The page that puts a filled form into words; "" where the note does so itself."""
    return addresses.filled(person, row.kind, row.id) if KINDS[row.kind].note_holds == "response" else ""


def _outcome(row: Row) -> str:
    """The outcome, where it says more than that the thing happened."""
    only_done = [outcome.value for outcome in KINDS[row.kind].outcomes] == ["done"]
    return "" if only_done else outcome_word(row.outcome, row.kind)


def _details(row: Row, called: Mapping[str, str], today: date) -> list[tuple[str, str]]:
    """What an entry says, field by field; ids of which nobody here knows the name say nothing to a reader."""
    shown = []
    for name in KINDS[row.kind].declared():
        value = row.details.get(name)
        if value is None or name in _HIDDEN:
            continue
        words = called.get(str(value)) or _value(value, today)
        if not _is_id(words):
            shown.append((field_word(name), words))
    return shown


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _value(value: object, today: date) -> str:
    if isinstance(value, list):
        return gettext("、").join(code_word(str(each)) for each in value)
    text = str(value)
    try:
        return day_words(date.fromisoformat(text), today)
    except ValueError:
        return code_word(text)


def _correctable(row: Row, viewer: Viewer) -> bool:
    if row.superseded_by is not None or row.kind == RETRACTION or row.kind in OWN_ACTS:
        return False
    try:
        return holds(viewer, permission_for(row.kind))
    except DomainError:
        return False
