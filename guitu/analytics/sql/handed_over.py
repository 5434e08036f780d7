"""How releases were handed over, as ``guitu.domain.measures.handed_over`` means it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from guitu.analytics.sql.dialect import Dialect
from guitu.analytics.sql.parts import HELD
from guitu.domain.handoff.machine import State


def _handed(_: Dialect) -> str:
    return f"""
    with {HELD},
    line as (
        select h.who, x.state, x.contact_on, x.released_on + (%(contact_days)s::int[])[1] as due
        from held h join handoffs_handoff x on x.person_id = h.person_id
        where x.held_by between %(lo)s and %(hi)s and x.state <> %(stayed)s
    )
    select x.who, coalesce(x.contact_on <= x.due and x.state = %(accepted)s, false) as counted,
           null::uuid as episode_id, '' as rule, 0 as n, x.due, null::uuid as act
    from line x where x.due >= %(first)s and x.due < %(as_of)s"""  # noqa: S608 - literals of this module


STATEMENTS: Final[Mapping[str, Callable[[Dialect], str]]] = MappingProxyType({"handoff_rate": _handed})

VALUES: Final[Mapping[str, Any]] = MappingProxyType(
    {"accepted": State.ACCEPTED.value, "stayed": State.STAYED.value}
)
