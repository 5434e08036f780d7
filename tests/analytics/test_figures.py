"""The figures in SQL are the figures in words, on made-up journals; and each number is its list."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import figures
from guitu.analytics.columns.reading import opened
from guitu.analytics.columns.writing import write
from guitu.domain import measures
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.closed import closed_count
from guitu.foundation.metrics import metric, metrics
from tests.analytics.closed_made_up import cohort_rows, store_closed
from tests.analytics.made_up import AS_OF, ASKED, files, store

ENDED_APART = ("recommit_share", "rehab_abstinent_share")


def _sorted(cases):
    return sorted(cases, key=repr)


class SqlSaysWhatTheWordsSay(TestCase):
    @settings(derandomize=True, max_examples=60, deadline=None)
    @given(files())
    def test_every_figure_has_the_same_cases(self, made):
        store(made)

        for each in metrics().values():
            if not each.has_list:
                continue
            meant = measures.cases(each, made, ASKED)
            assert _sorted(figures.everyone(each, ASKED)) == _sorted(meant), each.id
            assert figures.count(each, ASKED) == measures.count(meant), each.id
            wanted = {"counted": True, "missing": False, "unknown": None}
            for part, state in wanted.items():
                found = figures.page(each, ASKED, part=part, offset=0, limit=100)
                assert _sorted(found.cases) == _sorted(c for c in meant if c.counted is state), each.id
                assert found.total == len(found.cases)

    @settings(derandomize=True, max_examples=25, deadline=None)
    @given(files())
    def test_the_columns_of_a_snapshot_have_them_too(self, made):
        store(made)

        with tempfile.TemporaryDirectory() as folder:
            written = write(Path(folder), as_of=AS_OF)
            with opened(written.folder) as snapshot:
                for each in metrics().values():
                    if each.has_list:
                        meant = measures.cases(each, made, ASKED)
                        assert _sorted(snapshot.everyone(each, ASKED)) == _sorted(meant), each.id
                        assert snapshot.count(each, ASKED) == measures.count(meant), each.id

    @settings(derandomize=True, max_examples=30, deadline=None)
    @given(st.lists(cohort_rows, max_size=12))
    def test_what_closed_is_counted_from_rows_without_anybody_and_has_no_list(self, rows):
        store_closed(rows)
        completed = metric("completion_rate")
        county = replace(ASKED, lo=430102000000000, hi=430102999999999)

        with tempfile.TemporaryDirectory() as folder:
            with opened(write(Path(folder), as_of=AS_OF).folder) as snapshot:
                for asked in (ASKED, county, replace(county, lo=430000000000000, hi=430999999999999)):
                    meant = closed_count(completed.made, rows, asked)
                    assert figures.count(completed, asked) == meant
                    assert snapshot.count(completed, asked) == meant
            assert figures.count(completed, ASKED).share is None  # a township has no rows: unknown, not 0
            with pytest.raises(DomainError, match=r"figure\.no-list"):
                figures.page(completed, county, part="all", offset=0, limit=9)


def test_the_made_up_journals_reach_every_figure_and_all_it_can_say():
    """A comparison of empty lists would prove nothing."""
    seen: dict[str, set[bool | None]] = {}

    @settings(derandomize=True, max_examples=200, deadline=None)
    @given(files())
    def draw(made):
        for each in metrics().values():
            if each.has_list:
                states = seen.setdefault(each.id, set())
                states.update(case.counted for case in measures.cases(each, made, ASKED))

    draw()

    # what ended is in no file, and a township knows of none of it; counties: test_releases.py
    assert all(seen.pop(name) == {None} for name in ENDED_APART)
    listed = {each.id: each for each in metrics().values() if each.id in seen}
    assert {name for name in listed if True not in seen[name]} == set()
    assert {name for name, each in listed.items() if each.of and False not in seen[name]} == set()
    assert all(None in seen[name] for name in ("job_retained_6m", "service311_rate", "benefit_uptake"))
