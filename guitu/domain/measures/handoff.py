"""The way from the gate into care, step by step, for everybody who was released in the period. Read plainly.

All steps have the same denominator, so that they stand under one another as a funnel. Of somebody released
twice in the period the later release counts; what belongs to an earlier one is not looked at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from guitu.domain.journal.entry import Entry, effective
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE
from guitu.domain.measures.files import Case, File, Question, open_by, people

STEPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "handoff_noticed": "release_notice",
        "handoff_given": "handover",
        "handoff_accepted": "handover_receipt",
    }
)
"""Metric → the kind of entry that takes the step."""

SPANS: Final[Mapping[str, int]] = MappingProxyType(
    {"handoff_contact_first": 0, "handoff_contact_second": 1, "handoff_contact_third": 2}
)
"""Metric → which span of the place's own book (``handoff.first_contact_days``), from 0."""


class Out(NamedTuple):
    """Somebody's release: its day, the one before it (None: the first), and what counts in their files."""

    who: UUID
    since: date
    before: date | None
    entries: Sequence[Entry]


def _released(files: Sequence[File], asked: Question) -> Iterator[Out]:
    for who, own in people(files).items():
        days = {e.released_on for e in open_by(own, asked) if e.released_on is not None}
        inside = [day for day in days if asked.first <= day <= asked.as_of]
        if inside:
            since = max(inside)
            before = max((day for day in days if day < since), default=None)
            counted = [e for f in own for e in effective(f.entries).entries if e.happened_on <= asked.as_of]
            yield Out(who, since, before, counted)


def _took(kind: str, files: Sequence[File], asked: Question) -> list[Case]:
    """An entry of that kind after the release before, if there was one."""
    return [
        Case(
            out.who,
            any(
                e.kind == kind and e.outcome == "done" and (out.before is None or e.happened_on > out.before)
                for e in out.entries
            ),
        )
        for out in _released(files, asked)
    ]


def _reached(span: int, files: Sequence[File], asked: Question) -> list[Case]:
    """Met or reached within a span after release; unknown while it is not over. No span, no figure."""
    found: list[Case] = []
    if span >= len(asked.contact_days):
        return found
    days = asked.contact_days[span]
    for out in _released(files, asked):
        last = out.since + timedelta(days=days)
        met = any(
            e.kind in CONTACT_KINDS and e.outcome in CONTACT_MADE and out.since <= e.happened_on <= last
            for e in out.entries
        )
        found.append(Case(out.who, True if met else None if asked.as_of <= last else False))
    return found


MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {name: partial(_took, kind) for name, kind in STEPS.items()}
    | {name: partial(_reached, span) for name, span in SPANS.items()}
)
