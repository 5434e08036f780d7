"""One thing that happened to a person, as decisions see it: without names and without free text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from operator import attrgetter

from guitu.domain.kernel.errors import DomainError

# Entries without a moment of recording (a hand-written file) sort before all others of their day.
BEFORE_ALL = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal entry.

    ``id`` text of a UUIDv7 (any text in a file written by hand). ``happened_on`` civil date. ``episode``
    the episode's id if the act belongs to one order, else None. ``details`` codes, numbers and ISO dates
    only. ``reason`` why a correction was made or a visit did not happen (a code). ``supersedes`` the id
    of the entry this one corrects. ``day`` is ``happened_on`` as an ordinal, so that slots compare whole
    numbers.
    """

    id: str
    kind: str
    happened_on: date
    outcome: str
    details: Mapping[str, object]
    recorded_at: datetime = BEFORE_ALL
    episode: str | None = None
    supersedes: str | None = None
    reason: str | None = None
    day: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", self.happened_on.toordinal())

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Entries fill slots in this order (design, section 1)."""
        return self.happened_on, self.recorded_at, self.id


@dataclass(frozen=True, slots=True)
class Effective:
    """The entries that count, in order, and the entries corrected more than once (an alert is shown)."""

    entries: tuple[Entry, ...]
    corrected_twice: tuple[str, ...]


_ORDER = attrgetter("happened_on", "recorded_at", "id")  # of Entry.order, without a call for each entry
RETRACTION = "retraction"  # a correction that says: this did not happen at all


def effective(entries: Iterable[Entry]) -> Effective:
    """What counts after corrections: superseded entries, retractions and repeats left out.

    An entry sent twice is one. Of two corrections of the same entry the one recorded later counts.

    Raises:
        DomainError("journal.same-id-other-content"): one id with two contents; ``id`` names it.
    """
    given = tuple(entries)
    by_id = {entry.id: entry for entry in given}
    if len(by_id) < len(given):
        _refuse_other_content(given, by_id)
    corrections: dict[str, list[Entry]] = {}
    for entry in by_id.values():
        if entry.supersedes is not None:
            corrections.setdefault(entry.supersedes, []).append(entry)
    gone: set[str] = set(corrections)
    twice = []
    for original, found in corrections.items():
        if len(found) > 1:
            found.sort(key=attrgetter("recorded_at", "id"))
            gone.update(e.id for e in found[:-1])
            twice.append(original)
    kept = [e for e in by_id.values() if e.id not in gone and e.kind != RETRACTION]
    kept.sort(key=_ORDER)
    return Effective(tuple(kept), tuple(sorted(twice)))


def _refuse_other_content(given: Iterable[Entry], by_id: Mapping[str, Entry]) -> None:
    for entry in given:
        if by_id[entry.id] != entry:
            raise DomainError("journal.same-id-other-content", id=entry.id)
