"""A small rulebook made by hand, so that the outlook's tests need no file and say what they rely on."""

from datetime import date, datetime, timedelta, timezone

from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.outlook.engine import Outlook, outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.rules.model import (
    Confidence,
    Deadline,
    Nature,
    Phase,
    Primitive,
    Quota,
    QuotaItem,
    Recurring,
    Rule,
    Rulebook,
    Satisfies,
    Source,
    Streak,
    Threshold,
    Words,
)

WEEKENDS = WorkCalendar.weekend_only()
PLACE, ELSEWHERE = 430102001000, 130102001000
ATTENDED = frozenset({"negative", "non_negative_unconfirmed", "confirmed_positive"})
DONE = frozenset({"done", "verified"})
MONTHLY_TO_QUARTERLY = (Phase(0, 12, 1), Phase(12, 24, 2), Phase(24, 36, 3))
TEST = Satisfies("drug_test", ATTENDED, frozenset({"excused"}))


def day(text: str) -> date:
    return date.fromisoformat(text)


def rule(
    rule_id: str,
    body: object,
    *kinds: str,
    satisfies: Satisfies | None = None,
    nature: Nature = Nature.CARE,
    since: str = "2008-06-01",
    until: str | None = None,
    only_if: dict[str, object] | None = None,
) -> Rule:
    shape = Primitive(type(body).__name__.lower())
    return Rule(
        id=rule_id,
        book="test",
        primitive=shape,
        body=body,  # type: ignore[arg-type]
        applies_to=frozenset(kinds),
        nature=nature,
        owed_by="person",
        title=Words(rule_id, rule_id),
        why=Words("因为", "because"),
        source=Source("test", "1", ""),
        confidence=Confidence.PROPOSED,
        from_ordinal=day(since).toordinal(),
        to_ordinal=(day(until) if until else date.max).toordinal(),
        satisfies=satisfies,
        only_if=only_if or {},
    )


REPORT = rule(
    "B-02",
    Deadline("decision_received", days=15, roll_forward=True),
    "community_rehab",
    "community_detox",
    satisfies=Satisfies("report_in", frozenset({"done"})),
    nature=Nature.CONTROL,
)
MOVED = rule(
    "G-02",
    Deadline("transfer", days=15, roll_forward=True),
    "community_rehab",
    satisfies=Satisfies("report_in", frozenset({"done"})),
    nature=Nature.CONTROL,
)
AGREE = rule(
    "C-01",
    Deadline("reported", working_days=3),
    "community_rehab",
    "community_detox",
    satisfies=Satisfies("agreement", frozenset({"done"})),
    nature=Nature.OFFICE,
)
NOTICE = rule(
    "H-02",
    Deadline("term_end", days=7),
    "community_rehab",
    "community_detox",
    satisfies=Satisfies("completion_notice", frozenset({"done"})),
    nature=Nature.OFFICE,
)
TESTS = rule(
    "D-02",
    Recurring("term_start", MONTHLY_TO_QUARTERLY, window_days=7, grace_days=0),
    "community_rehab",
    "community_detox",
    satisfies=TEST,
    nature=Nature.CONTROL,
)
VISITS = rule(
    "J-01",
    Recurring("released", (Phase(0, 36, 6),), window_days=None, grace_days=30),
    "aftercare",
    satisfies=Satisfies("follow_up", DONE),
)
PROMISES = rule(
    "J-02",
    Quota(
        "released",
        3,
        (
            QuotaItem("job_notice", 3, Satisfies("service", DONE, details={"service": "job_notice"})),
            QuotaItem(
                "training_notice", 1, Satisfies("service", DONE, details={"service": "training_notice"})
            ),
            QuotaItem(
                "career_guidance", 1, Satisfies("service", DONE, details={"service": "career_guidance"})
            ),
        ),
    ),
    "aftercare",
)
REFUSED = rule(
    "F-03",
    Threshold(
        "times",
        3,
        inclusive=True,
        counts=(Satisfies("drug_test", frozenset({"evaded", "refused"})),),
        proposes="serious_breach_report",
    ),
    "community_rehab",
    "community_detox",
)
_AWAY = (Satisfies("unauthorised_absence", frozenset({"unauthorised"})),)
AWAY_TIMES = rule(
    "F-04",
    Threshold("times", 3, inclusive=True, counts=_AWAY, proposes="serious_breach_report"),
    "community_rehab",
    "community_detox",
)
AWAY_DAYS = rule(
    "F-05",
    Threshold("days", 30, inclusive=False, counts=_AWAY, proposes="serious_breach_report"),
    "community_rehab",
    "community_detox",
)
HONOURS = rule("J-07", Streak((12, 24, 36), "honours"), "aftercare")
ALL = (REPORT, MOVED, AGREE, NOTICE, TESTS, VISITS, PROMISES, REFUSED, AWAY_TIMES, AWAY_DAYS, HONOURS)


def book(*rules: Rule, number: int = 1, **parameters: object) -> Rulebook:
    return Rulebook("test", f"r{number}", rules or ALL, parameters, None, number)


BOOK = book()
NOTHING = book(REPORT, MOVED, AGREE, NOTICE, REFUSED, AWAY_TIMES, AWAY_DAYS, number=2)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=8)))


def entry(
    kind: str,
    on: str,
    outcome: str = "done",
    *,
    entry_id: str | None = None,
    supersedes: str | None = None,
    minutes: int = 0,
    **details: object,
) -> Entry:
    return Entry(
        id=entry_id or f"{kind}:{on}:{outcome}",
        kind=kind,
        happened_on=day(on),
        outcome=outcome,
        details=details,
        recorded_at=MOMENT + timedelta(minutes=minutes),
        supersedes=supersedes,
    )


def facts(kind: str, **dates: str) -> EpisodeFacts:
    return EpisodeFacts(id="e", kind=kind, **{name: day(text) for name, text in dates.items()})


def seen(episode: EpisodeFacts, *entries: Entry, on: str, calendar: WorkCalendar = WEEKENDS) -> Outlook:
    """The outlook by the hand-made book; region 13… has no cadence of its own."""
    return outlook(
        PLACE,
        [episode],
        entries,
        books=lambda region: NOTHING if region == ELSEWHERE else BOOK,
        calendar=calendar,
        today=day(on),
    )


def duties(view: Outlook, rule_id: str) -> list[tuple[str, str]]:
    """(due day, status) of one rule's duties, in order."""
    found = [d for d in view.episodes[0].duties if d.window.rule.id == rule_id]
    return [(date.fromordinal(d.window.due).isoformat(), d.status(view.today)) for d in found]
