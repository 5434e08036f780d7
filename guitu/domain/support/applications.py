"""What somebody applies for at an office, and how it goes on: prepared, handed in, more asked, decided.

Every open application has a next step with a day and somebody who does it. A refusal carries its reason and
the remedy with its last day. Nothing here has a consequence for the person, whoever is late.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError


class Word(NamedTuple):
    """A word in both languages."""

    zh: str
    en: str


class Kind(NamedTuple):
    """What is applied for. ``service`` the help it becomes once granted; ``pays``: it is paid for."""

    word: Word
    service: str
    pays: bool = False


class State(StrEnum):
    """How far it has come."""

    PREPARED = "prepared"
    HANDED_IN = "handed_in"
    MORE_ASKED = "more_asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "household_register": Kind(Word("户口登记、迁移", "Household register"), "other"),
        "identity_card": Kind(Word("身份证", "Identity card"), "other"),
        "residence_permit": Kind(Word("居住证", "Residence permit"), "other"),
        "medical_insurance": Kind(Word("医保参保、缴费", "Medical insurance"), "insurance", pays=True),
        "social_insurance": Kind(
            Word("社保参保、接续、缴费", "Social insurance"), "insurance", pays=True
        ),
        "subsistence_allowance": Kind(Word("低保", "Subsistence allowance"), "subsistence_allowance"),
        "temporary_relief": Kind(Word("临时救助", "Temporary relief"), "relief"),
        "medical_aid": Kind(Word("医疗救助", "Medical aid"), "medical_aid"),
        "hard_to_employ": Kind(
            Word("就业困难人员认定", "Recognition as hard to employ"), "other"
        ),
        "public_welfare_job": Kind(Word("公益性岗位", "Public-welfare post"), "job_placement"),
        "guaranteed_loan": Kind(Word("创业担保贷款", "Guaranteed loan for a start-up"), "other"),
        "training_subsidy": Kind(Word("培训补贴", "Training subsidy"), "skills_training"),
        "student_aid": Kind(Word("助学", "Student aid"), "school_aid"),
        "legal_aid": Kind(Word("法律援助", "Legal aid"), "legal_aid"),
        "other": Kind(Word("其他", "Something else"), "other"),
    }
)  # fmt: skip
STATES: Final[Mapping[State, Word]] = MappingProxyType(
    {
        State.PREPARED: Word("正在准备", "Being prepared"),
        State.HANDED_IN: Word("已递交", "Handed in"),
        State.MORE_ASKED: Word("要补材料", "More papers asked"),
        State.GRANTED: Word("办成了", "Granted"),
        State.REFUSED: Word("没有批准", "Refused"),
        State.WITHDRAWN: Word("本人不办了", "Withdrawn by the person"),
    }
)
DOERS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "person": Word("本人", "The person"),
        "worker": Word("我们的同事", "A colleague of ours"),
        "family": Word("家人", "Family"),
        "office": Word("受理的部门", "The office that decides"),
    }
)
REASONS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "papers_missing": Word("材料不齐", "Papers missing"),
        "conditions_not_met": Word("不符合条件", "Conditions not met"),
        "too_late": Word("过了期限", "Too late"),
        "no_places": Word("名额或资金用完", "No places or money left"),
        "drug_history": Word("因为过去的经历", "Because of the person’s past"),
        "not_told": Word("没有说明理由", "No reason was given"),
        "other": Word("其他", "Another reason"),
    }
)
DISCRIMINATION: Final = "drug_history"
"""The reason that is nobody's to give: it leads to the route against discrimination (rule K-01)."""


class Remedy(NamedTuple):
    """What can be done against a refusal. ``parameter`` of the rulebook: days or months; "" no last day."""

    word: Word
    parameter: str = ""
    months: bool = False
    otherwise: int = 0


REMEDIES: Final[Mapping[str, Remedy]] = MappingProxyType(
    {
        "again": Remedy(Word("补齐材料，再递交一次", "Complete the papers and hand it in again")),
        "review": Remedy(
            Word("申请行政复议", "Administrative review"), "remedy.review_days", otherwise=60
        ),
        "lawsuit": Remedy(
            Word("向人民法院起诉", "Go to court"), "remedy.lawsuit_months", months=True, otherwise=6
        ),
        "legal_aid": Remedy(Word("先问法律援助", "Ask legal aid first")),
        "none": Remedy(Word("本人接受，不再办", "The person leaves it at that")),
    }
)  # fmt: skip

MOVES: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
    {
        State.PREPARED: (
            State.PREPARED, State.HANDED_IN, State.GRANTED, State.REFUSED, State.WITHDRAWN,
        ),
        State.HANDED_IN: (
            State.HANDED_IN, State.MORE_ASKED, State.GRANTED, State.REFUSED, State.WITHDRAWN,
        ),
        State.MORE_ASKED: (State.MORE_ASKED, State.HANDED_IN, State.REFUSED, State.WITHDRAWN),
        State.REFUSED: (State.HANDED_IN, State.GRANTED, State.WITHDRAWN),
        State.GRANTED: (),
        State.WITHDRAWN: (),
    }
)  # fmt: skip
"""What may follow what. The same state again: the next step was done or moved to another day."""

OPEN: Final = (State.PREPARED, State.HANDED_IN, State.MORE_ASKED)
REMIND_DAYS: Final = "application.remind_days"
"""The parameter of the rulebook: so many days before a step or a payment whoever does it hears of it."""

LONGEST: Final = 500  # characters of one note; proposed
_AHEAD = timedelta(days=1100)  # three years: no step is agreed on for later; proposed


class Next(NamedTuple):
    """The next step: what, by which day, by whom; ``owner`` the colleague where one of ours does it."""

    words: str
    on: date
    actor: str
    owner: UUID | None = None


class Change(NamedTuple):
    """One line of the status log.

    ``next`` of an open application; ``reason`` and ``remedy`` of a refusal; ``holds_until`` how long what was
    granted holds, None: without an end.
    """

    state: State
    happened_on: date
    words: str = ""
    next: Next | None = None
    reason: str = ""
    remedy: str = ""
    holds_until: date | None = None


def check_new(kind: str, words: str, due_on: date | None, *, today: date) -> None:
    """Whether an application may be begun.

    Raises:
        DomainError: "application.kind", "application.words", "application.due".
    """
    if kind not in KINDS:
        raise DomainError("application.kind", field="kind")
    if len(words.strip()) > LONGEST or (kind == "other" and not words.strip()):
        raise DomainError("application.words", field="words", most=LONGEST)
    if due_on is not None and not today <= due_on <= today + _AHEAD:
        raise DomainError("application.due", field="due_on")


def check(before: State | None, change: Change, *, begun_on: date, today: date) -> None:
    """Whether this line may follow.

    Args:
        before: the state it is in, None where it begins.
        change: what is to be written.
        begun_on: the day the application began.
        today: the day it is written.

    Raises:
        DomainError: "application.not-now", "application.day", "application.words", "application.next",
            "application.next-day", "application.owner", "application.reason", "application.remedy",
            "application.until"; with the ``field``.
    """
    if before is not None and change.state not in MOVES[before]:
        raise DomainError("application.not-now", field="state")
    if not begun_on <= change.happened_on <= today:
        raise DomainError("application.day", field="happened_on", first=begun_on.isoformat())
    if len(change.words.strip()) > LONGEST:
        raise DomainError("application.words", field="words", most=LONGEST)
    if change.state in OPEN:
        check_next(change.next, today=today)
    if change.state is State.REFUSED:
        _check_refusal(change)
    if change.holds_until is not None and not change.happened_on < change.holds_until:
        raise DomainError("application.until", field="holds_until")


def check_next(step: Next | None, *, today: date) -> None:
    """Whether an open application knows what comes next.

    Raises:
        DomainError: "application.next", "application.next-day", "application.owner"; with the ``field``.
    """
    if step is None or step.actor not in DOERS or not step.words.strip():
        raise DomainError("application.next", field="next_words")
    if len(step.words.strip()) > LONGEST:
        raise DomainError("application.words", field="next_words", most=LONGEST)
    if not today <= step.on <= today + _AHEAD:
        raise DomainError("application.next-day", field="next_on")
    if step.actor == "worker" and step.owner is None:
        raise DomainError("application.owner", field="owner")


def _check_refusal(change: Change) -> None:
    if change.reason not in REASONS:
        raise DomainError("application.reason", field="reason")
    if change.remedy not in REMEDIES:
        raise DomainError("application.remedy", field="remedy")


def remedy_until(remedy: str, refused_on: date, parameters: Mapping[str, object]) -> date | None:
    """The last day of a remedy, counted from the day after the refusal; None where it has none.

    >>> remedy_until("review", date(2026, 3, 2), {"remedy.review_days": 60})
    datetime.date(2026, 5, 1)
    >>> remedy_until("lawsuit", date(2026, 8, 31), {})
    datetime.date(2027, 2, 28)
    """
    found = REMEDIES[remedy]
    if not found.parameter:
        return None
    number = parameters.get(found.parameter, found.otherwise)
    count = number if isinstance(number, int) else found.otherwise
    return add_months(refused_on, count) if found.months else refused_on + timedelta(days=count)
