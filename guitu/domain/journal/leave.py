"""Leave that was reported, and absence that was not. The law asks for a report, not for permission (E-01)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import DAY, REGION, detail, one_of
from guitu.domain.journal.kind import Compartment, Family, Kind, Said
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Away(Kind):
    family: ClassVar = Family.LEAVE
    outcomes: ClassVar[type[StrEnum]] = outcomes.Done
    compartment: ClassVar[Compartment] = "orders"


def _refuse_reversed(details: dict[str, object], said: Said) -> None:
    start, end = details.get("from"), details.get("to")
    if start is not None and end is not None and str(end) < str(start):
        raise DomainError("journal.dates-reversed", kind=said.kind, field="to", allowed=start)


def needs_report(left: date, back: date, *, from_days: int) -> bool:
    """Whether an absence must be reported in writing: from ``from_days`` days away on (E-01: 3).

    The day of leaving is not counted (rule book 9, question 12: the reading in the person's favour).

    >>> needs_report(date(2026, 3, 10), date(2026, 3, 12), from_days=3)
    False
    """
    return (back - left).days >= from_days


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveReport(_Away):
    """The person told where they go and when. ``from_`` the day of leaving, ``to`` the day of return.

    ``remote_test`` whether a test is taken there; how to stay in touch is in the note.
    """

    kind: ClassVar = "leave_report"
    settles: ClassVar = True
    from_: date | None = detail(DAY, "recorded")
    to: date | None = detail(DAY, "recorded")
    to_region: int | None = detail(REGION)
    because: str | None = detail(one_of(codes.LEAVE_REASONS))
    remote_test: str | None = detail(one_of(codes.YES_NO))

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """Nobody returns before leaving.

        Raises:
            DomainError("journal.dates-reversed"): ``to`` before ``from``.
        """
        _refuse_reversed(details, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveExtend(_Away):
    """The return is put off. ``to`` the new day of return."""

    kind: ClassVar = "leave_extend"
    to: date | None = detail(DAY, "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveReturn(_Away):
    """The person is back."""

    kind: ClassVar = "leave_return"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnauthorisedAbsence(_Away):
    """Gone without a report. ``from_`` the day of leaving; ``to`` that of return, None while still away."""

    kind: ClassVar = "unauthorised_absence"
    outcomes: ClassVar = outcomes.Unauthorised
    settles: ClassVar = True
    from_: date = detail(DAY, "always", past=True)
    to: date | None = detail(DAY, past=True, nullable=True)

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """Nobody returns before leaving.

        Raises:
            DomainError("journal.dates-reversed"): ``to`` before ``from``.
        """
        _refuse_reversed(details, said)


KINDS: tuple[type[Kind], ...] = (LeaveReport, LeaveExtend, LeaveReturn, UnauthorisedAbsence)
