"""How the people of a place are shared by its workers, part by part. Numbers alone; nobody is in them."""

from django.db import connection

from guitu.analytics import units
from guitu.analytics.figures import values_of
from guitu.analytics.sql import caseload as sql
from guitu.analytics.sql.standing import VALUES
from guitu.domain.measures import Question
from guitu.domain.measures.caseload import Load, by_part
from guitu.domain.measures.units import AsOf
from guitu.foundation.metrics import metric


def people(asked: Question) -> dict[int, tuple[int, int]]:
    """By unit: people in care, people in execution. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql.statement(), values_of(asked) | dict(VALUES))
        return {unit: (care, execution) for unit, care, execution in cursor.fetchall()}


def loads(region: int, asked: Question, *, today: AsOf) -> list[Load]:
    """The parts of a region, by number. Two queries."""
    at_work = units.page(metric("full_time_workers"), today, part="counted", limit=1_000_000)
    return by_part(region, people(asked), {case.place: case.n for case in at_work.cases})
