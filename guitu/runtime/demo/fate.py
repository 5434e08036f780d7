"""What befalls somebody: the release, the order, the turns of three years, drawn before the story is told."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from guitu.domain.kernel.dates import add_months
from guitu.runtime.demo.chance import Table, between

YEARS_BACK = 4
COURSES = Table.of({"both": 53, "aftercare": 43, "detox": 4})
ANSWERS = Table.of({"given": 85, "declined": 10, "silent": 5})
_AHEAD = 30  # days: the roster of next month's releases is there already
_PAPER_DAYS = 10


@dataclass(frozen=True, slots=True)
class Fate:
    """Dates of a life, None where nothing of the kind happens; some may lie ahead.

    ``start`` the release, for community detox the day of the order. From ``lost_on`` to ``found_on`` nobody
    knows where the person is. ``kept_since`` the day this office took the file over in mid-term.
    """

    course: str
    start: date
    opened_on: date
    consent: str
    withdrawn_on: date | None
    order_years: int
    received_on: date | None
    reported_after: int | None
    relapse_on: date | None
    relapse_told: bool
    back_inside: bool
    died_on: date | None
    lost_on: date | None
    found_on: date | None
    moved_on: date | None
    suspended_on: date | None
    resumed_on: date | None
    leave_on: date | None
    absent_on: date | None
    kept_since: date | None

    @property
    def last_day(self) -> date | None:
        """The day somebody died or was taken inside again, or None."""
        if self.died_on is not None:
            return self.died_on
        return self.relapse_on if self.back_inside else None

    def reachable(self, day: date) -> bool:
        """Whether anybody could meet the person on ``day``."""
        if self.last_day is not None and day >= self.last_day:
            return False
        return not (self.lost_on is not None and self.lost_on <= day < (self.found_on or date.max))


def draw_fate(rng: Random, *, today: date) -> Fate:
    """Somebody's dates, released within the last four years or the next weeks."""
    course = COURSES.draw(rng)
    ahead = 0 if course == "detox" else _AHEAD
    start = today + timedelta(days=ahead - between(rng, 0, YEARS_BACK * 365 + ahead))
    kept_since = _taken_over(rng, start, today)
    opened_on = kept_since or min(start - timedelta(days=between(rng, -6, 18)), today - timedelta(days=1))
    has_order = course != "aftercare"
    received_on = start + timedelta(days=between(rng, 0, 4)) if has_order else None
    age = (today - start).days
    if received_on is not None and rng.random() < 0.3 and age < _PAPER_DAYS:
        received_on = None  # the receipt is still asked for
    relapse_on = _relapse(rng, start)
    inside = relapse_on is not None and rng.random() < 0.5
    lost_on = _once(rng, start, yearly=0.02)
    found_on = lost_on + timedelta(days=between(rng, 25, 160)) if lost_on and rng.random() < 0.75 else None
    suspended_on = _once(rng, start, yearly=0.012) if has_order else None
    return Fate(
        course=course,
        start=start,
        opened_on=opened_on,
        consent=_answer(rng, opened_on, today),
        withdrawn_on=_once(rng, start, yearly=0.01),
        order_years=2 if rng.random() < 0.15 else 3,
        received_on=received_on,
        reported_after=_reporting(rng, age),
        relapse_on=relapse_on,
        relapse_told=not inside and rng.random() < 0.45,
        back_inside=inside,
        died_on=_once(rng, start, yearly=0.004),
        lost_on=lost_on,
        found_on=found_on,
        moved_on=_once(rng, start, yearly=0.03),
        suspended_on=suspended_on,
        resumed_on=suspended_on + timedelta(days=between(rng, 40, 200)) if suspended_on else None,
        leave_on=_once(rng, start, yearly=0.14),
        absent_on=_once(rng, start, yearly=0.02) if has_order else None,
        kept_since=kept_since,
    )


def _taken_over(rng: Random, start: date, today: date) -> date | None:
    drawn = rng.random()
    day = start + timedelta(days=200 + int(drawn * 30_000))
    return day if drawn < 0.015 and day < today else None


def _once(rng: Random, start: date, *, yearly: float) -> date | None:
    """A day in the three years after ``start``, from the second month on, with this chance per year."""
    drawn = rng.random()
    if drawn >= 3 * yearly:
        return None
    return start + timedelta(days=45 + int(drawn / (3 * yearly) * 1030))


def _relapse(rng: Random, start: date) -> date | None:
    """Eight in a hundred in the first year, then five, then three; earlier in a year more than later."""
    for year, share in enumerate((0.08, 0.05, 0.03)):
        if rng.random() < share:
            return start + timedelta(days=year * 365 + 30 + int(334 * rng.random() ** 1.3))
    return None


def _answer(rng: Random, opened_on: date, today: date) -> str:
    """What somebody says to the invitation. Silence lasts three weeks, then the file says declined."""
    answer = ANSWERS.draw(rng)
    if answer == "silent" and (today - opened_on).days > between(rng, 14, 30):
        return "declined"
    return answer


def _reporting(rng: Random, age: int) -> int | None:
    """Days from receiving an order to reporting; None: not yet, which nobody leaves so for two months."""
    drawn = rng.random()
    if drawn < 0.93:
        return between(rng, 1, 13)
    if drawn < 0.97 or age > 60:
        return between(rng, 17, 40)
    return None


def order_end(start: date, years: int) -> date:
    """The last day printed on an order."""
    return add_months(start, 12 * years)
