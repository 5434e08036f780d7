"""Reading families: one person's, and who of it is closed."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from guitu.casework.family.models import Care, Child, Hold, Relative, SchoolWord, Word
from guitu.casework.family.translate import (
    FAMILY,
    CareRow,
    ChildRow,
    HoldRow,
    RelativeRow,
    care_row,
    child_row,
    hold_row,
    relative_row,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.family.apart import Apart
from guitu.domain.family.relative import Said, standing
from guitu.domain.family.school import Contact
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring

__all__ = ["CareRow", "ChildRow", "HoldRow", "RelativeRow"]


def relatives_of(who: AdmittedPerson) -> tuple[RelativeRow, ...]:
    """Everybody on somebody's family file, in the order they were written down."""
    return _relatives(who.ids, who.ring)


def relative_for(who: AdmittedPerson, relative: UUID) -> RelativeRow:
    """One of them.

    Raises:
        DomainError: "family.unknown".
    """
    found = next((row for row in relatives_of(who) if row.id == relative), None)
    if found is None:
        raise DomainError("family.unknown")
    return found


def _relatives(ids: Collection[UUID], ring: Ring) -> tuple[RelativeRow, ...]:
    said: dict[UUID, list[Said]] = defaultdict(list)
    for word in Word.objects.filter(person_id__in=ids).order_by("said_on", "written_at", "id"):
        said[word.relative].append(Said(word.purpose, word.given, word.said_on))
    rows = Relative.objects.filter(person_id__in=ids).order_by("written_at", "id")
    return tuple(relative_row(row, standing(said[row.id]), ring) for row in rows)


def children_of(who: AdmittedPerson) -> tuple[ChildRow, ...]:
    """The children."""
    rows = Child.objects.filter(person_id__in=who.ids).order_by("written_at", "id")
    return tuple(child_row(row, who.ring) for row in rows)


def school_words_of(who: AdmittedPerson, child: UUID) -> tuple[Contact, ...]:
    """What was spoken about with a child's school, the latest first."""
    rows = SchoolWord.objects.filter(person_id__in=who.ids, child=child).order_by("-said_on", "-written_at")
    return tuple(Contact(row.about, row.way, row.outcome, row.said_on) for row in rows)


def cares_of(who: AdmittedPerson) -> tuple[CareRow, ...]:
    """Who cares for whom."""
    rows = Care.objects.filter(person_id__in=who.ids).order_by("written_at", "id")
    return tuple(care_row(row, who.ring) for row in rows)


def holds_of(who: AdmittedPerson) -> tuple[HoldRow, ...]:
    """Everybody who is or was kept apart, the latest first."""
    rows = Hold.objects.filter(person_id__in=who.ids).order_by("-set_at", "-id")
    return tuple(hold_row(row, who.ring) for row in rows)


def standing_hold(who: AdmittedPerson, relative: UUID) -> HoldRow | None:
    """What keeps one relative apart now, or None."""
    return next((h for h in holds_of(who) if h.relative == relative and h.machine.stands), None)


def numbers_of(ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """The numbers of these people's relatives, to tell who is whose. In a context of the system."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in _relatives(ids, keys.ring(ids, (FAMILY,))):
        if row.about.phone:
            found[row.person_id].add(row.about.phone)
    return {person: frozenset(numbers) for person, numbers in found.items()}


def told_by(ids: Collection[UUID]) -> tuple[tuple[str, str, str], ...]:
    """Name, phone and address of each relative and child, by which somebody would be told from others.

    For deciding only, in a context that sees the whole file: what is found here is shown to nobody.
    """
    ring = keys.ring(ids, (FAMILY,))
    relatives = [row.about for row in _relatives(ids, ring)]
    children = [child_row(row, ring) for row in Child.objects.filter(person_id__in=ids)]
    return (*((a.name, a.phone, a.address) for a in relatives), *((child.name, "", "") for child in children))


def apart_of(ids: Collection[UUID]) -> Apart:
    """Who of a family is closed, for workflows that see the whole file. One query where nobody is.

    For deciding only: what is found here is shown to nobody.
    """
    held = set(
        Hold.objects.filter(person_id__in=ids, lifted_at__isnull=True).values_list("relative", flat=True)
    )
    gone = Relative.objects.filter(person_id__in=ids, withdrew_on__isnull=False)
    if not held and not gone.exists():
        return Apart()
    rows = _relatives(ids, keys.ring(ids, (FAMILY,)))
    closed = [row for row in rows if row.id not in held and row.withdrew_on is not None]
    return Apart(
        held=tuple(row.known for row in rows if row.id in held),
        withdrew=tuple(row.known for row in closed),
        open=tuple(row.known for row in rows if row.id not in held and row.withdrew_on is None),
    )
