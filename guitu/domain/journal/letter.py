"""What was handed to the person in writing. Two of the letters are a step before a report to the police."""

from dataclasses import dataclass
from typing import ClassVar

from guitu.domain.journal import outcomes
from guitu.domain.journal.detail import CODE, detail
from guitu.domain.journal.kind import Compartment, Family, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Kind):
    """Any letter or notice. ``template`` which of the forms of rulebook 4.5 it was made from."""

    kind: ClassVar = "letter"
    family: ClassVar = Family.LETTER
    outcomes: ClassVar = outcomes.Done
    template: str | None = detail(CODE, "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmonitionLetter(Kind):
    """劝诫书, the milder one, after an ordinary breach (rulebook F-01)."""

    kind: ClassVar = "admonition_letter"
    family: ClassVar = Family.LETTER
    outcomes: ClassVar = outcomes.Done
    compartment: ClassVar[Compartment] = "orders"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningLetter(Kind):
    """告诫书, the stronger one (rulebook F-01, F-08)."""

    kind: ClassVar = "warning_letter"
    family: ClassVar = Family.LETTER
    outcomes: ClassVar = outcomes.Done
    compartment: ClassVar[Compartment] = "orders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Kind):
    """A friendly word before something is due."""

    kind: ClassVar = "reminder"
    family: ClassVar = Family.LETTER
    outcomes: ClassVar = outcomes.Done


KINDS: tuple[type[Kind], ...] = (Letter, AdmonitionLetter, WarningLetter, Reminder)
