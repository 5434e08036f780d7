"""The one table of people that leaves the house: its columns, what is masked, and its rows for one viewer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext

from guitu.casework.episodes.queries import EpisodeRow, episodes_in_care
from guitu.casework.exports.queries import Whose
from guitu.casework.people.queries import AdmittedPerson, ContactRow, contacts, person_for
from guitu.casework.records.queries import flags_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import State
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.organisations.queries import unit_names

COLUMNS = ("name", "sex", "birth", "citizen_id", "phone", "unit", "kind", "phase", "term_to", "worker")
"""All there are. What stands in journals, facts and addresses is not exported."""

MASKABLE = frozenset({"name", "birth", "citizen_id", "phone"})
NAMING = frozenset({"name", "citizen_id", "phone"})
"""Columns that, unmasked, say who somebody is."""

KINDS = ("", "aftercare", "community_rehab", "community_detox")
ROWS_MOST = 2000
"""Of one file; proposed. More than anybody works with by hand."""

_IDENTITY = frozenset({"name", "sex", "birth", "citizen_id"})
_HIDDEN = "＊"
_TAIL = 4  # digits of a number that stay readable


@dataclass(frozen=True)
class Words:
    """What codes are called in the reader's language, by code."""

    heads: Mapping[str, str]
    sexes: Mapping[str, str]
    kinds: Mapping[str, str]
    phases: Mapping[str, str]


@dataclass(frozen=True)
class People:
    """The rows of one export and whose they are, in order."""

    ids: tuple[UUID, ...]
    rows: tuple[tuple[str, ...], ...]


def columns_asked(columns: Iterable[str], plain: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns in their order, and those of them that are not masked.

    Raises:
        DomainError: "export.no-columns", "export.unknown-column".
    """
    wanted, bare = set(columns), set(plain)
    if not wanted:
        raise DomainError("export.no-columns")
    if not wanted <= set(COLUMNS) or not bare <= MASKABLE:
        raise DomainError("export.unknown-column")
    return tuple(c for c in COLUMNS if c in wanted), tuple(c for c in COLUMNS if c in bare & wanted)


def names_people(plain: Iterable[str]) -> bool:
    """Whether these unmasked columns say who somebody is."""
    return bool(NAMING & set(plain))


def in_reach(
    viewer: Viewer, *, kind: str, whose: Whose, limit: int = ROWS_MOST + 1
) -> tuple[EpisodeRow, ...]:
    """The open episodes an export would hold, one for each person: the latest opened."""
    worker = viewer.id if whose == "mine" else None
    latest: dict[UUID, EpisodeRow] = {}
    for row in episodes_in_care(viewer, kind=kind, worker=worker, limit=limit):
        latest[row.person_id] = row
    return tuple(latest.values())


def rows_for(
    viewer: Viewer,
    episodes: Iterable[EpisodeRow],
    *,
    columns: Sequence[str],
    plain: Sequence[str],
    words: Words,
) -> People:
    """The rows, each person let in to anew; whoever is out of reach by now is left out."""
    listed = list(episodes)
    units = unit_names({row.held_by for row in listed})
    workers = display_names({row.worker for row in listed if row.worker is not None})
    drawn: dict[UUID, tuple[str, ...]] = {}
    for row in listed:
        try:
            who = person_for(viewer, row.person_id, Permission.PERSON_READ)
        except DomainError:
            continue
        line = _Line(who, row, words, units, workers)
        drawn[who.id] = tuple(line.cell(column, masked=column not in plain) for column in columns)
    return People(tuple(drawn), tuple(drawn.values()))


@dataclass(frozen=True)
class _Line:
    """One person and the episode they are listed by."""

    who: AdmittedPerson
    episode: EpisodeRow
    words: Words
    units: Mapping[int, str]
    workers: Mapping[UUID, str]

    def cell(self, column: str, *, masked: bool) -> str:
        text = _CELLS[column](self)
        shown = _MASKS[column](text) if masked and column in MASKABLE else text
        return gettext("%(what)s（本人有异议）") % {"what": shown} if self._is_disputed(column) else shown

    def phone(self) -> str:
        own = self._own_phone
        return own.value if own else ""

    @cached_property
    def _own_phone(self) -> ContactRow | None:
        return next((c for c in contacts(self.who) if c.kind == "phone" and c.of == "self"), None)

    @cached_property
    def _flags(self) -> Mapping[UUID, State]:
        return flags_of(self.who)

    def _is_disputed(self, column: str) -> bool:
        """Whether the person says this is wrong: the flag goes wherever the row goes."""
        if column == "phone":
            return self._own_phone is not None and self._own_phone.id in self._flags
        return column in _IDENTITY and self.who.id in self._flags


_CELLS: Mapping[str, Callable[[_Line], str]] = {
    "name": lambda line: line.who.name,
    "sex": lambda line: line.words.sexes.get(line.who.sex, ""),
    "birth": lambda line: _day(line.who.birth_on),
    "citizen_id": lambda line: line.who.citizen_id or "",
    "phone": _Line.phone,
    "unit": lambda line: line.units.get(line.episode.held_by, ""),
    "kind": lambda line: line.words.kinds.get(line.episode.kind.value, ""),
    "phase": lambda line: line.words.phases.get(line.episode.phase, ""),
    "term_to": lambda line: _day(line.episode.term_to),
    "worker": lambda line: line.workers.get(line.episode.worker, "") if line.episode.worker else "",
}

_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": lambda text: text[:1] + _HIDDEN * len(text[1:]),
    "birth": lambda text: text[:4],
    "citizen_id": lambda text: _tail(text),
    "phone": lambda text: _tail(text),
}


def _tail(text: str) -> str:
    return _HIDDEN * _TAIL + text[-_TAIL:] if len(text) > _TAIL else _HIDDEN * len(text)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
