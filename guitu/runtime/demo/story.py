"""From the gate on: the steps of the first weeks, and what befell the person, told as entries."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from guitu.runtime.demo import words
from guitu.runtime.demo.chance import between
from guitu.runtime.demo.diary import Diary
from guitu.runtime.demo.fate import Fate, order_end
from guitu.runtime.demo.world import World, first_worker

WEEK = 7
FIRST_CONTACTS = ("phone_call", "phone_call", "talk", "home_visit")


@dataclass(frozen=True, slots=True)
class Orders:
    """The ids of somebody's episodes; None where there is none of the kind."""

    care: UUID | None
    order: UUID | None


def begin(diary: Diary, fate: Fate, ids: Orders) -> None:
    """The file, the first contact, the release and its papers, consent, the order, the plan."""
    day = fate.opened_on
    diary.add("file_opened", day)
    if diary.place.cases:
        assigned = {"to_unit": diary.place.holder, "to_worker": str(diary.worker.id)}
        diary.add("assignment", day + timedelta(days=between(diary.rng, 0, 2)), details=assigned)
    first = day + timedelta(days=_soon(diary, WEEK))
    kind = FIRST_CONTACTS[between(diary.rng, 0, len(FIRST_CONTACTS) - 1)]
    if fate.reachable(first):
        meet(diary, kind, first)
    if ids.care is not None:
        _invite(diary, fate, ids.care)
    if fate.course != "detox" and fate.kept_since is None:
        _release(diary, fate)
    if ids.order is not None:
        _order(diary, fate, ids.order)


def _soon(diary: Diary, days: int) -> int:
    """Days until an office has done what it owes within ``days``: mostly in time, now and then late."""
    return (
        between(diary.rng, 0, days) if diary.rng.random() < 0.95 else between(diary.rng, days + 1, days + 14)
    )


def meet(diary: Diary, kind: str, day: date, *, episode: UUID | None = None) -> None:
    """A contact that took place, mostly with a look at what is still right."""
    rng = diary.rng
    details: dict[str, object] = {"mode": "phone" if kind == "phone_call" else "in_person"}
    if rng.random() < 0.7:
        details["confirmed"] = ["phone", "address", "work"] if rng.random() < 0.75 else ["phone"]
    texts = words.NOTES.get(kind, ("",))
    note = texts[int(rng.random() * len(texts))] if rng.random() < 0.7 else ""
    outcome = "verified" if rng.random() < 0.45 else "done"
    diary.add(kind, day, outcome, details=details, episode=episode, note=note)


def _invite(diary: Diary, fate: Fate, care: UUID) -> None:
    opened = fate.opened_on
    office = {"office": diary.place.holder}
    diary.add("invitation", opened + timedelta(days=between(diary.rng, 0, 3)), details=office, episode=care)
    if fate.consent == "silent":
        return
    answered = opened + timedelta(days=_soon(diary, WEEK))
    diary.add("consent", answered, fate.consent, episode=care)
    if fate.consent != "given":
        return
    if fate.withdrawn_on is not None and fate.withdrawn_on > answered and fate.reachable(fate.withdrawn_on):
        diary.add("consent", fate.withdrawn_on, "withdrawn", episode=care)
    if diary.rng.random() < 0.35:
        diary.add("consent", answered, "given", details={"purpose": "job_referral"}, episode=care)
    if diary.rng.random() < 0.93:
        _plan(diary, answered, care)


def _plan(diary: Diary, after: date, episode: UUID) -> None:
    texts = words.NOTES["plan"]
    note = texts[int(diary.rng.random() * len(texts))]
    diary.add("plan", after + timedelta(days=between(diary.rng, 2, 25)), episode=episode, note=note)


def _release(diary: Diary, fate: Fate) -> None:
    rng = diary.rng
    diary.add("release_notice", fate.start - timedelta(days=between(rng, 3, 8)))
    items = words.HANDED_OVER[between(rng, 0, 2)]
    handed = fate.start + timedelta(days=_soon(diary, 3))
    diary.add("handover", handed, details={"items": items})
    if rng.random() < 0.6:
        diary.add("handover_receipt", handed + timedelta(days=between(rng, 0, 3)), details={"items": items})
    if rng.random() < 0.8:
        diary.add("pick_up", fate.start, "done" if rng.random() < 0.93 else "missed")


def document(diary: Diary, word: str, year: int) -> str:
    """A document number that says it is a demonstration's."""
    return f"演公{word}字〔{year}〕{between(diary.rng, 1, 9999):04d}号"


def _order(diary: Diary, fate: Fate, order: UUID) -> None:
    if fate.received_on is None:
        return
    decided = fate.start - timedelta(days=between(diary.rng, 0, 6))
    word = "社戒决" if fate.course == "detox" else "社康决"
    details: dict[str, object] = {
        "document_number": document(diary, word, decided.year),
        "decided_on": decided.isoformat(),
    }
    if fate.course != "detox":
        details["term_from"] = fate.start.isoformat()
        details["term_to"] = order_end(fate.start, fate.order_years).isoformat()
    diary.add("decision_received", fate.received_on, details=details, episode=order)
    if fate.reported_after is None:
        return
    reported = fate.received_on + timedelta(days=fate.reported_after)
    if fate.reported_after > WEEK:
        diary.add("reminder", fate.received_on + timedelta(days=WEEK), episode=order)
    if not fate.reachable(reported):
        return
    diary.add("report_in", reported, episode=order)
    signed = reported + timedelta(days=_soon(diary, 2))
    diary.add("agreement", signed, episode=order)
    members = words.GROUP_MEMBERS[between(diary.rng, 0, 2)]
    diary.add("working_group", signed, details={"members": members}, episode=order)
    if diary.rng.random() < 0.95:
        _plan(diary, signed, order)


def turns(diary: Diary, fate: Fate, ids: Orders, world: World) -> None:
    """Moving, relapse, losing touch, leave, suspension, death: whatever befell the person."""
    _move(diary, fate, ids, world)
    _relapse(diary, fate, ids)
    _lose_touch(diary, fate, ids)
    if ids.order is not None:
        _leave(diary, fate, ids.order)
        _suspend(diary, fate, ids.order)
    if fate.died_on is not None:
        for episode in filter(None, (ids.order, ids.care)):
            _end(diary, fate.died_on, episode, ground="deceased")


def _end(diary: Diary, day: date, episode: UUID, *, ground: str) -> None:
    details = {**_paper(diary, day, "终决"), "ground": ground}
    diary.add("terminated", day, details=details, episode=episode)


def _paper(diary: Diary, day: date, word: str) -> dict[str, object]:
    return {
        "document_number": document(diary, word, day.year),
        "decided_on": day.isoformat(),
        "authority": "county_police",
    }


def _move(diary: Diary, fate: Fate, ids: Orders, world: World) -> None:
    day = fate.moved_on
    to = world.home(diary.rng)
    if day is None or day >= diary.today or not fate.reachable(day) or to is diary.place:
        return
    worker = first_worker(diary.rng, to)
    told = {"to_region": to.region, "effective_on": day.isoformat()}
    diary.add("transfer", day, details=told)
    diary.move(day, to, worker)
    if ids.order is not None:
        diary.add("report_in", day + timedelta(days=between(diary.rng, 2, 13)), episode=ids.order)
    if to.cases:
        assigned = {"to_unit": to.holder, "to_worker": str(worker.id)}
        diary.add("assignment", day + timedelta(days=1), details=assigned)


def _relapse(diary: Diary, fate: Fate, ids: Orders) -> None:
    day = fate.relapse_on
    if day is None or (fate.died_on is not None and fate.died_on <= day):
        return
    if fate.relapse_told:
        diary.add("relapse", day, "self_reported")
        diary.add("service", day + timedelta(days=2), details={"service": "medical_aid"})
        return
    if ids.order is not None:
        _find(diary, day - timedelta(days=12), decided=day, order=ids.order)
    diary.add("relapse", day, "confirmed", details=_paper(diary, day, "检"))
    if not fate.back_inside:
        if ids.order is not None:
            diary.add("warning_letter", day + timedelta(days=3), episode=ids.order)
        return
    if ids.order is not None:
        _end(diary, day + timedelta(days=1), ids.order, ground="compulsory_detox")
    if ids.care is not None and fate.consent == "given":
        diary.add("paused", day + timedelta(days=1), episode=ids.care)


def _find(diary: Diary, day: date, *, decided: date, order: UUID) -> None:
    """A random test was not negative; nobody challenged it; then the police decided."""
    details: dict[str, object] = {"mode": "random", "sample": "urine", "level": "field"}
    test = diary.add("drug_test", day, "non_negative_unconfirmed", details=details, episode=order)
    if test is None:
        return
    diary.add("sample_sealed", day, details={"test": str(test), "sample": "urine"}, episode=order)
    diary.add("result_told", day, details={"test": str(test), "level": "field"}, episode=order)
    if decided < diary.today:
        paper = _paper(diary, decided, "检")
        del paper["authority"]
        diary.add("drug_test", day, "confirmed_positive", details={**details, **paper}, episode=order,
                  supersedes=test, reason="more_known", lag=(decided - day).days)  # fmt: skip


def _lose_touch(diary: Diary, fate: Fate, ids: Orders) -> None:
    lost, found = fate.lost_on, fate.found_on
    if lost is None or (fate.last_day is not None and fate.last_day <= lost):
        return
    note = words.NOTES["lost"][between(diary.rng, 0, 1)]
    for days in (4, 9, 20):
        diary.add("phone_call", lost + timedelta(days=days), "attempted", details={"mode": "phone"})
    missed = {"reason_kind": "person_not_acceptable", "reason": "not_at_home"}
    diary.add("home_visit", lost + timedelta(days=12), "missed", details=missed, note=note)
    back = found if found is not None and found < diary.today else None
    if ids.order is not None:
        away = {"from": lost.isoformat(), "to": back.isoformat() if back else None}
        told = back or lost + timedelta(days=15)
        diary.add("unauthorised_absence", told, "unauthorised", details=away, episode=ids.order)
    if back is not None and fate.reachable(back):
        confirmed = {"mode": "in_person", "confirmed": ["phone", "address", "work"]}
        diary.add("home_visit", back, "verified", details=confirmed, note=words.NOTES["found"][0])


def _leave(diary: Diary, fate: Fate, order: UUID) -> None:
    left = fate.leave_on
    if left is not None and fate.reachable(left):
        back = left + timedelta(days=between(diary.rng, 4, 25))
        told = {"from": left.isoformat(), "to": back.isoformat()}
        diary.add("leave_report", left - timedelta(days=2), details=told, episode=order)
        diary.add("leave_return", back, episode=order)
    gone = fate.absent_on
    if gone is not None and fate.reachable(gone):
        back = gone + timedelta(days=between(diary.rng, 2, 9))
        away = {"from": gone.isoformat(), "to": back.isoformat()}
        diary.add("unauthorised_absence", back, "unauthorised", details=away, episode=order)
        diary.add("admonition_letter", back + timedelta(days=2), episode=order)


def _suspend(diary: Diary, fate: Fate, order: UUID) -> None:
    if fate.suspended_on is None or fate.resumed_on is None or not fate.reachable(fate.suspended_on):
        return
    diary.add("suspended", fate.suspended_on, details=_paper(diary, fate.suspended_on, "中决"), episode=order)
    if fate.reachable(fate.resumed_on):
        diary.add("resumed", fate.resumed_on, details=_paper(diary, fate.resumed_on, "恢决"), episode=order)
