"""``outlook``: from facts, entries and rulebooks to phase, duties, promises, counters and proposals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from guitu.domain.episode import ORDERED
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.rules.model import Deadline, Nature, Primitive, Quota, Recurring, Rule, Rulebook, Satisfies

from . import windows as slots_of
from .answers import answers_to
from .breach import Breach, breach
from .clean import CleanSpan, Gaps, clean_time, contacts_made
from .course import Course, Events, phase, read, turns_on
from .dropped import without_dropped
from .facts import FAR, BookOf, EpisodeFacts, Stay, stays
from .late_report import overdue_days, with_reasons
from .needs import NEEDS, answers_of, each
from .proposals import EndOfControl, Proposal, end_of_control, proposals
from .slots import Duty, duties, settle, until_the_end
from .standing import (
    Counter,
    FieldAge,
    Honour,
    Level,
    QuotaState,
    counter,
    freshness,
    honours,
    level,
    level_spans,
    quotas,
)

WHOLE = (Primitive.RECURRING, Primitive.QUOTA, Primitive.THRESHOLD)


@dataclass(frozen=True, slots=True, eq=False)
class EpisodeOutlook:
    """What one episode asks and promises. Duties cover the whole term, in the book's order."""

    course: Course
    phase: str
    turns_on: int | None
    duties: tuple[Duty, ...]
    quotas: tuple[QuotaState, ...]
    counters: tuple[Counter, ...]
    proposals: tuple[Proposal, ...]
    breach: Breach | None
    end_of_control: EndOfControl | None


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Everything derived about a person on one day."""

    book: Rulebook
    today: int
    episodes: tuple[EpisodeOutlook, ...]
    clean_time: tuple[CleanSpan, ...]
    freshness: tuple[FieldAge, ...]
    level: Level
    honours: tuple[Honour, ...]
    alerts: tuple[str, ...]
    events: Events  # everything that counts, of whatever episode


def outlook(
    region: int,
    episodes: Sequence[EpisodeFacts],
    entries: Iterable[Entry],
    *,
    books: BookOf,
    calendar: WorkCalendar,
    today: date,
) -> Outlook:
    """Everything the rules say about one person on one day.

    Args:
        region: where the file was kept at first; ``transfer`` entries move it.
        episodes: the person's episodes, at least one.
        entries: all journal entries, in any order, corrections included; repeats are harmless.
        books: finds the rulebook of a region.
        calendar: working days, for deadlines that roll forward.
        today: the civil date it is seen from; lateness is asked of each duty (``Duty.status``).

    Raises:
        DomainError: "journal.same-id-other-content".
    """
    known = effective(entries)
    day = today.toordinal()
    where = stays(region, known.entries, books)
    book = next(stay.book for stay in where if stay.first <= day <= stay.last)
    everything = by_kind(known.entries)
    per_episode = tuple(
        _episode(
            facts, by_kind(known.entries, facts.id) if len(episodes) > 1 else everything, where, calendar, day
        )
        for facts in episodes
    )
    gaps = Gaps.of(book.parameters)
    met = contacts_made(everything)
    spans = clean_time(everything, met, start=_clean_start(per_episode, day), today=day, gaps=gaps)
    return Outlook(
        book=book,
        today=day,
        episodes=per_episode,
        clean_time=spans,
        freshness=tuple(
            age
            for rule in _any_kind(book, Primitive.FRESHNESS)
            for age in freshness(rule, everything, met, today=day)
        ),
        level=level(everything, today=day, expire_months=_expire_months(book)),
        honours=tuple(
            honour
            for rule in _any_kind(book, Primitive.STREAK)
            for honour in honours(rule, spans, reach=gaps.hair, today=day)
        ),
        alerts=_alerts(known.corrected_twice, per_episode, calendar),
        events=everything,
    )


def by_kind(entries: Sequence[Entry], episode: str | None = None) -> Events:
    """Entries by kind, in order; with ``episode``, only its own and those that belong to none."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if episode is not None and entry.episode is not None and entry.episode != episode:
            continue
        if entry.kind in found:
            found[entry.kind].append(entry)
        else:
            found[entry.kind] = [entry]
    return found


@lru_cache(maxsize=4096)
def _by_shape(book: Rulebook, kind: str) -> dict[Primitive, tuple[Rule, ...]]:
    return {shape: book.of(shape, kind) for shape in WHOLE}


@lru_cache(maxsize=4096)
def _any_kind(book: Rulebook, shape: Primitive) -> tuple[Rule, ...]:
    return tuple(rule for rule in book.rules if rule.primitive is shape)


def _episode(
    facts: EpisodeFacts, events: Events, where: Sequence[Stay], calendar: WorkCalendar, today: int
) -> EpisodeOutlook:
    now = next(stay for stay in where if stay.first <= today <= stay.last)
    course = read(facts, events, now.book)
    shapes = _by_shape(now.book, facts.kind)
    owed = _deadlines(course, where, calendar)
    owed.extend(_recurring(course, where, now.book))
    owed = without_dropped(owed, facts.id, events.get("transfer", ()))
    counters = tuple(
        counter(rule, events, today=today, within=course.measured) for rule in shapes[Primitive.THRESHOLD]
    )
    ending = end_of_control(course, now.book, today)
    round_ = breach(events, counters, owed, today)
    return EpisodeOutlook(
        course=course,
        phase=phase(course, today),
        turns_on=turns_on(course, today),
        duties=tuple(owed),
        quotas=tuple(_quotas(course, shapes[Primitive.QUOTA], now.book)),
        counters=counters,
        proposals=tuple(proposals(course, owed, counters, round_, ending, today)),
        breach=round_,
        end_of_control=ending,
    )


def _deadlines(course: Course, where: Sequence[Stay], calendar: WorkCalendar) -> list[Duty]:
    owed = _counted_from(course, where, calendar, course.anchors)
    owed = with_reasons(owed, course.events.get("late_report", ()))
    overdue = overdue_days(owed)
    if overdue:
        owed.extend(_counted_from(course, where, calendar, {"report_overdue": overdue}))
    return [until_the_end(duty, course.last) for duty in owed]


def _counted_from(
    course: Course, where: Sequence[Stay], calendar: WorkCalendar, anchors: Mapping[str, tuple[int, ...]]
) -> list[Duty]:
    """The deadlines that count from these days."""
    owed: list[Duty] = []
    counted: dict[str, int] = {}  # slots made so far, by rule: the same rule may come from two books
    for stay in where:
        for rule, asked, anchor, from_anchor in _asked_deadlines(stay.book, course.facts.kind):
            happened = anchors.get(anchor)
            if happened is None:
                continue
            first, last = max(stay.first, rule.from_ordinal), min(stay.last, rule.to_ordinal)
            made = []
            for day in happened:
                if first <= day <= last:
                    counted[rule.id] = counted.get(rule.id, 0) + 1
                    made.append(slots_of.deadline(rule, day, counted[rule.id], calendar))
            if anchor in NEEDS:
                found = each(made, answers_of(anchor, course.events, first, last), course.kept_since)
            else:
                events = answers_to(course, asked.kinds)
                found = settle(made, asked, events, from_anchor=from_anchor, kept_since=course.kept_since)
            owed.extend(duty for duty in found if _allowed(duty, course))
    return owed


@lru_cache(maxsize=4096)
def _asked_deadlines(book: Rulebook, kind: str) -> tuple[tuple[Rule, Satisfies, str, bool], ...]:
    """Deadline rules that ask for an entry: (rule, what answers, anchor, only what came after answers).

    What came before the event answers too for files opened late and for notices sent ahead.
    """
    found = []
    for rule in book.of(Primitive.DEADLINE, kind):
        body = rule.body
        assert isinstance(body, Deadline)  # noqa: S101 - narrows the type
        ahead = (body.days or body.working_days or body.months or 0) < 0
        if rule.satisfies is not None:
            after_only = body.anchor != "file_opened" and not ahead
            found.append((rule, rule.satisfies, body.anchor, after_only))
    return tuple(found)


def _allowed(duty: Duty, course: Course) -> bool:
    """Whether a deadline may stand: nothing is asked of the person after the end, nor left open then."""
    last = course.last
    if last is None or duty.window.rule.nature is Nature.OFFICE:
        return True
    return duty.window.due <= last


def _recurring(course: Course, where: Sequence[Stay], book: Rulebook) -> list[Duty]:
    if course.term is None or course.asked_to is None:
        return []
    first, last = _asked_from(course), course.asked_to
    owed: list[Duty] = []
    for rule_id, versions in _versions(tuple(where), course.facts.kind).items():
        anchor = course.day(rule_id[1])
        if anchor is None:
            continue
        fitting = [(stay, rule) for stay, rule in versions if _fits(rule, course)]
        if not fitting:
            continue
        if len(fitting) == 1 and len(where) == 1:
            made = slots_of.recurring(fitting[0][1], anchor, first, last)
        else:
            made = slots_of.across_stays(fitting, anchor, first, last)
        rule = fitting[0][1]
        if any("level" in version.only_if for _, version in fitting):
            made = _under_level(made, course, book)
        if rule.satisfies is None or not made:
            continue
        owed.extend(_filled(rule, made, course))
    return owed


def _expire_months(book: Rulebook) -> int:
    return int(str(book.parameters.get("risk.expire_months", 6)))


def _under_level(
    made: Sequence[slots_of.Window], course: Course, book: Rulebook
) -> tuple[slots_of.Window, ...]:
    """The slots that open on a day on which the level their rule asks for holds.

    A level never reaches back to slots that opened before it was set, and one that expired asks nothing.
    """
    spans = level_spans(course.events, expire_months=_expire_months(book))
    return tuple(
        window
        for window in made
        if "level" not in window.rule.only_if
        or any(
            first <= window.opens <= last and word == window.rule.only_if["level"]
            for first, last, word in spans
        )
    )


def _filled(rule: Rule, made: Sequence[slots_of.Window], course: Course) -> list[Duty]:
    assert rule.satisfies is not None  # noqa: S101 - the caller looked
    return duties(
        made,
        rule.satisfies,
        answers_to(course, rule.satisfies.kinds),
        kept_since=course.kept_since,
        excused=course.gaps,
    )


def _asked_from(course: Course) -> int:
    """The first day a slot may be due: the term's first day, for aftercare not before consent."""
    assert course.term is not None  # noqa: S101 - the caller looked
    consented = course.day("consented")
    if course.facts.kind in ORDERED or consented is None:
        return course.term[0]
    return max(course.term[0], consented)


@lru_cache(maxsize=4096)
def _versions(where: tuple[Stay, ...], kind: str) -> dict[tuple[str, str], list[tuple[Stay, Rule]]]:
    """Recurring rules by (id, anchor), each with the stays and versions in which it was in force."""
    found: dict[tuple[str, str], list[tuple[Stay, Rule]]] = {}
    for stay in where:
        for rule in _by_shape(stay.book, kind)[Primitive.RECURRING]:
            body = rule.body
            assert isinstance(body, Recurring)  # noqa: S101 - narrows the type
            found.setdefault((rule.id, body.anchor), []).append((stay, rule))
    return found


def _fits(rule: Rule, course: Course) -> bool:
    """Whether a rule's guard agrees with the episode: so far only the length of the term in years."""
    years = rule.only_if.get("term_years")
    if years is None or course.term is None:
        return True
    months = round((course.term[1] - course.term[0]) / 30.4375)
    return round(months / 12) == int(str(years))


def _quotas(course: Course, rules: Sequence[Rule], book: Rulebook) -> list[QuotaState]:
    if course.term is None or course.asked_to is None:
        return []
    found: list[QuotaState] = []
    for rule in rules:
        body = rule.body
        assert isinstance(body, Quota)  # noqa: S101 - narrows the type
        anchor = course.day(body.anchor)
        if anchor is None or not _fits(rule, course):
            continue
        years = quotas(rule, anchor, course.events, asked_from=_asked_from(course), asked_to=course.asked_to)
        if "level" in rule.only_if:
            spans = level_spans(course.events, expire_months=_expire_months(book))
            held = [(first, last) for first, last, word in spans if word == rule.only_if["level"]]
            years = [y for y in years if any(first <= y.last and y.first <= last for first, last in held)]
        found.extend(years)
    return found


def _clean_start(episodes: Sequence[EpisodeOutlook], today: int) -> int:
    """The day abstinence is counted from: the latest release; without one the day execution began."""
    released = [day for e in episodes if (day := e.course.day("released")) is not None and day <= today]
    if released:
        return max(released)
    begun = [
        day for e in episodes if (day := e.course.day("reported") or e.course.day("term_start")) is not None
    ]
    return min(begun) if begun else FAR


def _alerts(
    twice: Sequence[str], episodes: Sequence[EpisodeOutlook], calendar: WorkCalendar
) -> tuple[str, ...]:
    found = [f"corrected_twice:{entry}" for entry in twice]
    last = max(
        (
            duty.window.due
            for episode in episodes
            for duty in episode.duties
            if duty.window.rule.primitive is Primitive.DEADLINE
        ),
        default=0,
    )
    beyond = last > 0 and not calendar.covers(date.fromordinal(last))
    if beyond:
        found.append("calendar_beyond_known_years")
    return tuple(found)
