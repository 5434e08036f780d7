"""A month of a trend is what the registry answers about that month, for the place and for its parts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from guitu.analytics import figures, trends
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.region import place_interval
from guitu.domain.measures import File
from guitu.foundation.metrics import metrics
from tests.analytics.made_up import ASKED, files, store

COUNTY = place_interval(430102000000)
TOWN_STEP = 10**6


def later(file: File, by: timedelta = timedelta(days=10)) -> File:
    """A file whose days lie around the end of a month."""

    def moved(day: date | None) -> date | None:
        return day and day + by

    return replace(
        file,
        sealed_on=moved(file.sealed_on),
        duties=tuple(replace(d, due_on=moved(d.due_on), done_on=moved(d.done_on)) for d in file.duties),
        entries=tuple(replace(e, happened_on=moved(e.happened_on)) for e in file.entries),
    )


class EachMonthIsTheRegistrys(TestCase):
    @settings(derandomize=True, max_examples=15, deadline=None)
    @given(files())
    def test_of_a_county_and_of_its_towns(self, made):
        store([later(file) for file in made])
        asked = replace(ASKED, lo=COUNTY[0], hi=COUNTY[1])
        for day in (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 9)):
            for metric in filter(trends.has_past, metrics().values()):
                self._compare(metric, replace(asked, as_of=day))

    def _compare(self, metric, asked):
        found = trends.by_place(metric, asked, step=TOWN_STEP)
        for part, trend in found.items():
            lo, hi = COUNTY if part is None else (part * TOWN_STEP, (part + 1) * TOWN_STEP - 1)
            for point in (trend[0], *trend[-2:]):
                one = replace(trends.in_month(metric, asked, point.month), lo=lo, hi=hi)
                count = figures.count(metric, one)
                assert (point.counted, point.of, point.unknown) == (count.counted, count.of, count.unknown), (
                    metric.id,
                    part,
                    point,
                )


def test_the_last_twelve_months_end_with_the_present_one():
    starts = trends.month_starts(date(2026, 1, 31))

    assert (len(starts), starts[0], starts[-1]) == (12, date(2025, 2, 1), date(2026, 1, 1))


@pytest.mark.django_db
def test_how_files_stand_has_no_past():
    with pytest.raises(DomainError, match=r"figure\.no-past"):
        trends.by_place(metrics()["in_care"], ASKED, step=1)
