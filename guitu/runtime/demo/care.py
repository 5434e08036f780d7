"""What is given and looked at beside the duties: services promised, calls, levels, needs, slips."""

from datetime import date, timedelta
from uuid import UUID

from guitu.domain.outlook.engine import EpisodeOutlook
from guitu.domain.rules.model import Nature
from guitu.runtime.demo import forms, words
from guitu.runtime.demo.chance import between
from guitu.runtime.demo.diary import Diary
from guitu.runtime.demo.fate import Fate
from guitu.runtime.demo.story import meet

KEPT = 0.7  # of what a promise asks for
_HALF_YEAR, _YEAR = 183, 365
_WAITS = 60  # days: an older need was answered
_RECENT = 80  # days: within the 90 after which a field counts as old


def promised(diary: Diary, fate: Fate, seen: EpisodeOutlook, episode: UUID) -> None:
    """What the rules promise for each year, most of it given, spread over the year."""
    last = seen.course.asked_to
    if last is None:
        return
    for quota in seen.quotas:
        if quota.rule.nature is Nature.CONTROL:
            continue  # a number of random tests is no promise
        length = (quota.last - quota.first) // quota.needed
        for k in range(quota.needed):
            given = quota.first + k * length + between(diary.rng, 0, length)
            if diary.rng.random() < KEPT and given <= last and _free(fate, seen, given):
                serve(diary, quota.item, date.fromordinal(given), episode)


def serve(diary: Diary, service: str, day: date, episode: UUID | None) -> None:
    """One piece of help; a few are declined."""
    texts = words.NOTES["service"]
    note = texts[int(diary.rng.random() * len(texts))]
    outcome = "done" if diary.rng.random() < 0.97 else "declined"
    diary.add("service", day, outcome, details={"service": service}, episode=episode, note=note)


def _free(fate: Fate, seen: EpisodeOutlook, day: int) -> bool:
    """Whether something may be offered on a day: the person is there and no pause runs."""
    if any(first <= day < end for first, end in seen.course.gaps):
        return False
    return fate.reachable(date.fromordinal(day))


def look_after(diary: Diary, fate: Fate, seen: EpisodeOutlook, episode: UUID) -> None:
    """Calls, levels, reviews and needs while the episode runs."""
    course = seen.course
    if course.term is None or course.asked_to is None:
        return
    yesterday = diary.today.toordinal() - 1
    first = max(course.term[0], fate.opened_on.toordinal())
    last = min(course.asked_to, yesterday)
    for day in _steps(diary, fate, seen, (first + 40, last), every=120, share=0.4):
        meet(diary, "phone_call" if diary.rng.random() < 0.7 else "talk", day)
    if last == yesterday and last - first > _RECENT and diary.rng.random() < 0.6:
        _confirm(diary, fate, seen, last)
    for day in _steps(diary, fate, seen, (first + 12, last), every=_HALF_YEAR, share=0.45):
        _assess(diary, day, episode)
    for day in _steps(diary, fate, seen, (first + 60, last), every=_YEAR, share=0.3):
        _need(diary, day, episode)


def _steps(
    diary: Diary, fate: Fate, seen: EpisodeOutlook, span: tuple[int, int], *, every: int, share: float
) -> list[date]:
    """Days about ``every`` days apart within ``span``, a ``share`` of them, none on which nothing may be."""
    rng = diary.rng
    days = []
    day = span[0] + between(rng, 0, every // 3)
    while day <= span[1]:
        if rng.random() < share and _free(fate, seen, day):
            days.append(date.fromordinal(day))
        day += every + between(rng, -every // 5, every // 5)
    return days


def _confirm(diary: Diary, fate: Fate, seen: EpisodeOutlook, last: int) -> None:
    day = between(diary.rng, last - _RECENT, last)
    if _free(fate, seen, day):
        fields = {"fields": ["phone", "address", "work"]}
        diary.add("contact_confirmed", date.fromordinal(day), details=fields)


def _assess(diary: Diary, day: date, episode: UUID) -> None:
    level = words.RISK.draw(diary.rng)
    if diary.rng.random() < 0.2:  # the others were taken over from paper; a million forms would fill a disk
        basis, judged = forms.judged(diary.rng, level)
        details = {"level": level, "basis": basis}
        diary.add("risk_assessment", day, details=details, episode=episode, note=judged)
    else:
        diary.add("risk_assessment", day, details={"level": level}, episode=episode)
    if diary.rng.random() < 0.35:
        diary.add("plan_review", day, details={"score": between(diary.rng, 55, 98)}, episode=episode)
    if diary.rng.random() < 0.12:
        form, filled = forms.filled(diary.rng)
        named = {"instrument": form.code, "version": form.version}
        diary.add("assessment", day, details=named, note=filled)


def _need(diary: Diary, day: date, episode: UUID) -> None:
    need = words.NEEDS.draw(diary.rng)
    raised = diary.add("need_raised", day, details={"need": need}, episode=episode)
    lately = (diary.today - day).days < _WAITS  # nobody waits for years
    if raised is not None and (diary.rng.random() < 0.8 or not lately):
        answered = day + timedelta(days=between(diary.rng, 1, 12))
        details = {"need": need, "answers": str(raised), "how": "service_given"}
        diary.add("need_answered", answered, details=details, episode=episode)
        serve(diary, words.OTHER_SERVICES.draw(diary.rng), answered, episode)


def slips(diary: Diary) -> None:
    """Somebody wrote the wrong day, or what never happened, and corrected it a few days later."""
    if diary.rng.random() >= 0.2:
        return
    wrong = diary.rows[int(diary.rng.random() * len(diary.rows))]
    note = words.NOTES["correction"][0]
    lag = between(diary.rng, 1, 5)
    if diary.rng.random() < 0.12 and wrong.kind in {"phone_call", "service"}:
        diary.add(
            "retraction",
            wrong.happened_on,
            reason="entered_by_mistake",
            supersedes=wrong.id,
            lag=lag,
            note="误录。",
        )
    elif wrong.kind in {"phone_call", "talk", "service", "home_visit"}:
        diary.add(
            wrong.kind,
            wrong.happened_on - timedelta(days=1),
            wrong.outcome,
            details=wrong.details,
            episode=wrong.episode_id,
            reason="wrong_date" if wrong.outcome != "missed" else "",
            supersedes=wrong.id,
            lag=lag + 1,
            note=note,
        )
