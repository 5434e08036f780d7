"""The figures in SQL are the figures in words, on made-up journals; and each number is its list."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from guitu.analytics import figures
from guitu.analytics.columns.reading import opened
from guitu.analytics.columns.writing import write
from guitu.domain import measures
from guitu.foundation.metrics import metrics
from tests.analytics.made_up import AS_OF, ASKED, files, store


def _sorted(cases):
    return sorted(cases, key=repr)


class SqlSaysWhatTheWordsSay(TestCase):
    @settings(derandomize=True, max_examples=60, deadline=None)
    @given(files())
    def test_every_figure_has_the_same_cases(self, made):
        store(made)

        for metric in metrics().values():
            if not metric.has_list:
                continue
            meant = measures.cases(metric, made, ASKED)
            assert _sorted(figures.everyone(metric, ASKED)) == _sorted(meant), metric.id
            assert figures.count(metric, ASKED) == measures.count(meant), metric.id
            wanted = {"counted": True, "missing": False, "unknown": None}
            for part, state in wanted.items():
                found = figures.page(metric, ASKED, part=part, offset=0, limit=100)
                assert _sorted(found.cases) == _sorted(c for c in meant if c.counted is state), metric.id
                assert found.total == len(found.cases)

    @settings(derandomize=True, max_examples=25, deadline=None)
    @given(files())
    def test_the_columns_of_a_snapshot_have_them_too(self, made):
        store(made)

        with tempfile.TemporaryDirectory() as folder:
            written = write(Path(folder), as_of=AS_OF)
            with opened(written.folder) as snapshot:
                for metric in metrics().values():
                    if metric.has_list:
                        meant = measures.cases(metric, made, ASKED)
                        assert _sorted(snapshot.everyone(metric, ASKED)) == _sorted(meant), metric.id
                        assert snapshot.count(metric, ASKED) == measures.count(meant), metric.id
