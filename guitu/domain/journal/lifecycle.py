"""From the file's first day to the end: invitation, consent, reporting, agreement, plan, handing over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from guitu.domain.handoff.machine import RETURN_REASONS, STAY_REASONS
from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import (
    CODE,
    DAY,
    DOCUMENT,
    REFERENCE,
    detail,
    number,
    one_of,
    some_of,
)
from guitu.domain.journal.kind import Compartment, Family, Kind, Said
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Kind):
    """A step of the process; on its own it needs no details."""

    family: ClassVar = Family.LIFECYCLE
    outcomes: ClassVar[type[StrEnum]] = outcomes.Done


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOpened(Step):
    """An office took the person into its files."""

    kind: ClassVar = "file_opened"
    compartment: ClassVar[Compartment] = "existence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Step):
    """Aftercare was offered. ``office`` the unit that made the offer."""

    kind: ClassVar = "invitation"
    office: int | str | None = detail(REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Step):
    """What the person said to one purpose; aftercare when none is named.

    ``said_by`` who spoke: under fourteen a guardian does (rulebook M-06).
    """

    kind: ClassVar = "consent"
    outcomes: ClassVar = outcomes.Consent
    purpose: str | None = detail(one_of(codes.CONSENT_PURPOSES), default="aftercare")
    said_by: str | None = detail(one_of(codes.CONSENT_SPEAKERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReceived(Step):
    """The day the person received an order; the reporting deadline runs from it (rulebook B-01, B-02).

    ``term_from`` and ``term_to`` as printed, both inclusive; printed dates win over counted ones (B-04).
    """

    kind: ClassVar = "decision_received"
    compartment: ClassVar[Compartment] = "orders"
    settles: ClassVar = True
    document_number: str | None = detail(DOCUMENT, aliases=("document_no", "document"))
    decided_on: date | None = detail(DAY, past=True, aliases=("document_date", "decision_date", "issued_on"))
    term_from: date | None = detail(DAY)
    term_to: date | None = detail(DAY)

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """A term that ends before it starts, or a decision received before it was made, is a slip of the pen.

        Raises:
            DomainError("journal.dates-reversed"): ``field`` names the later of the two.
        """
        start, end = details.get("term_from"), details.get("term_to")
        if start is not None and end is not None and str(end) < str(start):
            raise DomainError("journal.dates-reversed", kind=said.kind, field="term_to", allowed=start)
        decided = details.get("decided_on")
        if decided is not None and str(decided) > said.happened_on.isoformat():
            raise DomainError(
                "journal.dates-reversed",
                kind=said.kind,
                field="decided_on",
                allowed=said.happened_on.isoformat(),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIn(Step):
    """The person reported at the executing township office; community detox counts its term from here."""

    kind: ClassVar = "report_in"
    compartment: ClassVar[Compartment] = "orders"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReport(Step):
    """Why the person has not reported in. A reason that somebody accepted ends the reminders (B-03, B-09).

    ``because`` one of an open-ended list, its words in the note; ``expected_on`` the day the person means to
    come, None while nobody can say. Nothing but a correction takes an accepted reason back.
    """

    kind: ClassVar = "late_report"
    outcomes: ClassVar = outcomes.LateReport
    compartment: ClassVar[Compartment] = "orders"
    settles: ClassVar = True
    because: str | None = detail(one_of(codes.LATE_REPORT_REASONS))
    expected_on: date | None = detail(DAY)

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """What is accepted has a reason, and what was not found has none.

        Raises:
            DomainError: "journal.detail-missing", "journal.reason-not-accepted", "journal.dates-reversed".
        """
        accepted = said.outcome == outcomes.LateReport.ACCEPTED
        facts: dict[str, object] = {"kind": said.kind, "field": "because"}
        if accepted and "because" not in details and said.complete:
            raise DomainError("journal.detail-missing", **facts, allowed=codes.LATE_REPORT_REASONS)
        if not accepted and details:
            raise DomainError("journal.reason-not-accepted", **facts, allowed=())
        expected = details.get("expected_on")
        if expected is not None and str(expected) < said.happened_on.isoformat():
            day = said.happened_on.isoformat()
            raise DomainError("journal.dates-reversed", kind=said.kind, field="expected_on", allowed=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRead(Step):
    """The page of rights and help was put before the person. ``version`` of its text."""

    kind: ClassVar = "rights_read"
    reading: tuple[str, ...] | None = detail(some_of(codes.READINGS), "recorded")
    version: int | None = detail(number(1, 10_000, whole=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Step):
    """The agreement was signed, or the person did not sign it.

    ``rights_on`` when the page of rights was read; ``reading`` what helped to read; ``signed_by`` who signed.
    """

    kind: ClassVar = "agreement"
    outcomes: ClassVar = outcomes.DoneOrDeclined
    compartment: ClassVar[Compartment] = "orders"
    rights_on: date | None = detail(DAY, past=True)
    reading: tuple[str, ...] | None = detail(some_of(codes.READINGS))
    signed_by: tuple[str, ...] | None = detail(some_of(codes.SIGNERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoluntaryPaper(Step):
    """The aftercare agreement or the pledge, which nobody has to sign (rulebook J-08)."""

    kind: ClassVar = "voluntary_paper"
    outcomes: ClassVar = outcomes.DoneOrDeclined
    paper: str | None = detail(one_of(codes.VOLUNTARY_PAPERS), "recorded")
    rights_on: date | None = detail(DAY, past=True)
    reading: tuple[str, ...] | None = detail(some_of(codes.READINGS))
    signed_by: tuple[str, ...] | None = detail(some_of(codes.SIGNERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingGroup(Step):
    """Who works with the person, by kind of member; ``gap`` says why a kind is missing (rulebook C-04).

    Of several ``missing`` kinds the room of plans keeps the reason of each; ``gap`` is the first one's.
    """

    kind: ClassVar = "working_group"
    members: tuple[str, ...] | None = detail(some_of(codes.MEMBER_KINDS))
    missing: tuple[str, ...] | None = detail(some_of(codes.MEMBER_KINDS))
    gap: str | None = detail(one_of(codes.GROUP_GAPS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Step):
    """A plan was made with the person. ``version`` counts the person's plans."""

    kind: ClassVar = "plan"
    version: int | None = detail(number(1, 10_000, whole=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview(Step):
    """The half-yearly look at the plan. ``score`` 0 to 100; the person's own view stands in the note."""

    kind: ClassVar = "plan_review"
    version: int | None = detail(number(1, 10_000, whole=True))
    score: float | None = detail(number(0, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Step):
    """The file went to a unit, and to a worker if one is named."""

    kind: ClassVar = "assignment"
    to_unit: int | str | None = detail(REFERENCE, "recorded")
    to_worker: str | None = detail(REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Step):
    """The facility handed the packet over. ``items`` what was in it; the numbers of the legal papers.

    ``detox_order`` the decision that began the stay, ``release_certificate`` what the person carries through
    the gate, ``rehab_order`` the order to community rehabilitation where there is one. ``to_unit`` and
    ``to_station`` the offices it went to.
    """

    kind: ClassVar = "handover"
    items: tuple[str, ...] | None = detail(some_of(codes.HANDOVER_ITEMS))
    detox_order: str | None = detail(DOCUMENT)
    release_certificate: str | None = detail(DOCUMENT)
    rehab_order: str | None = detail(DOCUMENT)
    to_unit: int | str | None = detail(REFERENCE)
    to_station: int | str | None = detail(REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReceipt(Step):
    """The township office confirmed that it has the packet."""

    kind: ClassVar = "handover_receipt"
    items: tuple[str, ...] | None = detail(some_of(codes.HANDOVER_ITEMS))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReturned(Step):
    """A receiving office sent everything back; the person stays in the hands of the facility."""

    kind: ClassVar = "handover_returned"
    why: str | None = detail(one_of(RETURN_REASONS), "recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNotice(Step):
    """The facility told family, unit and police station when the person will be free (rulebook I-05)."""

    kind: ClassVar = "release_notice"
    told: tuple[str, ...] | None = detail(some_of(codes.TOLD))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseChanged(Step):
    """The release was put off, or has a new day. ``released_on`` that day, nothing while unknown."""

    kind: ClassVar = "release_changed"
    compartment: ClassVar[Compartment] = "orders"
    why: str | None = detail(one_of(STAY_REASONS))
    released_on: date | None = detail(DAY)
    document_number: str | None = detail(DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUpAgreed(Step):
    """Somebody agreed to be at the gate on the day. ``receipt`` the number of their answer, if it has one."""

    kind: ClassVar = "pick_up_agreed"
    collector: str | None = detail(one_of(codes.COLLECTORS), "recorded")
    receipt: str | None = detail(DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class DependantsPlaced(Step):
    """Children, or adults who cannot care for themselves, are looked after (rulebook I-13)."""

    kind: ClassVar = "dependants_placed"
    dependants: tuple[str, ...] | None = detail(some_of(codes.DEPENDANTS), "recorded")
    document_number: str | None = detail(DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp(Step):
    """Somebody was at the gate, or nobody was."""

    kind: ClassVar = "pick_up"
    outcomes: ClassVar = outcomes.DoneOrMissed
    reason_kind: str | None = detail(one_of(codes.REASON_KINDS))
    reason: str | None = detail(one_of(codes.REASONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing(Step):
    """The person was heard before something that burdens them. ``about`` the kind of what was proposed."""

    kind: ClassVar = "hearing"
    compartment: ClassVar[Compartment] = "orders"
    about: str | None = detail(CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(Step):
    """The person wished for a pause in aftercare."""

    kind: ClassVar = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumedCare(Step):
    """Aftercare goes on after a pause."""

    kind: ClassVar = "resumed_care"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedEnd(Step):
    """The three years are over."""

    kind: ClassVar = "reached_end"


KINDS: tuple[type[Kind], ...] = (
    FileOpened,
    Invitation,
    Consent,
    DecisionReceived,
    ReportIn,
    LateReport,
    RightsRead,
    Agreement,
    VoluntaryPaper,
    WorkingGroup,
    Plan,
    PlanReview,
    Assignment,
    Handover,
    HandoverReceipt,
    HandoverReturned,
    ReleaseNotice,
    ReleaseChanged,
    PickUpAgreed,
    PickUp,
    DependantsPlaced,
    Hearing,
    Paused,
    ResumedCare,
    ReachedEnd,
)
