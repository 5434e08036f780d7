"""How each release of a person turned out, in codes: what is kept of a ledger so that years can be counted.

One outcome a release, not an episode: aftercare and an order that began with the same release are one. Each
release has a ledger of its own, from its day on, so that a later release takes nothing from an earlier one.
What the windows say does not depend on the day it is asked, once all that is told has happened; whether one
has passed is the reader's question (``retention.passed``).
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from guitu.domain.journal.entry import Entry, effective
from guitu.domain.measures.retention import Release, ended, release_in
from guitu.domain.outlook.clean import REPORTED, VERIFIED, CleanSpan, Gaps, clean_time, contacts_made
from guitu.domain.outlook.course import Events
from guitu.domain.outlook.engine import Outlook, by_kind

STRICT: Final = "strict"
CODES: Final = (STRICT, "clean", "relapsed", "died", "unknown")
"""How a window ended; "strict" clean and verified within its last six months, "clean" clean otherwise."""


class Outcome(NamedTuple):
    """One release. ``times`` which release of the person, from 1; ``known_on`` the last day of evidence."""

    released_on: date
    times: int
    at_6: str
    at_12: str
    at_24: str
    at_36: str
    relapsed_on: date | None
    died_on: date | None
    known_on: date | None


def outcome(release: Release, *, times: int) -> Outcome:
    """The codes of one release whose ledger begins with it."""
    first = release.released_on.toordinal()
    relapsed = min((day for day in release.relapses if day >= first), default=None)
    known = max(
        [*release.met, *(span.last for span in release.spans if span.state in {VERIFIED, REPORTED})],
        default=None,
    )
    died = release.died if release.died is not None and release.died >= first else None
    return Outcome(
        released_on=release.released_on,
        times=times,
        at_6=_code(release, 6),
        at_12=_code(release, 12),
        at_24=_code(release, 24),
        at_36=_code(release, 36),
        relapsed_on=_date(relapsed),
        died_on=_date(died),
        known_on=_date(known),
    )


def outcomes_of(seen: Outlook) -> tuple[Outcome, ...]:
    """Every release of a person, the first one first, as the outlook of a day knows them."""
    return _outcomes(
        (of.course.facts.released_on for of in seen.episodes),
        seen.events,
        gaps=Gaps.of(seen.book.parameters),
        today=seen.today,
        latest=seen.clean_time,
    )


def outcomes_from(
    released: Iterable[date | None], entries: Iterable[Entry], *, gaps: Gaps, today: int
) -> tuple[Outcome, ...]:
    """The same from what is not in an outlook any more: closed courses and their entries among the others.

    Args:
        released: the release days of all courses; None and repeats are harmless.
        entries: all journal entries, in any order, corrections included.
        gaps: how far apart evidence may lie.
        today: the day it is seen from (ordinal).
    """
    return _outcomes(released, by_kind(effective(entries).entries), gaps=gaps, today=today)


def _outcomes(
    released: Iterable[date | None],
    events: Events,
    *,
    gaps: Gaps,
    today: int,
    latest: tuple[CleanSpan, ...] | None = None,
) -> tuple[Outcome, ...]:
    """``latest`` the ledger of the latest release that has come, where it is known."""
    days = sorted({day for day in released if day is not None})
    past = [day for day in days if day.toordinal() <= today]
    met = contacts_made(events) if len(past) > 1 or latest is None else []
    found = []
    for times, day in enumerate(days, start=1):
        spans: tuple[CleanSpan, ...] = ()
        if latest is not None and past and day == past[-1]:
            spans = latest
        elif day.toordinal() <= today:
            spans = clean_time(events, met, start=day.toordinal(), today=today, gaps=gaps)
        found.append(outcome(release_in(events, day, spans, today=today), times=times))
    return tuple(found)


def _code(release: Release, months: int) -> str:
    how, verified = ended(release, months)
    return STRICT if how == "clean" and verified else how


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
