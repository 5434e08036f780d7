"""How a person stands beside their duties: promises of the year, counters, freshness, level, honours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import absence_days, confirmed_fields
from guitu.domain.kernel.dates import add_months_ordinal, month_marks
from guitu.domain.rules.model import Freshness, Quota, Rule, Satisfies, Streak, Threshold

from .clean import CleanSpan, months_reached, verified_since
from .facts import FAR
from .slots import agrees

Events = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, slots=True, eq=False)
class QuotaState:
    """One promise in one service year: first and last day (ordinals, inclusive), promised and kept."""

    rule: Rule
    item: str
    first: int
    last: int
    needed: int
    done: int

    @property
    def met(self) -> bool:
        """Whether the promise is kept; more than promised is also kept."""
        return self.done >= self.needed


@dataclass(frozen=True, slots=True, eq=False)
class Counter:
    """A count over the whole measure that a rule watches. ``entries`` are those counted."""

    rule: Rule
    count: int
    limit: int
    reached: bool
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldAge:
    """When a field was last confirmed (ordinal, None: never) and whether that is recent enough."""

    field: str
    confirmed: int | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Level:
    """The risk level people set, or None. ``provisional``: it expired or was never set."""

    level: str | None
    provisional: bool
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Honour:
    """A length of verified clean time that opens an honour, and the day it was reached (ordinal)."""

    rule: Rule
    months: int
    reached: int


def quotas(rule: Rule, anchor: int, events: Events, *, asked_from: int, asked_to: int) -> list[QuotaState]:
    """The promises of each service year that touches the time in which something may be offered."""
    body = rule.body
    assert isinstance(body, Quota)  # noqa: S101 - narrows the type; callers select by primitive
    marks = month_marks(anchor, 12 * body.years)
    given = [
        [e.day for e in events.get(item.satisfies.kind, ()) if _counts(item.satisfies, e)]
        for item in body.items
    ]
    found = []
    for year in range(body.years):
        first, last = marks[12 * year], marks[12 * (year + 1)] - 1
        if last < asked_from or first > asked_to or not rule.from_ordinal <= first <= rule.to_ordinal:
            continue
        for item, days in zip(body.items, given, strict=True):
            done = sum(1 for day in days if first <= day <= last)
            found.append(QuotaState(rule, item.name, first, last, item.needed, done))
    return found


def _counts(asked: Satisfies, event: Entry) -> bool:
    if event.outcome not in asked.outcomes:
        return False
    return not asked.details or agrees(asked, event)


def counter(rule: Rule, events: Events, *, today: int, within: tuple[int, int] = (0, FAR)) -> Counter:
    """A threshold's count over one measure, whose first and last day are ``within``.

    Days away: the day of leaving is not counted, the day of return is.
    """
    body = rule.body
    assert isinstance(body, Threshold)  # noqa: S101 - as above
    counted = [e for asked in body.counts for e in _in(within, events, asked) if _counts(asked, e)]
    until = min(today, within[1])
    count = len(counted) if body.measure == "times" else sum(_days_away(e, until) for e in counted)
    reached = count >= body.limit if body.inclusive else count > body.limit
    return Counter(rule, count, body.limit, reached, tuple(e.id for e in counted))


def _in(within: tuple[int, int], events: Events, asked: Satisfies) -> list[Entry]:
    return [e for e in events.get(asked.kind, ()) if within[0] <= e.day <= within[1]]


def _days_away(event: Entry, today: int) -> int:
    return absence_days(event.details, happened_on=event.happened_on, until=date.fromordinal(today))


def freshness(rule: Rule, events: Events, met: Sequence[Entry], *, today: int) -> list[FieldAge]:
    """How recently each field was confirmed. A contact made (``met``) confirms the contact itself."""
    body = rule.body
    assert isinstance(body, Freshness)  # noqa: S101 - as above
    confirmed: dict[str, int] = {}
    days = [e.day for e in met if e.day <= today]
    if days:
        confirmed["last_contact"] = max(days)
    for event in (*met, *events.get("contact_confirmed", ())):
        if not event.details or event.day > today:
            continue  # most contacts say nothing more than that they happened
        for name in confirmed_fields(event.kind, event.outcome, event.details):
            confirmed[name] = max(event.day, confirmed.get(name, 0))
    ages = []
    for name in body.fields:
        day = confirmed.get(name)
        ages.append(FieldAge(name, day, day is not None and today - day <= body.days))
    return ages


def _levels_given(events: Events) -> list[Entry]:
    return [e for e in events.get("risk_assessment", ()) if e.details.get("level")]


def level_spans(events: Events, *, expire_months: int) -> list[tuple[int, int, str]]:
    """The days (ordinals, both inclusive) on which a level set by people holds, in order.

    It holds until the next one is set or it expires. On other days, and while a level is provisional because
    something was not known, nothing may be asked because of one.
    """
    given = _levels_given(events)
    found = []
    for place, entry in enumerate(given):
        last = add_months_ordinal(entry.day, expire_months) - 1
        if place + 1 < len(given):
            last = min(last, given[place + 1].day - 1)
        if last >= entry.day and entry.details.get("basis") != "provisional":
            found.append((entry.day, last, str(entry.details["level"])))
    return found


def level(events: Events, *, today: int, expire_months: int) -> Level:
    """The level the case team set. Missing or expired data makes it provisional, never higher or lower."""
    given = [e for e in _levels_given(events) if e.day <= today]
    if not given:
        return Level(None, provisional=True, reason="never_set")
    newest = given[-1]
    word = str(newest.details["level"])
    if add_months_ordinal(newest.day, expire_months) <= today:
        return Level(word, provisional=True, reason="expired")
    if newest.details.get("basis") == "provisional":
        return Level(word, provisional=True, reason="data_missing")
    return Level(word, provisional=False, reason="set_by_people")


def honours(rule: Rule, spans: Sequence[CleanSpan], *, reach: int, today: int) -> list[Honour]:
    """Which honours the verified stretch that still holds has reached. Unverified days earn nothing."""
    body = rule.body
    assert isinstance(body, Streak)  # noqa: S101 - as above
    since = verified_since(spans, reach=reach, today=today)
    if since is None:
        return []
    last = max(span.last for span in spans if span.state == "verified")
    return [Honour(rule, months, day) for months, day in months_reached(since, last, body.months)]
