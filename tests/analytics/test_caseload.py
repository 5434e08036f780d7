"""People shared by workers: the parts add up to the figures of the whole, in loops, SQL and columns alike."""

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from guitu.analytics import caseload, figures
from guitu.analytics.columns.reading import opened
from guitu.analytics.columns.writing import write
from guitu.analytics.sql import caseload as sql
from guitu.analytics.sql.dialect import COLUMNS
from guitu.analytics.sql.standing import VALUES
from guitu.domain.measures.caseload import people_by_unit
from guitu.foundation.metrics import metric
from tests.analytics.made_up import AS_OF, ASKED, files, store


class TheLoadOfEachUnit(TestCase):
    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(files())
    def test_sql_and_columns_say_what_the_words_say_and_the_parts_are_the_whole(self, made):
        store(made)
        meant = people_by_unit(made, ASKED)

        assert caseload.people(ASKED) == meant
        assert sum(care for care, _ in meant.values()) == figures.count(metric("in_care"), ASKED).counted
        executed = figures.count(metric("execution_rate"), ASKED).counted
        assert sum(execution for _, execution in meant.values()) == executed
        with tempfile.TemporaryDirectory() as folder:
            written = write(Path(folder), as_of=AS_OF)
            with opened(written.folder) as snapshot:
                statement = COLUMNS.written(sql.statement())
                every = figures.values_of(ASKED) | dict(VALUES)
                used = {name: every[name] for name in set(re.findall(r"\$([a-z]\w*)", statement))}
                rows = snapshot.columns.execute(statement, used).fetchall()
        assert {unit: (care, execution) for unit, care, execution in rows} == meant
