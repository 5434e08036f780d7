"""Outlooks per second on one core, for files whose entries are already there."""

import gc
import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.outlook.engine import outlook
from guitu.domain.outlook.facts import BookOf
from guitu.foundation import clock
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebooks import book_for
from guitu.runtime.bench.lifetimes import ENTRIES, SHAPES, Lifetime, lifetimes
from guitu.runtime.bench.lines import Line, at_least
from guitu.runtime.bench.machine import loop_ms

REGION = 431381001000  # national + hunan_sample
LEAST = 3000
_ROUNDS = 5


def measure(files: int = 1000) -> list[Line]:
    """A line for each shape of file; one three-year term is the promise, two at once stand beside it."""
    today = clock.today()
    derive = partial(_derive, books=partial(book_for, treat_as_adopted=True), calendar=work_calendar())
    return [_line(shape, lifetimes(shape, files, today=today), derive) for shape in SHAPES]


def _derive(files: Sequence[Lifetime], *, books: BookOf, calendar: WorkCalendar) -> int:
    today = clock.today()
    duties = 0
    for file in files:
        seen = outlook(REGION, file.episodes, file.entries, books=books, calendar=calendar, today=today)
        duties += sum(len(episode.duties) for episode in seen.episodes)
    return duties


def _line(shape: str, files: Sequence[Lifetime], derive: Callable[[Sequence[Lifetime]], int]) -> Line:
    gc.collect()
    gc.freeze()  # what stands before the clock runs is not the outlook's to sweep
    loops, took, duties = [loop_ms(1)], [], 0
    for _ in range(_ROUNDS):
        began = time.process_time()
        duties = derive(files)
        took.append(time.process_time() - began)
        loops.append(loop_ms(1))
    gc.unfreeze()
    best = min(took) / len(files)
    return Line(
        name=f"outlook.{shape}",
        what=f"outlooks per second, one core: {shape}, {ENTRIES} entries, national + hunan_sample",
        value=1 / best,
        unit="/s",
        target=at_least(LEAST) if shape != "both" else None,  # two terms in one outlook: for comparison
        reference="a million additions",
        ratio=best * 1000 / min(loops),
        more={
            "us_each": round(best * 1e6, 1),
            "median_per_second": round(len(files) / median(took)),
            "first_round_per_second": round(len(files) / took[0]),
            "duties_each": round(duties / len(files), 1),
            "loop_ms": round(min(loops), 1),
            "files": len(files),
        },
    )
