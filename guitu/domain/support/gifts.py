"""Grants, small loans and help in kind: proposed by one, approved by two others, received by the person.

A loan has days that were agreed on. That one passes has no consequence but a friendly word, and days can be
agreed anew; nothing of it ever reaches a course of care, a level or a counter.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.money import check as check_fen
from guitu.domain.support.applications import LONGEST, Word


class State(StrEnum):
    """How far a gift has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RECEIVED = "received"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


FORMS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "money": Word("资助", "A grant"),
        "loan": Word("小额借款", "A small loan"),
        "goods": Word("物品", "Help in kind"),
    }
)
PURPOSES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "living": Word("生活", "Living"),
        "housing": Word("住房", "Housing"),
        "health": Word("看病", "Health"),
        "schooling": Word("上学", "Schooling"),
        "start_up": Word("自己做点生意", "A small business"),
        "work": Word("找工作、学手艺", "Work and skills"),
        "papers": Word("办证件", "Papers"),
        "emergency": Word("急难", "An emergency"),
        "holiday": Word("节日慰问", "A holiday visit"),
        "other": Word("其他", "Something else"),
    }
)
GIVERS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "unit": Word("单位", "A public office"),
        "organisation": Word("企业、基金、社会组织", "A company, fund or association"),
        "donor": Word("爱心人士", "A private donor"),
    }
)
STATES: Final[Mapping[State, Word]] = MappingProxyType(
    {
        State.PROPOSED: Word("等待两人批准", "Waits for two approvals"),
        State.APPROVED: Word("已批准，等待交付", "Approved, to be handed over"),
        State.RECEIVED: Word("本人已收到", "Received"),
        State.DECLINED: Word("没有批准", "Not approved"),
        State.WITHDRAWN: Word("撤回", "Withdrawn"),
    }
)
RECEIVERS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "person": Word("本人签收", "The person signed"),
        "guardian": Word("监护人签收", "The guardian signed"),
        "family": Word("家人代收，本人同意", "Family signed; the person agreed"),
    }
)
SERVICE: Final = "relief"
"""The help that a received gift is in the journal."""

NEEDED: Final = 2
"""Approvals by different people, none of them whoever proposed it; one of the two leads the unit."""

CEILING: Final = "gift.ceiling_fen"
"""The parameter of the rulebook: the most one gift may be, in fen."""

CEILING_OTHERWISE: Final = 20_000_000  # fen: 200,000 yuan, where no book says; proposed
MOST_PARTS: Final = 36  # of a loan: three years of months; proposed
NAME_LONGEST: Final = 80  # characters of a giver's name


class Part(NamedTuple):
    """One part of a loan that was agreed on: which, by when, how much."""

    n: int
    due_on: date
    fen: int


def check_giver(kind: str, name: str, *, is_anonymous: bool) -> None:
    """Whether a giver may be kept; only a private donor may stay unnamed.

    Raises:
        DomainError: "giver.kind", "giver.name".
    """
    if kind not in GIVERS:
        raise DomainError("giver.kind", field="giver_kind")
    named = bool(name.strip())
    if len(name.strip()) > NAME_LONGEST or named == is_anonymous or (is_anonymous and kind != "donor"):
        raise DomainError("giver.name", field="giver_name", most=NAME_LONGEST)


def check_new(form: str, purpose: str, fen: int, words: str, *, most: int) -> None:
    """Whether a gift may be proposed. ``words`` what it is for; of goods also what they are.

    Raises:
        DomainError: "gift.form", "gift.purpose", "gift.words", "money.…".
    """
    if form not in FORMS:
        raise DomainError("gift.form", field="form")
    if purpose not in PURPOSES:
        raise DomainError("gift.purpose", field="purpose")
    if not words.strip() or len(words.strip()) > LONGEST:
        raise DomainError("gift.words", field="words", most=LONGEST)
    check_fen(fen, most=most, field="amount")


def check_approval(
    state: State, *, proposer: UUID, before: Mapping[UUID, bool], approver: UUID, leads: bool
) -> bool:
    """Whether somebody may approve; says whether it is approved with that.

    Args:
        state: where the gift stands.
        proposer: who proposed it.
        before: who approved already, and whether they lead.
        approver: who does now.
        leads: whether they lead the unit that holds the person.

    Raises:
        DomainError: "gift.not-now", "gift.own", "gift.twice", "gift.head-needed".
    """
    if state is not State.PROPOSED:
        raise DomainError("gift.not-now")
    if approver == proposer:
        raise DomainError("gift.own")
    if approver in before:
        raise DomainError("gift.twice")
    if len(before) + 1 < NEEDED:
        return False
    if not leads and not any(before.values()):
        raise DomainError("gift.head-needed")
    return True


def check_decline(state: State, *, words: str) -> None:
    """Whether it may be declined; the reason is never missing.

    Raises:
        DomainError: "gift.not-now", "gift.why".
    """
    if state is not State.PROPOSED:
        raise DomainError("gift.not-now")
    if not words.strip() or len(words.strip()) > LONGEST:
        raise DomainError("gift.why", field="words", most=LONGEST)


def check_receipt(state: State, *, receiver: str, on: date, approved_on: date, today: date) -> None:
    """Whether the receipt may be kept: after the approval, not in the future.

    Raises:
        DomainError: "gift.not-now", "gift.receiver", "gift.day".
    """
    if state is not State.APPROVED:
        raise DomainError("gift.not-now")
    if receiver not in RECEIVERS:
        raise DomainError("gift.receiver", field="receiver")
    if not approved_on <= on <= today:
        raise DomainError("gift.day", field="received_on", first=approved_on.isoformat())


def parts(fen: int, *, count: int, first_on: date, today: date, begin: int = 1) -> tuple[Part, ...]:
    """What is paid back when: as even as fen allow, a month apart, together exactly ``fen``.

    Args:
        fen: what is open.
        count: into how many parts.
        first_on: the day of the first, not before today.
        today: when it is agreed on.
        begin: the number of the first part.

    Raises:
        DomainError: "loan.parts", "loan.first".

    >>> [(part.due_on.isoformat(), part.fen) for part in
    ...  parts(1000, count=3, first_on=date(2026, 1, 31), today=date(2026, 1, 1))]
    [('2026-01-31', 334), ('2026-02-28', 333), ('2026-03-31', 333)]
    """
    if not 1 <= count <= min(MOST_PARTS, fen):
        raise DomainError("loan.parts", field="parts", most=MOST_PARTS)
    if not today <= first_on <= today + timedelta(days=366):
        raise DomainError("loan.first", field="first_on")
    each, over = divmod(fen, count)
    return tuple(
        Part(begin + n, add_months(first_on, n), each + (1 if n < over else 0)) for n in range(count)
    )


def check_paid(*, is_open: bool, on: date, received_on: date, today: date) -> None:
    """Whether a part may be written down as paid.

    Raises:
        DomainError: "loan.not-now", "loan.paid-day".
    """
    if not is_open:
        raise DomainError("loan.not-now")
    if not received_on <= on <= today:
        raise DomainError("loan.paid-day", field="paid_on", first=received_on.isoformat())


LEAST: Final = 8
"""People that a total stands for at least: fewer are not shown (the house's rule for cells of 1 to 7)."""


class Given(NamedTuple):
    """One received gift as a total counts it: whose, for what, how much."""

    person: UUID
    purpose: str
    fen: int


class Total(NamedTuple):
    """A total. ``purpose`` "" several that are too small alone; ``people`` how many it stands for."""

    purpose: str
    people: int
    fen: int


def totals(given: Collection[Given], *, least: int = LEAST) -> tuple[Total, ...]:
    """Gifts by purpose without anybody in sight; empty where even all together would show somebody.

    Purposes of fewer than ``least`` people are told together; where these are too few as well, the smallest
    of the others joins them, so that no difference between two totals shows what is hidden. A sum of which
    one person got more than half says about them what it does not say of the others: it is small, too.
    """
    by_purpose: dict[str, list[Given]] = {}
    for one in given:
        by_purpose.setdefault(one.purpose, []).append(one)
    shown = {purpose: rows for purpose, rows in by_purpose.items() if _is_large(rows, least)}
    rest = [one for purpose, rows in by_purpose.items() if purpose not in shown for one in rows]
    while rest and not _is_large(rest, least) and shown:
        smallest = min(shown, key=lambda purpose: (len({one.person for one in shown[purpose]}), purpose))
        rest += shown.pop(smallest)
    told = [_total(purpose, rows) for purpose, rows in sorted(shown.items())]
    if rest and _is_large(rest, least):
        told.append(_total("", rest))
    return tuple(told)


def _is_large(rows: Collection[Given], least: int) -> bool:
    each: dict[UUID, int] = {}
    for one in rows:
        each[one.person] = each.get(one.person, 0) + one.fen
    return len(each) >= least and 2 * max(each.values()) <= sum(each.values())


def _total(purpose: str, rows: Collection[Given]) -> Total:
    return Total(purpose, len({one.person for one in rows}), sum(one.fen for one in rows))


def half_year(day: date) -> tuple[date, date]:
    """The first and last day of the half-year a day lies in.

    >>> half_year(date(2026, 8, 1))
    (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    """
    return (
        (date(day.year, 1, 1), date(day.year, 6, 30))
        if day.month <= 6
        else (date(day.year, 7, 1), date(day.year, 12, 31))
    )


def closed_half_years(today: date, *, count: int = 6) -> tuple[tuple[date, date], ...]:
    """The half-years that are over, the latest first.

    Only these are told: of a running one, two looks a day apart would show the gift between them.
    """
    found = []
    first = half_year(today)[0]
    for _ in range(count):
        span = half_year(first - timedelta(days=1))
        found.append(span)
        first = span[0]
    return tuple(found)
