"""What police or another authority decided or found. Guitu records it; it never decides it.

Where ``needs_document`` stands, only an entry with the document's number and date moves a term or a status;
without them the entry is kept and the outlook proposes to ask for the document.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import DAY, DOCUMENT, REFERENCE, REGION, SLOTS, detail, one_of, some_of
from guitu.domain.journal.kind import Compartment, Family, Kind, Said
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Kind):
    """The document: its number, its date, and what sort of authority issued it."""

    family: ClassVar = Family.DECISION
    outcomes: ClassVar[type[StrEnum]] = outcomes.Done
    compartment: ClassVar[Compartment] = "orders"
    document_number: str | None = detail(DOCUMENT, aliases=("document_no", "document"))
    decided_on: date | None = detail(DAY, past=True, aliases=("document_date", "decision_date", "issued_on"))
    authority: str | None = detail(one_of(codes.AUTHORITIES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Papered(Decision):
    """What is written here only when a paper with number and date says so."""

    settles: ClassVar = True

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """Hearsay is no entry.

        Raises:
            DomainError("journal.paper-missing"): no number, or no date.
        """
        for name in ("document_number", "decided_on"):
            if name not in details and said.complete:
                raise DomainError("journal.paper-missing", kind=said.kind, field=name, allowed=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(Decision):
    """中止: the order rests while the person is detained or arrested (rulebook G-07)."""

    kind: ClassVar = "suspended"
    needs_document: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Decision):
    """The order runs again after a suspension."""

    kind: ClassVar = "resumed"
    needs_document: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminated(Decision):
    """终止: the order ended before its term, for one of the grounds of rulebook G-06 and G-09.

    Where the person went to a centre: ``to_centre`` which, ``release_expected_on`` when they will be free.
    """

    kind: ClassVar = "terminated"
    needs_document: ClassVar = True
    ground: str | None = detail(one_of(codes.TERMINATION_GROUNDS), "recorded")
    to_centre: int | str | None = detail(REFERENCE)
    release_expected_on: date | None = detail(DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Decision):
    """The place of execution changed. ``effective_on`` first day of the new place; a fact, not a penalty.

    ``dropped`` the open duties that both offices agreed nobody does: the person is not held to them.

    In a file written by hand it takes effect on the day it happened when nothing else is said.
    """

    kind: ClassVar = "transfer"
    settles: ClassVar = True
    to_region: int = detail(REGION, "always")
    effective_on: date | None = detail(DAY, "recorded")
    dropped: tuple[str, ...] | None = detail(SLOTS)

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """Fill in the day it takes effect (only missing in a file written by hand)."""
        details.setdefault("effective_on", said.happened_on.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class DualControl(Decision):
    """Domicile and residence share the care (rulebook G-05). ``with_unit`` the office that helps.

    ``lead`` where the leading office lies. One visit is one entry, whichever office made it.
    """

    kind: ClassVar = "dual_control"
    with_unit: int | str | None = detail(REFERENCE, "recorded")
    lead: str | None = detail(one_of(codes.LEADS))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriousBreachReport(Papered):
    """The office told the police; the police have decided nothing yet (rulebook F-02).

    ``heard`` whether the person answered or let the days for it pass (F-09).
    """

    kind: ClassVar = "serious_breach_report"
    grounds: tuple[str, ...] | None = detail(some_of(codes.BREACH_GROUNDS))
    heard: str | None = detail(one_of(codes.HEARD))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriousBreachDecision(Decision):
    """The police found a serious breach."""

    kind: ClassVar = "serious_breach_decision"
    needs_document: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Relapse(Decision):
    """Use was found, or the person told of it. What they told is care: the police do not read it (PR-24)."""

    kind: ClassVar = "relapse"
    outcomes: ClassVar = outcomes.Relapse
    apart: ClassVar = {"self_reported": "casework"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionNotice(Decision):
    """The notice that the order is over (form 27). The order ends on its last day without it (H-03)."""

    kind: ClassVar = "completion_notice"
    needs_document: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamicControlEnded(Decision):
    """The police took the person off the register of dynamic control (rulebook H-04, H-07)."""

    kind: ClassVar = "dynamic_control_ended"
    needs_document: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmIncident(Papered):
    """An incident in which the person or somebody else was harmed, as the police notified it."""

    kind: ClassVar = "harm_incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffence(Papered):
    """A new offence found by an authority."""

    kind: ClassVar = "new_offence"
    needs_document: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody(Decision):
    """The person is detained or arrested. By itself it stops no clock: that takes ``suspended``."""

    kind: ClassVar = "custody"


KINDS: tuple[type[Kind], ...] = (
    Suspended,
    Resumed,
    Terminated,
    Transfer,
    DualControl,
    SeriousBreachReport,
    SeriousBreachDecision,
    Relapse,
    CompletionNotice,
    DynamicControlEnded,
    HarmIncident,
    NewOffence,
    Custody,
)
