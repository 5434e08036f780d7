"""Somebody who is there for others: the days from which the next talk with whoever supervises them counts.

Nothing is due of whoever rests, stopped, or took their word back; the duty is the office's, never theirs.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from guitu.domain.journal.entry import Entry

_TALKED: Final = frozenset({"mentor_began", "mentor_supervised"})
_PURPOSE: Final = "peer_mentor"


def mentoring(events: Mapping[str, Sequence[Entry]]) -> tuple[int, ...]:
    """The days somebody became a mentor and talked since; none for whoever is no mentor now."""
    steps = [e for e in events.get("service", ()) if e.details.get("mentor") in _TALKED | {"mentor_rests"}]
    if not steps:
        return ()
    ended = max((e.day for e in _withdrawn(events)), default=0)
    days: list[int] = []
    for entry in steps:
        step = entry.details["mentor"]
        if step == "mentor_began":
            days = [entry.day]
        elif step == "mentor_rests":
            days = []
        elif days:
            days.append(entry.day)
    return tuple(days) if days and ended < days[0] else ()


def _withdrawn(events: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    said = [e for e in events.get("consent", ()) if e.details.get("purpose") == _PURPOSE]
    return [e for e in said if e.outcome != "given"]
