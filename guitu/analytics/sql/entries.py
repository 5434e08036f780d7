"""Entries of the period, by the day they happened."""

from typing import Any

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD
from guitu.domain.measures.registry import Entries

COUNTED = "case when not x.outcome = any(%(unknown)s) then x.outcome = any(%(counted)s) end"
"""Whether entry ``x`` is in the numerator; null where its outcome tells nothing."""


def wanted(made: Entries, dialect: Dialect) -> str:
    """Which entries ``x`` a figure is about."""
    details = [
        f"x.details ->> %(detail_{i})s = any(%(codes_{i})s)" for i, _ in enumerate(sorted(made.details))
    ]
    kinds = "x.kind = any(%(kinds)s) and x.outcome = any(%(outcomes)s)"
    return " and ".join([kinds, *details, dialect.effective])


def statement(made: Entries, dialect: Dialect) -> str:
    """The cases of a figure made from entries."""
    return f"""
    with {HELD}
    select h.who, {COUNTED} as counted,
           null::uuid as episode_id, '' as rule, 0 as n, x.happened_on as due, x.id as act
    from journal_entry x join held h on h.person_id = x.person_id
    where x.held_by between %(lo)s and %(hi)s
      and x.happened_on between %(first)s and %(as_of)s and {wanted(made, dialect)}"""  # noqa: S608 - literals of this module


def values(made: Entries) -> dict[str, Any]:
    """What the statement is filled with, besides the question."""
    found: dict[str, Any] = {
        "kinds": sorted(made.kinds),
        "outcomes": sorted(made.outcomes | made.unknown),
        "counted": sorted(made.counted),
        "unknown": sorted(made.unknown),
    }
    for i, key in enumerate(sorted(made.details)):
        found |= {f"detail_{i}": key, f"codes_{i}": sorted(made.details[key])}
    return found
