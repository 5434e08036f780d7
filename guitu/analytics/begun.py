"""Whether a place had anybody's file by a day: before that, nothing counted is not nought but unknown."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import connection

from guitu.domain.measures import Question
from guitu.domain.measures.readings import Reading
from guitu.domain.measures.registry import Quotient

_ANYBODY = """
    select exists (
        select from episodes_episode where held_by between %(lo)s and %(hi)s and opened_on <= %(as_of)s)"""


def unsure(asked: Question, made: Mapping[str, Reading]) -> dict[str, Reading]:
    """The same readings; noughts are unknown where the place had no file by then. One query at most."""
    noughts = [id_ for id_, reading in made.items() if _is_nought(reading)]
    if not noughts or _had_anybody(asked):
        return dict(made)
    return {**made, **{id_: replace(made[id_], is_known=False) for id_ in noughts}}


def _is_nought(reading: Reading) -> bool:
    """Whether it says "none" of what is made from files; a share of nothing says nothing by itself."""
    from_files = reading.metric.has_list or isinstance(reading.metric.made, Quotient)
    return from_files and reading.metric.unit != "share" and not (reading.count.of or reading.count.unknown)


def _had_anybody(asked: Question) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_ANYBODY, {"lo": asked.lo, "hi": asked.hi, "as_of": asked.as_of})
        return bool(cursor.fetchone()[0])
