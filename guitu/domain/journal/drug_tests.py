"""Tests, and what becomes of one that was not negative.

A missed one is not yet evaded, and a field result is not yet a positive (rulebook D-14, D-16). What happens
to one test after it was taken names it by its id (``test``); ``guitu.domain.testing.chain`` reads it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.decision import Decision
from guitu.domain.journal.detail import DAY, DOCUMENT, REFERENCE, detail, one_of
from guitu.domain.journal.kind import Compartment, Family, Kind, Said
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugTest(Kind):
    """One test. ``level`` which of the three steps of D-08 the outcome comes from.

    ``document_number`` and ``decided_on``: of the police decision, without which nothing is a confirmed
    positive. ``evasion`` what a human saw that makes it evaded.
    """

    kind: ClassVar = "drug_test"
    family: ClassVar = Family.TEST
    outcomes: ClassVar = outcomes.DrugTest
    compartment: ClassVar[Compartment] = "orders"
    settles: ClassVar = True
    mode: str | None = detail(one_of(codes.TEST_MODES))
    sample: str | None = detail(one_of(codes.SAMPLES))
    level: str | None = detail(one_of(codes.TEST_LEVELS))
    reason: str | None = detail(one_of(codes.REASONS))
    evasion: str | None = detail(one_of(codes.EVASIONS))
    document_number: str | None = detail(DOCUMENT, aliases=("document_no", "document"))
    decided_on: date | None = detail(DAY, past=True, aliases=("document_date", "decision_date"))

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """Evaded is a human's mark with its ground; confirmed is a decision with its paper.

        Raises:
            DomainError("test.evaded-without-ground"), DomainError("test.ground-not-evaded").
            DomainError("test.confirmed-without-decision"): number and date of the police decision.
        """
        evaded = said.outcome == outcomes.DrugTest.EVADED
        if details.get("evasion") is not None and not evaded:
            raise DomainError("test.ground-not-evaded", kind=said.kind, field="evasion", allowed=())
        if not said.complete:
            return
        if evaded and details.get("evasion") is None:
            raise DomainError(
                "test.evaded-without-ground", kind=said.kind, field="evasion", allowed=codes.EVASIONS
            )
        if said.outcome == outcomes.DrugTest.CONFIRMED_POSITIVE:
            for field in ("document_number", "decided_on"):
                if details.get(field) is None:
                    raise DomainError(
                        "test.confirmed-without-decision", kind=said.kind, field=field, allowed=()
                    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutATest(Kind):
    """Something that happened to one test. ``test`` the entry of the test, as it was first recorded."""

    family: ClassVar = Family.TEST
    outcomes: ClassVar[type[StrEnum]] = outcomes.Done
    compartment: ClassVar[Compartment] = "orders"
    test: str | None = detail(REFERENCE, "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSealed(AboutATest):
    """The sample was parted in A and B, sealed and signed; B is kept from this day (rulebook D-10)."""

    kind: ClassVar = "sample_sealed"
    sample: str | None = detail(one_of(codes.SAMPLES))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTold(AboutATest):
    """The person was told a result; the days to challenge it run from here (rulebook D-11)."""

    kind: ClassVar = "result_told"
    level: str | None = detail(one_of(codes.TEST_LEVELS), "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class TestChallenged(AboutATest):
    """The person challenged a result: their right, whatever came of it. ``level`` of the result."""

    __test__: ClassVar = False  # no test case, whatever pytest thinks of the name
    kind: ClassVar = "test_challenged"
    level: str | None = detail(one_of(codes.TEST_LEVELS), "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeDecided(Decision):
    """The police decided whether the laboratory tests (again). Declining needs a paper, to be appealed."""

    kind: ClassVar = "challenge_decided"
    family: ClassVar = Family.TEST
    outcomes: ClassVar = outcomes.ChallengeDecision
    settles: ClassVar = True
    test: str | None = detail(REFERENCE, "recorded")

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """What was declined can be appealed only if it has a number.

        Raises:
            DomainError("test.declined-without-document").
        """
        declined = said.outcome == outcomes.ChallengeDecision.DECLINED
        if declined and said.complete and details.get("document_number") is None:
            raise DomainError(
                "test.declined-without-document", kind=said.kind, field="document_number", allowed=()
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDelivered(AboutATest):
    """Sample B reached the laboratory."""

    kind: ClassVar = "sample_delivered"
    document_number: str | None = detail(DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult(AboutATest):
    """What a laboratory found. A retest is made by another institution (rulebook D-08).

    ``document_number`` of its report. By itself it confirms nothing: the police decide.
    """

    kind: ClassVar = "lab_result"
    outcomes: ClassVar = outcomes.LabResult
    settles: ClassVar = True
    level: str | None = detail(one_of(codes.TEST_LEVELS), "recorded")
    document_number: str | None = detail(DOCUMENT, "recorded")
    institution: str | None = detail(one_of(codes.INSTITUTIONS))

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """A laboratory makes no field test, and the one whose result is doubted does not judge it again.

        Raises:
            DomainError("test.not-a-laboratory"), DomainError("test.retest-elsewhere").
        """
        if details.get("level") == "field":
            raise DomainError(
                "test.not-a-laboratory", kind=said.kind, field="level", allowed=codes.TEST_LEVELS[1:]
            )
        if said.complete and details.get("level") == "retest" and details.get("institution") is None:
            raise DomainError(
                "test.retest-elsewhere", kind=said.kind, field="institution", allowed=codes.INSTITUTIONS
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDisposed(AboutATest):
    """Sample B was destroyed, after the time it must be kept (rulebook D-10)."""

    kind: ClassVar = "sample_disposed"


KINDS: tuple[type[Kind], ...] = (
    DrugTest,
    SampleSealed,
    ResultTold,
    TestChallenged,
    ChallengeDecided,
    SampleDelivered,
    LabResult,
    SampleDisposed,
)
