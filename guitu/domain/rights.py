"""What a person may ask about their file and how long an answer may take; who may open a sealed one, and how.

Numbers of days: no law names one (个人信息保护法 50 says "promptly"), so ours are proposed (N-10, PR-10,
M-04).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from guitu.domain.access import Permission, Relation, Viewer, holds
from guitu.domain.access.policy import STATEMENTS
from guitu.domain.kernel.errors import DomainError

ANSWER_DAYS: Final = 15  # proposed: rule book N-10, PR-10
KEPT_OPEN_DAYS: Final = 30  # proposed: so long a request that nobody answered keeps a finished file open
REVIEW_DAYS: Final = 60  # 行政复议法: administrative review
COURT_MONTHS: Final = 6  # 行政诉讼法: the court; rule book PR-21
OPEN_HOURS: Final = 72  # proposed: rule book M-04


class Asked(StrEnum):
    """What somebody may ask for (个人信息保护法 44–48)."""

    COPY = "copy"
    CORRECTION = "correction"
    DELETION = "deletion"
    OBJECTION = "objection"
    EXPLANATION = "explanation"


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by the person


class About(StrEnum):
    """What a correction or objection is about: the whole file, or one row of it."""

    FILE = ""
    ENTRY = "entry"
    FACT = "fact"
    CONTACT = "contact"
    IDENTITY = "identity"


class Refusal(StrEnum):
    """Why a request is refused; one of these always stands in the answer (个人信息保护法 50)."""

    FOUND_CORRECT = "found_correct"
    LAW_KEEPS = "law_keeps"
    NOT_OURS = "not_ours"
    OTHERS_RIGHTS = "others_rights"
    ANSWERED_BEFORE = "answered_before"


class Basis(StrEnum):
    """What lets somebody read a sealed file: state organs for cases, units by rule (治安管理处罚法 136)."""

    CASE_HANDLING = "case_handling"
    COURT_ORDER = "court_order"
    PROSECUTION = "prosecution"
    STATE_RULE = "state_rule"
    PERSONS_OWN = "persons_own"


class Silence(StrEnum):
    """The laws that forbid telling the person that their file was opened; none is the rule."""

    NONE = ""
    INVESTIGATION = "investigation"
    STATE_SECRET = "state_secret"  # noqa: S105 - a code


def due(asked_on: date) -> date:
    """The last day for an answer."""
    return asked_on + timedelta(days=ANSWER_DAYS)


def keeps_open(asked_on: date, *, on: date) -> bool:
    """Whether an unanswered request still keeps a finished file open."""
    return on <= asked_on + timedelta(days=KEPT_OPEN_DAYS)


def check_answer(state: State, reason: str) -> None:
    """Refusing needs its reason.

    Raises:
        DomainError: "rights.refusal-without-reason".
    """
    if state is State.REFUSED and reason not in {r.value for r in Refusal}:
        raise DomainError("rights.refusal-without-reason")


@dataclass(frozen=True, slots=True)
class Opening:
    """A request to open a sealed file: who asks, who is to read, which two are to agree, for how long."""

    asker: UUID
    reader: Viewer
    approvers: Sequence[Viewer]
    hours: int


def check_opening(asked: Opening) -> None:
    """Two approvers of different units, neither of them asking or reading; at most 72 hours.

    Raises:
        DomainError: "unseal.too-long", "unseal.two-approvers", "unseal.same-unit", "unseal.own-request",
            "unseal.may-not-approve", "unseal.may-not-read".
    """
    if not 0 < asked.hours <= OPEN_HOURS:
        raise DomainError("unseal.too-long", most=OPEN_HOURS)
    if len({a.id for a in asked.approvers}) != 2:
        raise DomainError("unseal.two-approvers")
    if len({a.unit for a in asked.approvers}) != len(asked.approvers):
        raise DomainError("unseal.same-unit")
    if {a.id for a in asked.approvers} & {asked.asker, asked.reader.id}:
        raise DomainError("unseal.own-request")
    if not all(holds(a, Permission.UNSEAL_APPROVE) for a in asked.approvers):
        raise DomainError("unseal.may-not-approve")
    if not may_read_sealed(asked.reader):
        raise DomainError("unseal.may-not-read")


def may_read_sealed(viewer: Viewer) -> bool:
    """Whether this role can be a named reader at all."""
    return any(Relation.UNSEALED in statement.through for statement in STATEMENTS[viewer.role])


def closes_at(opened: datetime, hours: int) -> datetime:
    """When an opened file closes by itself."""
    return opened + timedelta(hours=hours)
