"""What was filled in about a person, as far as it is open to who asks: all, one form, one over time."""

from dataclasses import dataclass
from uuid import UUID

from guitu.casework.instruments.queries import DraftRow, drafts_of, in_use, version_of
from guitu.casework.journal.queries import Line, line_of, lines_of_kind
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.instruments import dangers
from guitu.domain.instruments.model import Answers, Definition
from guitu.domain.instruments.response import read_response
from guitu.domain.instruments.risk import INSTRUMENT as RISK
from guitu.domain.instruments.scores import Scored, totals
from guitu.domain.kernel.errors import DomainError
from guitu.workflows.answer_instrument import may_fill


@dataclass(frozen=True, slots=True)
class Offered:
    """One instrument: whether the viewer may fill it in, their draft, and what there is, latest first."""

    definition: Definition
    fillable: bool
    draft: DraftRow | None
    filled: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """All instruments that are anything to the viewer, about one person."""

    who: AdmittedPerson
    offered: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One filled form, read. ``scored`` is made anew from the answers, by the version they were given to."""

    who: AdmittedPerson
    line: Line
    definition: Definition
    answers: Answers
    scored: tuple[Scored, ...]
    dangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """One instrument over time, the earliest first."""

    who: AdmittedPerson
    definition: Definition
    results: tuple[Result, ...]


def choice(viewer: Viewer, person: UUID) -> Choice:
    """What can be filled in about somebody, and what was.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    drafts = drafts_of(viewer, who)
    lines: dict[str, list[Line]] = {}
    for line in lines_of_kind(viewer, who, "assessment"):
        lines.setdefault(str(line.details.get("instrument")), []).append(line)
    found = [
        Offered(each, may_fill(viewer, who, each), drafts.get(code), tuple(lines.get(code, ())))
        for code, each in in_use().items()
        if code != RISK
    ]
    known = {each.definition.code for each in found}
    for code in sorted(lines.keys() - known):  # retired since: what was answered stays readable
        shown = _definition(lines[code][0])
        if shown is not None:
            found.append(Offered(shown, fillable=False, draft=None, filled=tuple(lines[code])))
    return Choice(who, tuple(each for each in found if each.fillable or each.filled))


def result(viewer: Viewer, person: UUID, entry: UUID) -> Result:
    """One filled form.

    Raises:
        DomainError: "person.unknown"; "journal.unknown", alike for absent, another kind and a closed
            compartment; "instrument.unknown", "instrument.response-damaged".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    line = line_of(viewer, who, entry)
    if line.kind != "assessment":
        raise DomainError("journal.unknown")
    return _read(who, line)


def course(viewer: Viewer, person: UUID, code: str) -> Course:
    """One instrument over time; what was corrected or taken back is left out.

    Raises:
        DomainError: "person.unknown"; "instrument.unknown", also where none of it is open to the viewer.
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    lines = [
        line
        for line in lines_of_kind(viewer, who, "assessment")
        if line.details.get("instrument") == code and line.superseded_by is None
    ]
    read = [found for line in lines if (found := _maybe(who, line)) is not None]
    if not read:
        raise DomainError("instrument.unknown")
    read.sort(key=lambda each: (each.line.happened_on, each.line.recorded_at))
    return Course(who, read[-1].definition, tuple(read))


def _definition(line: Line) -> Definition | None:
    try:
        return version_of(str(line.details.get("instrument")), str(line.details.get("version"))).definition
    except DomainError:
        return None


def _maybe(who: AdmittedPerson, line: Line) -> Result | None:
    """The result, or None where it cannot be read: one damaged form must not hide the others."""
    try:
        return _read(who, line)
    except DomainError:
        return None


def _read(who: AdmittedPerson, line: Line) -> Result:
    definition = _definition(line)
    if definition is None:
        raise DomainError("instrument.unknown")
    answers = read_response(definition, line.note)
    return Result(
        who, line, definition, answers, totals(definition, answers), dangers.told(definition, answers)
    )
