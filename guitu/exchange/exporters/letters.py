"""Printing letters: the one way a letter leaves. What was printed once comes back byte for byte."""

from collections.abc import Mapping
from uuid import UUID

from guitu.casework.letters import commands
from guitu.casework.letters.commands import Printed
from guitu.casework.letters.queries import LetterRow, file_for, letter_for, words_for
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Compartment, Viewer
from guitu.domain.ledger.line import Act
from guitu.exchange import letter_shelf
from guitu.exchange.exporters import letter_paper
from guitu.foundation.audit import sightings

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def printed(viewer: Viewer, who: AdmittedPerson, letter: UUID) -> bytes:
    """The file of a letter: made the first time, with its unit's template of that moment, and kept.

    In the caller's transaction.

    Raises:
        DomainError: "letter.unknown"; "letter-template.…" where the unit's template cannot be used.
    """
    row = letter_for(viewer, who, letter)
    sightings.saw({who.id: who.held_by}, Compartment.CASEWORK, act=Act.EXPORT)
    if row.is_printed:
        content = file_for(viewer, who, letter)
        if content is not None:
            return content
    file = press(row.unit, row.kind, words_for(viewer, who, letter))
    commands.keep_file(row, file)
    return file.content


def press(unit: int, kind: str, words: Mapping[str, str]) -> Printed:
    """A letter's file, made with its unit's template.

    Raises:
        DomainError: "letter-template.…" where that cannot be used.
    """
    template = letter_shelf.template_for(unit, kind)
    return Printed(letter_paper.filled(template.content, words), template.digest)


def preview(unit: int, kind: str, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What will stand in a letter, paragraph by paragraph with its style, by the template of the unit.

    Raises:
        DomainError: "letter.unknown-kind", "letter-template.…".
    """
    return letter_paper.read_aloud(press(unit, kind, words).content)


def file_name(row: LetterRow) -> str:
    """As saved: a number that says nothing about anybody.

    The letter's kind stands nowhere in it, because the name is read on any screen it is opened on.
    """
    return f"{row.year}-{row.number:04d}.docx"
