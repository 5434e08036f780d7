"""Slots of rules, by the days they are due."""

from typing import Any

from guitu.analytics.sql.parts import AS_OF, HELD
from guitu.domain.measures.registry import Slots
from guitu.domain.measures.slots import ASKED_STATES, UNKNOWN_STATES

_FILTERS = {
    "rules": "d.rule = any(%(rules)s)",
    "kinds": "d.kind = any(%(kinds)s)",
    "natures": "d.nature = any(%(natures)s)",
}
_DONE = {
    "done": "coalesce(d.state = 'done' and d.done_on <= {day}, false)",
    "in_time": "coalesce(d.state = 'done' and d.done_on <= d.due_on, false)",
}
_LAST = {"done": "d.due_on <= {day}", "in_time": "d.due_on < {day}"}
IN_QUESTION = "(d.state = any(%(asked)s) or d.state = any(%(unrecorded)s))"
"""What was excused was never asked."""


def wanted(made: Slots) -> str:
    """Which slots ``d`` a figure is about."""
    return " and ".join(test for name, test in _FILTERS.items() if getattr(made, name)) or "true"


def counted(made: Slots, day: str = AS_OF) -> str:
    """Whether slot ``d`` was answered, seen from ``day``; null where it is unknown."""
    return f"case when d.state = any(%(asked)s) then {_DONE[made.answered].format(day=day)} end"


def is_over(made: Slots, day: str = AS_OF) -> str:
    """Whether slot ``d`` is in the figure on ``day``."""
    return _LAST[made.answered].format(day=day)


def statement(made: Slots) -> str:
    """The cases of a figure made from slots."""
    done = _DONE[made.answered].format(day=AS_OF)
    return f"""
    with {HELD}
    select h.who, {counted(made)} as counted,
           d.episode_id, d.rule, d.n, d.due_on as due,
           case when d.state = any(%(asked)s) and {done} then d.done_by end as act
    from agenda_duty d join held h on h.person_id = d.person_id
    where d.held_by between %(lo)s and %(hi)s
      and d.due_on >= %(first)s and {is_over(made)} and {wanted(made)} and {IN_QUESTION}"""  # noqa: S608 - literals of this module


def values(made: Slots) -> dict[str, Any]:
    """What the statement is filled with, besides the question."""
    return {
        "rules": sorted(made.rules),
        "kinds": sorted(made.kinds),
        "natures": sorted(made.natures),
        "asked": sorted(ASKED_STATES),
        "unrecorded": sorted(UNKNOWN_STATES),
    }
