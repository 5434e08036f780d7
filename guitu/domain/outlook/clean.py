"""The clean-time ledger: which days are verified, reported, unknown, or follow a relapse.

Verified: between two valid negatives at most N days apart (N depends on the sample; proposed 100 for
urine, 200 for hair, ``clean.*`` parameters). Reported: between two contacts close enough together.
Everything else is unknown. A confirmed relapse breaks both; what follows it stays ``relapse`` until the
next evidence. Honours read verified days only; the end of control counts unknown for the person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE
from guitu.domain.kernel.dates import add_months_ordinal

VERIFIED, REPORTED, UNKNOWN, RELAPSE = "verified", "reported", "unknown", "relapse"


@dataclass(frozen=True, slots=True)
class CleanSpan:
    """Days from ``first`` to ``last`` (ordinals, both inclusive) in one state."""

    first: int
    last: int
    state: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many days back evidence reaches: a urine negative, a hair negative, a contact."""

    urine: int
    hair: int
    reported: int

    @classmethod
    def of(cls, parameters: Mapping[str, object]) -> "Gaps":
        """The book's conventions; the defaults are our proposals."""
        number = {
            name: int(str(parameters.get(f"clean.{name}_gap_days", days))) for name, days in _PROPOSED.items()
        }
        return cls(number["urine"], number["hair"], number["reported"])


_PROPOSED = {"urine": 100, "hair": 200, "reported": 200}


def contacts_made(events: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    """Every entry by which somebody met or reached the person, of whatever kind; in no order."""
    return [e for kind in CONTACT_KINDS for e in events.get(kind, ()) if e.outcome in CONTACT_MADE]


def relapses(events: Mapping[str, Sequence[Entry]]) -> list[int]:
    """Days of confirmed relapse, ascending: a confirmed positive test, or a relapse confirmed by decision."""
    days = {e.day for e in events.get("drug_test", ()) if e.outcome == "confirmed_positive"}
    days |= {e.day for e in events.get("relapse", ()) if e.outcome == "confirmed"}
    return sorted(days)


def clean_time(
    events: Mapping[str, Sequence[Entry]], met: Sequence[Entry], *, start: int, today: int, gaps: Gaps
) -> tuple[CleanSpan, ...]:
    """The ledger from ``start`` to ``today``, both inclusive: spans in order, without holes or overlap.

    Args:
        events: kind -> effective entries in order.
        met: the contacts among them (``contacts_made``).
        start: the day abstinence is counted from (release; else the day execution began).
        today: the last day counted; before ``start`` the ledger is empty.
        gaps: how far apart evidence may lie.
    """
    if today < start:
        return ()
    negatives = [
        (e.day, gaps.hair if e.details.get("sample") == "hair" else gaps.urine)
        for e in events.get("drug_test", ())
        if e.outcome == "negative" and start <= e.day <= today
    ]
    contacts = sorted({e.day for e in met if start <= e.day <= today}.union(day for day, _ in negatives))
    broken = [day for day in relapses(events) if start <= day <= today]
    reported = [(b, gaps.reported) for b in contacts]
    marks = _bridges(reported, broken, REPORTED)
    marks += _bridges(negatives, broken, VERIFIED)
    marks += _after_relapse(broken, contacts, today)
    return _flatten(marks, start, today)


def _crosses(broken: Sequence[int], first: int, last: int) -> bool:
    return any(first <= day <= last for day in broken)


def _bridges(evidence: Sequence[tuple[int, int]], broken: Sequence[int], state: str) -> list[CleanSpan]:
    """Stretches between pieces of evidence, joined where they touch.

    Each piece is (day, how many days it looks back): the later of two decides whether they meet.
    """
    found: list[CleanSpan] = []
    for (a, _), (b, reach) in pairwise(evidence):
        if b - a > reach or (broken and any(a <= day <= b for day in broken)):
            continue
        if found and found[-1].last == a:
            found[-1] = CleanSpan(found[-1].first, b, state)
        else:
            found.append(CleanSpan(a, b, state))
    return found


def _after_relapse(broken: Sequence[int], evidence: Sequence[int], today: int) -> list[CleanSpan]:
    """From each relapse to the day before the next evidence of another day, or to today."""
    return [CleanSpan(day, next((e - 1 for e in evidence if e > day), today), RELAPSE) for day in broken]


_STRENGTH = {UNKNOWN: 0, REPORTED: 1, VERIFIED: 2, RELAPSE: 3}


def _flatten(marks: Iterable[CleanSpan], start: int, today: int) -> tuple[CleanSpan, ...]:
    """One state for each day: the strongest mark that covers it, unknown where none does."""
    ordered = sorted(marks, key=lambda m: m.first)
    edges = sorted({start, today + 1, *(m.first for m in ordered), *(m.last + 1 for m in ordered)})
    spans: list[CleanSpan] = []
    for first, after in pairwise(edges):
        if first < start or first > today:
            continue
        covering = [m.state for m in ordered if m.first <= first and after - 1 <= m.last]
        state = max(covering, key=_STRENGTH.__getitem__, default=UNKNOWN)
        if spans and spans[-1].state == state:
            spans[-1] = CleanSpan(spans[-1].first, after - 1, state)
        else:
            spans.append(CleanSpan(first, after - 1, state))
    return tuple(spans)


def verified_since(spans: Sequence[CleanSpan], *, reach: int, today: int) -> int | None:
    """The first day of the verified stretch that still holds, or None.

    It holds while the last verified day is at most ``reach`` days ago and nothing but waiting lies between.
    """
    for span in reversed(spans):
        if span.state == RELAPSE:
            return None
        if span.state == VERIFIED:
            return span.first if today - span.last <= reach else None
    return None


def months_reached(first: int, today: int, months: Sequence[int]) -> list[tuple[int, int]]:
    """Which lengths a stretch from ``first`` to ``today`` has reached: (months, the day it was reached)."""
    marks = [(m, add_months_ordinal(first, m)) for m in months]
    return [(m, day) for m, day in marks if day <= today]
