"""The clean-time ledger: which days are verified, reported, unknown, or follow a relapse.

Verified: between two valid negatives at most N days apart (N depends on the sample; proposed 100 for
urine, 200 for hair, ``clean.*`` parameters). Reported: between two contacts close enough together.
Everything else is unknown. A confirmed relapse breaks both; what follows it stays ``relapse`` until the
next evidence. Honours read verified days only; the end of control counts unknown for the person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    layers = (  # the strongest first
        (RELAPSE, _after_relapse(broken, contacts, today)),
        (VERIFIED, _bridges(negatives, broken)),
        (REPORTED, _bridges([(day, gaps.reported) for day in contacts], broken)),
    )
    return _flatten(layers, start, today)


Stretch = tuple[int, int]  # first and last day, both inclusive


def _bridges(evidence: Sequence[tuple[int, int]], broken: Sequence[int]) -> list[Stretch]:
    """Stretches between pieces of evidence, joined where they touch; ascending, apart from each other.

    Each piece is (day, how many days it looks back): the later of two decides whether they meet.
    """
    found: list[Stretch] = []
    first = last = None
    for day, reach in evidence:
        if last is not None and (day - last > reach or (broken and any(last <= b <= day for b in broken))):
            if first != last and first is not None:
                found.append((first, last))
            first = None
        last = day
        if first is None:
            first = day
    if first is not None and last is not None and first != last:
        found.append((first, last))
    return found


def _after_relapse(broken: Sequence[int], evidence: Sequence[int], today: int) -> list[Stretch]:
    """From each relapse to the day before the next evidence, the next relapse, or to today."""
    found = []
    for place, day in enumerate(broken):
        ends = [e - 1 for e in evidence if e > day][:1] + [b - 1 for b in broken[place + 1 :]][:1] + [today]
        found.append((day, min(ends)))
    return found


def _flatten(
    layers: Sequence[tuple[str, Sequence[Stretch]]], start: int, today: int
) -> tuple[CleanSpan, ...]:
    """One state for each day: the strongest layer that covers it, unknown where none does."""
    edges = {start, today + 1}
    for _, stretches in layers:
        for first, last in stretches:
            edges.add(first)
            edges.add(last + 1)
    waiting = [(state, list(reversed(stretches))) for state, stretches in layers]
    spans: list[CleanSpan] = []
    begun, held = start, ""
    for day in sorted(edges):
        state = _state_on(waiting, day) if day <= today else ""
        if state != held:
            if held:
                spans.append(CleanSpan(begun, day - 1, held))
            begun, held = day, state
    return tuple(spans)


def _state_on(waiting: Sequence[tuple[str, list[Stretch]]], day: int) -> str:
    """The strongest state on a day; stretches that lie behind are taken off the lists."""
    for state, stretches in waiting:
        while stretches and stretches[-1][1] < day:
            stretches.pop()
        if stretches and stretches[-1][0] <= day:
            return state
    return UNKNOWN


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
