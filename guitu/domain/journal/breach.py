"""Before anything about a person goes to the police, and where it may end instead; and a person out of touch.

None of these entries changes a legal status. Each is written by a workflow of its own, which looks first
whether its turn has come (rulebook 4.3, F-02 to F-11).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import CODE, DAY, DOCUMENT, REFERENCE, detail, one_of, some_of
from guitu.domain.journal.kind import Compartment, Family, Kind, Said
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn(Kind):
    family: ClassVar = Family.LIFECYCLE
    outcomes: ClassVar[type[StrEnum]] = outcomes.Done
    compartment: ClassVar[Compartment] = "orders"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingOffered(_Turn):
    """The person was told the facts and may answer until ``answer_by``; what was told is noted (F-09)."""

    kind: ClassVar = "hearing_offered"
    settles: ClassVar = True
    about: str | None = detail(CODE)
    answer_by: date | None = detail(DAY, "recorded")

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """The days to answer lie ahead.

        Raises:
            DomainError("journal.dates-reversed"): ``answer_by`` on the day of the offer or before it.
        """
        until = details.get("answer_by")
        if until is not None and str(until) <= said.happened_on.isoformat():
            day = said.happened_on.isoformat()
            raise DomainError("journal.dates-reversed", kind=said.kind, field="answer_by", allowed=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachConfirmed(_Turn):
    """Somebody holds, after hearing the person, that it must be reported. ``confirmed_as`` worker or head."""

    kind: ClassVar = "breach_confirmed"
    confirmer: str | None = detail(REFERENCE, "recorded")
    confirmed_as: str | None = detail(one_of(codes.CONFIRMERS), "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachClosed(_Turn):
    """It was looked at, and nothing goes to the police. The counted entries stay as they are (F-12)."""

    kind: ClassVar = "breach_closed"
    why: str | None = detail(one_of(codes.BREACH_CLOSED), "recorded")
    grounds: tuple[str, ...] | None = detail(some_of(codes.BREACH_GROUNDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class LostContact(_Turn):
    """Somebody decided to tell the police that the person cannot be reached (F-11). A contact ends it."""

    kind: ClassVar = "lost_contact"
    told: tuple[str, ...] | None = detail(some_of(codes.TOLD))
    document_number: str | None = detail(DOCUMENT)


KINDS: tuple[type[Kind], ...] = (HearingOffered, BreachConfirmed, BreachClosed, LostContact)
