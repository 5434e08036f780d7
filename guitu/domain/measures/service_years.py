"""Whether the promises of help were kept in each service year that ended (“311”), read plainly.

The years, what is promised and which entries keep it are those of ``guitu.domain.promise``, which says how
the year that runs stands. A year that ended before this office opened the file, or before the person agreed
to aftercare, was never ours to keep; one that had begun when the file came is unknown unless everything
stands in it all the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from guitu.domain.episode import EpisodeKind
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures.files import Case, EpisodeLine, File, Promised, Question, happened, open_by, people
from guitu.domain.outlook.course import to_aftercare
from guitu.domain.promise.meter import RUNNING, promised
from guitu.domain.rules.model import Quota, Rulebook

# An anchor a promise may be counted from, and the field of an episode that holds its day.
ANCHORS: Final[Mapping[str, str]] = MappingProxyType({"released": "released_on", "term_start": "term_from"})


def promises_of(book: Rulebook) -> tuple[Promised, ...]:
    """The promises of a book, one for each kind of course and item; none: it makes none.

    Raises:
        ValueError: a promise is counted from what no episode knows.
    """
    found = []
    for rule, item in promised(book):
        assert isinstance(rule.body, Quota)  # noqa: S101 - narrows the type; promised() selects by it
        if rule.body.anchor not in ANCHORS:
            raise ValueError(f"{rule.id}: a promise counted from {rule.body.anchor} has no column")
        service = str(item.satisfies.details["service"])
        found += [
            Promised(
                kind, rule.body.anchor, rule.body.years, rule.from_ordinal, rule.to_ordinal, service,
                item.needed,
            )
            for kind in sorted(rule.applies_to)
        ]  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Year:
    """Service year ``n`` of a course, both days inside, with what was promised in it."""

    n: int
    first: date
    last: date
    promises: tuple[Promised, ...]


def _years(course: EpisodeLine, asked: Question, *, offered: date) -> Iterator[_Year]:
    """The years of a course that ended in the period, not before ``offered``, with at least one promise."""
    by_year: dict[tuple[int, date, date], list[Promised]] = {}
    for promise in asked.promises:
        since = getattr(course, ANCHORS[promise.anchor])
        if promise.kind != course.kind or since is None:
            continue
        for n in range(promise.years):
            first = add_months(since, 12 * n)
            last = add_months(since, 12 * n + 12) - timedelta(days=1)
            if promise.since <= first.toordinal() <= promise.until:
                by_year.setdefault((n + 1, first, last), []).append(promise)
    for (n, first, last), promises in by_year.items():
        if asked.first <= last < asked.as_of and offered <= last:
            yield _Year(n, first, last, tuple(promises))


def _offered_from(course: EpisodeLine, entries: Sequence[Entry]) -> date:
    """The day from which help could be offered: the file was here, and to aftercare the person had agreed."""
    said = [
        e.happened_on
        for e in to_aftercare([e for e in entries if e.kind == "consent"])
        if e.outcome == "given" and e.episode in {None, str(course.id)}
    ]
    agreed = min(said, default=course.opened_on) if course.kind == EpisodeKind.AFTERCARE else course.opened_on
    return max(course.opened_on, agreed)


def _is_kept(promise: Promised, year: _Year, course: EpisodeLine, entries: Sequence[Entry]) -> bool:
    given = sum(
        1
        for e in entries
        if e.kind == "service"
        and e.outcome == "done"
        and e.details.get("service") == promise.service
        and year.first <= e.happened_on <= year.last
        and e.episode in {None, str(course.id)}
    )
    return given >= promise.needed


def _count_kept(files: Sequence[File], asked: Question) -> list[Case]:
    """Every year that ended of every course in which help is offered; kept where all its promises were."""
    found = []
    for who, own in people(files).items():
        entries = happened(own, asked)
        for course in open_by(own, asked):
            if course.phase not in RUNNING:
                continue
            for year in _years(course, asked, offered=_offered_from(course, entries)):
                kept = all(_is_kept(promise, year, course, entries) for promise in year.promises)
                unknown = not kept and course.opened_on > year.first
                found.append(Case(who, None if unknown else kept, course.id, n=year.n, on=year.last))
    return found


MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {"service311_rate": _count_kept}
)
