"""Tests. A missed one is not yet evaded, and a field result is not yet a positive (rulebook D-14, D-16)."""

from dataclasses import dataclass
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import detail, one_of
from guitu.domain.journal.kind import Compartment, Family, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugTest(Kind):
    """One test. ``level`` which of the three steps of D-08 the outcome comes from."""

    kind: ClassVar = "drug_test"
    family: ClassVar = Family.TEST
    outcomes: ClassVar = outcomes.DrugTest
    compartment: ClassVar[Compartment] = "orders"
    mode: str | None = detail(one_of(codes.TEST_MODES))
    sample: str | None = detail(one_of(codes.SAMPLES))
    level: str | None = detail(one_of(codes.TEST_LEVELS))
    reason: str | None = detail(one_of(codes.REASONS))


KINDS: tuple[type[Kind], ...] = (DrugTest,)
