"""Who stayed clean some months after release, with everybody in the denominator who belongs there.

A *release* is one episode: the day somebody came out, their clean-time ledger, their relapses, their death.
A window counts only where it has passed as a whole; others are counted apart as not yet due. How it ended:

- **relapsed**: a confirmed relapse within it;
- **died** within it, clean as far as anybody knew;
- **clean**: neither, and evidence reaches its end: a negative test in the last six months (then it is
  *strict*), somebody met them in the last ninety days, or the ledger bridges the last day;
- **unknown**: neither, and no evidence reaches its end. Who was lost is here.

Evidence need not lie on the last day itself: care ends with the longest window, and nobody calls on the day
after to prove it. Sources: rule book section 5 (``retention_rate``; ``retention_rate_strict``: "test or
official check in last 6 months"); what it leaves open is proposed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from guitu.domain.kernel.dates import add_months_ordinal
from guitu.domain.measures.survival import CENSORED, EVENT, OTHER, Spell, Tally
from guitu.domain.outlook.clean import RELAPSE, REPORTED, VERIFIED, CleanSpan, contacts_made
from guitu.domain.outlook.course import Events

WINDOWS: Final = (6, 12, 24, 36)
"""Months after release at which it is asked."""
STRICT_MONTHS: Final = 6
LOST_DAYS: Final = 90
"""Proposed: who was met by nobody for so many days is lost."""
RateName = Literal["full", "reached", "reach", "strict", "worst", "best"]
Ended = Literal["relapsed", "died", "clean", "unknown"]


@dataclass(frozen=True, slots=True)
class Release:
    """One release episode without a name; days as ordinals. ``died`` None: not known.

    ``tests`` days of negative tests, ``met`` days on which somebody met them, tests among them.
    """

    released_on: date
    spans: Sequence[CleanSpan]
    relapses: Sequence[int] = ()
    died: int | None = None
    tests: Sequence[int] = ()
    met: Sequence[int] = ()


def death_in(events: Events) -> int | None:
    """The day (ordinal) somebody died, of everything that happened: an order ended for that; or None."""
    ends = events.get("terminated", ())
    return min((e.day for e in ends if e.details.get("ground") == "deceased"), default=None)


def release_in(events: Events, released_on: date, spans: Sequence[CleanSpan], *, today: int) -> Release:
    """What of a person's whole journal belongs to one release.

    Args:
        events: kind -> effective entries of all their episodes, so that a relapse or a visit that was written
            down under another one counts all the same.
        released_on: the day.
        spans: the person's clean time, from that day on; what lies before it does not count.
        today: the day it is seen from (ordinal).
    """
    first = released_on.toordinal()
    negatives = {e.day for e in events.get("drug_test", ()) if e.outcome == "negative"}
    met = negatives.union(e.day for e in contacts_made(events))
    return Release(
        released_on,
        tuple(spans),
        relapses=tuple(span.first for span in spans if span.state == RELAPSE and span.first >= first),
        died=death_in(events),
        tests=tuple(sorted(day for day in negatives if first <= day <= today)),
        met=tuple(sorted(day for day in met if first <= day <= today)),
    )


class Share(NamedTuple):
    """A numerator and its denominator."""

    counted: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1, or None where there is nothing to divide by: unknown, never 0."""
        return self.counted / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Retention:
    """How windows of one length ended. ``strict`` the clean that were verified in the last six months."""

    months: int
    clean: int
    strict: int
    relapsed: int
    died: int
    unknown: int
    not_yet: int

    @property
    def of(self) -> int:
        """All windows that have passed."""
        return self.clean + self.relapsed + self.died + self.unknown

    def share(self, name: RateName) -> Share:
        """One of the rates, as a numerator and a denominator.

        "full" the clean of all: who was lost counts against. "reached" the clean of those of whom it is
        known, to be read only beside "reach". "strict" the verified of all. "worst" and "best" all unknown
        taken to have relapsed, or to have stayed clean, among those alive.
        """
        alive = self.of - self.died
        return {
            "full": Share(self.clean, self.of),
            "reached": Share(self.clean, self.clean + self.relapsed),
            "reach": Share(self.clean + self.relapsed, self.of),
            "strict": Share(self.strict, self.of),
            "worst": Share(self.clean, alive),
            "best": Share(self.clean + self.unknown, alive),
        }[name]


def passed(release: Release, months: int, *, as_of: date) -> bool:
    """Whether a window of so many months has passed as a whole."""
    return add_months_ordinal(release.released_on.toordinal(), months) <= as_of.toordinal()


def ended(release: Release, months: int) -> tuple[Ended, bool]:
    """How a window that has passed ended, and whether it was verified within its last six months."""
    first = release.released_on.toordinal()
    after = add_months_ordinal(first, months)  # the first day that is no longer of the window
    if any(first <= day < after for day in release.relapses):
        return "relapsed", False
    if release.died is not None and release.died < after:
        return "died", False
    recent = max(first, add_months_ordinal(after, -STRICT_MONTHS))
    strict = any(recent <= day < after for day in release.tests) or any(
        span.state == VERIFIED and span.first < after and span.last >= recent for span in release.spans
    )
    reaches = any(max(first, after - LOST_DAYS) <= day < after for day in release.met) or any(
        span.state in {VERIFIED, REPORTED} and span.first < after <= span.last + 1 for span in release.spans
    )
    return ("clean" if strict or reaches else "unknown"), strict


def retention(releases: Iterable[Release], months: int, *, as_of: date) -> Retention:
    """How the windows of some releases ended, seen from a day."""
    counts = {"clean": 0, "relapsed": 0, "died": 0, "unknown": 0}
    strict = not_yet = 0
    for release in releases:
        if not passed(release, months, as_of=as_of):
            not_yet += 1
            continue
        how, verified = ended(release, months)
        counts[how] += 1
        strict += verified
    return Retention(months, strict=strict, not_yet=not_yet, **counts)


def spell(release: Release, *, as_of: date) -> Spell | None:
    """Days from release to the first relapse, to death, or to the last day anything was known; for curves.

    Who was lost is seen no longer from the last evidence on, not from today: nobody watched them since. None
    for a release after ``as_of``, or of which nothing was ever known.
    """
    first, today = release.released_on.toordinal(), as_of.toordinal()
    relapse = min((day for day in release.relapses if first <= day <= today), default=None)
    if relapse is not None:
        return Spell(relapse - first, EVENT)
    if release.died is not None and first <= release.died <= today:
        return Spell(release.died - first, OTHER)
    known = [
        min(span.last, today)
        for span in release.spans
        if span.state in {VERIFIED, REPORTED} and span.first <= today
    ]
    known += [day for day in release.met if first <= day <= today]
    return Spell(max(known) - first, CENSORED) if known else None


def watched(releases: Iterable[Release], *, as_of: date) -> tuple[Tally, int]:
    """The counts for a curve, and how many releases nothing is known of, to be said beside it."""
    counts, never = Tally(), 0
    for release in releases:
        found = spell(release, as_of=as_of)
        if found is None:
            never += release.released_on <= as_of
        else:
            counts.add(found.time, found.ended)
    return counts, never


class Official(NamedTuple):
    """Figures as reports usually word them; each hides something that ``Retention`` shows."""

    kept_three_years: Share
    kept_one_year: Share
    no_use_found: Share


def official(releases: Iterable[Release], *, as_of: date) -> Official:
    """Three figures in their usual wording.

    ``kept_three_years`` and ``kept_one_year`` (三年、一年操守保持率): of those reached, who stayed clean
    so long; who was lost is in neither number. ``no_use_found`` (操守保持率 as of a day): of all released in
    the three years before, in whom no use was found; who was lost counts as clean.
    """
    known = list(releases)
    first = add_months_ordinal(as_of.toordinal(), -36)
    lately = [r for r in known if first < r.released_on.toordinal() <= as_of.toordinal()]
    found = sum(
        any(r.released_on.toordinal() <= day <= as_of.toordinal() for day in r.relapses) for r in lately
    )
    return Official(
        retention(known, 36, as_of=as_of).share("reached"),
        retention(known, 12, as_of=as_of).share("reached"),
        Share(len(lately) - found, len(lately)),
    )
