"""Whether a place had anybody's file by a day: before that, nothing counted is not nought but unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from guitu.domain.measures import Question
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.registry import Quotient

_ANYBODY = """
    select p.n from unnest(%(los)s::bigint[], %(his)s::bigint[]) with ordinality p (lo, hi, n)
    where exists (
        select from episodes_episode where held_by between p.lo and p.hi and opened_on <= %(as_of)s)"""


def unsure(asked: Question, made: Mapping[str, Reading]) -> dict[str, Reading]:
    """The same readings; noughts are unknown where the place had no file by then. One query at most."""
    return unsure_each([asked], [made])[0]


def unsure_each(asked: Sequence[Question], made: Sequence[Mapping[str, Reading]]) -> list[dict[str, Reading]]:
    """The same of several places on one day, each with its readings. One query at most."""
    noughts = [[id_ for id_, reading in of.items() if _is_nought(reading)] for of in made]
    had = _had_anybody([question for question, none in zip(asked, noughts, strict=True) if none])
    return [
        {**of, **({} if question in had else {id_: replace(of[id_], is_known=False) for id_ in none})}
        for question, of, none in zip(asked, made, noughts, strict=True)
    ]


def _is_nought(reading: Reading) -> bool:
    """Whether it says "none" of what is made from files; a share of nothing says nothing by itself."""
    from_files = reading.metric.has_list or isinstance(reading.metric.made, Quotient)
    return from_files and reading.metric.unit != "share" and not (reading.count.of or reading.count.unknown)


def _had_anybody(asked: Sequence[Question]) -> set[Question]:
    """Those whose place had a file by their day, which is one for all."""
    if not asked:
        return set()
    values: dict[str, Any] = {
        "los": [q.lo for q in asked],
        "his": [q.hi for q in asked],
        "as_of": asked[0].as_of,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANYBODY, values)
        return {asked[n - 1] for (n,) in cursor.fetchall()}
