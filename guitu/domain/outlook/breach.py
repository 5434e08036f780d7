"""Between a counter that is full and the police: the person is heard, two people agree, or nothing goes out.

A pure reading of the entries. A report needs, in this order: a ground that is new; the facts told and an
answer, or days for it that passed (F-09); a worker and a head who hold, after that, that it must be reported
(rulebook 4.3). One person alone may end it without a report, at any time. Nothing here moves a legal status:
only papers of the police do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.model import Threshold

from .late_report import is_report
from .slots import OPEN, Duty
from .standing import Counter

ABOUT: Final = "serious_breach_report"  # what a hearing of this process is about
_ENDS: Final = ("serious_breach_report", "breach_closed")
_GROUND_OF: Final = {"drug_test": "tests_refused", "unauthorised_absence": "absences"}
Key = tuple[datetime, date, str]


class Stage(StrEnum):
    """How far it has come. No stage follows by itself from the one before but ``HEARD``, when days pass."""

    REACHED = "reached"  # nobody has told the person yet
    OFFERED = "offered"  # the person may answer until a day
    HEARD = "heard"  # answered, or the days passed: people decide
    CONFIRMED = "confirmed"  # one of the two holds that it must be reported
    READY = "ready"  # both do
    REPORTED = "reported"  # the police have it; they decide
    CLOSED = "closed"  # looked at, and not reported


@dataclass(frozen=True, slots=True)
class Breach:
    """One round. Days are ordinals, None where it has not come to that.

    ``grounds`` what is reached; ``counted`` the ids behind it. ``heard`` "answered" or "days_passed".
    ``confirmed`` (account, worker or head) in order. ``ended`` the entry that ended the last round, when
    nothing new has come since.
    """

    stage: Stage
    grounds: tuple[str, ...]
    counted: tuple[str, ...]
    offered_on: int | None = None
    answer_by: int | None = None
    heard: str = ""
    heard_on: int | None = None
    confirmed: tuple[tuple[str, str], ...] = ()
    ended: Entry | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.stage not in (Stage.REPORTED, Stage.CLOSED)


def breach(
    events: Mapping[str, Sequence[Entry]],
    counters: Sequence[Counter],
    duties: Sequence[Duty],
    today: int,
) -> Breach | None:
    """The round that is open, else the last one that ended; None where there never was a ground.

    Args:
        events: of one episode, effective, by kind in order.
        counters: of the same episode, as of today.
        duties: of the same episode.
        today: ordinal.
    """
    found = _grounds(events, counters, duties, today)
    ends = sorted((e for kind in _ENDS for e in events.get(kind, ())), key=_key)
    last = ends[-1] if ends else None
    before = {ground for end in ends for ground in _listed(end)}
    new = {
        ground: entries
        for ground, entries in found.items()
        if ground not in before or last is None or any(_key(e) > _key(last) for e in entries)
    }
    if not new:
        return _settled(last)
    return _round(events, new, last, today)


def _key(entry: Entry) -> Key:
    return entry.recorded_at, entry.happened_on, entry.id


def _listed(end: Entry) -> Sequence[str]:
    listed = end.details.get("grounds")
    return listed if isinstance(listed, list | tuple) else ()


def _settled(last: Entry | None) -> Breach | None:
    if last is None:
        return None
    stage = Stage.REPORTED if last.kind == "serious_breach_report" else Stage.CLOSED
    return Breach(stage, tuple(_listed(last)), (), ended=last)


def _grounds(
    events: Mapping[str, Sequence[Entry]], counters: Sequence[Counter], duties: Sequence[Duty], today: int
) -> dict[str, list[Entry]]:
    """What is reached, with the entries that count for it."""
    by_id = {e.id: e for kind in _GROUND_OF for e in events.get(kind, ())}
    found = {
        ground_of(counter): [by_id[id_] for id_ in counter.entries if id_ in by_id]
        for counter in counters
        if counter.reached and ground_of(counter)
    }
    late = any(is_report(d) and d.state == OPEN and d.status(today) == "late" for d in duties)
    asked = [e for e in events.get("late_report", ()) if e.outcome == "none_found"]
    if late and asked:  # only once a human asked why
        found["not_reported"] = asked[-1:]
    return found


def ground_of(counter: Counter) -> str:
    """The ground a counter stands for, "" where it stands for none of the law's three."""
    body = counter.rule.body
    if not isinstance(body, Threshold) or body.proposes != ABOUT:
        return ""
    if body.measure == "days":
        return "days_away"
    return _GROUND_OF.get(body.counts[0].kind, "")


def _round(
    events: Mapping[str, Sequence[Entry]],
    grounds: Mapping[str, Sequence[Entry]],
    last: Entry | None,
    today: int,
) -> Breach:
    """The open round. What was said before the newest counted entry was said about less."""
    counted = [e for entries in grounds.values() for e in entries]
    begun = max([_key(e) for e in counted] + ([_key(last)] if last else []))
    offers = [e for e in events.get("hearing_offered", ()) if _key(e) > begun]
    answers = [e for e in events.get("hearing", ()) if _key(e) > begun and _about_this(e)]
    until = max((_answer_by(e) for e in offers), default=None)
    passed = until is not None and today > until
    heard = "answered" if answers else "days_passed" if passed else ""
    heard_on = answers[-1].day if answers else until if passed else None
    agreed = _agreed(events, answers, until) if heard else ()
    return Breach(
        stage=_stage(offers, heard, agreed),
        grounds=tuple(grounds),
        counted=tuple(dict.fromkeys(e.id for e in counted)),
        offered_on=offers[-1].day if offers else None,
        answer_by=until,
        heard=heard,
        heard_on=heard_on,
        confirmed=agreed,
    )


def _about_this(hearing: Entry) -> bool:
    return hearing.details.get("about", ABOUT) == ABOUT


def _answer_by(offer: Entry) -> int:
    until = offer.details.get("answer_by")
    return date.fromisoformat(str(until)).toordinal() if until else offer.day


def _agreed(
    events: Mapping[str, Sequence[Entry]], answers: Sequence[Entry], until: int | None
) -> tuple[tuple[str, str], ...]:
    """Who confirmed after the person was heard, each account once."""
    found: dict[str, str] = {}
    for entry in sorted(events.get("breach_confirmed", ()), key=_key):
        after = _key(entry) > _key(answers[-1]) if answers else until is not None and entry.day > until
        who = str(entry.details.get("confirmer", ""))
        if after and who and who not in found:
            found[who] = str(entry.details.get("confirmed_as", ""))
    return tuple(found.items())


def _stage(offers: Sequence[Entry], heard: str, agreed: Sequence[tuple[str, str]]) -> Stage:
    if not heard:
        return Stage.OFFERED if offers else Stage.REACHED
    if not agreed:
        return Stage.HEARD
    return Stage.READY if {role for _, role in agreed} == {"worker", "head"} else Stage.CONFIRMED


def check_open(found: Breach | None) -> Breach:
    """The round, when there is something to decide.

    Raises:
        DomainError: "breach.not-reached", "breach.settled".
    """
    if found is None:
        raise DomainError("breach.not-reached")
    if not found.is_open:
        raise DomainError("breach.settled")
    return found


def check_confirm(found: Breach | None, *, who: str, role: str) -> Breach:
    """The round, when this account may confirm in it.

    Raises:
        DomainError: as ``check_open``; "breach.not-heard"; "breach.police-receives"; "breach.two-people";
            "breach.confirmed-already".
    """
    now = check_open(found)
    if not now.heard:
        raise DomainError("breach.not-heard")
    if role not in ("worker", "head"):
        raise DomainError("breach.police-receives")
    if who in dict(now.confirmed):
        raise DomainError("breach.two-people")
    if role in dict(now.confirmed).values():
        raise DomainError("breach.confirmed-already")
    return now


def check_report(found: Breach | None) -> Breach:
    """The round, when it may go to the police.

    Raises:
        DomainError: as ``check_open``; "breach.not-heard"; "breach.two-needed".
    """
    now = check_open(found)
    if not now.heard:
        raise DomainError("breach.not-heard")
    if now.stage is not Stage.READY:
        raise DomainError("breach.two-needed")
    return now
