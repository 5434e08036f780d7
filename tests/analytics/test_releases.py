"""Figures of releases: lists and closed files add up, in words, in PostgreSQL and in the columns."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.analytics import figures
from guitu.analytics.columns.reading import opened
from guitu.analytics.columns.writing import write
from guitu.domain import measures
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.duration import median_days
from guitu.domain.measures.registry import Watched
from guitu.domain.measures.released import MONTH_DAYS, _with_release, windows
from guitu.foundation.metrics import metrics
from tests.analytics.closed_made_up import closed_releases, store_closed
from tests.analytics.made_up import AS_OF, ASKED, files, store

COUNTY = replace(ASKED, lo=430102000000000, hi=430102999999999)
OFFICE = replace(ASKED, lo=430102000000001, hi=430102000000001)  # of the county itself, and not all of it
PROVINCE = replace(ASKED, lo=430000000000000, hi=430999999999999)
OF_RELEASES = [metric for metric in metrics().values() if metric.has_sealed]
# the last days of months, on which months of different lengths end
DAYS = [AS_OF, date(2026, 2, 28), date(2026, 8, 31), date(2024, 2, 29)]


def moved(file: measures.File, day: date) -> measures.File:
    """Its releases around that day instead."""
    by = day - AS_OF

    def at(one: date | None) -> date | None:
        return one and one + by

    return replace(
        file,
        releases=tuple(
            replace(
                r,
                released_on=r.released_on + by,
                relapsed_on=at(r.relapsed_on),
                died_on=at(r.died_on),
                known_on=at(r.known_on),
            )
            for r in file.releases
        ),
    )


def in_words(metric, made, rows, asked):
    """The numbers as the plain loops have them, and what of it has a list."""
    listed = measures.count(measures.cases(metric, made, asked))
    return listed.with_sealed(measures.sealed(metric, rows, asked)), listed


def median_of(metric, made, rows, asked):
    """The middle in plain words: days of files, and of closed files their months."""
    found = [
        (float(c.days), c.counted, 1) for c in measures.cases(metric, made, asked) if c.counted is not None
    ]
    found += [
        (row.watched_months * MONTH_DAYS, row.watched_end == "relapsed", 1)
        for _, row in _with_release(rows, asked) or ()
        if row.watched_months is not None
    ]
    return median_days(found)


class ListsAndClosedFilesAddUp(TestCase):
    @settings(derandomize=True, max_examples=30, deadline=None)
    @given(files(), st.lists(closed_releases, max_size=12), st.sampled_from(DAYS))
    def test_the_three_ways_agree_for_every_place_and_each_part_is_its_list_and_the_closed(
        self, made, rows, day
    ):
        made = [replace(moved(file, day), sealed_on=None) for file in made]
        store(made)
        store_closed(rows)

        with (
            tempfile.TemporaryDirectory() as folder,
            opened(write(Path(folder), as_of=max(DAYS)).folder) as snapshot,
        ):
            for place in (ASKED, COUNTY, OFFICE, PROVINCE):
                asked = replace(place, as_of=day)
                for metric in OF_RELEASES:
                    meant, listed = in_words(metric, made, rows, asked)
                    assert figures.count(metric, asked) == meant, metric.id
                    assert snapshot.count(metric, asked) == meant, metric.id
                    if metric.unit == "days":
                        middle = median_of(metric, made, rows, asked)
                        assert figures.median(metric, asked) == middle
                        assert snapshot.median(metric, asked) == middle
                    self._parts(metric, asked, meant, listed)

    def _parts(self, metric, asked, meant, listed):
        numbers = {
            "all": lambda c: c.of,
            "counted": lambda c: c.counted,
            "missing": lambda c: c.missing,
            "unknown": lambda c: c.unknown,
        }
        for part, number in numbers.items():
            total = figures.page(metric, asked, part=part, offset=0, limit=1).total
            assert total == number(listed), (metric.id, part)
            assert total + (number(meant.sealed) if meant.sealed else 0) == number(meant), (metric.id, part)

    @settings(derandomize=True, max_examples=30, deadline=None)
    @given(files(), st.lists(closed_releases, max_size=8), st.sampled_from(DAYS))
    def test_what_has_not_passed_yet_is_said(self, made, rows, day):
        made = [replace(moved(file, day), sealed_on=None) for file in made]
        store(made)
        store_closed(rows)

        for place in (ASKED, COUNTY):
            asked = replace(place, as_of=day)
            held = [file for file in made if asked.lo <= file.held_by <= asked.hi]
            assert figures.windows(asked) == windows(held, rows, asked)


def test_what_is_drawn_reaches_every_sort_of_case_of_closed_files():
    """A comparison of nothing with nothing would prove nothing."""
    seen: dict[str, set[str]] = {metric.id: set() for metric in OF_RELEASES}

    @settings(derandomize=True, max_examples=400, deadline=None)
    @given(st.lists(closed_releases, max_size=12))
    def draw(rows):
        for metric in OF_RELEASES:
            sealed = in_words(metric, [], rows, COUNTY)[0].sealed
            parts = {"counted": sealed.counted, "missing": sealed.missing, "unknown": sealed.unknown}
            seen[metric.id] |= {part for part, n in parts.items() if n}

    draw()

    assert all({"counted", "missing"} <= parts for parts in seen.values())
    with_unknown = {name for name, parts in seen.items() if "unknown" in parts}
    assert with_unknown == {m.id for m in OF_RELEASES if m.beside or isinstance(m.made, Watched)}


def test_a_month_ends_alike_in_words_and_in_both_databases():
    """What the days above are for: half a year after 31 August ends with February."""
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert DAYS[1] - timedelta(days=181) == date(2025, 8, 31)
