"""What somebody may be entitled to, from what the viewer may read and what was just said. Writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guitu.casework.directory.queries import ServiceRow, services
from guitu.casework.episodes.queries import episodes_of
from guitu.casework.journal.queries import entries_of
from guitu.casework.people.queries import AdmittedPerson, contacts
from guitu.domain.access import Compartment, Viewer, compartments
from guitu.domain.consent import years_old
from guitu.domain.directory.eligibility import Found, entitlements
from guitu.domain.directory.facts import FACTS, Said, known
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel import region as regions
from guitu.foundation.rulebooks import book_for
from guitu.foundation.service_files import programmes

_TRAINING = ("skills_training",)


@dataclass(frozen=True, slots=True)
class Looked:
    """What came out: what counted as known, every programme, and where to apply, by kind of help."""

    place: int
    facts: dict[str, Said]
    found: tuple[Found, ...]
    services: dict[str, tuple[ServiceRow, ...]]


def look(viewer: Viewer, who: AdmittedPerson, said: Iterable[Said], *, today: date) -> Looked:
    """The entitlements of one person in the place that holds them. ``said`` counts and is kept nowhere."""
    place = regions.region_of(abs(who.held_by))
    facts = known([*_in_the_file(viewer, who, today), *said])
    found = entitlements(programmes().values(), facts, book_for(place).parameters, place=place)
    offered: dict[str, list[ServiceRow]] = {}
    for row in services(viewer, area=place):
        offered.setdefault(row.kind, []).append(row)
    return Looked(place, facts, found, {kind: tuple(rows) for kind, rows in offered.items()})


def _in_the_file(viewer: Viewer, who: AdmittedPerson, today: date) -> Iterator[Said]:
    """What the file says, as far as it is open to the viewer: no free text is guessed at."""
    opened = compartments(viewer, held_by=who.held_by, person=who.id).whole
    if who.birth_on is not None:
        yield Said("age", years_old(who.birth_on, today), "file", today)
    if Compartment.WHEREABOUTS in opened:
        yield from (
            Said("domicile", one.region, "file", one.as_of)
            for one in contacts(who)
            if one.kind == "domicile" and one.of == "self" and one.region
        )
    if Compartment.CASEWORK in opened:
        yield from _released(who, today)
        yield from _in_the_journal(effective(entries_of(who)).entries)


def _released(who: AdmittedPerson, today: date) -> Iterator[Said]:
    days = [row.released_on for row in episodes_of(who) if row.released_on and row.released_on <= today]
    if days:
        last = max(days)
        months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
        yield Said("months_since_release", months, "file", today)


def _in_the_journal(entries: Iterable[Entry]) -> Iterator[Said]:
    """Facts somebody wrote down as such, and training that was given."""
    for entry in entries:
        details = entry.details
        if entry.kind == "fact_recorded" and details.get("field") in FACTS:
            said = (details.get(name) for name in ("code", "number", "region"))
            value = next((one for one in said if one is not None), None)
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if isinstance(value, (str, int)):
                yield Said(str(details["field"]), value, "journal", entry.happened_on)
        elif entry.kind == "service" and entry.outcome == "done" and details.get("service") in _TRAINING:
            yield Said("trained", "yes", "journal", entry.happened_on)
