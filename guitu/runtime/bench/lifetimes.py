"""Made-up files to derive outlooks from: three years, forty entries each, built before the clock runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.dates import add_months
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.runtime.demo.chance import chance

ENTRIES = 40
_AFTERCARE, _ORDER = "aftercare", "community_rehab"
SHAPES = {"community_rehab": (_ORDER,), "aftercare": (_AFTERCARE,), "both": (_AFTERCARE, _ORDER)}
_FIRST, _LAST = 270, 1090  # days since release: nobody is new, nobody has finished
_VISITS = ("talk", "home_visit", "phone_call", "in_person_check")
_SERVICES = ("job_notice", "training_notice", "career_guidance", "job_notice", "legal_aid")


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Somebody's episodes and entries."""

    episodes: tuple[EpisodeFacts, ...]
    entries: tuple[Entry, ...]


def lifetimes(shape: str, count: int, *, today: date) -> list[Lifetime]:
    """``count`` different people of one shape of ``SHAPES``, released on hundreds of different days."""
    return [_lifetime(chance("bench", shape, n), SHAPES[shape], today) for n in range(count)]


def _lifetime(rng: Random, kinds: tuple[str, ...], today: date) -> Lifetime:
    released = today - timedelta(days=rng.randint(_FIRST, _LAST))
    episodes = tuple(
        EpisodeFacts(id=kind, kind=kind, released_on=released, opened_on=released) for kind in kinds
    )
    begun = [entry for kind in kinds for entry in _beginning(kind, released)]
    went_on = sorted(_course(rng, kinds, released, today), key=lambda said: said[0])
    spread = [went_on[n * len(went_on) // (ENTRIES - len(begun))] for n in range(ENTRIES - len(begun))]
    entries = [*begun, *spread]
    return Lifetime(episodes, tuple(_entry(n, *said) for n, said in enumerate(entries)))


Said = tuple[date, str, str, dict[str, object], str | None]  # day, kind, outcome, details, episode


def _beginning(kind: str, released: date) -> Iterator[Said]:
    """What every file of that kind begins with."""
    day = released + timedelta(days=3)
    if kind == _AFTERCARE:
        yield day, "invitation", "done", {}, kind
        yield day, "consent", "given", {}, kind
        return
    last = add_months(released, 36) - timedelta(days=1)
    term: dict[str, object] = {"term_from": released.isoformat(), "term_to": last.isoformat()}
    yield released, "decision_received", "done", term, kind
    yield day, "report_in", "done", {}, kind
    yield day, "agreement", "done", {}, kind
    yield day, "working_group", "done", {}, kind


def _course(rng: Random, kinds: tuple[str, ...], released: date, today: date) -> Iterator[Said]:
    """Tests, visits and help, more of them than a file will hold."""
    length = (today - released).days
    for n in range(1, 19):
        day = released + timedelta(days=length * n // 19 + rng.randint(-4, 4))
        if _ORDER in kinds:
            sample: dict[str, object] = {"mode": "scheduled", "sample": "urine", "level": "field"}
            yield day, "drug_test", "negative" if rng.random() < 0.95 else "refused", sample, _ORDER
        if _AFTERCARE in kinds:
            yield day, "follow_up", "done" if rng.random() < 0.9 else "attempted", {}, _AFTERCARE
        yield day + timedelta(days=1), _VISITS[n % len(_VISITS)], "done", {}, None
        yield day - timedelta(days=1), "service", "done", {"service": _SERVICES[n % len(_SERVICES)]}, None


def _entry(
    n: int, day: date, kind: str, outcome: str, details: dict[str, object], episode: str | None
) -> Entry:
    return Entry(
        id=f"{n:02d}",
        kind=kind,
        happened_on=day,
        outcome=outcome,
        details=details,
        recorded_at=datetime.combine(day, time(8), UTC),
        episode=episode,
    )
