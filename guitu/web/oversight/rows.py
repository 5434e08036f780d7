"""Lines of the log as pages show them: in words, a person's days together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from guitu.domain.ledger.line import Line
from guitu.foundation.audit.alerts import AlertRow
from guitu.foundation.audit.who_looked import Look
from guitu.foundation.clock import BEIJING
from guitu.web.oversight import words
from guitu.web.shell.tags import term


@dataclass(frozen=True, slots=True)
class LookLine:
    """What one role of one unit did on one day."""

    day: date
    who: str
    what: str
    why: str
    times: int


def looks_in_words(looks: Iterable[Look], units: Mapping[int, str]) -> list[LookLine]:
    """The lines of who-looked, the latest day first."""
    return [
        LookLine(
            day=look.day,
            who=_who(look, units),
            what=str(words.ACTS.get(look.act, look.act)),
            why="" if look.act == "denial" else str(words.PURPOSES.get(look.purpose, look.purpose)),
            times=look.times,
        )
        for look in looks
    ]


def _who(look: Look, units: Mapping[int, str]) -> str:
    if not look.role:
        return gettext("系统")
    unit = units.get(look.unit or 0, gettext("其他单位"))
    return gettext("%(unit)s · %(role)s") % {"unit": unit, "role": term(look.role, "role")}


@dataclass(frozen=True, slots=True)
class AlertLine:
    """A sign of misuse in words. ``liftable`` the account is stopped and can be let on."""

    id: UUID
    when: str
    what: str
    who: str
    unit: str
    count: object
    answer: str
    liftable: bool


def alerts_in_words(
    rows: Iterable[AlertRow], names: Mapping[UUID, str], units: Mapping[int, str]
) -> list[AlertLine]:
    """The alerts, the latest first."""
    return [
        AlertLine(
            id=row.id,
            when=row.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
            what=str(words.ALERTS.get(row.kind, row.kind)),
            who=names.get(row.actor, "") if row.actor else gettext("系统"),
            unit=units.get(row.unit or 0, ""),
            count=row.facts.get("count") or row.facts.get("misses") or row.facts.get("why") or "",
            answer=row.answer,
            liftable=row.kind in words.LIFTABLE,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the access log in words. ``whom`` the first digits of a pseudonym."""

    seq: int
    when: str
    who: str
    actor: UUID | None
    what: str
    whom: str
    why: str
    screen: str


def lines_in_words(lines: Iterable[Line], names: Mapping[UUID, str]) -> list[LogLine]:
    """The log, the latest first."""
    acts = {**words.ACTS, **words.OTHER_ACTS}
    return [
        LogLine(
            seq=line.seq,
            when=line.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S"),
            who=names.get(line.actor, "") if line.actor else "",
            actor=line.actor,
            what=str(acts.get(line.act, line.act)),
            whom=line.subject.hex[:8] if line.subject else "",
            why=str(words.PURPOSES.get(line.purpose, line.purpose)),
            screen=line.screen,
        )
        for line in lines
    ]
