"""One made-up course of care that anybody may try to change, and what must be true of it after every step.

The walk keeps what offices would keep: entries, in whose hands the file is, and the day. Every act goes
through the domain's own checks: the policy, the entry's check, the process before a report, the hand-off.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from guitu.domain import transfer
from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.episode import CLOSED, ORDERED
from guitu.domain.handoff import machine
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import check, is_official
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.breach import Stage, check_confirm, check_open, check_report
from guitu.domain.outlook.engine import EpisodeOutlook, outlook
from guitu.domain.outlook.facts import FAR, EpisodeFacts
from guitu.domain.outlook.out_of_touch import check_notice, search
from guitu.domain.rules.model import Nature
from guitu.workflows.breach import SIDES
from guitu.workflows.record import IN_TURN, permission_for
from tests.domain.outlook.book import BOOK, ELSEWHERE, NOTHING, PLACE, WEEKENDS

STATION = PLACE * 1000 + 1
START = date(2026, 3, 2)
PAPER = {"document_number": "演字〔2026〕1号", "decided_on": "2026-03-01"}
LAPSES = (0, 1, 3, 7, 20, 60, 200, 400)


def viewers() -> list[Viewer]:
    """Two of every role at the same place, so that the second of two people may be of any."""
    return [
        Viewer(id=UUID(int=n * 100 + k), role=role, unit=STATION, lo=STATION, hi=STATION)
        for n, role in enumerate(Role, start=1)
        for k in (1, 2)
    ]


EVERYBODY = viewers()
CONTROL = [viewer for viewer in EVERYBODY if viewer.role in SIDES]  # half of the tries, or few would get far


@dataclass
class Life:
    """One course. ``counts`` the highest value each counter has had; ``refused`` how often somebody was."""

    rng: Random
    kind: str
    today: date = START
    entries: list[Entry] = field(default_factory=list)
    handoff: machine.Handoff = field(default_factory=machine.Handoff)
    move: transfer.State | None = None
    place: int = PLACE
    counts: dict[str, int] = field(default_factory=dict)
    steps: int = 0
    taken: int = 0
    refused: int = 0
    closed: str = ""

    @property
    def facts(self) -> EpisodeFacts:
        """What the file itself says: the day it was opened, and of release."""
        return EpisodeFacts(id="e", kind=self.kind, released_on=START, opened_on=START)

    def seen(self, entries: list[Entry] | None = None, *, on: date | None = None) -> EpisodeOutlook:
        """The course as it stands."""
        return outlook(
            PLACE,
            [self.facts],
            self.entries if entries is None else entries,
            books=lambda region: NOTHING if region == ELSEWHERE else BOOK,
            calendar=WEEKENDS,
            today=on or self.today,
        ).episodes[0]

    # acts

    def step(self) -> None:
        """Somebody tries something, or days pass; then everything that must hold is looked at."""
        self.steps += 1
        act = self.rng.choice(self.rng.choice((ACTS, ACTS, ACTS, BREACH, SEARCH)))
        try:
            act(self, self.rng.choice(self.rng.choice((EVERYBODY, CONTROL))))
        except DomainError:
            self.refused += 1
        else:
            self.taken += 1
            self.look()

    def write(self, by: Viewer, kind: str, outcome: str, details: dict[str, object], *, day: date) -> None:
        """One entry through the policy, a closed file's seal, and the kind's own check."""
        if self.closed or not holds(by, permission_for(kind)):
            raise DomainError("person.unknown")
        number = len(self.entries)
        stored = check(kind, outcome, details, happened_on=day, today=self.today)
        at = datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(seconds=number)
        self.entries.append(Entry(f"{number:06d}", kind, day, outcome, stored, recorded_at=at))

    # what must hold

    def look(self) -> None:
        """Every guard of rulebook 4.3, and the three promises: an owner, an end, no reset."""
        assert machine.turns(self.handoff)
        assert machine.holder(self.handoff) in machine.Side
        assert self.move is None or transfer.holder(transfer.Sort.MOVE, self.move) in transfer.Side
        now = self.seen()
        self._phase_has_its_ground(now)
        self._nothing_after_the_end(now)
        self._nothing_is_reset(now)
        if now.phase in CLOSED:
            self.closed = self.closed or now.phase
        assert not self.closed or now.phase in CLOSED

    def _has(self, *kinds: str, official: bool = False) -> bool:
        return any(e.kind in kinds and (not official or is_official(e)) for e in self.entries)

    def _phase_has_its_ground(self, now: EpisodeOutlook) -> None:
        grounds: dict[str, Callable[[], bool]] = {
            "reported": lambda: self._has("report_in"),
            "agreement_signed": lambda: self._has("report_in") and self._has("agreement"),
            "executing": lambda: self._has("report_in") and self._has("plan"),
            "suspended": lambda: self._has("suspended", official=True),
            "terminated": lambda: self._has("terminated", official=True),
            "lost_contact": lambda: self._has("lost_contact"),
            "completed": lambda: (
                self._has("completion_notice", official=True) or self._is_past(now.course.term)
            ),
            "active": lambda: self._has("consent"),
        }
        assert grounds.get(now.phase, lambda: True)(), now.phase
        if now.breach is not None and now.breach.stage is Stage.REPORTED:
            report = next(e for e in reversed(self.entries) if e.kind == "serious_breach_report")
            before = [e for e in self.entries if e.recorded_at < report.recorded_at]
            roles = {e.details["confirmed_as"] for e in before if e.kind == "breach_confirmed"}
            assert roles == {"worker", "head"}
            assert {e.kind for e in before} & {"hearing", "hearing_offered"}

    def _is_past(self, term: tuple[int, int] | None) -> bool:
        return term is not None and self.today.toordinal() > term[1]

    def _nothing_after_the_end(self, now: EpisodeOutlook) -> None:
        last = now.course.asked_to if now.course.asked_to is not None else now.course.ended
        end = FAR if last is None else last
        control = [d for d in now.duties if d.window.rule.nature is Nature.CONTROL]
        assert overcontrol_count(control, end=end, today=self.today.toordinal()) == 0
        if self.kind not in ORDERED:
            assert control == []
            assert now.breach is None
        if now.course.term is not None and not self._has("suspended", official=True):
            unpapered = [e for e in self.entries if e.kind != "completion_notice"]
            after = date.fromordinal(now.course.term[1] + 1)
            assert self.seen(unpapered, on=after).phase in CLOSED  # expiry waits for no paper

    def _nothing_is_reset(self, now: EpisodeOutlook) -> None:
        if now.phase in CLOSED:
            return  # an end that is dated back takes off what lies after it, never anything else
        for counter in now.counters:
            assert counter.count >= self.counts.get(counter.rule.id, 0), counter.rule.id
            self.counts[counter.rule.id] = counter.count


def overcontrol_count(control: list, *, end: int, today: int) -> int:  # type: ignore[type-arg]
    """Duties that burden the person and are due after the end, or still late once it has passed."""
    return sum(
        1 for d in control if d.window.due > end or (today > end and d.status(today) in ("due", "late"))
    )


# what anybody may try

Act = Callable[[Life, Viewer], None]


def _pass(life: Life, _by: Viewer) -> None:
    life.today += timedelta(days=life.rng.choice(LAPSES[:6]))


def _far(life: Life, _by: Viewer) -> None:
    if life.rng.random() < 0.25:
        life.today += timedelta(days=life.rng.choice(LAPSES))


def _entry(kind: str, outcome: str = "done", *, papered: bool = False, **details: object) -> Act:
    """An entry, sometimes with a paper, sometimes without, sometimes dated tomorrow or long ago."""

    def act(life: Life, by: Viewer) -> None:
        given = dict(details)
        if papered and life.rng.random() < 0.5:
            given |= PAPER
        shift = life.rng.choice((0, 0, 0, 0, -1, -3, 1))
        day = max(START, life.today + timedelta(days=shift))
        if kind in IN_TURN:
            raise DomainError("journal.own-page")
        life.write(by, kind, outcome, given, day=day)

    return act


def _order(life: Life, by: Viewer) -> None:
    first = life.today.replace(day=1)
    last = first.replace(year=first.year + life.rng.choice((1, 2, 3))) - timedelta(days=1)
    if any(e.kind == "decision_received" for e in life.entries):
        raise DomainError("episode.overlaps")  # printed once: what moves a term later is another law's test
    term = {"term_from": first.isoformat(), "term_to": last.isoformat()}
    life.write(by, "decision_received", "done", {**PAPER, **term}, day=life.today)


def _absence(life: Life, by: Viewer) -> None:
    first = life.today - timedelta(days=life.rng.choice((1, 5, 16, 31)))
    days = {"from": max(START, first).isoformat(), "to": life.today.isoformat()}
    life.write(by, "unauthorised_absence", "unauthorised", days, day=life.today)


def _offer(life: Life, by: Viewer) -> None:
    check_open(life.seen().breach)
    until = (life.today + timedelta(days=3)).isoformat()
    life.write(by, "hearing_offered", "done", {"answer_by": until}, day=life.today)


def _hear(life: Life, by: Viewer) -> None:
    life.write(by, "hearing", "done", {}, day=life.today)


def _confirm(life: Life, by: Viewer) -> None:
    side = SIDES.get(by.role, "")
    check_confirm(life.seen().breach, who=str(by.id), role=side)
    details = {"confirmer": str(by.id), "confirmed_as": side}
    life.write(by, "breach_confirmed", "done", details, day=life.today)


def _report(life: Life, by: Viewer) -> None:
    ready = check_report(life.seen().breach)
    details = {**PAPER, "grounds": list(ready.grounds), "heard": ready.heard}
    life.write(by, "serious_breach_report", "done", details, day=life.today)


def _close(life: Life, by: Viewer) -> None:
    if life.rng.random() < 0.7:
        raise DomainError("breach.undecided")  # or no round would ever get as far as a report
    found = check_open(life.seen().breach)
    life.write(by, "breach_closed", "done", {"why": "other", "grounds": list(found.grounds)}, day=life.today)


def _lost(life: Life, by: Viewer) -> None:
    found = search(life.seen().course.events, today=life.today.toordinal(), parameters={})
    if life.kind not in ORDERED:
        raise DomainError("lost.not-ordered")
    check_notice(found)
    life.write(by, "lost_contact", "done", {"told": ["police_station"]}, day=life.today)


def _hand_off(life: Life, by: Viewer) -> None:
    if not holds(by, Permission.CONTACT_RECORD):
        raise DomainError("person.unknown")
    side = life.rng.choice(tuple(machine.Side))
    before = life.handoff
    act = life.rng.choice(
        (
            lambda: machine.offer(before, to=machine.RECEIVERS),
            lambda: machine.accept(before, side),
            lambda: machine.send_back(before, side, reason="other"),
            lambda: machine.take_back(before),
            lambda: machine.stay(before, reason="other"),
            lambda: machine.go_on(before),
        )
    )
    life.handoff = act()


def _transfer(life: Life, by: Viewer) -> None:
    """Offered, declined, withdrawn or accepted; accepted, the place changes and everything counts on."""
    if life.closed or not holds(by, Permission.LEGAL_FACT_RECORD):
        raise DomainError("person.unknown")
    if life.move is not transfer.State.OFFERED:
        life.move = transfer.State.OFFERED
        return
    act, side = transfer.Act.ACCEPT, transfer.Side.RECEIVER
    if life.rng.random() < 0.5:
        act, side = life.rng.choice(tuple(transfer.Act)), life.rng.choice(tuple(transfer.Side))
    life.move = transfer.step(transfer.Sort.MOVE, life.move, act, side)
    if life.move is transfer.State.ACCEPTED:
        life.place = ELSEWHERE if life.place == PLACE else PLACE
        moved = {"to_region": life.place, "effective_on": life.today.isoformat()}
        life.write(by, "transfer", "done", moved, day=life.today)


ACTS: tuple[Act, ...] = (
    _pass,
    _pass,
    _far,
    _order,
    _hand_off,
    _transfer,
    _transfer,
    _absence,
    _offer,
    _hear,
    _confirm,
    _confirm,
    _report,
    _close,
    _lost,
    _entry("report_in"),
    _entry("late_report", "none_found"),
    _entry("late_report", "accepted", because="ill"),
    _entry("agreement"),
    _entry("plan"),
    _entry("consent", "given", purpose="aftercare"),
    _entry("drug_test", "negative", mode="scheduled", sample="urine", level="field"),
    _entry("drug_test", "refused", mode="scheduled", sample="urine", level="field"),
    _entry("drug_test", "refused", mode="random", sample="urine", level="field"),
    _entry("phone_call", "attempted", mode="phone"),
    _entry("talk", "attempted", mode="message"),
    _entry("home_visit", "attempted", mode="in_person"),
    _lost,
    _entry("relapse", "self_reported"),
    _entry("relapse", "confirmed", papered=True),
    _entry("suspended", papered=True),
    _entry("resumed", papered=True),
    _entry("serious_breach_decision", papered=True),
    _entry("new_offence", papered=True),
    _entry("serious_breach_report", papered=True),
    _entry("lost_contact"),
)
# Tried often enough to get through.
BREACH: tuple[Act, ...] = (_offer, _hear, _confirm, _confirm, _report)
SEARCH: tuple[Act, ...] = (
    _pass,
    _lost,
    _lost,
    _entry("phone_call", "attempted", mode="phone"),
    _entry("talk", "attempted", mode="message"),
    _entry("talk", "attempted", mode="through_family"),
    _entry("home_visit", "attempted", mode="in_person"),
)
RARE: tuple[Act, ...] = (
    _entry("terminated", papered=True, ground="imprisoned"),
    _entry("completion_notice", papered=True),
    _entry("consent", "withdrawn", purpose="aftercare"),
    _entry("talk", mode="in_person"),
    _entry("leave_return"),
)


def walk(seed: int, steps: int) -> list[Life]:
    """Lives one after the other until so many steps were tried; each ends some steps after its course has."""
    rng, made, left = Random(seed), [], steps  # noqa: S311 - the same walk for the same seed
    while left > 0:
        life = Life(rng, rng.choice(("community_rehab", "community_detox", "aftercare")))
        after = 0
        while left > 0 and after < 10 and life.steps < 400:
            if rng.random() < 0.01:
                _rarely(life)
            life.step()
            after += bool(life.closed)
            left -= 1
        made.append(life)
    return made


def _rarely(life: Life) -> None:
    try:
        life.rng.choice(RARE)(life, life.rng.choice(EVERYBODY))
    except DomainError:
        life.refused += 1
    else:
        life.look()
