"""Reading letters: those of one person, one of them, its words and its file."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from guitu.casework.letters.models import Letter
from guitu.casework.letters.translate import CASEWORK, LetterRow, file_of, letter_row, words_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Compartment, Viewer, compartments
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings

__all__ = ["LetterRow"]


def letters_of(viewer: Viewer, who: AdmittedPerson, *, limit: int = 200) -> tuple[LetterRow, ...]:
    """A person's letters as far as the viewer may read them, the latest first. One query."""
    found = _readable(viewer, who).order_by("-issued_at", "-id")[:limit]
    sightings.saw([who.id], CASEWORK)
    return tuple(map(letter_row, found))


def letter_for(viewer: Viewer, who: AdmittedPerson, letter: UUID) -> LetterRow:
    """One letter.

    Raises:
        DomainError: "letter.unknown", alike for absent, somebody else's and closed to this viewer.
    """
    return letter_row(_one(viewer, who, letter))


def words_for(viewer: Viewer, who: AdmittedPerson, letter: UUID) -> Mapping[str, str]:
    """The words of one letter by placeholder.

    Raises:
        DomainError: "letter.unknown".
    """
    words = words_of(_one(viewer, who, letter), who.ring)
    if words is None:
        raise DomainError("letter.unknown")
    return words


def file_for(viewer: Viewer, who: AdmittedPerson, letter: UUID) -> bytes | None:
    """The file of one letter as it was printed; None: it was not printed yet.

    Raises:
        DomainError: "letter.unknown".
    """
    return file_of(_one(viewer, who, letter), who.ring)


def _one(viewer: Viewer, who: AdmittedPerson, letter: UUID) -> Letter:
    row = _readable(viewer, who).filter(id=letter).first()
    if row is None:
        raise DomainError("letter.unknown")
    return row


def by_entry(who: AdmittedPerson, entry: UUID) -> LetterRow | None:
    """The letter that an entry tells of, for a form that was sent twice."""
    row = Letter.objects.filter(person_id__in=who.ids, entry=entry).first()
    return letter_row(row) if row else None


def _readable(viewer: Viewer, who: AdmittedPerson) -> QuerySet[Letter]:
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    found = Letter.objects.filter(person_id__in=who.ids)
    if Compartment.CASEWORK in opened.whole:
        return found
    return found.filter(issued_by=viewer.id) if Compartment.CASEWORK in opened.own else found.none()
