"""What was found out about the person's situation: instruments, risk, and single dated facts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import (
    CODE,
    DAY,
    DOCUMENT,
    REGION,
    VERSION,
    detail,
    number,
    one_of,
    some_of,
)
from guitu.domain.journal.kind import Family, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding(Kind):
    family: ClassVar = Family.ASSESSMENT
    outcomes: ClassVar = outcomes.Done


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(_Finding):
    """An instrument was filled in. Answers and scores are the sealed note, in its compartment."""

    kind: ClassVar = "assessment"
    note_holds: ClassVar = "response"
    instrument: str | None = detail(CODE, "recorded")
    version: str | None = detail(VERSION, "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment(_Finding):
    """The level one person proposed and two others confirmed. How long it holds is the rule book's matter.

    ``basis`` provisional where a factor was not known.
    """

    kind: ClassVar = "risk_assessment"
    note_holds: ClassVar = "response"
    level: str | None = detail(one_of(codes.RISK_LEVELS), "recorded")
    basis: str | None = detail(one_of(codes.LEVEL_BASES))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreReleaseAssessment(_Finding):
    """What the facility and the township office found before the gate (rulebook I-10).

    ``covers`` the sides that were looked at; what was found is in the note. ``sole_carer`` whether a child
    or an adult who cannot care for themselves depends on the person alone (I-13).
    """

    kind: ClassVar = "pre_release_assessment"
    covers: tuple[str, ...] | None = detail(some_of(codes.ASSESSED))
    assessors: tuple[str, ...] | None = detail(some_of(codes.ASSESSORS))
    sole_carer: str | None = detail(one_of(codes.YES_NO))


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecorded(_Finding):
    """One dated fact of a record group; what only words can say goes into the note.

    ``field`` which fact; ``code``, ``number``, ``on``, ``region`` or ``document_number`` what it says.
    """

    kind: ClassVar = "fact_recorded"
    group: str | None = detail(one_of(codes.FACT_GROUPS), "recorded")
    field: str | None = detail(CODE, "recorded")
    code: str | None = detail(CODE)
    number: float | None = detail(number(-1_000_000, 1_000_000))
    on: date | None = detail(DAY)
    region: int | None = detail(REGION)
    document_number: str | None = detail(DOCUMENT)


KINDS: tuple[type[Kind], ...] = (Assessment, RiskAssessment, PreReleaseAssessment, FactRecorded)
