"""How the duties that the rules made were answered: in time, late, missed, excused, or not yet."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from guitu.domain.journal.kind import Family
from guitu.domain.journal.kinds import KINDS
from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.outlook.slots import OPEN, Duty
from guitu.domain.outlook.windows import Window
from guitu.domain.rules.model import Primitive
from guitu.runtime.demo import words
from guitu.runtime.demo.chance import Table, between
from guitu.runtime.demo.diary import Diary
from guitu.runtime.demo.fate import Fate
from guitu.runtime.demo.story import document, meet

# What becomes of a slot. "late": done after its grace; "missed": an appointment failed; "none": nobody went.
VISIT = Table.of({"done": 74, "late": 9, "missed": 11, "none": 6})
TEST = Table.of(
    {
        "done": 88,
        "late": 3,
        "excused": 4.5,
        "missed_unexplained": 2.6,
        "refused": 0.5,
        "evaded": 0.4,
        "invalid": 1,
    }
)
CAUGHT_UP = 0.85  # of what is late today although it still counts, this share was made up before today
_EARLIEST = 25  # days before its day that a visit is made


def answer(diary: Diary, fate: Fate, seen: EpisodeOutlook, episode: UUID) -> None:
    """Answer everything of one episode that has opened."""
    today = diary.today.toordinal()
    behind: set[str] = set()  # rules whose last slot nobody filled: until it lapses it takes what comes
    for duty in seen.duties:
        if duty.state != OPEN or duty.window.opens >= today:
            continue
        rule = duty.window.rule
        if rule.primitive is not Primitive.RECURRING:
            _answer_deadline(diary, fate, duty, episode)
        elif _answer_slot(diary, fate, duty.window, episode, behind=rule.id in behind):
            behind.discard(rule.id)
        else:
            behind.add(rule.id)


def _answer_slot(diary: Diary, fate: Fate, window: Window, episode: UUID, *, behind: bool) -> bool:
    """Answer one slot; whether it is filled. ``behind``: the one before is open until this one is due."""
    asked = window.rule.satisfies
    if asked is None:
        return True
    if asked.kind == "drug_test":
        return _test(diary, fate, window, episode, behind=behind)
    if KINDS[asked.kind].family is Family.CONTACT:
        return _visit(diary, fate, window, episode, behind=behind)
    day = date.fromordinal(window.due if behind else between(diary.rng, window.opens, window.due))
    if diary.rng.random() < 0.15 or not fate.reachable(day):
        return False
    diary.add(asked.kind, day, episode=episode)
    return True


def _visit(diary: Diary, fate: Fate, window: Window, episode: UUID, *, behind: bool) -> bool:
    asked = window.rule.satisfies
    kind = asked.kind if asked else "home_visit"
    fell = VISIT.draw(diary.rng)
    if fell == "done":
        first = window.due if behind else max(window.opens, window.due - _EARLIEST)
        day = between(diary.rng, first, max(window.due, window.late_after - 6))
    else:
        if fell == "missed":
            _miss(diary, fate, window, kind, episode)
        made_up = fell == "late" or (fell == "missed" and diary.rng.random() < 0.45)
        day = (_late_day(diary, window) if made_up else 0) or _caught_up(diary, window)
    met = date.fromordinal(day) if day else None
    if met is None or not fate.reachable(met):
        return False
    meet(diary, kind, met, episode=episode)
    return True


def _late_day(diary: Diary, window: Window) -> int:
    """A day after the grace on which the slot still counts; 0 where there is none."""
    first, last = window.late_after + 1, min(window.late_after + 45, window.lapses - 1)
    return between(diary.rng, first, last) if first <= last else 0


def _caught_up(diary: Diary, window: Window) -> int:
    """A day before today, for most of what would be late today; 0 for the rest."""
    today = diary.today.toordinal()
    late = window.late_after < today < window.lapses
    if not late or diary.rng.random() >= CAUGHT_UP:
        return 0
    return between(diary.rng, window.due, today - 1)


def _miss(diary: Diary, fate: Fate, window: Window, kind: str, episode: UUID) -> None:
    whose = words.MISSED.draw(diary.rng)
    day = date.fromordinal(window.due) + timedelta(days=between(diary.rng, -6, 6))
    if window.opens <= day.toordinal() and fate.reachable(day):
        why = {"reason_kind": whose, "reason": words.REASONS[whose].draw(diary.rng)}
        diary.add(kind, day, "missed", details=why, episode=episode)


def _test(diary: Diary, fate: Fate, window: Window, episode: UUID, *, behind: bool) -> bool:
    fell = TEST.draw(diary.rng)
    due = date.fromordinal(window.due)
    if not fate.reachable(due):
        if fate.last_day is None:
            diary.add("drug_test", due, "missed_unexplained", details=_scheduled(diary), episode=episode)
        return False
    if fell == "done":
        first = window.due if behind else window.opens
        return _take(diary, fate, between(diary.rng, first, window.due), episode)
    if fell == "excused":
        why = {"mode": "scheduled", "reason": words.REASONS_ACCEPTABLE.draw(diary.rng)}
        diary.add("drug_test", due, "excused", details=why, episode=episode)
        return True
    if fell != "late":
        details = _scheduled(diary)
        if fell == "evaded":
            details["evasion"] = "left_before_sampling"
        diary.add("drug_test", due, fell, details=details, episode=episode)
    later = _late_day(diary, window) if fell in {"late", "invalid"} else _caught_up(diary, window)
    return bool(later) and _take(diary, fate, later, episode)


def _scheduled(diary: Diary) -> dict[str, object]:
    return {"mode": "scheduled", "sample": words.SAMPLES.draw(diary.rng), "level": "field"}


def _take(diary: Diary, fate: Fate, ordinal: int, episode: UUID) -> bool:
    """A sample was taken: negative, or once in a hundred not so until the laboratory looked again."""
    day = date.fromordinal(ordinal)
    if not fate.reachable(day):
        return False
    texts = words.NOTES["drug_test"]
    note = texts[int(diary.rng.random() * len(texts))]
    doubtful = diary.rng.random() < 0.01
    outcome = "non_negative_unconfirmed" if doubtful else "negative"
    taken = diary.add("drug_test", day, outcome, details=_scheduled(diary), episode=episode, note=note)
    if doubtful and taken is not None:
        _cleared(diary, day, taken, episode)
    return True


def _cleared(diary: Diary, day: date, test: UUID, episode: UUID) -> None:
    """The person challenged the result and the laboratory found nothing; as far as that has come today."""
    about: dict[str, object] = {"test": str(test)}
    field = {**about, "level": "field"}
    diary.add("sample_sealed", day, details={**about, "sample": "urine"}, episode=episode)
    diary.add("result_told", day, details=field, episode=episode)
    diary.add("test_challenged", day + timedelta(days=1), details=field, episode=episode)
    diary.add("challenge_decided", day + timedelta(days=3), "granted", details=about, episode=episode)
    diary.add("sample_delivered", day + timedelta(days=5), details=about, episode=episode)
    found = day + timedelta(days=9)
    report = {**about, "level": "laboratory", "document_number": document(diary, "毒检", found.year)}
    if diary.add("lab_result", found, "not_detected", details=report, episode=episode):
        again = {"mode": "scheduled", "sample": "urine", "level": "laboratory"}
        diary.add("drug_test", day, "negative", details=again, episode=episode, supersedes=test,
                  reason="more_known", lag=9)  # fmt: skip


def _answer_deadline(diary: Diary, fate: Fate, duty: Duty, episode: UUID) -> None:
    """What the story did not tell already: mostly done in time, sometimes late, the newest not yet."""
    window, asked = duty.window, duty.window.rule.satisfies
    if asked is None or asked.kind in TOLD:
        return
    wait = max(0, window.due - window.opens)
    extra = between(diary.rng, 0, wait) if diary.rng.random() < 0.95 else wait + between(diary.rng, 1, 30)
    day = date.fromordinal(window.opens + extra)
    if asked.kind == "completion_notice":
        details = {
            "document_number": document(diary, "康解", day.year),
            "decided_on": day.isoformat(),
            "authority": "county_police",
        }
        if fate.last_day is None:
            diary.add("completion_notice", day, details=details, episode=episode)
    elif KINDS[asked.kind].family is Family.CONTACT:
        if fate.reachable(day):
            meet(diary, asked.kind, day, episode=episode)
    elif asked.kind in PLAIN:
        diary.add(asked.kind, day, episode=episode)
    elif asked.kind in FITTING:
        diary.add(asked.kind, day, details={**FITTING[asked.kind], **asked.details}, episode=episode)


# The story tells these itself, or leaves them open on purpose.
TOLD = frozenset({"consent", "decision_received", "report_in", "agreement", "release_notice", "handover"})
# What the rule asks for stands in the details; the rest is made up.
FITTING: Mapping[str, Mapping[str, object]] = {"letter": {}, "service": {"service": "medical_aid"}}
# These need no details.
PLAIN = frozenset(
    {
        "plan",
        "plan_review",
        "handover_receipt",
        "working_group",
        "pre_release_assessment",
        "reminder",
        "invitation",
    }
)
