"""A figure month by month and place by place, in one pass over what its own statement looks at.

The tests are those of the statement; each row is seen from the end of its own month.
"""

from typing import Any

from guitu.analytics.sql import entries, slots
from guitu.analytics.sql.dialect import LIVE
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Metric
from guitu.domain.measures.registry import Entries, Slots

# A slot belongs to the month it is due in. What must be in time is known the day after, so that the last day
# of a month is seen from the first of the next; nobody looks further than the day asked about.
_SEEN = {
    "done": "least(%(as_of)s, (date_trunc('month', d.due_on) + interval '1 month')::date - 1)",
    "in_time": "least(%(as_of)s, (date_trunc('month', d.due_on) + interval '1 month')::date)",
}
_SEEN_ENTRY = "least(%(as_of)s, (date_trunc('month', x.happened_on) + interval '1 month')::date - 1)"
_FILES = "people_person p on p.person_id = {row}.person_id and p.held_by between %(lo)s and %(hi)s"
# A row counts for the part of the place that holds both it and its file; null where they differ.
_PLACE = "case when p.held_by / %(step)s = {row}.held_by / %(step)s then p.held_by / %(step)s end as place"


def statement(metric: Metric) -> str:
    """Rows of (month, place, counted, of, unknown); ``place`` the leading digits of place numbers.

    Raises:
        DomainError: "figure.no-past" where the figure is not made from what fell due or happened.
    """
    match metric.made:
        case Slots():
            rows = _slots(metric.made)
        case Entries():
            rows = _entries(metric.made)
        case _:
            raise DomainError("figure.no-past", metric=metric.id)
    return f"""
    select month, place, count(*) filter (where counted), count(counted),
           count(*) filter (where counted is null)
    from ({rows}) r group by month, place"""  # noqa: S608 - literals of these modules


def values(metric: Metric) -> dict[str, Any]:
    """What the statement is filled with, besides the question and ``step``."""
    if isinstance(metric.made, Slots):
        return slots.values(metric.made)
    return entries.values(metric.made) if isinstance(metric.made, Entries) else {}


def _slots(made: Slots) -> str:
    return f"""
        select date_trunc('month', d.due_on)::date as month, {_PLACE.format(row="d")},
               {slots.counted(made, "s.day")} as counted
        from agenda_duty d join {_FILES.format(row="d")}
        cross join lateral (select {_SEEN[made.answered]} as day) s
        where d.held_by between %(lo)s and %(hi)s and d.due_on between %(first)s and %(as_of)s
          and {slots.is_over(made, "s.day")} and (p.sealed_on is null or p.sealed_on > s.day)
          and {slots.wanted(made)} and {slots.IN_QUESTION}"""  # noqa: S608 - as above


def _entries(made: Entries) -> str:
    return f"""
        select date_trunc('month', x.happened_on)::date as month, {_PLACE.format(row="x")},
               {entries.COUNTED} as counted
        from journal_entry x join {_FILES.format(row="x")}
        where x.held_by between %(lo)s and %(hi)s and x.happened_on between %(first)s and %(as_of)s
          and (p.sealed_on is null or p.sealed_on > {_SEEN_ENTRY})
          and {entries.wanted(made, LIVE)}"""  # noqa: S608 - as above
